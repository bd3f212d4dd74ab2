"""Archives: a zip of CSV files, local or fetched, whose files are laid beside the store one at a time."""

from __future__ import annotations

import csv
import random
import shutil
import time
import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from karvan.nouns import DataError, FetchError, UsageError
from karvan.statistics import naming
from karvan.statistics.sources import Query, expanded

if TYPE_CHECKING:
    import httpx

Progress = Callable[[str, int, int], None]
_PIECE = 1 << 20
_SECONDS = 6 * 3600.0
_QUIET = 60.0
"""Seconds without a byte after which a transfer is taken up anew."""
_TRIES = 5
_AGAIN = frozenset({408, 416, 429, 500, 502, 503, 504})
_SPARE = 1.2
"""Room on the disk beyond what is laid there."""


class Archive:
    """A zip, open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise DataError("there is no such archive", where=str(path)) from error
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            hint = "a download that broke off has no end: fetch it again"
            raise DataError(
                f"the file is no zip, or only a part of one: {error}", where=str(path), hint=hint
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def names(self) -> list[str]:
        """The files inside, without the folders they lie in."""
        return [Path(each.filename).name for each in self._zip.infolist() if not each.is_dir()]

    def text(self, name: str) -> str:
        """A small file."""
        with self._unbroken(name), self._zip.open(self._info(name)) as file:
            said = file.read()
        try:
            return said.decode("utf-8-sig")
        except UnicodeDecodeError:
            return said.decode("latin-1")

    @contextmanager
    def laid(self, name: str, folder: Path) -> Generator[Path]:
        """A file on the disk for as long as it is needed, streamed there."""
        info = self._info(name)
        if info.file_size * _SPARE > shutil.disk_usage(folder).free:
            need = info.file_size / (1 << 30)
            raise DataError(f"`{name}` needs {need:.1f} GB, which the disk does not have", where=str(folder))
        with TemporaryDirectory(dir=folder, prefix=".laid-") as near:
            path = Path(near) / Path(name).name
            with self._unbroken(name), self._zip.open(info) as given, path.open("wb") as file:
                shutil.copyfileobj(given, file, _PIECE)
            yield path

    def _info(self, name: str) -> zipfile.ZipInfo:
        return next(each for each in self._zip.infolist() if Path(each.filename).name == name)

    @contextmanager
    def _unbroken(self, name: str) -> Generator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise DataError(
                f"`{name}` in it is damaged: {error}", where=str(self.path), hint="fetch the archive again"
            ) from error
        except RuntimeError as error:
            raise DataError(f"`{name}` in it can't be unpacked: {error}", where=str(self.path)) from error


def columns(path: Path, wanted: tuple[str, ...], archive: Path, name: str) -> list[str]:
    """The columns of a CSV file, among them those that are wanted."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        held = [column.strip() for column in next(csv.reader(file), [])]
    missing = [column for column in wanted if column not in held]
    if missing:
        raise DataError(
            f"`{name}`, row 1: no column is called {', '.join(f'`{column}`' for column in missing)}",
            where=str(archive),
            hint=f"the columns have changed: {', '.join(held[:12]) or 'the file is empty'}",
        )
    return held


def at_hand(source: Path | str, folder: Path, progress: Progress | None = None) -> Path:
    """The archive of a path, or of an address: fetched once, and kept in the cache of the folder."""
    if isinstance(source, Path) or not source.lower().startswith(("http://", "https://")):
        return Path(source)
    name = source.rpartition("/")[2].partition("?")[0]
    if not name.lower().endswith(".zip"):
        raise UsageError("the address names no zip", where=source)
    kept = folder / "cache" / name
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _fetch(source, kept, progress)
    return kept


def _fetch(address: str, kept: Path, progress: Progress | None) -> None:
    """Stream to a `.part`, taken up where it broke off; only a whole file gets its name."""
    import httpcore
    import httpx

    passing = (
        httpx.HTTPError,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
        OSError,
        _BrokeOffError,
    )
    part = kept.with_name(f"{kept.name}.part")
    why = ""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(min(2.0**attempt, 30.0) * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
        try:
            _stream(address, part, progress)
        except passing as error:
            why = str(error) or type(error).__name__
            continue
        Archive(part).close()
        part.replace(kept)
        _edition(part).unlink(missing_ok=True)
        return
    hint = "the same command goes on where this one stopped"
    raise FetchError(f"the transfer broke off {_TRIES} times: {why}", where=address, hint=hint)


class _BrokeOffError(Exception):
    """An answer shorter than it says, or a status that passes."""


def _edition(part: Path) -> Path:
    """Where it is written down which edition of the file a part is of."""
    return part.with_name(f"{part.name}.edition")


def _stream(address: str, part: Path, progress: Progress | None) -> None:
    import httpx

    from karvan.documents.transport import PublicTransport

    host = httpx.URL(address)
    private = (f"{host.host}:{host.port or {'http': 80}.get(host.scheme, 443)}",)
    transport = PublicTransport(time.monotonic() + _SECONDS, allow_private=private)
    with (
        httpx.Client(transport=transport, trust_env=False, timeout=_QUIET, follow_redirects=True) as client,
        client.stream("GET", address, headers=_asked(part)) as answer,
    ):
        if answer.status_code in _AGAIN:
            if answer.status_code == 416:
                part.unlink(missing_ok=True)
            raise _BrokeOffError(f"the service answers {answer.status_code}")
        if answer.status_code not in {200, 206}:
            raise FetchError(f"the service answers {answer.status_code}", where=address)
        done = part.stat().st_size if answer.status_code == 206 else 0
        _edition(part).write_text(answer.headers.get("etag") or answer.headers.get("last-modified") or "", "utf-8")
        _written(answer, part, done, progress)


def _asked(part: Path) -> dict[str, str]:
    """Only what is missing, if the file is still of the same edition."""
    edition = _edition(part).read_text("utf-8") if _edition(part).is_file() else ""
    if not (part.is_file() and part.stat().st_size and edition):
        return {"Accept-Encoding": "identity"}
    return {"Accept-Encoding": "identity", "Range": f"bytes={part.stat().st_size}-", "If-Range": edition}


def _written(answer: httpx.Response, part: Path, done: int, progress: Progress | None) -> None:
    total = done + int(answer.headers.get("content-length", 0))
    if total - done > shutil.disk_usage(part.parent).free:
        raise FetchError(
            f"the archive needs {total / (1 << 30):.1f} GB, which the disk does not have", where=str(part.parent)
        )
    with part.open("ab" if done else "wb") as file:
        for piece in answer.iter_raw():
            file.write(piece)
            done += len(piece)
            if progress:
                progress(f"fetches {part.stem}", done, total)
    if total > done:
        raise _BrokeOffError(f"{done:,} of {total:,} bytes came")


def meant(query: Query | None) -> Query:
    """The query with every country, year and product as observations write it; what is wrong is told by name."""
    query = query or Query()
    periods = [period for text in query.periods for period in expanded(text, "A")]
    products = [naming.heading(code) for code in query.products if code != "HS6"]
    return Query(
        reporters=tuple(naming.party(code) for code in query.reporters),
        partners=tuple(naming.party(code) for code in query.partners),
        periods=tuple(periods),
        products=tuple(products),
    )


def quoted(text: object) -> str:
    """A text, or a path, as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"
