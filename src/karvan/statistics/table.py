"""A table of an index: equally long columns by name, from which any library makes a frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from karvan.statistics.sums import Array

KEYS = ("reporter", "partner", "product", "period")


class Table(Struct, frozen=True, eq=False):
    """Columns of labels (text), then of values (numbers, NaN where missing)."""

    columns: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def where(self, **same: str) -> Table:
        """The rows with these labels.

        >>> table = tabulated({"reporter": ["AZE", "TJK"], "period": ["2023"]}, {"growth": np.array([[0.5], [0.25]])})
        >>> table.where(reporter="TJK").to_dicts()
        [{'reporter': 'TJK', 'period': '2023', 'growth': 0.25}]
        """
        kept = np.ones(len(self), dtype=bool)
        for name, label in same.items():
            kept &= self.columns[name] == label
        return Table({name: column[kept] for name, column in self.columns.items()})

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values; what is missing is None."""
        lists = [
            [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - only NaN differs from itself
            for column in self.columns.values()
        ]
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*lists, strict=True)]


def tabulated(labels: Mapping[str, Sequence[str]], values: Mapping[str, Array]) -> Table:
    """Arrays over the same labelled axes as a table; rows without any value are left out.

    >>> len(tabulated({"reporter": ["AZE", "TJK"]}, {"openness": np.array([0.5, np.nan])}))
    1
    """
    stated = ~np.logical_and.reduce([np.isnan(array) for array in values.values()])
    places = np.nonzero(stated)
    columns: dict[str, NDArray[Any]] = {
        name: np.asarray(labels[name], dtype=np.str_)[place] for name, place in zip(labels, places, strict=True)
    }
    return Table(columns | {name: array[places] for name, array in values.items()})


def stacked(*tables: Table) -> Table:
    """Tables one under the other; labels that one does not have are empty, its values missing.

    >>> one, other = tabulated({"product": ["27"]}, {"a": np.ones(1)}), tabulated({"period": ["2023"]}, {"b": np.ones(1)})
    >>> stacked(one, other).to_dicts()[0]
    {'product': '27', 'period': '', 'a': 1.0, 'b': None}
    """
    names = dict.fromkeys(name for table in tables for name in table.columns)
    ordered = [name for name in KEYS if name in names] + [name for name in names if name not in KEYS]
    return Table({name: np.concatenate([_column(table, name) for table in tables]) for name in ordered})


def _column(table: Table, name: str) -> NDArray[Any]:
    if name in table.columns:
        return table.columns[name]
    return np.full(len(table), "") if name in KEYS else np.full(len(table), np.nan)
