"""The nouns as plain dicts, lists, text and numbers: the keys and values of karvan's JSON."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any

from karvan.nouns.claims import Claim, Event, Figure, Growth, Multiple, Share, Sum
from karvan.nouns.document import Document, Span
from karvan.nouns.finding import Evidence, Finding, Verdict
from karvan.nouns.quantity import Interval
from karvan.nouns.report import AnyRelation, Failure, Reading, Report, Trace

Plain = dict[str, Any]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXACT = 2**53
_GRAVITY = {verdict: verdict.gravity for verdict in Verdict}
_EVENT_DETAILS = (
    "place", "platform", "organisations", "products", "exporter", "importer", "origin", "destination", "carrier",
    "status", "figures",
)  # fmt: skip


def json_number(value: Decimal) -> int | float | None:
    """A number that any JSON reader takes: whole where the value is whole, null where it has no end.

    >>> json_number(Decimal("1.40E+6")), json_number(Decimal("0.298")), json_number(Decimal("Infinity"))
    (1400000, 0.298, None)
    """
    number = float(value)
    if not isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def claim_dict(claim: Claim) -> Plain:
    """Any claim by its kind."""
    if isinstance(claim, Figure):
        return figure_dict(claim)
    if isinstance(claim, Event):
        return event_dict(claim)
    if isinstance(claim, Growth | Multiple | Share | Sum):
        return relation_dict(claim)
    return {"id": claim.id, "span": _span(claim.span), "text": claim.text}


def figure_dict(figure: Figure, verdict: Verdict | None = None) -> Plain:
    """A figure; `verdict` is the gravest that the checks gave it, left out of a mere reading."""
    quantity = figure.quantity
    plain: Plain = {
        "id": figure.id,
        "span": _span(figure.span),
        "text": figure.text,
        "indicator": figure.indicator,
        "value": json_number(quantity.value),
        "unit": quantity.unit,
        "hedge": quantity.hedge,
        "reporter": figure.reporter,
        "partner": figure.partner,
        "product": figure.product,
        "route": figure.route,
        "period": figure.period.text if figure.period else None,
        "note": figure.note,
        "attribution": figure.attribution,
        "interval": interval_list(quantity.interval),
    }
    if verdict is not None:
        plain["verdict"] = verdict.value
    return plain


def relation_dict(relation: AnyRelation) -> Plain:
    """A relation; one that the text only implies (a sum) has no span."""
    plain: Plain = {"id": relation.id, "kind": relation.kind}
    if relation.span is not None:
        plain["span"] = [relation.span.start, relation.span.end]
        plain["text"] = relation.text
    if isinstance(relation, Sum):
        plain["whole"] = relation.whole
        plain["parts"] = list(relation.parts)
        return plain
    plain["value"] = json_number(relation.quantity.value)
    if isinstance(relation, Share):
        plain |= {"part": relation.part, "whole": relation.whole}
    else:
        if isinstance(relation, Growth):
            plain["as"] = relation.measure
            if relation.measure == "difference":
                plain["unit"] = relation.quantity.unit
        plain |= {"of": relation.of, "base": relation.base}
        if relation.subject:
            plain["subject"] = relation.subject
    plain["hedge"] = relation.quantity.hedge
    if not isinstance(relation, Multiple) and relation.period is not None:
        plain["period"] = relation.period.text
    if isinstance(relation, Growth) and relation.base_period is not None:
        plain["base_period"] = relation.base_period.text
    return plain


def event_dict(event: Event) -> Plain:
    """An event; details that the text does not give are left out."""
    plain: Plain = {
        "id": event.id,
        "kind": event.kind,
        "span": _span(event.span),
        "text": event.text,
        "date": event.date.text if event.date else None,
        "parties": list(event.parties),
        "summary": event.summary,
    }
    for name in _EVENT_DETAILS:
        value = getattr(event, name)
        if value:
            plain[name] = list(value) if isinstance(value, tuple) else value
    if event.weekday is not None:
        plain["weekday"] = WEEKDAYS[event.weekday]
    return plain


def finding_dict(finding: Finding) -> Plain:
    suggest = finding.suggest
    return {
        "id": finding.id,
        "check": finding.check,
        "verdict": finding.verdict.value,
        "figures": list(finding.figures),
        "relations": list(finding.relations),
        "events": list(finding.events),
        "computation": finding.computation,
        "why": finding.why,
        "suggest": None
        if suggest is None
        else {claim: json_number(to) if isinstance(to, Decimal) else to for claim, to in suggest.items()},
        "repair": finding.repair,
        "slip": finding.slip,
        "evidence": [evidence_dict(evidence) for evidence in finding.evidence],
        "also": list(finding.also),
    }


def evidence_dict(evidence: Evidence) -> Plain:
    plain: Plain = {"text": evidence.text}
    if evidence.document is not None:
        plain["document"] = evidence.document
    if evidence.span is not None:
        plain["span"] = _span(evidence.span)
    if evidence.claim is not None:
        plain["claim"] = evidence.claim
    if evidence.source is not None:
        source = evidence.source
        fields = ("title", "address", "version", "retrieved", "licence")
        plain["source"] = {name: value for name in fields if (value := getattr(source, name)) is not None}
    return plain


def reading_dict(reading: Reading) -> Plain:
    """A document with its claims; the tree of rules only where it was asked for."""
    plain = {
        **_about(reading),
        "figures": [figure_dict(figure) for figure in reading.figures],
        "relations": [relation_dict(relation) for relation in reading.relations],
        "events": [event_dict(event) for event in reading.events],
    }
    if reading.trace:
        plain["trace"] = [trace_dict(trace) for trace in reading.trace]
    return plain


def report_dict(report: Report) -> Plain:
    """A document with its claims, each with its verdict, and its findings."""
    reading = report.reading
    verdicts = verdicts_of(report)
    unknown = Verdict.UNVERIFIABLE
    return {
        **_about(reading),
        "figures": [figure_dict(figure, verdicts.get(figure.id, unknown)) for figure in reading.figures],
        "relations": [relation_dict(relation) for relation in reading.relations],
        "events": [event_dict(event) for event in reading.events],
        "findings": [finding_dict(finding) for finding in report.findings],
    }


def failure_dict(failure: Failure) -> Plain:
    return {"document": failure.document, "error": failure.what, "hint": failure.hint}


def trace_dict(trace: Trace) -> Plain:
    plain: Plain = {"rule": trace.rule, "span": _span(trace.span), "value": trace.value}
    if trace.children:
        plain["children"] = [trace_dict(child) for child in trace.children]
    return plain


def verdicts_of(result: Report | Reading) -> dict[str, Verdict]:
    """The gravest verdict of every claim that a finding names, in one walk over the findings; none without checks."""
    gravest: dict[str, Verdict] = {}
    for finding in result.findings if isinstance(result, Report) else ():
        gravity = _GRAVITY[finding.verdict]
        for claim in finding.claims:
            if claim not in gravest or _GRAVITY[gravest[claim]] < gravity:
                gravest[claim] = finding.verdict
    return gravest


def interval_list(interval: Interval) -> list[int | float | None]:
    """Both ends; null where there is none (`more than 2.7`)."""
    return [json_number(interval.lo), json_number(interval.hi)]


def _about(reading: Reading) -> Plain:
    document: Document = reading.document
    return {
        "document": document.name,
        "published": document.published.isoformat() if document.published else None,
        "published_from": document.published_from,
        "publisher": document.publisher,
        "language": document.language,
        "countries": list(reading.countries),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
