"""Bounds: how large a flow of a country, or between two, can be at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from karvan.checking.families import WORLD
from karvan.nouns import Facts, Figure, Observation, Period
from karvan.vocabulary.countries import country

PART_OF_GDP = Decimal("0.25")
"""A flow with one partner above this part of the smaller country's product is doubtful."""
TIMES_LARGEST = Decimal(5)
"""So is one above this many times the largest that the two ever reported."""
_DAYS = Decimal(365)


class Bound(NamedTuple):
    """An upper limit: `value` in dollars for the period of a figure, and how it was found."""

    kind: str
    """whole, product or largest."""
    value: Decimal
    said: str
    sure: bool
    """Whether it is of the same period: nothing was carried on from another year."""
    observation: Observation


def bounds(figure: Figure, facts: Facts) -> Iterator[Bound]:
    """Every upper limit that is known for a flow between two countries."""
    period = figure.period
    if period is None or figure.reporter is None or figure.partner is None:
        return
    pair = [code for code in (figure.reporter, figure.partner) if country(code) is not None]
    part = min(Decimal(1), Decimal((period.end - period.start).days) / _DAYS)
    for code in pair:
        yield from _whole(code, figure, period, part, facts)
    products = [found for code in pair if (found := _product(code, period, facts)) is not None]
    if len(pair) == 2 and len(products) == len(pair):
        least = min(products, key=lambda row: row.value)
        years = max(1, round((period.end - period.start).days / 365))
        yield Bound(
            "product", least.value * PART_OF_GDP * part * years, _told(least, part), least.period.same(period), least
        )
    if len(pair) == 2:
        yield from _largest(pair[0], pair[1], figure, part, facts)


def _whole(code: str, figure: Figure, period: Period, part: Decimal, facts: Facts) -> Iterator[Bound]:
    """All the trade of a country in the period, or in the last year known before it, grown with its product."""
    rows = [
        row
        for row in facts.economy(code)
        if row.partner == WORLD and row.unit == "USD" and row.indicator in _flows_of(figure, code)
    ]
    by_year = {row.period.text: row for row in rows}
    of_period = [row for row in rows if row.period.same(period)]
    if of_period:
        total = _sum(of_period, figure)
        if total is not None:
            yield Bound("whole", total, _told(of_period[0], Decimal(1)), sure=True, observation=of_period[0])
        return
    years = sorted(text for text in by_year if text.isdigit() and int(text) <= period.year)
    if not years:
        return
    last = [row for row in rows if row.period.text == years[-1]]
    total, then, now = _sum(last, figure), _product(code, Period(years[-1]), facts), _product(code, period, facts)
    if total is None or then is None or now is None or not then.value:
        return
    grown = total * max(Decimal(1), now.value / then.value) * part
    yield Bound("whole", grown, f"{_told(last[0], part)}, grown with its product", sure=False, observation=last[0])


def _flows_of(figure: Figure, code: str) -> tuple[str, ...]:
    if figure.indicator == "trade.turnover":
        return ("trade.exports", "trade.imports", "trade.turnover")
    exports = (figure.indicator == "trade.exports") == (code == figure.reporter)
    return ("trade.exports",) if exports else ("trade.imports",)


def _sum(rows: list[Observation], figure: Figure) -> Decimal | None:
    of_kind = {row.indicator: row.value for row in rows}
    if figure.indicator != "trade.turnover":
        return next(iter(of_kind.values()), None)
    if "trade.turnover" in of_kind:
        return of_kind["trade.turnover"]
    both = [of_kind.get("trade.exports"), of_kind.get("trade.imports")]
    return sum((value for value in both if value is not None), start=Decimal(0)) if None not in both else None


def _product(code: str, period: Period, facts: Facts) -> Observation | None:
    """The gross domestic product of the year, else of the last known year before it, within five."""
    rows = {row.period.text: row for row in facts.economy(code) if row.indicator == "gdp" and row.unit == "USD"}
    return next((rows[str(year)] for year in range(period.year, period.year - 5, -1) if str(year) in rows), None)


def _largest(one: str, other: str, figure: Figure, part: Decimal, facts: Facts) -> Iterator[Bound]:
    """Five times the largest whole year that either of two countries, or the reconciled series, ever stated."""
    rows = [row for row in facts.observed(one, other) if row.unit == "USD" and row.product is None]
    years = [row for row in rows if row.period.text.isdigit() and row.indicator.startswith("trade.")]
    if not years:
        return
    top = max(years, key=lambda row: row.value)
    both = sum(
        (row.value for row in years if row.period.same(top.period) and row.dataset == top.dataset), start=Decimal(0)
    )
    value = both if figure.indicator == "trade.turnover" and top.indicator != "trade.turnover" else top.value
    yield Bound("largest", value * TIMES_LARGEST * part, _told(top, part), sure=False, observation=top)


def _told(row: Observation, part: Decimal) -> str:
    said = f"{row.indicator.removeprefix('trade.')} {row.period.text}"
    return said if part == 1 else f"{said}, for {round(part * 365)} days of a year"
