"""The claims of a document as lines of text, and the tree of rules that read them."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.formats import wording
from karvan.formats.view import SIGNS, reading_of
from karvan.formats.wrapping import filled, safe
from karvan.nouns.claims import Event, Figure
from karvan.nouns.finding import Verdict
from karvan.nouns.plain import verdicts_of
from karvan.nouns.report import Reading, Report, Trace


def claim_lines(result: Report | Reading, width: int) -> Iterator[str]:
    """Figures, relations and events, each with its id, its words and what was understood."""
    reading = reading_of(result)
    verdicts = verdicts_of(result)

    def row(claim_id: str, said: str) -> Iterator[str]:
        sign = "" if isinstance(result, Reading) else f"{SIGNS[verdicts.get(claim_id, Verdict.UNVERIFIABLE)]} "
        lead = f"  {sign}{claim_id:<5}"
        for position, line in enumerate(filled(said, width - len(lead))):
            yield (" " * len(lead) if position else lead) + line

    for title, rows in claim_rows(reading):
        yield title
        for claim_id, text, said in rows:
            yield from row(claim_id, f"“{text}” {said}" if text else said)
        yield ""


def claim_rows(reading: Reading) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Titled rows of id, words and meaning; titles without rows are left out."""
    figures = [(figure.id, figure.text, figure_meaning(figure)) for figure in reading.figures]
    relations = [(tie.id, tie.text, f"{tie.kind}: {wording.relation(tie, reading)}") for tie in reading.relations]
    events = [(event.id, "", event_meaning(event)) for event in reading.events]
    for title, rows in (("Figures", figures), ("Relations", relations), ("Events", events)):
        if rows:
            yield title, rows


def figure_meaning(figure: Figure) -> str:
    hedge = f"{figure.quantity.hedge.replace('_', ' ')} " if figure.quantity.hedge else ""
    return f"{hedge}{wording.amount(figure.quantity.value, figure.quantity.unit)}, {wording.subject(figure)}"


def event_meaning(event: Event) -> str:
    said = [event.kind.replace("_", " ")]
    if event.date:
        said.append(wording.period(event.date))
    if event.parties:
        said.append(wording.countries(event.parties))
    said += [detail for detail in (event.place, event.platform, event.status) if detail]
    summary = event.summary or event.text
    return f"{', '.join(said)}: {summary}" if summary else ", ".join(said)


def trace_lines(reading: Reading, width: int) -> Iterator[str]:
    """The rules that fired, each under the one that used it, with the characters and what they came to."""
    yield "Rules"
    for trace in reading.trace:
        yield from _branch(trace, reading.document.text, width)
    yield ""


def _branch(root: Trace, text: str, width: int) -> Iterator[str]:
    # a stack of its own: a tree as deep as a text is long must not end in a RecursionError
    waiting: list[tuple[Trace, str, str]] = [(root, "  ", "  ")]
    while waiting:
        trace, lead, rest = waiting.pop()
        words = " ".join(safe(trace.span.of(text)).split())
        line = f"{lead}{trace.rule}  “{words}”  {safe(trace.value)}"
        yield line if len(line) <= width else line[: width - 1] + "…"
        last = len(trace.children) - 1
        for position in range(last, -1, -1):
            end = position == last
            waiting.append((trace.children[position], rest + ("└ " if end else "├ "), rest + ("  " if end else "│ ")))
