"""karvan explain."""

from __future__ import annotations

import sys

from karvan.cli import NOTHING_CONTRADICTED
from karvan.cli.options import day
from karvan.cli.output import opened
from karvan.cli.saying import nearest
from karvan.nouns.errors import UsageError
from karvan.nouns.report import Report


def explain(document: str, finding: str, *, published: str | None = None) -> int:
    """Redo the computation of one finding, step by step, with the intervals it used.

    Parameters
    ----------
    document
        The file, or `-` for standard input.
    finding
        The finding as `karvan check` prints it: its id, such as `growth-r2`, or its number.
    published
        The day of publication, YYYY-MM-DD, as given to `karvan check`.

    Examples
    --------
    karvan explain talks.txt growth-r2
    karvan explain talks.txt 1

    """
    from karvan.checking import check, explain
    from karvan.documents import open_document
    from karvan.formats.view import View

    when = day(published)
    report = check(open_document(document, published=when))
    text = explain(report, _id(finding, report))
    with opened(None, text=True) as stream:
        stream.write(View(encoding=sys.stdout.encoding or "utf-8").shown(text).rstrip("\n") + "\n")
    return NOTHING_CONTRADICTED


def _id(finding: str, report: Report) -> str:
    from karvan.formats.marking import numbered

    known = [each.id for each in report.findings]
    if finding in known:
        return finding
    for each, number in numbered(report).items():
        if finding == str(number):
            return each
    name = report.reading.document.name
    if not known:
        raise UsageError("there are no findings", where=name, hint="`karvan check --verbose` shows what was read")
    raise UsageError(f"there is no finding `{finding}`", where=name, hint=nearest(finding, known, all_of="findings"))
