"""Answers as they came, kept in a folder with address, version and date."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

FOLDER = "cache"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an answer that is kept."""

    service: str
    question: str
    """The address without its beginning, as the service's module writes it."""
    address: str
    retrieved: str
    """Date and time, UTC."""
    version: str | None = None
    sha256: str = ""


class Kept(NamedTuple):
    """An answer from the cache."""

    data: bytes
    told: Told


class Cache:
    """A folder of answers: `NAME.gz` holds what came, `NAME.json` what is known of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER

    def find(self, service: str, question: str) -> Kept | None:
        """The answer to a question; None where there is none, or it is damaged."""
        path = self._path(service, question)
        with suppress(OSError, EOFError, zlib.error, msgspec.MsgspecError):
            told = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Told)
            data = gzip.decompress(path.read_bytes())
            if hashlib.sha256(data).hexdigest() == told.sha256:
                return Kept(data, told)
        return None

    def keep(self, data: bytes, told: Told) -> None:
        """Keep an answer. Whenever it breaks off, the old answer or none is found, never half of one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(told.service, told.question)
        known = msgspec.structs.replace(told, sha256=hashlib.sha256(data).hexdigest())
        _put(path, gzip.compress(data, 6, mtime=0))
        _put(path.with_suffix(".json"), msgspec.json.format(msgspec.json.encode(known)))

    def drop(self, told: Told) -> None:
        """Keep an answer no longer."""
        path = self._path(told.service, told.question)
        path.with_suffix(".json").unlink(missing_ok=True)
        path.unlink(missing_ok=True)

    def _path(self, service: str, question: str) -> Path:
        name = hashlib.sha256(question.encode()).hexdigest()[:24]
        return self.folder / f"{service}-{name}.gz"


def now() -> dt.datetime:
    """The time by which answers are dated."""
    return dt.datetime.now(dt.UTC)


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
