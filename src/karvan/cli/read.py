"""karvan read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from karvan.cli import FAILED, NOTHING_CONTRADICTED
from karvan.cli.options import Output, Quiet, ReadingFormat, day
from karvan.cli.output import write
from karvan.cli.progress import watched
from karvan.nouns.errors import KarvanError, UsageError
from karvan.nouns.report import Failure, Reading


def read(
    *documents: str,
    format: ReadingFormat = "text",  # noqa: A002
    output: Output = None,
    published: str | None = None,
    trace: bool = False,
    quiet: Quiet = False,
) -> int:
    """Print what documents claim, without checking it.

    Figures come with what they measure, whose, of what and when; relations with the figures that they tie; events
    with dates and parties.

    Parameters
    ----------
    documents
        Files, folders, patterns such as `news/*.txt`, addresses, or `-` for standard input.
    format
        How to print: text for people; json and jsonl for programs; markdown and html for pages.
    output
        The file to write, instead of standard output.
    published
        The day of publication, YYYY-MM-DD, from which `last year` is counted.
    trace
        Print the tree of rules that read each claim.
    quiet
        No progress bar.

    Examples
    --------
    karvan read talks.txt
    echo "Turnover rose 12 percent to $6.1 million." | karvan read - --trace

    """
    if not documents:
        raise UsageError("no document is named", hint="`karvan read FILE`, or `karvan read -` for standard input")
    when = day(published)
    from karvan.documents import find_documents

    names = list(find_documents(documents))
    readings = _readings(names, when, trace=trace)
    tally = write(watched(readings, len(names), quiet=quiet, shared=output is None), format, output)
    return FAILED if tally.failed else NOTHING_CONTRADICTED


def _readings(names: Iterable[str], published: dt.date | None, *, trace: bool) -> Iterator[Reading | Failure]:
    from karvan.documents import open_document
    from karvan.reading import read as read_document

    for name in names:
        try:
            yield read_document(open_document(name, published=published), trace=trace)
        except KarvanError as error:
            yield Failure(document=name, what=error.what, hint=error.hint)
