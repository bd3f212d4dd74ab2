"""Text for a terminal: the document with its figures marked, then each finding; readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from karvan.formats import wording
from karvan.formats.claims_text import claim_lines, trace_lines
from karvan.formats.marking import Mark, Piece, by_gravity, numbered, paragraphs, stands_on
from karvan.formats.tally import Tally
from karvan.formats.view import MEANINGS, SIGNS, Result, View, reading_of
from karvan.formats.wrapping import Run, Style, Word, lines, safe, words
from karvan.nouns.finding import Finding, Verdict
from karvan.nouns.report import Failure, Reading, Report

_LABEL = 11
_BOLD, _DIM = "1", "2"


def write(results: Iterator[Result], stream: TextIO, view: View, tally: Tally) -> None:
    """Document after document, then one line for all; with `quiet`, only a line for each problem."""
    checked = True
    for result in results:
        if isinstance(result, Failure):
            continue
        checked = isinstance(result, Report)
        made = _short_lines(result) if view.quiet else _document(result, view)
        if not view.quiet and tally.documents - tally.failed > 1:
            stream.write("\n")
        stream.writelines(f"{_painted(line, view)}\n" for line in made)
        stream.flush()
    if not view.quiet and (tally.documents > 1 or tally.failed):
        if tally.documents > tally.failed:
            stream.write("\n")
        last = _wrapped([(f"{tally.sentence(checked=checked)}.", _BOLD, True)], view, "")
        stream.writelines(f"{_painted(line, view)}\n" for line in last)


def _document(result: Report | Reading, view: View) -> Iterator[Word]:
    reading = reading_of(result)
    one = Tally.of(result)
    yield from _wrapped([(reading.document.name, _BOLD, True)], view, "")
    yield [("─" * view.width, _DIM)]
    for label, said in [*wording.about(reading), ("Claims", one.claims())]:
        yield from _labelled(label, said, view, "")
    yield []
    yield from _text(result, view)
    if isinstance(result, Report):
        yield from _findings(result, view)
    if view.verbose or isinstance(result, Reading):
        yield from map(_plain, claim_lines(result, view.width))
    if reading.trace:
        yield from map(_plain, trace_lines(reading, view.width))
    if isinstance(result, Report):
        yield from _wrapped([(f"{one.findings().capitalize()}.", _BOLD, True)], view, "")


def _text(result: Report | Reading, view: View) -> Iterator[Word]:
    """The document's lines with its marks, and what the marks mean."""
    met: set[Verdict] = set()
    empty = True
    for paragraph in paragraphs(result, everything=view.verbose):
        if paragraph is None:
            yield [("  […]", _DIM)]
            empty = False
            continue
        met.update(piece.mark.verdict for piece in paragraph if piece.mark and piece.mark.verdict)
        made = list(_wrapped(_runs(paragraph), view, "  "))
        if made or not empty:
            # blank lines of the document stay, but never two in a row
            yield from made or [[]]
        empty = not made
    if not empty:
        yield []
    if met:
        gravest_first = sorted(met, key=lambda verdict: -verdict.gravity)
        signs = SIGNS | {Verdict.UNVERIFIABLE: "[ ]"}
        legend = [(f"{signs[verdict]} {MEANINGS[verdict]}", verdict) for verdict in gravest_first]
        yield from _indented(lines(([(text, style), ("  ", None)] for text, style in legend), view.width - 2), "  ")
        yield []


def _runs(paragraph: list[Piece]) -> Iterator[tuple[str, Style, bool]]:
    for piece in paragraph:
        if piece.mark is None:
            yield safe(piece.text), None, True
        else:
            yield from _marked(piece.text, piece.mark)


def _marked(text: str, mark: Mark) -> Iterator[tuple[str, Style, bool]]:
    numbers = ",".join(map(str, mark.numbers))
    sign = f"{SIGNS[mark.verdict]}{numbers}" if mark.verdict and mark.verdict is not Verdict.UNVERIFIABLE else ""
    if not text:
        yield f" [{sign}]", mark.verdict, True
    else:
        yield f"[{safe(text)}{' ' if sign else ''}{sign}]", mark.verdict or _BOLD, False


