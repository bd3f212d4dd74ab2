"""Markdown: the same content as the text format, for pages and merge requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from karvan.formats import wording
from karvan.formats.claims_text import claim_rows
from karvan.formats.marking import Piece, by_gravity, numbered, paragraphs, stands_on
from karvan.formats.tally import Tally
from karvan.formats.view import SIGNS, Result, View, reading_of
from karvan.formats.wrapping import safe
from karvan.nouns.finding import Finding, Verdict
from karvan.nouns.report import Failure, Reading, Report

_SIGNIFICANT = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(?:[-+](?=\s|$)|=|\d+[.)](?=\s|$))")


def write(results: Iterator[Result], stream: TextIO, view: View, tally: Tally) -> None:
    """A section for every document, and a last line for all."""
    checked = True
    for result in results:
        checked = not isinstance(result, Reading)
        if tally.documents > 1:
            stream.write("\n")
        made = _failure(result) if isinstance(result, Failure) else _document(result, view)
        stream.writelines(f"{line}\n" for line in made)
        stream.flush()
    if tally.documents > 1:
        stream.write(f"\n---\n\n**{tally.sentence(checked=checked)}**\n")


def escaped(text: str) -> str:
    r"""The text so that Markdown shows it as it is, on one line.

    >>> escaped("1. [a] <b> & 2 * 3")
    '1\\. \\[a\\] \\<b\\> &amp; 2 \\* 3'
    """
    return _started(_inline(text))


def _inline(text: str) -> str:
    return _SIGNIFICANT.sub(r"\\\1", " ".join(safe(text).split())).replace("&", "&amp;")


def _started(line: str) -> str:
    """The line without what would begin a list or underline a heading."""
    return _LINE_START.sub(lambda start: f"{start[0][:-1]}\\{start[0][-1]}", line)


def _failure(failure: Failure) -> Iterator[str]:
    yield f"# {escaped(failure.document)}"
    yield ""
    yield f"Not read: {escaped(failure.what)}." + (f" {escaped(failure.hint).capitalize()}." if failure.hint else "")


def _document(result: Report | Reading, view: View) -> Iterator[str]:
    reading = reading_of(result)
    one = Tally.of(result)
    yield f"# {escaped(reading.document.name)}"
    yield ""
    for label, said in [*wording.about(reading), ("Claims", one.claims())]:
        yield f"- **{label}**: {escaped(said)}"
    yield ""
    blank = True
    for paragraph in paragraphs(result, everything=view.verbose):
        line = "[…]" if paragraph is None else "".join(map(_piece, paragraph)).strip()
        if line:
            # every line of the document is a paragraph of its own in the quotation
            yield f"> {_started(line)}"
            yield ">"
            blank = False
    if not blank:
        yield ""
    if isinstance(result, Report):
        yield from _findings(result, view)
    if view.verbose or isinstance(result, Reading):
        yield from _claims(reading)
    if isinstance(result, Report):
        yield f"**{one.findings().capitalize()}.**"


def _piece(piece: Piece) -> str:
    # spaces at the edges matter between pieces
    start = " " if piece.text[:1].isspace() else ""
    end = " " if piece.text[-1:].isspace() and piece.text.strip() else ""
    mark = piece.mark
    text = _inline(piece.text)
    if mark is None:
        return f"{start}{text}{end}"
    sign = f"{SIGNS[mark.verdict]}{','.join(map(str, mark.numbers))}" if mark.verdict else ""
    if mark.verdict is Verdict.UNVERIFIABLE:
        sign = ""
    framed = f"**{text}**" if text else ""
    return f"{framed} ({sign})" if sign else framed


def _findings(report: Report, view: View) -> Iterator[str]:
    numbers = numbered(report)
    for finding in by_gravity(report):
        if finding.id in numbers:
            sign = f"{SIGNS[finding.verdict]}{numbers[finding.id]}"
            yield f"## {sign} {finding.verdict.value}: {escaped(finding.id)}"
            yield ""
            yield from _problem(finding, report.reading)
            yield ""
    holds = [
        finding
        for finding in by_gravity(report)
        if finding.id not in numbers and (view.verbose or finding.verdict is not Verdict.UNVERIFIABLE)
    ]
    for finding in holds:
        said = finding.computation or finding.why
        yield f"- {SIGNS[finding.verdict]} {escaped(finding.id)}: {escaped(said)}"
    if holds:
        yield ""


def _problem(finding: Finding, reading: Reading) -> Iterator[str]:
    for claim in stands_on(finding, reading):
        what = wording.measured(claim)
        yield f"- “{escaped(claim.text)}”" + (f": {escaped(what)}" if what else "")
    if finding.why:
        yield f"- **Why**: {escaped(finding.why)}"
    if finding.computation:
        yield f"- **Computed**: {escaped(finding.computation)}"
    for _, _, before, after in wording.repairs(finding, reading):
        yield f"- **Repair**: “{escaped(before)}” → “{escaped(after)}”"
    if reason := wording.repair_reason(finding):
        yield f"- **In words**: {escaped(reason)}"
    for evidence in wording.evidence(finding, reading):
        yield f"- **Evidence**: {escaped(evidence)}"
    if finding.also:
        yield f"- **Also**: {escaped(', '.join(finding.also))}"


def _claims(reading: Reading) -> Iterator[str]:
    for title, rows in claim_rows(reading):
        yield f"## {title}"
        yield ""
        yield "| id | words | meaning |"
        yield "|---|---|---|"
        for claim_id, text, said in rows:
            yield f"| {claim_id} | {escaped(text)} | {escaped(said)} |"
        yield ""
