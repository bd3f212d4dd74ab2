"""Hypothesis strategies for the shared nouns, and plain ones made by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from hashlib import sha256

from hypothesis import strategies as st

from karvan.nouns import (
    EVENT_KINDS,
    INDICATORS,
    Document,
    Event,
    Evidence,
    Figure,
    Finding,
    Growth,
    Interval,
    Multiple,
    Period,
    Quantity,
    Reading,
    Report,
    Share,
    Source,
    Span,
    Sum,
    Trace,
    Verdict,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
maybe_words = st.none() | words
parties = st.sampled_from(["AZE", "TJK", "KAZ", "UZB", "CIS", "WLD"])
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3)
ends = numbers | st.sampled_from([Decimal("Infinity"), Decimal("-Infinity")])
days = st.dates()
periods = st.builds(lambda a, b: Period.between(min(a, b), max(a, b)), days, days)
claim_names = st.from_regex(r"[fre][1-9]", fullmatch=True)


@st.composite
def intervals(draw):
    return Interval(*sorted((draw(ends), draw(ends))))


quantities = st.builds(
    Quantity,
    numbers,
    st.sampled_from(["USD", "t", "count"]),
    intervals(),
    intervals(),
    maybe_words,
    numbers,
    maybe_words,
)
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 200), st.integers(0, 200))


def figures(name):
    return st.builds(
        Figure, id=st.just(name), span=st.none() | spans, text=words, indicator=st.sampled_from(INDICATORS),
        quantity=quantities, reporter=st.none() | parties, partner=st.none() | parties, product=maybe_words,
        route=maybe_words, period=st.none() | periods, attribution=maybe_words, note=maybe_words,
    )  # fmt: skip


def relations(name):
    side, common = st.none() | claim_names | words, {"id": st.just(name), "span": st.none() | spans, "text": words}
    when = st.none() | periods
    return st.one_of(
        st.builds(
            Growth, **common, of=side, base=side, quantity=quantities,
            measure=st.sampled_from(["percent", "fold", "difference"]), subject=maybe_words, period=when, base_period=when,
        ),
        st.builds(Multiple, **common, of=side, base=side, quantity=quantities, subject=maybe_words),
        st.builds(Share, **common, part=side, whole=side, quantity=quantities, period=when),
        st.builds(Sum, **common, whole=claim_names, parts=st.lists(claim_names, max_size=4).map(tuple)),
    )  # fmt: skip


def events(name):
    some = st.lists(words, max_size=3).map(tuple)
    return st.builds(
        Event, id=st.just(name), span=st.none() | spans, text=words, kind=st.sampled_from(EVENT_KINDS),
        date=st.none() | periods, parties=st.lists(parties, max_size=3).map(tuple), place=maybe_words,
        organisations=some, products=some, exporter=maybe_words, weekday=st.none() | st.integers(0, 6),
        figures=st.lists(claim_names, max_size=3).map(tuple), summary=words,
    )  # fmt: skip


def findings(name):
    named = st.lists(claim_names, max_size=3).map(tuple)
    evidence = st.builds(
        Evidence, text=words, span=st.none() | spans, source=st.none() | st.builds(Source, title=words)
    )
    return st.builds(
        Finding, id=st.just(name), check=words, verdict=st.sampled_from(Verdict), figures=named, relations=named,
        events=named, computation=words, why=words,
        suggest=st.none() | st.dictionaries(claim_names, numbers | words, max_size=3), repair=maybe_words,
        slip=maybe_words, evidence=st.lists(evidence, max_size=2).map(tuple), also=named,
    )  # fmt: skip


def numbered(letter, make, most=4):
    return st.integers(0, most).flatmap(lambda n: st.tuples(*(make(f"{letter}{k}") for k in range(1, n + 1))))


traces = st.recursive(
    st.builds(Trace, words, spans, words),
    lambda inner: st.builds(Trace, words, spans, words, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=3,
)
documents = st.builds(
    Document, name=words, text=words, published=st.none() | days, published_from=maybe_words, publisher=maybe_words,
    language=maybe_words, headline=st.none() | spans,
    sha256=st.just("") | words.map(lambda text: sha256(text.encode()).hexdigest()),
)  # fmt: skip
readings = st.builds(
    Reading, document=documents, countries=st.lists(parties, max_size=3).map(tuple), figures=numbered("f", figures),
    relations=numbered("r", relations), events=numbered("e", events), trace=st.lists(traces, max_size=2).map(tuple),
)  # fmt: skip
reports = st.builds(
    Report, reading=readings, findings=numbered("finding-", findings), checks=st.lists(words, max_size=3).map(tuple)
)


def usd(millions: str) -> Quantity:
    interval = Interval.written(millions, Decimal(1_000_000))
    return Quantity(Decimal(millions) * 1_000_000, "USD", interval, interval, scale=Decimal(1_000_000))


def figure(text: str, written: str, name: str = "f1", **about: object) -> Figure:
    """A figure of so many million dollars, where `written` stands in the text."""
    start = text.index(written)
    about = {"indicator": "trade.turnover", "reporter": "AZE", "partner": "TJK", "period": Period("2023")} | about
    digits = "".join(sign for sign in written if sign.isdigit() or sign == ".")
    return Figure(id=name, span=Span(start, start + len(written)), text=written, quantity=usd(digits), **about)


def report(
    name: str, text: str, *claims: Figure | Growth | Event, findings: tuple[Finding, ...] = (), **about: object
) -> Report:
    digest = sha256(f"{name} {text}".encode(errors="surrogatepass")).hexdigest()
    document = Document(name=name, text=text, sha256=digest, **about)
    return Report(
        reading=Reading(
            document=document,
            figures=tuple(claim for claim in claims if isinstance(claim, Figure)),
            relations=tuple(claim for claim in claims if isinstance(claim, Growth)),
            events=tuple(claim for claim in claims if isinstance(claim, Event)),
        ),
        findings=findings,
    )


TALKS = "Azerbaijan and Tajikistan held talks in Bakı. Turnover reached $6.1 million in 2023, up 40 percent. A flight opened."


def talks(name: str = "talks.txt", text: str = TALKS, **about: object) -> Report:
    """A small report: a turnover, its growth (contradicted) and a flight."""
    start, grown, flight = text.index("up 40"), text.index("up 40") + 13, text.index("A flight")
    growth = Growth(
        id="r1",
        span=Span(start, grown),
        text=text[start:grown],
        of="f1",
        base=None,
        quantity=usd("40"),
        measure="percent",
    )
    opened = Event(
        id="e1", span=Span(flight, flight + 15), text="A flight opened", kind="route", date=Period("2024-05"),
        parties=("AZE", "TJK"), place="Dushanbe",
    )  # fmt: skip
    doubt = Finding(
        id="growth-r1", check="growth", verdict=Verdict.CONTRADICTED, figures=("f1",), relations=("r1",),
        why="the base is not what the text says", suggest={"f1": Decimal("6.2e6"), "r1": "2022"},
    )  # fmt: skip
    fine = Finding(id="sum-f1", check="sum", verdict=Verdict.CONSISTENT, figures=("f1",))
    claims = (figure(text, "$6.1 million"), growth, opened)
    return report(name, text, *claims, findings=(doubt, fine), published=dt.date(2024, 5, 22), **about)
