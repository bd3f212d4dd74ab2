"""Panel: what is stated of trade as dense arrays, reporter × partner × product × period.

NaN is what nobody stated, zero is what was stated to be nothing. Values are single precision (seven digits), because the
chapters of all pairs of countries over thirty years are 154 million cells; sums are double.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from msgspec import Struct

from karvan.nouns import UsageError
from karvan.statistics.sums import Array, total
from karvan.statistics.table import Table, tabulated

STEPS = {"year": 1, "quarter": 4, "month": 12}
"""Periods of a year."""


class Panel(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """Exports and imports as their reporters state them.

    Both are (reporter, partner, product, period); `imports` of a dataset with one value for a flow are the partner's
    exports. Both axes of countries have the same labels, or the only partner is `WLD`. `world_exports` and
    `world_imports` (reporter, product, period) are totals over partners as they were stated, and `gdp` is
    (reporter, period) in the same unit.

    Examples
    --------
    >>> flows = np.array([[np.nan, 3.0], [1.0, np.nan]]).reshape(2, 2, 1, 1)
    >>> panel = Panel(countries=("AZE", "TJK"), products=("",), periods=("2023",), exports=flows, imports=flows)
    >>> panel.exported[:, 0, 0]
    array([3., 1.])

    """

    countries: tuple[str, ...]
    products: tuple[str, ...]
    periods: tuple[str, ...]
    exports: Array
    imports: Array
    partners: tuple[str, ...] = ()
    world_exports: Array | None = None
    world_imports: Array | None = None
    gdp: Array | None = None
    frequency: str = "year"
    unit: str = "USD"
    datasets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What was done to make it: added up, chosen among several statements, mirrored."""

    @cached_property
    def exported(self) -> Array:
        """Exports to everybody, (reporter, product, period): as stated of the world, else the sum over partners."""
        return _with_world(self.exports, self.world_exports)

    @cached_property
    def imported(self) -> Array:
        """Imports from everybody, (reporter, product, period)."""
        return _with_world(self.imports, self.world_imports)

    @cached_property
    def exports_of_pairs(self) -> Array:
        """Exports of all products, (reporter, partner, period)."""
        return total(self.exports, axis=2)

    @cached_property
    def imports_of_pairs(self) -> Array:
        """Imports of all products, (reporter, partner, period)."""
        return total(self.imports, axis=2)

    @property
    def lag(self) -> int:
        """How many periods ago the same one of the year before was."""
        return STEPS[self.frequency]

    @property
    def has_pairs(self) -> bool:
        """Whether there is more than the world for a partner."""
        return self.partners[:1] != ("WLD",)

    def need_pairs(self, index: str) -> None:
        """Says so where an index needs partners and only the world is one."""
        if not self.has_pairs:
            raise UsageError(f"`{index}` needs trade by partner", hint="the dataset states totals over partners only")

    def need_products(self, index: str) -> None:
        """Says so where an index needs products and there are only totals."""
        if len(self.products) < 2:
            raise UsageError(f"`{index}` needs trade by product", hint="ask for 2, 4 or 6 digits of the product codes")

    def reporters(self, index: str, flows: Array) -> Array:
        """How many countries state these flows (reporter, …, period) in every period: the world of an index.

        What is set against the world says little where few report, and nothing where one does.
        """
        count = (~np.isnan(flows)).reshape(len(self.countries), -1, len(self.periods)).any(axis=1).sum(axis=0)
        if count.max(initial=0) < 2:
            raise UsageError(f"`{index}` needs trade of several reporters", hint="name a dataset of the world's trade")
        return count.astype(np.float64)

    def table(self, axes: str, world: Array | None = None, **values: Array) -> Table:
        """Arrays over axes of this panel, named in order, as a table.

        `world` (period) says how many reporters the world consists of: a column of its own, and where it is one, nothing
        else is told.

        >>> flows = np.ones((1, 1, 1, 1))
        >>> panel = Panel(countries=("AZE",), products=("",), periods=("2023",), exports=flows, imports=flows)
        >>> panel.table("reporter period", openness=np.array([[0.5]])).to_dicts()
        [{'reporter': 'AZE', 'period': '2023', 'openness': 0.5}]
        """
        names = axes.split()
        known = {
            "reporter": self.countries,
            "partner": self.countries,
            "product": self.products,
            "period": self.periods,
        }
        if world is not None:
            values = {name: np.where(world > 1, array, np.nan) for name, array in values.items()}
        made = tabulated({axis: known[axis] for axis in names}, values)
        if world is None:
            return made
        place = np.searchsorted(np.asarray(self.periods), made["period"])  # periods are in order
        return Table(made.columns | {"reporters": world[place]})


def _with_world(flows: Array, stated: Array | None) -> Array:
    summed = total(flows, axis=1)
    return summed if stated is None else np.where(np.isnan(stated), summed, stated)
