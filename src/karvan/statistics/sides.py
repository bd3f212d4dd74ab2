"""Two sides of the same trade: what each partner states of a flow, how far apart they are, and one value made of both."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from karvan.nouns import Observations, Period, Source
from karvan.statistics.statement import Statement

MARGIN = Decimal("0.06")
"""What freight and insurance usually add to a value at the exporter's border (Marini, Dippelsman & Stanger 2018, IMF
Working Paper 18/16, by which the IMF fills gaps in its Direction of Trade Statistics)."""


class Reconciled(Struct, frozen=True, kw_only=True):
    """One value for a flow that both partners may state differently, at f.o.b., and the interval that it lies in."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    by: str
    """Who made it of both: `BACI`, `fitted` (see `reconciling`) or `even weights`."""
    source: Source | None = None


class Flow(Struct, frozen=True, kw_only=True):
    """Goods of one country going to another in a period, as each of the two states them."""

    exporter: str
    importer: str
    period: Period
    exported: Statement
    imported: Statement
    reconciled: Reconciled | None = None
    equal: str | None = None
    """Why two statements that agree to the last digit were hardly made by two; None where nothing looks so."""

    @property
    def gap(self) -> Decimal | None:
        """What the importer states above the exporter; None where one of them is silent or in another unit."""
        pair = both(self.exported, self.imported)
        return pair[1] - pair[0] if pair else None

    @property
    def share(self) -> float | None:
        """The gap as a share of the exporter's value."""
        pair = both(self.exported, self.imported)
        return float((pair[1] - pair[0]) / pair[0]) if pair and pair[0] else None

    @property
    def ratio(self) -> float | None:
        """The importer's value over the exporter's: above one by freight and insurance alone (c.i.f. over f.o.b.)."""
        pair = both(self.exported, self.imported)
        return float(pair[1] / pair[0]) if pair and pair[0] else None

    @property
    def asymmetry(self) -> float | None:
        """The index |x - m| / (x + m): 0 where both agree, 1 where one states nothing at all."""
        pair = both(self.exported, self.imported)
        return float(abs(pair[0] - pair[1]) / (pair[0] + pair[1])) if pair and sum(pair) else None

    @property
    def freight(self) -> float | None:
        """How much of the gap freight and insurance usually make; None where the importer states less."""
        pair = both(self.exported, self.imported)
        if not pair or pair[1] <= pair[0]:
            return None
        return min(1.0, float(pair[0] * MARGIN / (pair[1] - pair[0])))


class Turnover(Struct, frozen=True, kw_only=True):
    """Exports and imports together in a period, as each of two countries states them."""

    period: Period
    first: Statement
    second: Statement
    equal: str | None = None

    @property
    def gap(self) -> Decimal | None:
        """What the second states above the first."""
        pair = both(self.first, self.second)
        return pair[1] - pair[0] if pair else None

    @property
    def share(self) -> float | None:
        """The gap as a share of the first's value."""
        pair = both(self.first, self.second)
        return float((pair[1] - pair[0]) / pair[0]) if pair and pair[0] else None


class Mirror(Struct, frozen=True, kw_only=True):
    """Two countries' trade as both state it, by year."""

    one: str
    other: str
    product: str | None = None
    flows: tuple[Flow, ...] = ()
    """First what `one` exports to `other`, then the other way."""
    turnovers: tuple[Turnover, ...] = ()
    parts: tuple[str, ...] = ()
    """The codes that stand for a heading which is not held as such."""
    observed: Observations
    """All rows that it was made from, also of months, vintages and tonnes."""

    def of(self, exporter: str) -> tuple[Flow, ...]:
        """The flows from one of the two."""
        return tuple(flow for flow in self.flows if flow.exporter == exporter)


def both(one: Statement, other: Statement) -> tuple[Decimal, Decimal] | None:
    """The two values where both are there, in one unit.

    >>> both(Statement(), Statement())
    """
    if one.said is None or other.said is None or one.said.unit != other.said.unit:
        return None
    return one.said.value, other.said.value
