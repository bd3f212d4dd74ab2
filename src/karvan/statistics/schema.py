"""The one shape in which every observation lies at rest: columns of Parquet, pages of the index."""

from __future__ import annotations

COLUMNS = {
    "reporter": "VARCHAR",
    "partner": "VARCHAR",
    "indicator": "VARCHAR",
    "product": "VARCHAR",
    "period": "VARCHAR",
    "value": "DOUBLE",
    "unit": "VARCHAR",
    "valuation": "VARCHAR",
    "level": "VARCHAR",
    "note": "VARCHAR",
}
"""Name and DuckDB type of each column of a dataset's Parquet file.

`period` is ISO 8601 as `nouns.Period` writes it; `partner` is null where there is none (gdp) and WLD for all; `product`
is null for everything, else an HS code; `value` stands in `unit`, never scaled. `note` tells apart what would else be two
values of the same thing: `superseded`, `by consignment`, or, where the rows of a dataset come from several addresses,
`address=https://…`; parts are joined by `; `.
"""

NEEDED = ("reporter", "indicator", "period", "value", "unit")
"""Columns that may not be null. The others may be left out of what is handed in."""

KEY = ("reporter", "partner", "product", "indicator", "dataset", "unit", "valuation", "level", "note")
"""What tells one series from another; in the index empty text stands for null."""

ORDER = ("reporter", "partner", "product", "indicator", "period", "unit", "valuation", "level", "note")
"""How the rows of a dataset's Parquet file are sorted."""

INDEX = """
create table datasets (id integer primary key, name text not null unique);
create table pages (
    reporter text not null,
    partner text not null,
    chapter text not null,
    dataset integer not null,
    lines blob not null,
    primary key (reporter, partner, chapter, dataset)
) without rowid
"""
"""A page holds a dataset's series of one pair in one chapter of the Harmonised System, packed by `series.packed`.

The chapter is empty for the series of everything, and `*` where all products of the pair fit on one page. A series is a
line of product, indicator, unit, valuation, level, note, periods and values between tabs; periods are single ones
(`2000 2002 2023-Q1`) or one run of years (`2000..2004`), values stand in their order (`25e3 1.5`).
"""
