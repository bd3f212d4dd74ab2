"""Bounds: how large a flow of a country, or between two, can be at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from karvan.checking.families import WORLD
from karvan.checking.writing import plain
from karvan.nouns import Facts, Figure, Observation, Period
from karvan.vocabulary.countries import country

PART_OF_GDP = Decimal("0.25")
"""A flow with one partner above this part of the smaller country's product is doubtful."""
TIMES_LARGEST = Decimal(5)
"""So is one above this many times the largest that the two ever reported."""
_DAYS = Decimal(365)
_ROOM = Decimal(2)
"""Who has traded much of its product with one neighbour may trade twice as much before it is doubted."""
_GROWN = Decimal("1.5")
"""How much more than its product the trade of a country may have grown since the year that is known."""


class Bound(NamedTuple):
    """An upper limit: `value` in dollars for the period of a figure, and how it was found."""

    kind: str
    """whole, product or largest."""
    value: Decimal
    said: str
    sure: bool
    """Whether it is of the same period: nothing was carried on from another year."""
    observation: Observation
    factor: Decimal = Decimal(1)
    """How many times the observation it is, its part of the year apart."""


def bounds(figure: Figure, facts: Facts) -> Iterator[Bound]:
    """Every upper limit that is known for a flow between two countries."""
    period = figure.period
    if period is None or figure.reporter is None or figure.partner is None:
        return
    pair = [code for code in (figure.reporter, figure.partner) if country(code) is not None]
    part = min(Decimal(1), Decimal((period.end - period.start).days) / _DAYS)
    for code in pair:
        yield from _whole(code, figure, period, part, facts)
    if len(pair) != 2:
        return
    one, other = pair
    products = [found for code in pair if (found := _product(code, period, facts)) is not None]
    record = _record(one, other, figure, facts)
    if len(products) == len(pair):
        least = min(products, key=lambda row: row.value)
        years = max(1, round((period.end - period.start).days / 365))
        usual = max(PART_OF_GDP, _ROOM * _part_of_product(record, least.reporter, facts))
        said = f"{_told(least, part)}, of which {plain((usual * 100).quantize(Decimal(1)))} percent"
        yield Bound("product", least.value * usual * part * years, said, least.period.same(period), least, usual)
    if record is not None:
        yield Bound(
            "largest",
            record.value * TIMES_LARGEST * part,
            _told(record.row, part),
            sure=False,
            observation=record.row,
            factor=TIMES_LARGEST,
        )


class Record(NamedTuple):
    """The largest value of a flow between two countries in any year that statistics hold."""

    value: Decimal
    row: Observation


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
    grown = total * max(Decimal(1), now.value / then.value) * part * _GROWN
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


def _record(one: str, other: str, figure: Figure, facts: Facts) -> Record | None:
    """By either of two countries or the reconciled series; of a turnover, exports and imports of one edition together."""
    editions: defaultdict[tuple[str, str, str], dict[tuple[str, str], Observation]] = defaultdict(dict)
    for row in facts.observed(one, other):
        if (
            row.unit == "USD"
            and row.product is None
            and row.period.text.isdigit()
            and row.indicator.startswith("trade.")
        ):
            by = "" if row.level == "reconciled" else row.reporter
            editions[row.dataset, row.period.text, by][row.reporter, row.indicator] = row
    both = figure.indicator == "trade.turnover"
    sums = []
    for held in editions.values():
        stated = [row for row in held.values() if row.indicator == "trade.turnover"]
        rows = stated[:1] if stated else list(held.values())
        value = sum((row.value for row in rows), start=Decimal(0)) if both else max(row.value for row in rows)
        sums.append(Record(value, max(rows, key=lambda row: row.value)))
    return max(sums, key=lambda found: found.value, default=None)


def _part_of_product(record: Record | None, code: str, facts: Facts) -> Decimal:
    """How large a part of a country's product its trade with the other once was: some live by one neighbour."""
    product = _product(code, record.row.period, facts) if record is not None else None
    return record.value / product.value if record is not None and product is not None and product.value else Decimal(0)


def _told(row: Observation, part: Decimal) -> str:
    said = f"{row.indicator.removeprefix('trade.')} {row.period.text}"
    return said if part == 1 else f"{said}, for {round(part * 365)} days of a year"
