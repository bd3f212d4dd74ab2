"""The one shape in which every observation lies at rest: columns of Parquet, series of the index."""

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
is null for everything, else an HS code; `value` stands in `unit`, never scaled.
"""

KEY = ("reporter", "partner", "product", "indicator", "dataset", "unit", "valuation", "level", "note")
"""What tells one series of the index from another; empty text stands for null."""

INDEX = f"""
create table series (
    {", ".join(f"{name} text not null" for name in KEY)},
    points blob not null,
    primary key ({", ".join(KEY)})
) without rowid
"""
"""`points` is zlib-compressed text: `2019=1.5e6 2020=2e6`, periods in order."""