def _findings(report: Report, view: View) -> Iterator[Word]:
    numbers = numbered(report)
    unsaid = 0
    for finding in by_gravity(report):
        if finding.id in numbers:
            yield from _problem(finding, numbers[finding.id], report.reading, view)
            yield []
    holds = [finding for finding in by_gravity(report) if finding.id not in numbers]
    for finding in holds:
        if finding.verdict is Verdict.UNVERIFIABLE and not view.verbose:
            unsaid += 1
            continue
        style: Style = finding.verdict
        said = finding.computation or finding.why or ", ".join(c.text for c in stands_on(finding, report.reading))
        start = (f"{SIGNS[finding.verdict]} {finding.id}", style)
        yield from _hanging([start, (f" {_one_line(said)}", None)], view, "", "  ")
    if unsaid:
        said = f"{unsaid} unverifiable: nothing to check against (--verbose says what)."
        yield from _hanging([(f"{SIGNS[Verdict.UNVERIFIABLE]} {said}", _DIM)], view, "", "  ")
    if holds:
        yield []


def _problem(finding: Finding, number: int, reading: Reading, view: View) -> Iterator[Word]:
    sign = f"{SIGNS[finding.verdict]}{number} {finding.verdict.value}"
    yield from _wrapped([(sign, finding.verdict, True), (f" {finding.id}", _BOLD, True)], view, "")
    for claim in stands_on(finding, reading):
        text, what = _one_line(claim.text), wording.measured(claim)
        yield from _hanging(
            [(f"“{text}”", finding.verdict), (f" {what}" if what else "", None)], view, "   ", "       "
        )
    if finding.why:
        yield from _labelled("Why", finding.why, view)
    for position, step in enumerate(finding.computation.splitlines()):
        yield from _labelled("" if position else "Computed", step, view)
    label = "Repair"
    for _, _, before, after in wording.repairs(finding, reading):
        yield from _labelled(label, f"“{before}” → “{after}”", view, style=_BOLD)
        label = ""
    if reason := wording.repair_reason(finding):
        yield from _labelled(label, reason, view)
    label = "Evidence"
    for evidence in wording.evidence(finding, reading):
        yield from _labelled(label, evidence, view)
        label = ""
    if finding.also:
        yield from _labelled("Also", ", ".join(finding.also), view)


def _short_lines(result: Report | Reading) -> Iterator[Word]:
    """`file:line:column: verdict finding: why`, as compilers say it."""
    if isinstance(result, Reading):
        return
    numbers = numbered(result)
    document = result.reading.document
    places = {claim.id: claim.span.start for claim in result.reading.claims() if claim.span is not None}
    for finding in by_gravity(result):
        if finding.id not in numbers:
            continue
        starts = [places[claim] for claim in finding.claims if claim in places]
        where = document.name
        if starts:
            line = document.text.count("\n", 0, min(starts)) + 1
            column = min(starts) - (document.text.rfind("\n", 0, min(starts)) + 1) + 1
            where += f":{line}:{column}"
        said = _one_line(finding.why or finding.computation)
        yield [(f"{safe(where)}: ", None), (finding.verdict.value, finding.verdict), (f" {finding.id}: {said}", None)]


def _plain(line: str) -> Word:
    return [(line, None)]


def _one_line(text: str) -> str:
    return " ".join(safe(text).split())


def _labelled(label: str, said: str, view: View, margin: str = "   ", style: Style = None) -> Iterator[Word]:
    first = f"{margin}{label:<{_LABEL}}"
    for position, line in enumerate(_wrapped([(safe(said), style, True)], view, " " * len(first))):
        yield line if position else [(margin, None), (first[len(margin) :], _DIM), *line[1:]]


def _hanging(said: list[Run], view: View, first: str, rest: str) -> Iterator[Word]:
    """Lines of which the first stands out to the left."""
    made = _wrapped(((safe(text), style, True) for text, style in said), view, rest)
    for position, line in enumerate(made):
        yield line if position else [(first, None), *line[1:]]


def _wrapped(said: Iterable[tuple[str, Style, bool]], view: View, margin: str) -> Iterator[Word]:
    shown = ((view.shown(text), style, breaks) for text, style, breaks in said)
    return _indented(lines(words(shown), view.width - len(margin)), margin)


def _indented(made: Iterator[Word], margin: str) -> Iterator[Word]:
    return ([(margin, None), *line] for line in made)


def _painted(line: Word, view: View) -> str:
    """The line with its colours; a space between two words of one style has this style too."""
    merged: Word = []
    for position, (text, style) in enumerate(line):
        if text == " " and 0 < position < len(line) - 1 and line[position - 1][1] == line[position + 1][1]:
            style = line[position - 1][1]
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    return "".join(view.painted(view.shown(text), style) for text, style in merged).rstrip(" ")
