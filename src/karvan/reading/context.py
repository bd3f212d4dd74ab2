"""What the rules of a language may look at beside the nodes: the document's date, countries and habits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from karvan.nouns import ONE, Period


class Number(NamedTuple):
    """A number as written: `unit` is the place of its last digit, `scale` the factor of its scale word."""

    value: Decimal
    unit: Decimal
    scale: Decimal = ONE
    words: bool = False

    def times(self, factor: Decimal) -> Number:
        return Number(self.value * factor, self.unit * factor, self.scale * factor, self.words)

    def __str__(self) -> str:
        return f"{self.value.normalize():f}" if self.value else "0"


class Amount(NamedTuple):
    """A number with a unit, before it is known what it measures. `high` is the upper end of a range."""

    number: Number
    unit: str
    kind: str
    """amount, percent, points, fold, fraction, count or number."""
    hedge: str | None = None
    noun: str | None = None
    indicator: str | None = None
    high: Number | None = None
    candidates: tuple[str, ...] = ()
    """Currencies that an ambiguous sign can stand for."""
    per: str | None = None

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


class When(NamedTuple):
    """A time as written. `period` is None while it hangs on another one, and `link` says how:

    year_before (a year earlier), same (the reporting period), same_in (the same months of `year`), that_year,
    before (the preceding month or quarter), after (the following year), past (a stretch that ends now).
    """

    period: Period | None
    link: str | None = None
    year: int | None = None
    weekday: int | None = None
    edge: str | None = None
    """as_of, by, since, end: how the preposition or the text around bounds it."""

    def resolved(self, base: Period | None) -> Period | None:
        """The period, given the one that the text speaks of."""
        if self.link is None or self.period is not None:
            return self.period
        if base is None:
            return None
        if self.link == "year_before":
            return base.year_before()
        if self.link == "same":
            return base
        if self.link == "same_in" and self.year:
            return base.years_later(self.year - base.year)
        if self.link == "that_year":
            return Period(str(base.year).zfill(4))
        if self.link == "after":
            return Period(str(min(base.year + 1, 9999)).zfill(4))
        if self.link == "before":
            return _one_before(base)
        return None

    def __str__(self) -> str:
        return self.period.text if self.period else f"{self.link} {self.year or ''}".strip()


def _one_before(base: Period) -> Period:
    days = (base.end - base.start).days
    if days > 300:
        return base.year_before()
    last = base.start - dt.timedelta(days=1)
    months = (base.last.year - base.start.year) * 12 + base.last.month - base.start.month + 1
    first_month = last.year * 12 + last.month - months
    if base.start.day != 1:
        return Period.between(base.start - dt.timedelta(days=days), last)
    return Period.between(dt.date(first_month // 12, first_month % 12 + 1, 1), last)


@dataclass(slots=True)
class Context:
    """The document's published date, the countries it names (most named first) and how it writes numbers."""

    published: dt.date | None = None
    countries: list[str] = field(default_factory=list)
    comma_is_decimal: bool = False
    currencies: frozenset[str] = frozenset()
    """Codes that the text writes without ambiguity."""
    left: Any = None
    """The node before the one a rule looks at, and the node behind it: set by the engine for each rule."""
    right: Any = None
