"""Filling: rows of datasets into arrays, one query a flow and no Python loop over rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from msgspec import Struct

from karvan.statistics.sums import Array

EXPORTS, IMPORTS = "trade.exports", "trade.imports"
WORLD = "WLD"

# of several statements of one cell the last of this order wins: the plain one, and the firmest
DOUBT = """(case when note is null then 0 else 8 end) + (case level when 'reported' then 0 when 'reconciled' then 1
    when 'reported by press' then 2 when 'estimate' then 3 else 4 end)"""


class Chosen(Struct, frozen=True):
    """Which rows of a dataset are read, and what their products count as."""

    name: str
    path: Path
    rows: str
    product: str
    added: bool


class Axes(Struct, frozen=True):
    """The labels of a panel."""

    countries: tuple[str, ...]
    products: tuple[str, ...]
    periods: tuple[str, ...]
    partners: tuple[str, ...]
    left_out: list[str]
    """Groups and areas that are no countries: their members may be there too."""


class Filler:
    """The datasets of a panel, with its labels as tables beside them."""

    def __init__(self, base: duckdb.DuckDBPyConnection, chosen: list[Chosen], axes: Axes) -> None:
        self.base, self.chosen, self.axes = base, chosen, axes
        self.notes: list[str] = []
        for name in ("countries", "products", "periods"):
            labels = list(getattr(axes, name))
            base.execute(
                f"create temp table {name} as select unnest(?::varchar[]) as label, unnest(range({len(labels)})) as place",
                [labels],
            )

    def pairs(self, flow: str) -> Array:
        """A flow by partner (reporter, partner, product, period)."""
        count, goods, times = len(self.axes.countries), len(self.axes.products), len(self.axes.periods)
        # the period is outermost in memory, so that a period is one block
        found = np.full((times, count, count, goods), np.nan, dtype=np.float32)
        place = f"((t.place * {count} + r.place) * {count} + p.place) * {goods} + k.place"
        joined = "join countries p on p.label = partner"
        for part in reversed(self.chosen):
            self._fill(part, _statements(part, f"indicator = '{flow}'"), place, joined, found)
        return np.moveaxis(found, 0, -1)

    def world(self, flow: str, added: str | None = None) -> Array:
        """A flow as stated of the world (reporter, product, period).

        With `added`, where nothing is stated of the world, it is the sum over partners of that flow, which may be the
        partners' opposite one.
        """
        count, goods, times = len(self.axes.countries), len(self.axes.products), len(self.axes.periods)
        found = np.full((times, count, goods), np.nan, dtype=np.float32)
        place = f"(t.place * {count} + r.place) * {goods} + k.place"
        for part in reversed(self.chosen):
            if added:
                self._fill(part, _sums(part, added, opposite=added != flow), place, "", found)
            if added in {None, flow}:
                self._fill(part, _statements(part, f"indicator = '{flow}' and partner = '{WORLD}'"), place, "", found)
        return np.moveaxis(found, 0, -1)

    def _fill(self, part: Chosen, rows: str, place: str, joined: str, into: Array) -> None:
        asked = f"""select {place} as cell, value from ({rows}) join countries r on r.label = reporter {joined}
            join products k on k.label = code join periods t on t.label = period"""  # noqa: S608
        cells, values = self.fetched(asked)
        flat = into.reshape(-1)
        stated = np.zeros(flat.size, dtype=bool)
        stated[cells] = True
        double = len(cells) - int(np.count_nonzero(stated))
        if double:
            self.notes.append(
                f"`{part.name}`: {double} values are second statements of the same; the plain and firmest count"
            )
            cells, values = self.fetched(f"{asked} order by doubt desc")
        flat[cells] = values

    def fetched(self, asked: str) -> tuple[Any, Any]:
        """Places and values of a query."""
        found = self.base.execute(asked).fetchnumpy()
        return found["cell"], found["value"]


def _statements(part: Chosen, where: str) -> str:
    """Every statement, where products are not added up; else one a product, and their sum."""
    if not part.added:
        return (
            f"select reporter, partner, {part.product} as code, period, value, {DOUBT} as doubt {part.rows} and {where}"
        )
    return f"""select reporter, partner, {part.product} as code, period, sum(value) as value, 0 as doubt from (
        select reporter, partner, product, period, arg_min(value, {DOUBT}) as value {part.rows} and {where}
        group by all) group by all"""  # noqa: S608


def _sums(part: Chosen, flow: str, *, opposite: bool) -> str:
    """The sum over partners, of one statement a partner and product."""
    who, whom = ("partner", "reporter") if opposite else ("reporter", "partner")
    return f"""select {who} as reporter, {part.product} as code, period, sum(value) as value, 0 as doubt from (
        select reporter, partner, product, period, arg_min(value, {DOUBT}) as value {part.rows}
            and indicator = '{flow}' and partner != '{WORLD}' group by all)
        join countries c on c.label = {whom} group by all"""  # noqa: S608


def listed_in_full(stated: Array) -> None:
    """What a reporter does not list is zero where it states anything of that period.

    >>> rows = np.array([[[5.0], [np.nan]], [[np.nan], [np.nan]]])
    >>> listed_in_full(rows)
    >>> rows[..., 0]
    array([[ 5.,  0.],
           [nan, nan]])
    """
    for t in range(stated.shape[-1]):
        block = stated[..., t]
        missing = np.isnan(block)
        some = ~missing.reshape(len(block), -1).all(axis=1)
        block[missing & some.reshape(-1, *[1] * (block.ndim - 1))] = 0.0
