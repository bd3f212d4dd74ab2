"""Indices: their pages, and what they come to, as text, CSV, JSON or Parquet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from karvan.formats.parquet_table import write_parquet
from karvan.formats.wrapping import filled
from karvan.nouns.errors import UsageError
from karvan.statistics import naming
from karvan.statistics.holdings import Holdings
from karvan.statistics.holdings import holdings as at_hand

if TYPE_CHECKING:
    from karvan.statistics.table import Table

_SHOWN = 60


def pages(width: int) -> Iterator[str]:
    """Every index with what it says and its formula."""
    from karvan.statistics.indices import indices

    for each in indices():
        yield each.name
        yield from (f"  {line}" for line in filled(f"{each.sentence}. {each.formula} ({each.paper})", width - 2))


def computed(
    names: Sequence[str],
    datasets: Sequence[str],
    *,
    reporters: Sequence[str] = (),
    partners: Sequence[str] = (),
    digits: int = 0,
    first: int | None = None,
    last: int | None = None,
) -> dict[str, Table]:
    """The indices over the datasets, only the rows that are asked for."""
    from karvan.statistics.indices import WITHOUT_PAIRS, index, need_arrays

    need_arrays()
    # read when NumPy is loaded: the matrices are small, and several threads wait for each other longer than they work
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    from karvan.statistics.assembling import assemble
    from karvan.statistics.table import Table as Made

    if digits not in {0, 2, 4, 6}:
        raise UsageError(f"`--digits` takes 0, 2, 4 or 6, not `{digits}`")
    held = at_hand()
    wanted = {
        "reporter": [naming.party(each) for each in reporters],
        "partner": [naming.party(each) for each in partners],
    }
    chosen = list(datasets) or [widest(held, digits)]
    panel = assemble(
        *chosen,
        digits=digits,
        pairs=not WITHOUT_PAIRS.issuperset(names),
        first=None if first is None else str(first),
        last=None if last is None else str(last),
        held=held,
    )
    made: dict[str, Table] = {}
    for name in names:
        table = index(name).over(panel)
        for column, codes in wanted.items():
            if codes and column in table.columns:
                kept = np.isin(table[column], codes)
                table = Made({each: values[kept] for each, values in table.columns.items()})
        made[name] = table
    return made


def widest(held: Holdings, digits: int) -> str:
    """The dataset of trade with most reporters, with or without products; what several state differently isn't mixed."""
    import duckdb

    asked = (
        "select count(distinct reporter) from read_parquet(?) where indicator = 'trade.exports' "
        "and coalesce(length(product), 0) >= ? and unit != 't'"
    )
    with duckdb.connect() as base:
        many = {
            name: base.execute(asked, [str(held.parquet(name)), digits]).fetchall()[0][0] for name in held.datasets()
        }
    if not any(many.values()):
        raise UsageError("no dataset of such trade is held", hint="`karvan statistics fetch` asks for one")
    return max(many, key=lambda name: many[name])


def write(tables: dict[str, Table], format: str, stream: TextIO, width: int) -> None:  # noqa: A002
    """Writes the tables; CSV has one table, so it takes one index."""
    if format == "json":
        from karvan.formats.jsonl import encoded

        stream.write(encoded({name: table.to_dicts() for name, table in tables.items()}) + "\n")
        return
    if format == "csv":
        from karvan.formats.csv_table import write_rows

        table = _only(tables)
        write_rows(table.to_dicts(), list(table.columns), stream)
        return
    for place, (name, table) in enumerate(tables.items()):
        stream.write(("\n" if place else "") + f"{name}\n")
        stream.writelines(f"{line[:width]}\n" for line in _lines(table))


def write_table(tables: dict[str, Table], path: Path) -> None:
    """Writes the table of one index as Parquet."""
    table = _only(tables)
    holds = {name: "text" if values.dtype.kind == "U" else "number" for name, values in table.columns.items()}
    write_parquet(table.to_dicts(), holds, path)


def _only(tables: dict[str, Table]) -> Table:
    if len(tables) != 1:
        raise UsageError("this format holds one table", hint="name one index, or use `--format json`")
    return next(iter(tables.values()))


def _lines(table: Table) -> Iterator[str]:
    if not len(table):
        yield "  nothing to compute it from"
        return
    rows = table.to_dicts()
    shown = rows[:_SHOWN]
    names = [name for name in table.columns if any(row[name] not in {None, ""} for row in shown)]
    cells = [[_cell(row[name]) for name in names] for row in shown]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    for line in (names, *cells):
        yield "  " + "  ".join(f"{cell:>{room}}" for cell, room in zip(line, widths, strict=True))
    if len(rows) > _SHOWN:
        yield f"  and {len(rows) - _SHOWN:,} more rows (--format csv prints them)"


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    return value if isinstance(value, str) else f"{value:.6g}"
