"""Report → rows of the tables, and back.

Beside its tidy columns each claim and finding keeps its noun as JSON, so that what was stored comes back equal.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import Any

import msgspec

from karvan.nouns import (
    Claim,
    Event,
    Figure,
    Finding,
    Growth,
    Multiple,
    Period,
    Quantity,
    Reading,
    RecordError,
    Relation,
    Report,
    Share,
    Sum,
    Verdict,
)
from karvan.nouns.plain import verdicts_of
from karvan.record.folding import Sentences, identity, text_hash, word_texts

AnyClaim = Figure | Growth | Multiple | Share | Sum | Event
Row = dict[str, Any]

_TERMS_A_STATEMENT = 50_000
_SYMMETRIC = frozenset({"trade.turnover", "agreements", "distance"})
"""What two countries share: who is named first says nothing."""

_claim_decoder = msgspec.json.Decoder(AnyClaim)
_reading_decoder = msgspec.json.Decoder(Reading)
_finding_types = {field.name: field.type for field in msgspec.structs.fields(Finding)}


def document_row(number: int, report: Report) -> Row:
    """All but the text."""
    reading, document = report.reading, report.reading.document
    bare = msgspec.structs.replace(
        reading, document=msgspec.structs.replace(document, text=""), figures=(), relations=(), events=(),
    )  # fmt: skip
    return {
        "id": number, "sha256": identity(document), "text_hash": text_hash(document.text), "name": document.name,
        "published": document.published, "published_from": document.published_from, "publisher": document.publisher,
        "language": document.language, "countries": reading.countries, "words": sum(1 for _ in word_texts(document.text)),
        "checks": report.checks, "reading": msgspec.json.encode(bare).decode(),
    }  # fmt: skip


def claim_rows(number: int, report: Report) -> Iterator[Row]:
    verdicts = verdicts_of(report)
    figures = {figure.id: figure for figure in report.reading.figures}
    for place, claim in enumerate(report.reading.claims()):
        tied = [figures[name] for name in _names(claim) if name in figures]
        first, last = _hull(_periods(claim) or [figure.period for figure in tied if figure.period])
        yield {
            "document": number, "id": claim.id, "kind": kind(claim), "place": place,
            "span_start": claim.span and claim.span.start, "span_end": claim.span and claim.span.end,
            "text": claim.text, "verdict": verdicts.get(claim.id, Verdict.UNVERIFIABLE),
            "indicators": sorted({key for figure in tied for key in _indicator_keys(figure.indicator)}),
            "countries": sorted({name.casefold() for one in (claim, *tied) for name in _countries(one)}),
            "first_day": first, "last_day": last, "noun": msgspec.json.encode(claim).decode(),
        }  # fmt: skip


def figure_rows(number: int, report: Report) -> Iterator[Row]:
    sentences = Sentences(report.reading.document.text)
    for figure in report.reading.figures:
        first, last = _hull(_periods(figure))
        yield {
            "document": number, "id": figure.id, "indicator": figure.indicator, **_ends(figure.quantity),
            "unit": figure.quantity.unit, "hedge": figure.quantity.hedge, "scale": _double(figure.quantity.scale),
            "counted": figure.quantity.noun, "reporter": figure.reporter, "partner": figure.partner,
            "product": figure.product, "route": figure.route, "period": figure.period and figure.period.text,
            "first_day": first, "last_day": last, "attribution": figure.attribution, "note": figure.note,
            "topic": topic(figure), "sentence": figure.span and sentences.around(figure.span.start),
        }  # fmt: skip


def relation_rows(number: int, report: Report) -> Iterator[Row]:
    blank: Row = dict.fromkeys(
        ("of", "base", "part", "whole", "parts", "value", "lo", "hi", "measure", "subject", "period", "base_period"),
    )
    for relation in report.reading.relations:
        said = {name: getattr(relation, name) for name in blank if hasattr(relation, name)}
        said |= {name: said[name].text for name in ("period", "base_period") if said.get(name)}
        quantity = {} if isinstance(relation, Sum) else _ends(relation.quantity)
        yield {"document": number, "id": relation.id, **blank, **said, **quantity}


def event_rows(number: int, report: Report) -> Iterator[Row]:
    for event in report.reading.events:
        first, last = _hull(_periods(event))
        yield {
            "document": number, "id": event.id, "event": event.kind, "date": event.date and event.date.text,
            "first_day": first, "last_day": last, "parties": event.parties, "place": event.place,
            "platform": event.platform, "organisations": event.organisations, "products": event.products,
            "exporter": event.exporter, "importer": event.importer, "origin": event.origin,
            "destination": event.destination, "carrier": event.carrier, "status": event.status,
            "figures": event.figures, "summary": event.summary,
        }  # fmt: skip


def finding_rows(number: int, report: Report) -> Iterator[Row]:
    for place, finding in enumerate(report.findings):
        yield {
            "document": number, "id": finding.id, "place": place, "check": finding.check, "verdict": finding.verdict,
            "claims": finding.claims, "computation": finding.computation,
            "why": finding.why, "repair": finding.repair, "slip": finding.slip, "noun": _finding_json(finding),
        }  # fmt: skip


def term_rows(number: int, text: str) -> Iterator[Row]:
    """The words of a text in the order of the text, many in a row, never so many that memory grows with the text."""
    first, rest = 0, word_texts(text)
    while terms := list(islice(rest, _TERMS_A_STATEMENT)):
        yield {"document": number, "first": first, "terms": terms}
        first += len(terms)


def encode(rows: list[Row]) -> str:
    """Rows as the JSON text that a statement takes."""
    return msgspec.json.encode(rows).decode()


def thaw_report(reading: str, text: str, checks: Iterable[str], claims: list[str], findings: list[str]) -> Report:
    """The report that the rows were made of."""
    with _thawing():
        bare = _reading_decoder.decode(reading)
        nouns = [thaw_claim(claim) for claim in claims]
        return Report(
            reading=msgspec.structs.replace(
                bare,
                document=msgspec.structs.replace(bare.document, text=text),
                figures=tuple(noun for noun in nouns if isinstance(noun, Figure)),
                relations=tuple(noun for noun in nouns if isinstance(noun, Relation)),
                events=tuple(noun for noun in nouns if isinstance(noun, Event)),
            ),
            findings=tuple(_thaw_finding(finding) for finding in findings),
            checks=tuple(checks),
        )


def thaw_claim(noun: str) -> AnyClaim:
    """The claim that a row was made of."""
    with _thawing():
        return _claim_decoder.decode(noun)


@contextmanager
def _thawing() -> Generator[None]:
    try:
        yield
    except (msgspec.MsgspecError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise RecordError(
            "the record holds a document in a form that this version of karvan doesn't read",
            hint="read its documents anew: `karvan record add --replace FILE…`",
        ) from error


def topic(figure: Figure) -> str | None:
    """What a figure is about, the same from both partners' sides; None where too little is known to compare.

    Exports from A to B are B's imports from A; a turnover is the same from either side.
    """
    indicator, parties = figure.indicator, (figure.reporter, figure.partner)
    if not any((*parties, figure.product, figure.route)):
        return None
    if indicator == "trade.imports":
        parties = (figure.partner, figure.reporter)
    elif indicator in _SYMMETRIC:
        parties = tuple(sorted(parties, key=lambda party: party or ""))
    if indicator in ("trade.exports", "trade.imports"):
        indicator = "trade.flow"
    about = (indicator, *parties, figure.product, figure.route)
    return msgspec.json.encode([name and " ".join(name.casefold().split()) for name in about]).decode()


def kind(claim: Claim) -> str:
    """`figure`, `event`, or the kind of relation."""
    return claim.kind if isinstance(claim, Relation) else "event" if isinstance(claim, Event) else "figure"


def _names(claim: Claim) -> tuple[str | None, ...]:
    """The ids of the figures that a claim is or ties."""
    match claim:
        case Figure():
            return (claim.id,)
        case Growth() | Multiple():
            return (claim.of, claim.base)
        case Share():
            return (claim.part, claim.whole)
        case Sum():
            return (claim.whole, *claim.parts)
        case Event():
            return claim.figures
        case _:
            return ()


def _periods(claim: Claim) -> list[Period]:
    names = ("period", "base_period", "date")
    return [period for name in names if isinstance(period := getattr(claim, name, None), Period)]


def _countries(claim: Claim) -> Iterator[str]:
    if isinstance(claim, Event):
        yield from claim.parties
    for name in ("reporter", "partner", "exporter", "importer"):
        if value := getattr(claim, name, None):
            yield value


def _indicator_keys(indicator: str) -> tuple[str, ...]:
    """`trade` finds `trade.exports` too."""
    return (indicator, indicator.partition(".")[0])


def _hull(periods: list[Period]) -> tuple[str | None, str | None]:
    if not periods:
        return None, None
    return min(period.start for period in periods).isoformat(), max(period.last for period in periods).isoformat()


def _ends(quantity: Quantity) -> Row:
    return {
        "value": _double(quantity.value), "lo": _double(quantity.interval.lo), "hi": _double(quantity.interval.hi),
    }  # fmt: skip


def _double(value: Decimal) -> float | str:
    number = float(value)
    # JSON has no infinity; DuckDB reads the word
    return number if abs(number) < float("inf") else str(number)


def _finding_json(finding: Finding) -> str:
    """A number and a text look alike in JSON: the suggestions say which they are."""
    data = msgspec.to_builtins(finding)
    if finding.suggest is not None:
        data["suggest"] = {
            claim: {"number" if isinstance(value, Decimal) else "text": str(value)}
            for claim, value in finding.suggest.items()
        }
    return msgspec.json.encode(data).decode()


def _thaw_finding(noun: str) -> Finding:
    data = msgspec.json.decode(noun)
    suggest = data.pop("suggest", None)
    if suggest is not None:
        suggest = {
            claim: Decimal(value["number"]) if "number" in value else value["text"] for claim, value in suggest.items()
        }
    fields = {name: msgspec.convert(value, _finding_types[name]) for name, value in data.items()}
    return Finding(**fields, suggest=suggest)
