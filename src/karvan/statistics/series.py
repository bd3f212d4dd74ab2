"""Series of observations, found by their pair of countries without loading anything else.

A check asks for a handful of pairs and must start at once, and neither DuckDB nor NumPy does (0.3 and 0.4 s to import on
a slow machine): beside the Parquet files stands an SQLite index, whose pages hold all series of a pair in one chapter.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from karvan.nouns import DataError

_ASK = "select reporter, partner, name, lines from pages join datasets on id = dataset where reporter = ?"
_ORDER = " order by partner, chapter, name"
_WORDS = b"..201920202021202220232024\tUSD\t\testimate\t\tprojection\t\treported\t\ttrade.imports\tUSD\tcif\treported\t\t\ttrade.exports\tt\tfob\treconciled\t\t\ttrade.exports\tUSD\tfob\treconciled\t\t2000..2020\t"
"""What many pages begin with: a short page needs not say it again."""


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
        for name, value in (("partner", partner), ("chapter", None if product is None else product[:2])):
            if value is not None:
                asked += f" and {name} = ?"
                values.append(value)
        try:
            pages = self._base.execute(asked + _ORDER, values)
            return tuple(series for page in pages for series in _read(*page) if product in {None, series.product})
        except (sqlite3.Error, zlib.error) as error:
            raise DataError("the index of statistics is damaged", where=str(self.path)) from error

    def countries(self) -> frozenset[str]:
        """Everybody who reports."""
        try:
            return frozenset(code for (code,) in self._base.execute("select distinct reporter from pages"))
        except sqlite3.Error as error:
            raise DataError("the index of statistics is damaged", where=str(self.path)) from error


def packed(lines: str) -> bytes:
    """The lines of a page as an index holds them: Deflate without header and sum, begun on words that all pages share."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, _WORDS)
    return squeeze.compress(lines.encode()) + squeeze.flush()


def runs(periods: str) -> str:
    """Periods in order, with runs of years drawn together.

    >>> runs("2000 2001 2002 2004 2005 2005-Q1")
    '2000..2002 2004 2005 2005-Q1'
    """
    drawn: list[list[str]] = []
    for period in periods.split(" "):
        follows = drawn and len(period) == 4 and drawn[-1][-1].isdigit() and int(drawn[-1][-1]) + 1 == int(period)
        if follows:
            drawn[-1].append(period)
        else:
            drawn.append([period])
    return " ".join(f"{run[0]}..{run[-1]}" if len(run) > 2 else " ".join(run) for run in drawn)


@lru_cache(maxsize=4096)
def _periods(drawn: str) -> tuple[str, ...]:
    return tuple(_each(drawn))


def _each(drawn: str) -> Iterator[str]:
    for run in drawn.split(" "):
        first, _, last = run.partition("..")
        if last:
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield first


def _read(reporter: str, partner: str, dataset: str, page: bytes) -> Iterator[Series]:
    for line in zlib.decompressobj(-zlib.MAX_WBITS, _WORDS).decompress(page).decode().split("\n"):
        product, indicator, unit, valuation, level, note, periods, values = line.split("\t")
        points = dict(zip(_periods(periods), map(_value, values.split(" ")), strict=True))
        yield Series(reporter, partner, product, indicator, dataset, unit, valuation, level, note, points)


def _value(text: str) -> Decimal:
    # 25e3 is told as 25000, whoever prints it
    return Decimal(f"{Decimal(text):f}") if "e" in text else Decimal(text)
