"""Who publishes: names of news agencies, and lines such as `Source: Statistics Office`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LABEL = re.compile(r"(?:source|publisher|источник|mənbə|kaynak|fuente|quelle)\s*[::]\s*", re.IGNORECASE)
_TAIL = 400


@cache
def _agencies() -> dict[str, str]:
    """Every known way to write an agency, folded, to its usual name."""
    table: dict[str, str] = {}
    for row in (Path(__file__).parent / "agencies.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _country, *others = row.split("\t")
            for written in (name, *(other.strip() for other in "|".join(others).split("|"))):
                table.setdefault(_folded(written), name)
    table.pop("", None)
    return table


def known_agency(written: str) -> str | None:
    """The usual name of a news agency.

    >>> known_agency("XINHUA"), known_agency("Baku")
    ('Xinhua', None)
    """
    return _agencies().get(_folded(written))


def stated_source(text: str, start: int, end: int) -> str | None:
    """The publisher that a line names after `Source:`."""
    label = _LABEL.match(text, start, end)
    if label is None:
        return None
    name = text[label.end() : end].strip(" \t.,;*")
    return (known_agency(name) or name) if 2 <= len(name) <= 80 and not name.startswith("http") else None


def closing_source(text: str) -> str | None:
    """The publisher that the last lines name."""
    at = max(0, len(text) - _TAIL)
    for line in text[at:].splitlines()[-3:]:
        if found := stated_source(line, 0, len(line)):
            return found
    return None


def _folded(written: str) -> str:
    return written.replace("'", "").replace("’", "").casefold().strip(" .")
