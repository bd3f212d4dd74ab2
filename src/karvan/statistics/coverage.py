"""What a reporter is known to state at all: why a value is not there, and what would fill the gap."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from karvan.nouns import Observation, Period
from karvan.statistics import naming
from karvan.statistics.holdings import Holdings
from karvan.statistics.series import Series
from karvan.statistics.sources import SERVICES

Absence = Literal["zero", "not reported", "not yet published", "not in the snapshot"]
"""Why there is no value: the service leaves out zeros; the reporter tells of the period and not of the partner; the period was not over, or too
recent, when the dataset was made; or nobody has fetched it."""

STATED = frozenset({"reported", "reported by press"})
"""Levels that are a reporter's own word."""

_SAID = {
    "trade": "exports to and imports from",
    "trade.exports": "exports to",
    "trade.imports": "imports from",
    "trade.turnover": "trade turnover with",
}
_EVERYBODY_S = ("CHN", "RUS", "USA", "DEU", "TUR")
"""Partners of whom every reporter has something to state each year."""
_WHOLE = (4, 12, 16)
"""How many quarters, months, or both make a year."""
_LAG = dt.timedelta(days=365)
"""How long customs statistics of a year may take: most reporters send them to the United Nations within a year."""


def stated(row: Observation | Series) -> bool:
    """Whether the row is a reporter's own word, and not made of both partners' (as BACI's are)."""
    return row.level in STATED


class Coverage(Struct, frozen=True):
    """The years of which a reporter states its trade, and the newest day on which a dataset of it was made."""

    reporter: str
    product: str | None
    years: frozenset[int]
    made: dt.date | None

    @classmethod
    def of(cls, reporter: str, partner: str, held: Holdings, product: str | None = None) -> Coverage:
        """What is held of the reporter in the product with this partner and those that every reporter has.

        What was fetched from a service is left out: there what was asked for tells more (see `asked`).
        """
        near = dict.fromkeys((partner, naming.WORLD, *_EVERYBODY_S))
        series = [
            one
            for each in near
            for one in held.series(reporter, each, product or "")
            if _bilateral(one) and one.dataset not in SERVICES
        ]
        days = [day for name in {one.dataset for one in series} if (day := _day(held.source(name).retrieved))]
        return cls(reporter, product, _years(series), max(days, default=None))

    def absence(self, period: Period) -> Absence:
        """Why the reporter's word about some partner in the period is not held.

        >>> made = Coverage("KAZ", None, frozenset({2022}), dt.date(2023, 6, 1))
        >>> [made.absence(Period(year)) for year in ("2022", "2023", "1999")]
        ['not reported', 'not yet published', 'not in the snapshot']
        """
        if period.year in self.years:
            return "not reported"
        if self.made is not None and period.last > self.made - _LAG and period.year > max(self.years, default=0):
            return "not yet published"
        return "not in the snapshot"

    def sentence(self, indicator: str, partner: str, within: Period | None) -> str:
        """What is missing, why, and what asks for it."""
        why = self.absence(within) if within is not None else "not in the snapshot"
        years = [] if within is None else [within.start.year, within.last.year]
        return absence_told(indicator, self.reporter, partner, why, years, self.product)


def absence_told(
    indicator: str, reporter: str, partner: str, why: str, years: Iterable[int], product: str | None = None
) -> str:
    """A sentence about what is missing, and the command that asks for it.

    >>> absence_told("trade.exports", "TJK", "AZE", "not yet published", [2026])
    "Tajikistan's exports to Azerbaijan, 2026: not yet published"
    """
    known = sorted(years)
    when = "" if not known else f"{known[0]}" if known[0] == known[-1] else f"{known[0]}/{known[-1]}"
    what = f"{naming.said(reporter)}'s {_SAID.get(indicator, indicator)} {naming.said(partner)}"
    what += f" of {product}" if product else ""
    what += f", {when.replace('/', '-')}" if when else ""
    if why in {"not yet published", "zero"}:
        return f"{what}: {why}"
    return f"{what}: {why}; `{fetch_call(reporter, partner, Period(when) if when else None, product)}` asks for it"


def fetch_call(reporter: str, partner: str, within: Period | None, product: str | None) -> str:
    """The command that asks the United Nations for a reporter's word.

    >>> fetch_call("TJK", "AZE", Period("2015/2023"), None)
    'karvan statistics fetch comtrade --reporter TJK --partner AZE --period 2015/2023'
    """
    call = f"karvan statistics fetch comtrade --reporter {reporter} --partner {partner}"
    if within is not None:
        call += f" --period {within.text}"
    return f"{call} --product {product}" if product else call


def _bilateral(one: Series) -> bool:
    return one.indicator in _SAID and one.level == "reported"


def _years(series: Iterable[Series]) -> frozenset[int]:
    """Years that are held whole, or in all their months or quarters."""
    held = {period for one in series for period in one.points}
    parts = Counter(period[:4] for period in held if len(period) == 7)
    return frozenset(
        int(year) for year in {*(p for p in held if len(p) == 4), *(y for y, n in parts.items() if n in _WHOLE)}
    )


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
