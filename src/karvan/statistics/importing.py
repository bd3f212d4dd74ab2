"""Importing: a national table, CSV or workbook, becomes a dataset by a mapping file, without code."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from karvan import data
from karvan.nouns import DataError, Period
from karvan.statistics.fetching import Fetched, Progress
from karvan.statistics.holdings import store
from karvan.statistics.keeping import keep_dataset
from karvan.statistics.mapping import Mapping, open_mapping
from karvan.statistics.national import Mistake, Row, Table, told
from karvan.statistics.schema import COLUMNS
from karvan.statistics.sheets import open_sheet
from karvan.statistics.sources import Query
from karvan.statistics.sources.archives import Archive, at_hand

SHIPPED = Path(data.__file__).parent / "mappings"
"""The folder of the mappings that come with karvan."""

_SLACK = Decimal("0.001")
"""By which share rows may differ from their total through rounding."""


def import_table(
    table: Path, mapping: Path | str, *, folder: Path | None = None, progress: Progress | None = None
) -> Fetched:
    """Keep the observations of a national table; what is wrong in it is named by file, row and column, and nothing kept.

    Parameters
    ----------
    table
        CSV, or a workbook (xlsx, xls, xlsb, ods; needs `karvan[statistics]`).
    mapping
        A mapping file, or the name of a shipped one: `customs-aze`.
    folder
        Where to keep the dataset, if not in the user's store.
    progress
        Is told what happens.

    """
    meant = open_mapping(_mapping(mapping))
    if progress:
        progress(f"reads {table.name}", 0, 2)
    rows = read_table(table, meant)
    if progress:
        progress(f"keeps {len(rows):,} observations", 1, 2)
    folder = folder or store()
    with TemporaryDirectory(prefix="karvan-") as near:
        beside = Path(near) / f"{meant.dataset.id}.csv"
        _write(beside, rows)
        number = keep_dataset(folder, meant.dataset.id, beside, meant.dataset.provenance(table))
    return Fetched(dataset=meant.dataset.id, observations=number, cached=0)


def import_archive(
    source: Path | str, *, query: Query | None = None, folder: Path | None = None, progress: Progress | None = None
) -> Fetched:
    """Keep what an archive of CEPII holds, BACI or Gravity, from a local zip or an address; a query narrows it."""
    from karvan.statistics.sources import baci, gravity

    path = at_hand(source, folder or store(), progress)
    with Archive(path) as archive:
        names = archive.names()
    for module, known in ((baci, baci.is_baci(names)), (gravity, gravity.is_gravity(names))):
        if known:
            return module.load(path, query=query, folder=folder, progress=progress)
    raise DataError(
        f"the archive is neither BACI nor Gravity: {', '.join(names[:5]) or 'it is empty'}",
        where=str(path),
        hint="other tables are imported from the unpacked file, by a mapping",
    )


def shipped_mappings() -> tuple[str, ...]:
    """The names of the mappings that come with karvan.

    >>> shipped_mappings()
    ('customs-aze', 'statistics-tjk')
    """
    return tuple(path.stem for path in sorted(SHIPPED.glob("*.toml")) if path.name != "provenance.toml")


def read_table(path: Path, mapping: Mapping) -> list[Row]:
    """The observations that a table holds, by a mapping."""
    layout = mapping.table
    sheet = open_sheet(path, layout.sheet, delimiter=layout.delimiter, encoding=layout.encoding)
    table = Table(sheet, mapping)
    rows, mistakes = table.rows()
    mistakes += [*_twice(rows, table), *_mixed(rows, mapping)]
    if not mistakes:
        mistakes += _sums(rows, mapping.check.complete)
    if mistakes:
        raise told(table, sorted(mistakes, key=lambda each: (each.line, each.column)))
    if not rows:
        raise DataError(
            "the table holds no observations",
            where=sheet.place,
            hint="is `[table] header` the row above the first one?",
        )
    return rows


def _mapping(mapping: Path | str) -> Path:
    path = Path(mapping)
    if not path.exists() and path.name == str(mapping) and path.name in shipped_mappings():
        return SHIPPED / f"{path.name}.toml"
    return path


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for row in rows:
            table.writerow(format(cell, "f") if isinstance(cell, Decimal) else cell for cell in row[: len(COLUMNS)])


def _twice(rows: list[Row], table: Table) -> Iterator[Mistake]:
    seen: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        key = (row.reporter, row.partner, row.indicator, row.product, row.period, row.unit, row.valuation, row.note)
        before = seen.setdefault(key, row)
        if before is not row:
            what = f"{' '.join(part for part in key if part)} stands twice, first in {table.address(before.line, before.column)}"
            yield Mistake(row.line, row.column, what, "is one of the rows a group, a part, or of another period?")


def _mixed(rows: list[Row], mapping: Mapping) -> Iterator[Mistake]:
    """Years among months are mostly sums of them; only a mapping that expects both lets them pass."""
    if mapping.period.mixed or not rows:
        return
    first = rows[0]
    usual = _kind(first.period)
    for row in rows:
        if _kind(row.period) != usual:
            what = f"`{row.period}` is a {_kind(row.period)}, and `{first.period}` in row {first.line} a {usual}: periods are mixed"
            yield Mistake(row.line, row.column, what, "if both are meant: `mixed = true` in `[period]`")
            return


def _kind(text: str) -> str:
    period = Period(text)
    days = (period.end - period.start).days
    return "month" if days <= 31 else "quarter" if days <= 92 else "part of a year" if days < 365 else "year"


def _sums(rows: list[Row], complete: bool) -> Iterator[Mistake]:
    """A total that its rows exceed holds a group among countries, or is another unit."""
    sums: defaultdict[tuple[str | None, ...], Decimal] = defaultdict(Decimal)
    totals: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        key = (row.reporter, row.indicator, row.product, row.period, row.unit, row.valuation, row.note)
        if row.total and row.partner == "WLD":
            totals[key] = row
        elif not row.total and row.partner:
            sums[key] += row.value
    for key, row in totals.items():
        above = sums[key] - row.value
        if above > row.value * _SLACK or (complete and -above > row.value * _SLACK):
            what = f"the rows of {row.period} make {sums[key]:f} {row.unit}, and the total says {row.value:f}"
            yield Mistake(row.line, row.column, what, "is a group counted among its members, or a row left out?")
