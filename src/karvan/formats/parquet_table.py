"""Parquet: rows as a table that is whole or not there, without any library of frames."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_TYPES = {"text": "varchar", "number": "double"}


def write_parquet(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], path: Path) -> int:
    """Writes the rows and says how many; `columns` say what each holds (text, number).

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_parquet([{"unit": "USD", "value": 6.1e6}], {"unit": "text", "value": "number"}, Path(folder, "a.parquet"))
    1
    """
    import duckdb

    with TemporaryDirectory(prefix="karvan-") as near, duckdb.connect() as base:
        # a row at a time DuckDB takes a thousand times longer than from a file
        table = Path(near) / "rows.csv"
        many = _written(rows, list(columns), table)
        types = ", ".join(f"'{name}': '{_TYPES[holds]}'" for name, holds in columns.items())
        made = base.sql(
            f"from read_csv(?, header = true, columns = {{{types}}}, delim = ',', quote = '\"', escape = '\"')",
            params=[str(table)],
        )
        beside = path.with_name(f".{path.name}.part")
        try:
            made.write_parquet(str(beside), compression="zstd")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return many


def _written(rows: Iterable[Mapping[str, Any]], names: Sequence[str], table: Path) -> int:
    many = 0
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        for row in rows:
            writer.writerow(["" if row[name] is None else row[name] for name in names])
            many += 1
    return many
