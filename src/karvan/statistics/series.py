"""Series of observations, found by their pair of countries without loading anything else.

A check asks for a handful of pairs and must start at once, and neither DuckDB nor NumPy does (0.3 and 0.4 s to import on
a slow machine): beside its Parquet file every dataset stands in an SQLite index, a series a row.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from karvan.nouns import DataError
from karvan.statistics.schema import KEY

_ASK = f"select {', '.join(KEY)}, points from series where reporter = ?"  # noqa: S608 - names of our own


class Series(NamedTuple):
    """One statement through time. Empty text stands for what is not told."""

    reporter: str
    partner: str
    product: str
    indicator: str
    dataset: str
    unit: str
    valuation: str
    level: str
    note: str
    points: dict[str, Decimal]
    """Values by period, as ISO text."""


class Index:
    """An index file, open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise DataError("the index of statistics can't be opened", where=str(path)) from error

    def of(self, reporter: str, partner: str | None = None, product: str | None = None) -> tuple[Series, ...]:
        """The series of a reporter, about one partner (`""`: those without one) and product (`""`: everything) or all."""
        asked, values = _ASK, [reporter]
        for name, value in (("partner", partner), ("product", product)):
            if value is not None:
                asked += f" and {name} = ?"
                values.append(value)
        try:
            return tuple(Series(*row[:-1], points=_points(row[-1])) for row in self._base.execute(asked, values))
        except sqlite3.Error as error:
            raise DataError("the index of statistics is damaged", where=str(self.path)) from error

    def countries(self) -> frozenset[str]:
        """Everybody who reports."""
        return frozenset(code for (code,) in self._base.execute("select distinct reporter from series"))


def packed(points: Iterable[tuple[str, object]]) -> bytes:
    """Periods and values as an index holds them.

    >>> _points(packed([("2020", 1.5e6), ("2021", 2)]))
    {'2020': Decimal('1500000.0'), '2021': Decimal('2')}
    """
    return zlib.compress(" ".join(f"{period}={value}" for period, value in points).encode(), 9)


def _points(blob: bytes) -> dict[str, Decimal]:
    return dict(_each(zlib.decompress(blob).decode()))


def _each(text: str) -> Iterator[tuple[str, Decimal]]:
    for point in text.split(" "):
        period, _, value = point.partition("=")
        yield period, Decimal(value)
