"""Readings made by hand: `amount("6.1 million USD")` is what the reading room makes of those digits."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import count

from karvan.checking import Known
from karvan.nouns import (
    AnyRelation,
    Document,
    Event,
    Figure,
    Growth,
    Interval,
    Multiple,
    Period,
    Quantity,
    Reading,
    Recipe,
    Share,
    Source,
    Span,
    Sum,
)  # fmt: skip
from karvan.reading.rounding import meanings

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SMELTER = Recipe(
    plant="aluminium smelter", names=("smelter of aluminium",), makes=("aluminium",), needs=("alumina", "cryolite"),
    source=Source(title="made up"), cites="nobody",
)  # fmt: skip
ALONE = Known(recipes=(SMELTER,), official=False)
_numbers = count(1)


def amount(text: str, hedge: str | None = None) -> Quantity:
    """`6.1 million USD`, `-29.54 percent`, `5.5 fold`, `28,000 t`."""
    found = re.fullmatch(r"(-?[\d.,]+) ?(thousand|million|billion|trillion)? ?(\S+)?", text)
    assert found, text
    digits = Decimal(found[1].replace(",", ""))
    scale, unit = Decimal(SCALES.get(found[2], 1)), found[3] or "count"
    if unit == "percent":
        scale = Decimal("0.01")
    last = last_place(digits)
    if unit == "percent":
        last = min(last, Decimal(1))
    strict, loose = meanings(digits * scale, last * scale, hedge, "count" if unit == "count" else "number")
    return Quantity(digits * scale, unit, strict, loose, hedge, Decimal(1) if unit == "percent" else scale)


def last_place(digits: Decimal) -> Decimal:
    """What the last digit written on purpose stands for: 0.1 in 6.1, 100,000 in 500,000."""
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent >= 0 and digits:
        exponent = digits.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent)


def figure(
    name: str, quantity: str | Quantity, indicator: str = "trade.turnover", *, period: str | None = "2023",
    reporter: str | None = "AZE", partner: str | None = "TJK", text: str | None = None, **more: object,
) -> Figure:  # fmt: skip
    """A figure of trade of Azerbaijan with Tajikistan in 2023 unless told otherwise; each in a sentence of its own."""
    written = text or (quantity if isinstance(quantity, str) else str(quantity.value))
    return Figure(
        id=name, span=more.pop("span", None), text=written, indicator=indicator,
        quantity=amount(quantity) if isinstance(quantity, str) else quantity,
        reporter=reporter, partner=partner, period=Period(period) if period else None, **more,
    )  # fmt: skip


def growth(
    name: str, of: str | None, base: str | None, quantity: str, *, hedge: str | None = None, **more: object
) -> Growth:
    number = amount(quantity, hedge)
    measure = number.unit if number.unit in ("percent", "fold") else "difference"
    at = next(_numbers) * 20
    span = more.pop("span", Span(at, at + 10))
    return Growth(id=name, span=span, text=quantity, of=of, base=base, quantity=number, measure=measure, **more)


def share(name: str, part: str, whole: str, quantity: str) -> Share:
    return Share(id=name, span=None, text=quantity, part=part, whole=whole, quantity=amount(quantity))


def multiple(name: str, of: str, base: str, quantity: str) -> Multiple:
    return Multiple(id=name, span=None, text=quantity, of=of, base=base, quantity=amount(quantity))


def total(name: str, whole: str, *parts: str) -> Sum:
    return Sum(id=name, span=None, text="", whole=whole, parts=parts)


def event(name: str, kind: str = "commodity_flow", **more: object) -> Event:
    return Event(id=name, span=more.pop("span", None), text=name, kind=kind, **more)


def reading(
    *claims: Figure | AnyRelation | Event, text: str = "", published: str | None = None, **more: object
) -> Reading:
    document = Document(
        name=str(more.pop("name", "made.txt")), text=text, language="en",
        published=dt.date.fromisoformat(published) if published else None, headline=more.pop("headline", None),
    )  # fmt: skip
    return Reading(
        document=document,
        figures=tuple(claim for claim in claims if isinstance(claim, Figure)),
        relations=tuple(claim for claim in claims if isinstance(claim, Growth | Multiple | Share | Sum)),
        events=tuple(claim for claim in claims if isinstance(claim, Event)),
    )


def exactly(low: str, high: str, unit: str = "USD") -> Quantity:
    """A number with the interval given."""
    interval = Interval(Decimal(low), Decimal(high))
    return Quantity((interval.lo + interval.hi) / 2, unit, interval, interval)
