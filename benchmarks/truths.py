"""Documents with hand-made truths, as the benchmarks use them: a folder of NAME.json, each naming its text."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
TRUTHS = ROOT / "tests/truth"


class Case(Struct, frozen=True):
    """A text, the day it appeared, and what it states."""

    name: str
    text: str
    published: dt.date
    truth: dict[str, Any]

    @property
    def figures(self) -> list[dict[str, Any]]:
        return self.truth["figures"]

    @property
    def relations(self) -> list[dict[str, Any]]:
        return self.truth["relations"]


def cases(folders: Iterable[Path]) -> Iterator[Case]:
    """The cases of all folders and the folders below them, in the order of their names."""
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            truth = json.loads(path.read_text("utf-8"))
            text = _text_of(truth["document"], path)
            if text is not None:
                yield Case(truth["document"], text, dt.date.fromisoformat(truth["published"]), truth)


def _text_of(name: str, truth: Path) -> str | None:
    # the example's text stands in examples/, its truth beside the others
    for path in (truth.parent / name, ROOT / name):
        if path.is_file():
            return path.read_bytes().decode("utf-8")
    return None


def folders(named: list[str]) -> list[Path]:
    """The folders of the command line; the project's own truths where none is named."""
    return [Path(name) for name in named if not name.startswith("-")] or [TRUTHS]


def days(period: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a period in ISO text.

    >>> days("2024-Q1")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    """
    if not period:
        return None
    first, _, last = period.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(text: str) -> tuple[dt.date, dt.date]:
    if part := re.fullmatch(r"(\d{4})-([QH])(\d)", text):
        months = 3 if part[2] == "Q" else 6
        last = int(part[3]) * months
        return _month(int(part[1]), last - months + 1)[0], _month(int(part[1]), last)[1]
    numbers = [int(number) for number in text.split("-")]
    if len(numbers) == 1:
        return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return _month(*numbers)
    return dt.date(*numbers), dt.date(*numbers)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
