"""mirror: both partners' statements of the same trade side by side, and why they may differ.

What leaves one country for another is counted twice: by the exporter, at its border (f.o.b.), and by the importer, with
freight and insurance (c.i.f.). The two differ by that margin, by time on the way, by country of origin against country of
consignment, by what one side does not see. Two that are equal to the last digit were hardly counted twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib.util import find_spec

from msgspec.structs import replace

from karvan.nouns import LEVELS, Observation, Observations, Period
from karvan.statistics import naming
from karvan.statistics.asked import absence
from karvan.statistics.coverage import Coverage, absence_told, stated
from karvan.statistics.holdings import INDEX, Holdings, shipped
from karvan.statistics.holdings import holdings as at_hand
from karvan.statistics.observing import observe, parts
from karvan.statistics.series import Index
from karvan.statistics.sides import MARGIN, Flow, Mirror, Reconciled, Turnover, both
from karvan.statistics.statement import Statement, statement, within_years, yearly

_TELLING = 4
"""Digits in which two counts do not agree by chance."""
_REPORTERS = 8
"""Fewer have too few flows in common to fit anything on, and it takes half a second to find out."""
_ROUNDED = 1000
"""BACI counts in thousands of dollars."""


def mirror(
    one: str,
    other: str,
    *,
    product: str | None = None,
    first: int | None = None,
    last: int | None = None,
    holdings: Holdings | None = None,
) -> Mirror:
    """Both partners' statements of their trade, side by side by year.

    >>> flow, _ = mirror("KAZ", "KGZ", first=2022, last=2022).flows
    >>> f"{flow.exported.value / 10**6:.0f} {flow.imported.value / 10**6:.0f} {flow.ratio:.2f}"
    '793 770 0.97'
    """
    held = holdings if holdings is not None else at_hand()
    here, there = (naming.party(each, held.countries) for each in (one, other))
    code = None if product is None else naming.heading(product)
    observed = observe(here, there, product=code, indicator="trade", holdings=held)
    kept = tuple(row for row in observed if (first or 0) <= row.period.year <= (last or 9999))
    rows = [row for row in _summed_parts(yearly(kept), code) if row.unit != "t"]
    years = _years(rows, first, last)
    sides = _Sides(rows, (here, there), held, code)
    flows = tuple(sides.flow(*pair, year) for pair in ((here, there), (there, here)) for year in years)
    turnovers = tuple(made for year in years if (made := sides.turnover(here, there, year)) is not None)
    missing = tuple(_missing(flows, code)) if years else observed.missing
    return Mirror(
        one=here, other=there, product=code, flows=flows, turnovers=turnovers, parts=parts(kept, code, held),
        observed=Observations(kept, missing),
    )  # fmt: skip


def parts_of_years(made: Mirror) -> tuple[Observation, ...]:
    """Statements of parts of years that no sum of whole years holds."""
    return tuple(row for row in within_years(made.observed) if stated(row) and row.unit != "t")


def _years(rows: Iterable[Observation], first: int | None, last: int | None) -> range:
    held = sorted({row.period.year for row in rows})
    if not held:
        return range(0)
    return range(first or held[0], (last or held[-1]) + 1)


class _Sides:
    """The rows of two countries by side, indicator and year; what a side states at all is looked up when it is silent."""

    def __init__(self, rows: Iterable[Observation], pair: tuple[str, str], held: Holdings, code: str | None) -> None:
        self.code = code
        self.partner = dict(zip(pair, reversed(pair), strict=True))
        self._rows: dict[tuple[str, str, int], list[Observation]] = {}
        for row in rows:
            self._rows.setdefault((row.reporter, row.indicator, row.period.year), []).append(row)
        self._coverage = cache(lambda reporter: Coverage.of(reporter, self.partner[reporter], held, code))
        self._fetched = [folder for folder in held.folders if any(folder.glob("*.asked.json"))]
        self._reconcile = reconciler(held)
        self.statement = cache(self._statement)

    def _statement(self, reporter: str, indicator: str, year: int) -> Statement:
        made = statement(filter(stated, self._rows.get((reporter, indicator, year), ())))
        if made.said is not None:
            return made
        partner = self.partner[reporter]
        answered = absence(self._fetched, reporter, partner, indicator, str(year), self.code)
        return replace(made, absence=answered or self._coverage(reporter).absence(Period(str(year))))

    def flow(self, exporter: str, importer: str, year: int) -> Flow:
        exported = self.statement(exporter, "trade.exports", year)
        imported = self.statement(importer, "trade.imports", year)
        mine = self._rows.get((exporter, "trade.exports", year), ())
        middle = next((row for row in mine if row.level == "reconciled"), None)
        return Flow(
            exporter=exporter, importer=importer, period=Period(str(year)), exported=exported, imported=imported,
            reconciled=self._one_value(exported, imported, middle), equal=equal(exported, imported, middle),
        )  # fmt: skip

    def _one_value(self, exported: Statement, imported: Statement, middle: Observation | None) -> Reconciled | None:
        if middle is not None:
            return enclosed(middle, exported, imported)
        return self._reconcile(exported, imported)

    def turnover(self, one: str, other: str, year: int) -> Turnover | None:
        sides = [self._turnover(each, year) for each in (one, other)]
        if all(side.said is None for side in sides):
            return None
        return Turnover(period=Period(str(year)), first=sides[0], second=sides[1], equal=equal(sides[0], sides[1]))

    def _turnover(self, reporter: str, year: int) -> Statement:
        """A reporter's exports and imports added up, or the turnover that it states as such."""
        whole = self.statement(reporter, "trade.turnover", year)
        flows = (self.statement(reporter, name, year).said for name in ("trade.exports", "trade.imports"))
        sent, got = flows
        if sent is None or got is None or sent.unit != got.unit:
            return whole
        level = max(sent.level, got.level, key=LEVELS.index)
        if whole.said is not None and LEVELS.index(whole.said.level) <= LEVELS.index(level):
            return whole
        summed = replace(
            sent, indicator="trade.turnover", value=sent.value + got.value, valuation=None, level=level,
            note="sum of exports and imports",
        )  # fmt: skip
        return Statement(said=summed, besides=(whole.said, *whole.besides) if whole.said else ())


