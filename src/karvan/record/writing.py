"""Writing a batch of reports, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from karvan.nouns import Report
from karvan.record import sql, tidy
from karvan.record.folding import identity, text_hash

if TYPE_CHECKING:
    import duckdb

_ROWS_A_STATEMENT = 2000
_TERMS_A_STATEMENT = 100_000


def write(
    cursor: duckdb.DuckDBPyConnection, reports: list[Report], stored: Callable[[int], Report | None] | None,
) -> list[bool]:  # fmt: skip
    """Add the reports in one transaction; for each, whether it was new (or, with `stored`, read anew)."""
    cursor.begin()
    try:
        added, fresh = _sort_out(cursor, reports, stored)
        if fresh:
            row = cursor.execute(sql.NEXT_DOCUMENT).fetchone()
            _insert(cursor, dict(enumerate(fresh, start=row[0] if row else 1)))
        cursor.commit()
    except BaseException:
        cursor.rollback()
        raise
    return added


def _sort_out(
    cursor: duckdb.DuckDBPyConnection, reports: list[Report], stored: Callable[[int], Report | None] | None,
) -> tuple[list[bool], list[Report]]:  # fmt: skip
    """Which reports are to be written. Old readings that give way are deleted on the way."""
    marks = [(identity(report.reading.document), text_hash(report.reading.document.text)) for report in reports]
    known = cursor.execute(sql.KNOWN, [list(column) for column in zip(*marks, strict=True)]).fetchall()
    added, fresh, pending = list[bool](), list[Report](), set[str]()
    for report, (sha256, copy) in zip(reports, marks, strict=True):
        if sha256 in pending or copy in pending:
            added.append(False)
            continue
        copies = [row for row in known if row[1] == sha256 or row[2] == copy]
        name = report.reading.document.name
        same = next((row[0] for row in copies if row[1] == sha256 or row[3] == name), None)
        if copies and (stored is None or same is None or stored(same) == report):
            added.append(False)
            continue
        if same is not None:
            for statement in sql.DELETE:
                cursor.execute(statement, [same])
        pending |= {sha256, copy}
        fresh.append(report)
        added.append(True)
    return added, fresh


def _insert(cursor: duckdb.DuckDBPyConnection, reports: dict[int, Report]) -> None:
    tables = {
        "claims": tidy.claim_rows, "figures": tidy.figure_rows, "relations": tidy.relation_rows,
        "events": tidy.event_rows, "findings": tidy.finding_rows,
    }  # fmt: skip
    documents = [tidy.document_row(*pair) for pair in reports.items()]
    texts = [report.reading.document.text for report in reports.values()]
    cursor.execute(sql.insert("documents"), [tidy.encode(documents), texts])
    for table, rows in tables.items():
        _feed(cursor, sql.insert(table), (row for pair in reports.items() for row in rows(*pair)))
    chunk, size = list[tidy.Row](), 0
    for number, report in reports.items():
        for row in tidy.term_rows(number, report.reading.document.text):
            chunk.append(row)
            size += len(row["terms"])
            if size >= _TERMS_A_STATEMENT:
                cursor.execute(sql.INSERT_TERMS, [tidy.encode(chunk)])
                chunk, size = [], 0
    if chunk:
        cursor.execute(sql.INSERT_TERMS, [tidy.encode(chunk)])


def _feed(cursor: duckdb.DuckDBPyConnection, statement: str, rows: Iterable[tidy.Row]) -> None:
    waiting: Iterator[tidy.Row] = iter(rows)
    while some := list(islice(waiting, _ROWS_A_STATEMENT)):
        cursor.execute(statement, [tidy.encode(some)])
