"""A progress bar on standard error, for runs long enough to want one."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")

_WAIT, _PAUSE, _CELLS = 1.0, 0.1, 24


def watched(
    results: Iterable[T], total: int, *, quiet: bool = False, shared: bool = False, stream: TextIO = sys.stderr
) -> Iterator[T]:
    """The results, with a bar that appears after a second, on a terminal only, and leaves no trace.

    `shared` says that results go to standard output: where that is the same terminal, the bar gives way before each.
    """
    if quiet or total < 2 or not stream.isatty():
        yield from results
        return
    gives_way = shared and sys.stdout.isatty()
    began = drawn = time.monotonic()
    shown = False
    try:
        for done, result in enumerate(results, 1):
            now = time.monotonic()
            if shown and gives_way:
                _clear(stream)
                shown = False
            yield result
            if now - began >= _WAIT and now - drawn >= _PAUSE:
                stream.write(f"\r{bar(done, total, now - began)}\x1b[K")
                stream.flush()
                shown, drawn = True, now
    finally:
        if shown:
            _clear(stream)


def bar(done: int, total: int, seconds: float) -> str:
    """One line: how far, how fast, how long yet.

    >>> bar(30, 120, 10)
    '[######..................] 30/120  3.0/s  0:30 left'
    """
    full = _CELLS * done // total
    left = round((total - done) * seconds / done)
    return f"[{'#' * full}{'.' * (_CELLS - full)}] {done}/{total}  {done / seconds:.1f}/s  {left // 60}:{left % 60:02} left"


def _clear(stream: TextIO) -> None:
    stream.write("\r\x1b[K")
    stream.flush()
