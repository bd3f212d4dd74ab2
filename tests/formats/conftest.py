"""A report made by hand: small, and with every kind of claim, verdict and difficulty."""

import datetime as dt
from decimal import Decimal

import pytest

from karvan.nouns import (
    Document,
    Event,
    Evidence,
    Failure,
    Figure,
    Finding,
    Growth,
    Interval,
    Period,
    Quantity,
    Reading,
    Report,
    Share,
    Span,
    Sum,
    Verdict,
)

TEXT = (
    "Trade of Wakanda & <Latveria> grows\n"
    "\n"
    "BIRNIN ZANA, May 22. Turnover reached $6.1 million in 2023, up 2.98 percent from $5.9 million in 2022. "
    "In January through March alone it was $1.03 billion, the ministry says.\n"
    "\n"
    "Nothing is counted here.\n"
    "\n"
    "A smelter imports aluminium. About 80 agreements are in force — “more to come”.\n"
)


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def quantity(value: str, unit: str = "USD", half: str = "0", hedge: str | None = None, scale: str = "1e6") -> Quantity:
    middle, edge = Decimal(value), Decimal(half)
    interval = Interval(middle - edge, middle + edge)
    return Quantity(middle, unit, interval, interval, hedge, Decimal(scale))


def turnover(claim_id: str, words: str, period: str, *, value: str, half: str, scale: str = "1e6") -> Figure:
    return Figure(
        id=claim_id,
        span=span(words),
        text=words,
        indicator="trade.turnover",
        quantity=quantity(value, half=half, scale=scale),
        reporter="AZE",
        partner="TJK",
        period=Period(period),
    )


@pytest.fixture
def reading() -> Reading:
    agreements = Figure(
        id="f4",
        span=span("80 agreements"),
        text="80 agreements",
        indicator="agreements",
        quantity=Quantity(
            Decimal(80),
            "count",
            Interval(Decimal(75), Decimal("Infinity")),
            Interval.point(80),
            "about",
            noun="agreements",
        ),
        reporter="AZE",
        partner="TJK",
    )
    return Reading(
        document=Document(
            name="news/wakanda 1.txt",
            text=TEXT,
            published=dt.date(2024, 5, 22),
            published_from="name",
            publisher="Trend",
            language="en",
            sha256="ab" * 32,
        ),
        countries=("AZE", "TJK"),
        figures=(
            turnover("f1", "$6.1 million", "2023", value="6.1e6", half="0.05e6"),
            turnover("f2", "$5.9 million", "2022", value="5.9e6", half="0.05e6"),
            turnover("f3", "$1.03 billion", "2023-01/2023-03", value="1.03e9", half="0.005e9", scale="1e9"),
            agreements,
        ),
        relations=(
            Growth(
                id="r1",
                span=span("2.98 percent"),
                text="2.98 percent",
                of="f1",
                base="f2",
                quantity=quantity("0.0298", "percent", "0.00005"),
                measure="percent",
            ),
            Sum(id="r2", span=None, text="", whole="f1", parts=("f2", "f3")),
            Share(
                id="r3",
                span=span("80 agree"),
                text="80 agree",
                part="f2",
                whole="aluminium",
                quantity=quantity("0.5", "percent"),
            ),
        ),
        events=(
            Event(
                id="e1",
                kind="commodity_flow",
                span=span("A smelter imports aluminium."),
                text="A smelter imports aluminium.",
                parties=("AZE", "TJK"),
                products=("aluminium",),
                weekday=2,
                date=Period("2024-05-22"),
                summary="aluminium to a smelter",
            ),
        ),
    )


@pytest.fixture
def report(reading: Reading) -> Report:
    nesting = Finding(
        id="nesting-f3",
        check="nesting",
        verdict=Verdict.CONTRADICTED,
        figures=("f3", "f1"),
        computation="1.025..1.035 billion in January-March 2023 > 6.05..6.15 million in 2023",
        why="three months can't hold more than their year",
        suggest={"f3": Decimal("1.03e6")},
        repair="read million for billion",
        slip="million_billion",
        evidence=(Evidence(text="turnover of 2023 is $6.1 million", claim="f1", span=span("$6.1 million")),),
        also=("sum-r2",),
    )
    direction = Finding(
        id="direction-e1",
        check="direction",
        verdict=Verdict.DOUBTFUL,
        events=("e1",),
        why="a smelter makes aluminium; it does not buy it",
    )
    growth = Finding(
        id="growth-r1",
        check="growth",
        verdict=Verdict.CONSISTENT,
        figures=("f1", "f2"),
        relations=("r1",),
        computation="6.05..6.15 over 5.85..5.95 million is +1.68..+5.13 percent; the text says +2.98",
    )
    conflict = Finding(id="conflict-f4", check="conflict", verdict=Verdict.UNVERIFIABLE, figures=("f4",))
    return Report(reading=reading, findings=(direction, growth, nesting, conflict), checks=("growth", "nesting"))


@pytest.fixture
def failure() -> Failure:
    return Failure(document="lost.txt", what="there is no such file", hint="check the path")
