"""Where results go: standard output, or a file that is whole or not there."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from karvan.cli.saying import say_error
from karvan.formats import Tally
from karvan.formats import write as write_format
from karvan.formats.view import Result
from karvan.nouns.errors import UsageError
from karvan.nouns.report import Failure

_WIDEST, _NARROWEST = 80, 40


def write(
    results: Iterable[Result],
    format: str,  # noqa: A002  the word that users type
    output: Path | None = None,
    *,
    verbose: bool = False,
    quiet: bool = False,
) -> Tally:
    """Writes results in the format; documents that could not be read are named on standard error at once."""
    with opened(output, text=format == "text") as stream:
        return write_format(
            failures_said(results), format, stream, verbose=verbose, quiet=quiet, color=wants_color(stream), width=width(stream)
        )  # fmt: skip


def failures_said(results: Iterable[Result]) -> Iterator[Result]:
    for result in results:
        if isinstance(result, Failure):
            say_error(result.what, where=result.document, hint=result.hint)
        yield result


@contextmanager
def opened(output: Path | None, *, text: bool) -> Generator[TextIO]:
    """Standard output, or a file written beside its place and moved there when all is in it.

    What machines read is UTF-8 everywhere; text for a terminal keeps the terminal's encoding.
    """
    if output is None or str(output) == "-":
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace") if text else sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    if output.is_dir():
        raise UsageError("this is a folder", where=str(output), hint="`--output` takes the name of a file")
    if output.exists() and not output.is_file():
        # a device or a pipe can't be replaced
        with output.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    if not output.parent.is_dir():
        if output.parent.exists():
            raise UsageError("this is no folder", where=str(output.parent), hint="name a file in a folder")
        raise UsageError("there is no such folder", where=str(output.parent), hint="make it first")
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def wants_color(stream: TextIO) -> bool:
    """Colour on a terminal only, and never against NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    if not stream.isatty():
        return _WIDEST
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
