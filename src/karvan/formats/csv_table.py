"""CSV: one kind of claims or findings as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

# what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], stream: TextIO) -> int:
    """Writes a head and the rows as they come (RFC 4180), and says how many.

    Lists are joined with spaces. Text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> import sys
    >>> write_rows([{"text": "$1,030", "parties": ["AZE", "TJK"]}], ["text", "parties"], sys.stdout)
    text,parties
    "$1,030",AZE TJK
    1
    """
    names = list(columns)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    many = 0
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
        many += 1
    return many


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