def reconciler(held: Holdings) -> Callable[[Statement, Statement], Reconciled | None]:
    """What makes one value of both statements: fitted where enough has been fetched to fit it on, else evenly weighted."""
    if len(_fetched(held)) < _REPORTERS or find_spec("numpy") is None:
        return evenly
    from karvan.statistics.reconciling import of_holdings

    fit = of_holdings(held)
    return evenly if fit is None else fit.of


def _fetched(held: Holdings) -> frozenset[str]:
    """Reporters of what does not come with karvan."""
    folders = [folder for folder in held.folders if folder != shipped() and (folder / INDEX).is_file()]
    return frozenset[str]().union(*(Index(folder / INDEX).countries() for folder in folders))


def enclosed(middle: Observation, exported: Statement, imported: Statement) -> Reconciled:
    """A value that others made of both statements, in the interval that encloses it and both of them at f.o.b."""
    ends = sorted((*(at_border(exported, imported) or ()), middle.value))
    low, high = (ends[0], ends[-1]) if len(ends) > 1 else (None, None)
    return Reconciled(value=middle.value, low=low, high=high, by="BACI", source=middle.source)


def evenly(exported: Statement, imported: Statement) -> Reconciled | None:
    """The middle of both statements at f.o.b.: nothing is known of who counts better.

    >>> evenly(Statement(), Statement())
    """
    ends = at_border(exported, imported)
    if ends is None:
        return None
    return Reconciled(value=Decimal(round((ends[0] + ends[1]) / 2)), low=min(ends), high=max(ends), by="even weights")


def at_border(exported: Statement, imported: Statement) -> tuple[Decimal, Decimal] | None:
    """Both statements at the exporter's border, the usual margin taken off an importer's c.i.f. value."""
    pair = both(exported, imported)
    if pair is None or imported.said is None:
        return None
    sent, got = pair
    return sent, got if imported.said.valuation == "fob" else Decimal(round(got / (1 + MARGIN)))


def equal(one: Statement, other: Statement, middle: Observation | None = None) -> str | None:
    """Why two statements that agree to the last digit were hardly made by two.

    Two offices that count apart, at two borders and two prices, do not meet in four digits and more by chance.
    """
    pair = both(one, other)
    if pair is None or pair[0] != pair[1] or len(pair[0].normalize().as_tuple().digits) < _TELLING:
        return None
    if middle is not None and abs(middle.value - pair[0]) <= _ROUNDED:
        return "both are the reconciled value"
    return "one is a copy of the other"


def _missing(flows: tuple[Flow, ...], code: str | None) -> Iterator[str]:
    """Which years of which side are not held, and the command that asks for them."""
    absent: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for flow in flows:
        for side, reporter, partner, indicator in (
            (flow.exported, flow.exporter, flow.importer, "trade.exports"),
            (flow.imported, flow.importer, flow.exporter, "trade.imports"),
        ):
            if side.said is None and side.absence not in {None, "zero"}:
                of_reporter = absent.setdefault((reporter, partner, side.absence or ""), {})
                of_reporter.setdefault(indicator, []).append(flow.period.year)
    for (reporter, partner, why), by in absent.items():
        spans = {indicator: (min(years), max(years)) for indicator, years in by.items()}
        together = len(by) > 1 and len(set(spans.values())) == 1
        for indicator, years in {"trade": next(iter(spans.values()))}.items() if together else spans.items():
            yield absence_told(indicator, reporter, partner, why, years, code)


def _summed_parts(rows: tuple[Observation, ...], code: str | None) -> tuple[Observation, ...]:
    """The codes of a heading added up, where a series has the heading only in parts."""
    whole = [row for row in rows if row.product == code]
    by: dict[tuple[object, ...], list[Observation]] = {}
    for row in rows:
        if row.product != code:
            key = (
                row.dataset,
                row.reporter,
                row.partner,
                row.indicator,
                row.period.text,
                row.unit,
                row.level,
                row.note,
            )
            by.setdefault(key, []).append(row)
    for group in by.values():
        note = f"only {', '.join(row.product or '' for row in group)}"
        total = sum((row.value for row in group), Decimal(0))
        whole.append(replace(group[0], product=code, value=total, note=note))
    return tuple(whole)
