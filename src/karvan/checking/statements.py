"""Statements: what official statistics say of a figure, from whichever side, period and currency they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from karvan.checking.families import ALL_GOODS, WORLD
from karvan.checking.ties import Ends
from karvan.nouns import Facts, Figure, Observation, Period, Source
from karvan.vocabulary.countries import countries
from karvan.vocabulary.currencies import currency, of_country

_HALF = Decimal("0.5")
_PRESS, _KEPT = Decimal("0.02"), Decimal("0.001")
"""How much of a value its unwritten digits can be at most: of one quoted by the press, of one kept as published."""
_WHOLE_YEAR, _PART_OF_YEAR = Decimal("0.02"), Decimal("0.1")
"""How far the exchange rate of a transaction may lie from the yearly one, on average over a year and over part of one."""
_COMPARABLE = (None, "goods", "deficit", "surplus")
"""Notes that do not set a figure apart from what customs count."""
_YEAR = 360


class Statement(NamedTuple):
    """One official value of what a figure measures."""

    side: str
    """own (by the side that the figure is told of), other (by its partner) or reconciled (made of both)."""
    reporter: str
    value: Decimal
    ends: Ends
    unit: str
    observations: tuple[Observation, ...]
    rate: str | None = None
    """How it was converted, where the figure stands in another currency."""

    @property
    def source(self) -> Source:
        return self.observations[0].source

    @property
    def is_superseded(self) -> bool:
        return any("superseded" in (row.note or "") for row in self.observations)


def statements(figure: Figure, facts: Facts, *, besides: str | None = None) -> tuple[Statement, ...]:
    """Every official value of a figure of trade; nothing of what comes from the address `besides`."""
    if not _is_official(figure):
        return ()
    reporter, partner, period = figure.reporter, figure.partner, figure.period
    assert reporter is not None
    assert partner is not None
    assert period is not None
    if WORLD in (reporter, partner):
        home = partner if reporter == WORLD else reporter
        rows = [row for row in facts.economy(home) if row.partner == WORLD]
    else:
        rows = list(facts.observed(reporter, partner))
    rows = [row for row in rows if row.product is None and not (besides and besides in (row.note or ""))]
    found = [*_of_side("own", reporter, partner, figure, rows), *_of_side("other", partner, reporter, figure, rows)]
    return tuple(_in_currency(found, figure, facts))


def _is_official(figure: Figure) -> bool:
    """Whether customs count what a figure measures: a flow of goods in money between known parties in a known time."""
    return (
        figure.indicator.startswith("trade.")
        and figure.period is not None
        and None not in (figure.reporter, figure.partner)
        and figure.reporter != figure.partner
        and figure.route is None
        and (figure.product is None or figure.product in ALL_GOODS)
        and figure.note in _COMPARABLE
        and currency(figure.quantity.unit) is not None
    )


_FLOWS = {
    # what the own side calls it, what the other side calls it
    "trade.exports": ("trade.exports", "trade.imports"),
    "trade.imports": ("trade.imports", "trade.exports"),
    "trade.turnover": ("trade.turnover", "trade.turnover"),
    "trade.balance": ("trade.balance", "trade.balance"),
}


def _of_side(side: str, reporter: str, partner: str, figure: Figure, rows: list[Observation]) -> Iterator[Statement]:
    period = figure.period
    assert period is not None
    flow = _FLOWS[figure.indicator][side == "other"]
    stated = [row for row in rows if row.reporter == reporter and row.level != "reconciled"]
    for found in _totals(stated, flow, period):
        yield _statement(side, reporter, found, figure)
    if side == "own":  # both partners' statements were reconciled into one, told of the exporter
        made = [row for row in rows if row.level == "reconciled"]
        for found in _reconciled(made, reporter, partner, figure.indicator, period):
            yield _statement("reconciled", reporter, found, figure)


Signed = tuple[tuple[int, Observation], ...]
"""Observations with the sign that each takes in a total."""


def _totals(rows: list[Observation], flow: str, period: Period) -> Iterator[Signed]:
    """Each official value of a flow of one reporter: as stated, or exports and imports of the same edition together."""
    editions: defaultdict[tuple[object, ...], dict[str, list[Observation]]] = defaultdict(dict)
    for row in rows:
        key = (row.dataset, row.unit, row.level, row.note)
        editions[key].setdefault(row.indicator, []).append(row)
    for held in editions.values():
        direct = _over(held.get(flow, ()), period)
        if direct is not None:
            yield tuple((1, row) for row in direct)
            continue
        if flow in ("trade.turnover", "trade.balance"):
            out = _over(held.get("trade.exports", ()), period)
            into = _over(held.get("trade.imports", ()), period)
            if out is not None and into is not None:
                sign = 1 if flow == "trade.turnover" else -1
                yield (*((1, row) for row in out), *((sign, row) for row in into))


def _reconciled(
    rows: list[Observation], reporter: str, partner: str, indicator: str, period: Period
) -> Iterator[Signed]:
    """Reconciled flows are told of the exporter only."""
    out = _over([row for row in rows if row.reporter == reporter and row.indicator == "trade.exports"], period)
    into = _over(
        [row for row in rows if row.reporter == partner and row.indicator == "trade.exports"]
        or [row for row in rows if row.reporter == reporter and row.indicator == "trade.imports"],
        period,
    )
    if indicator == "trade.exports" and out is not None:
        yield tuple((1, row) for row in out)
    elif indicator == "trade.imports" and into is not None:
        yield tuple((1, row) for row in into)
    elif indicator in ("trade.turnover", "trade.balance") and out is not None and into is not None:
        sign = 1 if indicator == "trade.turnover" else -1
        yield (*((1, row) for row in out), *((sign, row) for row in into))


def _over(rows: Iterable[Observation], period: Period) -> tuple[Observation, ...] | None:
    """The observation of a period, else those of its months if all of them are there."""
    rows = tuple(rows)
    exact = [row for row in rows if row.period.same(period)]
    if exact:
        return (exact[-1],)
    inside = sorted((row for row in rows if period.contains(row.period)), key=lambda row: row.period.start)
    at, parts = period.start, []
    for row in inside:
        if row.period.start == at:
            parts.append(row)
            at = row.period.end
    return tuple(parts) if parts and at == period.end else None


def _statement(side: str, reporter: str, signed: Signed, figure: Figure) -> Statement:
    value = sum((sign * row.value for sign, row in signed), start=Decimal(0))
    slack = sum((_unwritten(row) for _, row in signed), start=Decimal(0))
    if figure.indicator == "trade.balance":
        value = abs(value)  # a text tells a deficit by its word
    rows = tuple(row for _, row in signed)
    return Statement(side, reporter, value, (value - slack, value + slack), rows[0].unit, rows)


def _unwritten(row: Observation) -> Decimal:
    """Half of the last digit that a value is known to, at most a small part of it: zeros at its end can be digits."""
    exponent = row.value.normalize().as_tuple().exponent
    last = _HALF.scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return min(last, abs(row.value) * (_PRESS if row.level == "reported by press" else _KEPT))


# --- currencies -------------------------------------------------------------------------------------------------


def _in_currency(found: Iterable[Statement], figure: Figure, facts: Facts) -> Iterator[Statement]:
    """Those in the figure's currency, and others converted by the rate of the year."""
    unit, period = figure.quantity.unit, figure.period
    assert period is not None
    for one in found:
        if one.unit == unit:
            yield one
            continue
        to, back = rate(unit, period, facts), rate(one.unit, period, facts)
        if to is None or back is None:
            continue
        factor = to[0] / back[0]
        days = (period.end - period.start).days
        slack = _WHOLE_YEAR if days > _YEAR else _PART_OF_YEAR
        low, high = sorted(end * factor for end in one.ends)
        said = f"{factor.quantize(Decimal('0.0001')).normalize():f} {unit} a {one.unit}, {(to[1] or back[1])}"
        yield one._replace(
            value=one.value * factor, unit=unit, ends=(low - abs(low) * slack, high + abs(high) * slack), rate=said
        )


def rate(unit: str, period: Period, facts: Facts) -> tuple[Decimal, str] | None:
    """How many of a currency a dollar was in a year: its gross domestic product in it over that in dollars."""
    if unit == "USD":
        return Decimal(1), ""
    for code in _issuers(unit):
        rows = [row for row in facts.economy(code) if row.period.text == str(period.year)]
        national = next((row for row in rows if row.indicator == "gdp.national" and row.unit == unit), None)
        dollars = next((row for row in rows if row.indicator == "gdp" and row.unit == "USD"), None)
        if national is not None and dollars is not None and dollars.value:
            return national.value / dollars.value, f"{national.source.title}, {period.year}"
    return None


_FIRST = {"EUR": ("DEU", "FRA", "ITA")}
"""Of a currency of many countries, whose product tells its rate."""


@cache
def _issuers(unit: str) -> tuple[str, ...]:
    return _FIRST.get(unit) or tuple(one.code for one in countries() if unit in of_country(one.code))[:3]
