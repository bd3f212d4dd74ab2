"""A small store of statements whose answers can be worked out by hand."""

from pathlib import Path

import duckdb

from karvan.statistics.holdings import Holdings
from karvan.statistics.keeping import keep_dataset

HEAD = ("reporter", "partner", "indicator", "product", "period", "value", "unit", "valuation", "level", "note")


def store(folder: Path, **datasets: list[tuple]) -> Holdings:
    """Rows as (reporter, partner, indicator, period, value, and further columns by name)."""
    for name, rows in datasets.items():
        table = folder / f"{name}.csv"
        lines = [",".join(HEAD)]
        for row in rows:
            further = row[5] if len(row) > 5 else {}
            known = dict(zip(("reporter", "partner", "indicator", "period", "value"), row, strict=False))
            if known["indicator"] in {"exports", "imports", "turnover"}:
                known["indicator"] = f"trade.{known['indicator']}"
            known = {"unit": "USD", "level": "reported"} | known | further
            lines.append(",".join(f'"{known[name]}"' if known.get(name) is not None else "" for name in HEAD))
        table.write_text("\n".join(lines) + "\n", "utf-8")
        told = {"producer": "Office", "title": name, "licence": "none", "retrieved": "2024-06-01", "version": "1"}
        keep_dataset(folder / "store", name, table, told)
    return Holdings(folder / "store")


def rows_of(path: Path) -> list[tuple]:
    with duckdb.connect() as base:
        return base.execute("select * from read_parquet(?)", [str(path)]).fetchall()
