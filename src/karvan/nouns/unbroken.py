"""Ctrl-C, held back for a moment where what runs can't bear it."""

from __future__ import annotations

import importlib
import signal
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def unbroken() -> Generator[None]:
    """Whoever presses Ctrl-C meanwhile is heard at the end.

    An extension that loads other modules, and a process that is forked, swallow it: the program would go on, and
    msgspec, half loaded, bring it down later.

    >>> with unbroken():
    ...     print("whole")
    whole
    """
    before = signal.getsignal(signal.SIGINT)
    pressed: list[int] = []
    if before is None:  # set by another program that runs this one: not ours to touch
        yield
        return
    try:
        signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    except ValueError:  # only the main thread hears signals, so that here nothing is broken off
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed and callable(before):
        before(pressed[0], None)


with unbroken():
    importlib.import_module("msgspec")
