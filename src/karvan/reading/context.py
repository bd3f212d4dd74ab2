"""What the rules of a language may look at beside the nodes: the document's date, countries and habits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from karvan.nouns import ONE, Period


class Number(Struct, frozen=True):
    """A number as written: `unit` is the place of its last digit, `scale` the factor of its scale word."""

    value: Decimal
    unit: Decimal
    scale: Decimal = ONE
    words: bool = False
    hedge: str | None = None
    """What is written into the number itself: `500+`."""

    def times(self, factor: Decimal) -> Number:
        return structs.replace(self, value=self.value * factor, unit=self.unit * factor, scale=self.scale * factor)

    @property
    def is_whole(self) -> bool:
        return self.value == self.value.to_integral_value()

    def __str__(self) -> str:
        return f"{self.value.normalize():f}" if self.value else "0"


class Amount(Struct, frozen=True):
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
    """The unit that a price is for: `t` in "$320 per tonne"."""

    def __str__(self) -> str:
        return f"{self.number} {self.unit}".strip()


class When(Struct, frozen=True):
    """A time as written. `link` says how it hangs on the time that the text speaks of, where it does:

    year_before (a year earlier; `year` of them), same (the reporting period), same_in (the same months of `year`),
    that_year, after (the following year), before (the preceding month or quarter), next (the following one).
    begun is a part of the year of publication that is not over (`part`), or that of the year told before.
    past is a stretch that ends now: it hangs on nothing, but rarely is what a figure covers.
    """

    period: Period | None
    link: str | None = None
    year: int | None = None
    weekday: int | None = None
    edge: str | None = None
    """as_of, by, since, end: how the preposition or the text around bounds it."""
    part: Period | None = None
    """The days of the year that it hangs on, in any year: `the first quarter of the previous year`."""
    otherwise: Period | None = None
    """What it means where the text has spoken of no time yet."""

    def resolved(self, base: Period | None) -> Period | None:
        """The period, given the one that the text speaks of.

        >>> When(None, "year_before").resolved(Period("2024-Q1")).text
        '2023-01/2023-03'
        """
        if self.link in (None, "past") or self.period is not None:
            return self.period
        return (self._hung(base) if base is not None else None) or self.otherwise

    def _hung(self, base: Period) -> Period | None:
        if self.link in _YEARS_ON:
            years = _YEARS_ON[self.link] * (1 if self.year is None else self.year)
            if self.part is not None:
                return self.part.years_later(base.year + years - self.part.year)
            if self.link == "year_before":
                return base.years_later(years)
            return Period(str(min(max(base.year + years, 1), 9999)).zfill(4))
        if self.link == "same":
            until = self.part.years_later(base.year - self.part.year) if self.part is not None else base
            return until if until.last == base.last else base
        if self.link == "begun" and self.part is not None:
            return self.part.years_later(min(base.year - self.part.year, 0))
        if self.link == "same_in" and self.year:
            return base.years_later(self.year - base.year)
        if self.link in ("before", "next"):
            return _beside(base, 1 if self.link == "next" else -1)
        return None

    def __str__(self) -> str:
        return self.period.text if self.period else f"{self.link} {self.year or ''}".strip()


_YEARS_ON = {"year_before": -1, "that_year": 0, "after": 1}


def _beside(base: Period, side: int) -> Period:
    """The stretch of the same length right after a period (1) or right before it (-1)."""
    if (base.end - base.start).days > 300:
        return base.years_later(side)
    if base.start.day != 1 or base.end.day != 1:
        length = base.end - base.start
        return Period.between(base.start + side * length, base.last + side * length)
    size = (base.last.year - base.start.year) * 12 + base.last.month - base.start.month + 1
    first = base.start.year * 12 + base.start.month - 1 + side * size
    last = first + size - 1
    return Period.of_months(first // 12, first % 12 + 1, last % 12 + 1, last // 12)


@dataclass(slots=True)
class Context:
    """The document's published date, the countries it names (most named first) and how it writes numbers."""

    published: dt.date | None = None
    countries: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How often each country is named."""
    counted: Period | None = None
    """The fiscal year whose months the text has counted last."""
    solar: bool = False
    """Whether the text counts in the solar years of Iran, and the stretch of days that it gave last."""
    days: Period | None = None
    custom: str | None = None
    """Whose fiscal year or currency the text counts in."""
    home: str | None = None
    """Whose article it seems to be, by its dateline or opening."""
    comma_is_decimal: bool = False
    currencies: frozenset[str] = frozenset()
    """Codes that the text writes without ambiguity."""

    def at_home(self) -> list[str]:
        """The countries, the one whose article it is first: its customs (fiscal years) are the text's."""
        return [self.home, *self.countries] if self.home else self.countries

    left: Any = None
    """The node before the one a rule looks at, and the node behind it: set by the engine for each rule."""
    right: Any = None
    row: list[Any] = field(default_factory=list)
    """All nodes of the level at work, and where in it the rule's match begins."""
    at: int = 0
    text: str = ""

    def before(self, steps: int) -> Any:
        """The node that stands so many steps before the match; None where there is none."""
        return self.row[self.at - steps] if self.at >= steps else None

    def is_capital(self, node: Any) -> bool:
        """Whether a node is written with a capital first letter."""
        return self.text[node.start : node.start + 1].isupper()
