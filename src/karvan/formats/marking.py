"""Which characters of a document are marked, with which verdict, and by which findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from karvan.formats.view import reading_of
from karvan.nouns.claims import Claim
from karvan.nouns.document import Span
from karvan.nouns.finding import Finding, Verdict
from karvan.nouns.plain import verdicts_of
from karvan.nouns.report import Reading, Report

_LONG = 8000


class Mark(Struct, frozen=True):
    """Marked characters; a mark without characters is a note behind what can't be framed itself (an event)."""

    span: Span
    claim: str
    verdict: Verdict | None = None
    numbers: tuple[int, ...] = ()


class Piece(Struct, frozen=True):
    """Some characters of a paragraph, and their mark if they have one."""

    text: str
    mark: Mark | None = None


def numbered(report: Report) -> dict[str, int]:
    """Numbers for the findings that ask for attention, the gravest first: id to number.

    `confirmed`, `consistent` and `unverifiable` findings ask for none.
    """
    grave = [finding for finding in report.findings if finding.verdict.gravity >= Verdict.DISPUTED.gravity]
    grave.sort(key=lambda finding: -finding.verdict.gravity)
    return {finding.id: number for number, finding in enumerate(grave, 1)}


def by_gravity(report: Report) -> list[Finding]:
    """The findings, the gravest first, else as the checks gave them."""
    return sorted(report.findings, key=lambda finding: -finding.verdict.gravity)


def stands_on(finding: Finding, reading: Reading) -> list[Claim]:
    """The claims with characters that a finding is about, in the order of the text."""
    named = set(finding.claims)
    return [claim for claim in reading.claims() if claim.id in named and claim.span is not None]


def marks(result: Report | Reading) -> list[Mark]:
    """Marks in the order of the text, none overlapping another: figures, then relations, then notes."""
    reading, verdicts = reading_of(result), verdicts_of(result)
    numbers = _by_claim(result) if isinstance(result, Report) else {}
    unknown = Verdict.UNVERIFIABLE if isinstance(result, Report) else None

    def mark(claim: Claim, span: Span) -> Mark:
        return Mark(span, claim.id, verdicts.get(claim.id, unknown), numbers.get(claim.id, ()))

    placed: list[Mark] = []
    notes: list[Mark] = []
    for claims in (reading.figures, reading.relations):
        free = list(placed)
        for claim in sorted((claim for claim in claims if claim.span), key=lambda claim: claim.span or Span(0, 0)):
            assert claim.span is not None
            if claim.span.start < claim.span.end and not _taken(free, claim.span):
                _insert(free, mark(claim, claim.span))
            elif claim.id in numbers:
                notes.append(mark(claim, claim.span))
        placed = free
    notes += [mark(event, event.span) for event in reading.events if event.id in numbers and event.span]
    for note in notes:
        _insert(placed, Mark(_behind(placed, note.span), note.claim, note.verdict, note.numbers))
    return placed


def paragraphs(result: Report | Reading, *, everything: bool = False) -> Iterator[list[Piece] | None]:
    """The document line by line, cut at its marks; None stands for lines that are left out.

    A long document is cut down to the lines with marks, unless everything is wanted.
    """
    reading = reading_of(result)
    text = reading.document.text
    everything = everything or len(text) <= _LONG
    waiting = iter(marks(result))
    mark = next(waiting, None)
    start = shown = 0
    skipped = False
    for line in text.split("\n"):
        end = start + len(line)
        inside: list[Mark] = []
        while mark is not None and mark.span.start <= end:
            inside.append(mark)
            mark = next(waiting, None)
        if inside or everything:
            if skipped:
                yield None
                skipped = False
            yield _pieces(text, max(start, shown), end, inside)
            # what is marked across a line's end belongs to the line where it starts, and is not shown again
            shown = max([shown, *(mark.span.end for mark in inside)])
        elif line.strip():
            skipped = True
        start = end + 1
    if skipped:
        yield None


def _pieces(text: str, start: int, end: int, inside: list[Mark]) -> list[Piece]:
    pieces = []
    for mark in inside:
        if mark.span.start > start:
            pieces.append(Piece(text[start : mark.span.start]))
        pieces.append(Piece(text[mark.span.start : mark.span.end], mark))
        start = max(start, mark.span.end)
    if start < end:
        pieces.append(Piece(text[start:end]))
    return pieces


def _by_claim(report: Report) -> dict[str, tuple[int, ...]]:
    numbers = numbered(report)
    found: dict[str, tuple[int, ...]] = {}
    for finding in report.findings:
        if finding.id in numbers:
            for claim in finding.claims:
                found[claim] = tuple(sorted({*found.get(claim, ()), numbers[finding.id]}))
    return found


def _taken(placed: list[Mark], span: Span) -> bool:
    place = bisect_right(placed, span.start, key=lambda mark: mark.span.start)
    return any(mark.span.overlaps(span) for mark in placed[max(0, place - 1) : place + 1])


def _behind(placed: list[Mark], span: Span) -> Span:
    """The empty span at the end of a span, or of the mark that covers this end."""
    place = bisect_right(placed, span.end - 1, key=lambda mark: mark.span.start)
    end = max(span.end, placed[place - 1].span.end) if place else span.end
    return Span(end, end)


def _insert(placed: list[Mark], mark: Mark) -> None:
    placed.insert(bisect_right(placed, mark.span, key=lambda other: other.span), mark)
