"""What users see: one file per format. `write` streams results as they come."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TextIO

from karvan.formats.tally import Tally
from karvan.formats.view import Result, View
from karvan.nouns.errors import UsageError

FORMATS = {
    "text": "karvan.formats.text",
    "json": "karvan.formats.json_document",
    "jsonl": "karvan.formats.jsonl",
    "markdown": "karvan.formats.markdown",
    "html": "karvan.formats.html_page",
    "sarif": "karvan.formats.sarif",
}
"""The names of `--format` and the module of each."""


def write(
    results: Iterable[Result],
    format: str,  # noqa: A002  the word that users type
    stream: TextIO,
    *,
    verbose: bool = False,
    quiet: bool = False,
    color: bool = False,
    width: int = 80,
) -> Tally:
    r"""Writes reports, readings and failures to the stream, each as soon as it is there, and counts them.

    >>> import io
    >>> from karvan.nouns import Failure
    >>> page = io.StringIO()
    >>> write([Failure(document="talks.txt", what="the file is missing")], "jsonl", page).failed
    1
    >>> page.getvalue()
    '{"document":"talks.txt","error":"the file is missing","hint":null}\n'
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format `{format}`", hint=f"choose from {', '.join(FORMATS)}")
    view = View(
        verbose=verbose, quiet=quiet, color=color, width=width, encoding=getattr(stream, "encoding", None) or "utf-8"
    )
    tally = Tally()
    importlib.import_module(FORMATS[format]).write(tally.count(results), stream, view, tally)
    return tally


__all__ = ["FORMATS", "Tally", "View", "write"]
