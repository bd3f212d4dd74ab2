"""Figures of customs and statistics bodies as the press quoted them, from the hand-made list of such quotations.

Left out: rows that name no such body or no full period, growth rates, and what the list itself marks as an error.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from karvan.nouns import Period

_BODIES = {"AZ State Customs Committee": "AZE", "AZ Customs Committee": "AZE", "TJ Statistics Agency via TASS": "TJK"}
"""Customs and statistics bodies of the list. An investment committee, a minister, an agency of news is none of these."""

_BESIDES = Path(__file__).parent / "press_aze_tjk.tsv"
"""Values that stand only in the words that were printed, as the same body's statement: for imports of Tajikistan from
Azerbaijan by Azerbaijan's customs, Azerbaijan's exports."""


class Row(NamedTuple):
    reporter: str
    partner: str
    indicator: str
    period: str
    value: Decimal
    address: str


def rows(path: Path) -> Iterator[Row]:
    """The rows that may be held against a document."""
    with path.open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if _told(row)]
    for row in listed:
        yield _row(row, f"trade.{row['measure']}", row["period"], Decimal(row["value"]) * 1_000_000, row["address"])
    with _BESIDES.open(encoding="utf-8", newline="") as file:
        besides = list(csv.DictReader(file, delimiter="\t"))
    for extra in besides:
        row = next(
            (row for row in listed if (row["period"], row["address"]) == (extra["period"], extra["address"])), None
        )
        if row is None or extra["printed"] not in row["as_printed"]:
            raise SystemExit(f"{_BESIDES.name}: `{extra['printed']}` is not printed at {extra['address']}")
        yield _row(
            row,
            extra["indicator"],
            extra["other_period"] or row["period"],
            Decimal(extra["value"]),
            extra["other_address"] or row["address"],
        )


def _told(row: dict[str, str]) -> bool:
    if row["body"] not in _BODIES or row["unit"] != "USD m" or row["note"].startswith("ERROR"):
        return False
    try:
        Period(row["period"])
    except ValueError:
        return False
    return True


def _row(row: dict[str, str], indicator: str, period: str, value: Decimal, address: str) -> Row:
    reporter = _BODIES[row["body"]]
    return Row(reporter, "TJK" if reporter == "AZE" else "AZE", indicator, period, value, address)
