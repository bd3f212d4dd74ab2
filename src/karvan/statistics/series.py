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
ALL = "*"
"""The chapter of a page on which all products of a pair stand."""
_WORDS = b"2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024\tUSD\t\testimate\t\tprojection\t\treported\t\ttrade.imports\tUSD\tcif\treported\t\t\ttrade.exports\tt\tfob\treconciled\t\t\ttrade.exports\tUSD\tfob\treconciled\t\t2000..2020\t"
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
        if partner is not None:
            asked += " and partner = ?"
            values.append(partner)
        if product is not None:
            asked += " and chapter in (?, ?)"
            values += (product[:2], ALL if product else "")
        try:
            pages: list[tuple[str, str, str, bytes]] = self._base.execute(asked + _ORDER, values).fetchall()
            return tuple(series for page in pages for series in _read(*page, product))
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


def _read(reporter: str, partner: str, dataset: str, page: bytes, asked: str | None) -> Iterator[Series]:
    for line in zlib.decompressobj(-zlib.MAX_WBITS, _WORDS).decompress(page).decode().split("\n"):
        if asked is None or line.startswith(f"{asked}\t"):
            product, indicator, unit, valuation, level, note, periods, values = line.split("\t")
            points = dict(zip(_periods(periods), map(_value, values.split(" ")), strict=True))
            yield Series(reporter, partner, product, indicator, dataset, unit, valuation, level, note, points)


def _value(text: str) -> Decimal:
    # 25e3 is told as 25000, whoever prints it
    return Decimal(f"{Decimal(text):f}") if "e" in text else Decimal(text)
