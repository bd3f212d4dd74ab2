"""Writes what a tool makes, or says with `--check` what is no longer current."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def write_or_check(made: Mapping[Path, str | None]) -> int:
    """Names every file that differs from what was made and writes it (None: removes it); `--check` leaves all as it is.

    Gives the exit code: 1 where `--check` found something.
    """
    stale = [path for path, text in made.items() if _written(path) != text]
    for path in stale:
        print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
        if "--check" not in sys.argv:
            _write(path, made[path])
    return int("--check" in sys.argv and bool(stale))


def _written(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
