"""Columns: claims and findings as flat rows, the same for CSV and for frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from karvan.formats.view import reading_of
from karvan.nouns.errors import UsageError
from karvan.nouns.plain import event_dict, figure_dict, finding_dict, relation_dict, verdicts_of
from karvan.nouns.report import Reading, Report

Row = dict[str, Any]

_PLACE = {"document": "text", "published": "date", "id": "text"}
_CLAIM = {"start": "whole", "end": "whole", "text": "text"}
COLUMNS: dict[str, dict[str, str]] = {
    "figures": {
        **_PLACE, **_CLAIM, "indicator": "text", "value": "number", "unit": "text", "hedge": "text", "reporter": "text",
        "partner": "text", "product": "text", "route": "text", "period": "text", "note": "text", "attribution": "text",
        "low": "number", "high": "number", "verdict": "text",
    },
    "relations": {
        **_PLACE, **_CLAIM, "kind": "text", "value": "number", "as": "text", "of": "text", "base": "text",
        "subject": "text", "part": "text", "whole": "text", "parts": "texts", "hedge": "text", "verdict": "text",
    },
    "events": {
        **_PLACE, **_CLAIM, "kind": "text", "date": "text", "parties": "texts", "summary": "text", "place": "text",
        "platform": "text", "organisations": "texts", "products": "texts", "exporter": "text", "importer": "text",
        "origin": "text", "destination": "text", "carrier": "text", "status": "text", "figures": "texts",
        "verdict": "text",
    },
    "findings": {
        **_PLACE, "check": "text", "verdict": "text", "figures": "texts", "relations": "texts", "events": "texts",
        "computation": "text", "why": "text", "repair": "text", "slip": "text", "also": "texts",
    },
}  # fmt: skip
"""The kinds of rows: for each the columns in order, with what they hold (text, texts, number, whole, date)."""


def rows(results: Iterable[Report | Reading], kind: str) -> Iterator[Row]:
    """One row for every claim or finding of that kind; every row has every column.

    >>> next(rows([], "figures"), "no row")
    'no row'
    """
    if kind not in COLUMNS:
        raise UsageError(f"there are no rows of `{kind}`", hint=f"choose from {', '.join(COLUMNS)}")
    empty = dict.fromkeys(COLUMNS[kind])
    for result in results:
        reading = reading_of(result)
        verdicts = verdicts_of(result)
        place = {"document": reading.document.name, "published": reading.document.published}
        for plain in _plain(result, kind):
            row = empty | place | {name: value for name, value in plain.items() if name in empty}
            if span := plain.get("span"):
                row["start"], row["end"] = span
            if "interval" in plain:
                row["low"], row["high"] = plain["interval"]
            if kind != "findings" and isinstance(result, Report):
                row["verdict"] = verdicts[plain["id"]].value if plain["id"] in verdicts else "unverifiable"
            yield row


def _plain(result: Report | Reading, kind: str) -> Iterator[dict[str, Any]]:
    reading = reading_of(result)
    makers: dict[str, tuple[Iterable[Any], Callable[..., dict[str, Any]]]] = {
        "figures": (reading.figures, figure_dict),
        "relations": (reading.relations, relation_dict),
        "events": (reading.events, event_dict),
        "findings": (() if isinstance(result, Reading) else result.findings, finding_dict),
    }
    nouns, maker = makers[kind]
    return (maker(noun) for noun in nouns)
