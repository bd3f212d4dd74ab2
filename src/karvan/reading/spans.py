"""Spans: a flow told for stretches of time that make up another, `January A, February B, March C; the quarter D`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from karvan.nouns import ZERO, Figure
from karvan.reading.balances import Balance
from karvan.reading.subjects import adds_up

_MOST = 12
"""No longer row of stretches is looked for: the months of a year."""
_LEAST = 2

Row = dict[tuple[object, ...], list[Figure]]


def by_time(figures: list[Figure]) -> Iterator[Balance]:
    """Each flow of trade or freight whose time is made up by those of others of the same flow.

    Two stretches are a sum only where they add up: of revised figures two are easily found.
    """
    rows: Row = defaultdict(list)
    for figure in figures:
        if figure.period is not None and not figure.note and figure.indicator.startswith(("trade.", "freight")):
            key = figure.indicator, figure.reporter, figure.partner, figure.product, figure.quantity.unit
            rows[key].append(figure)
    for row in rows.values():
        for whole in row if len(row) > _LEAST else ():
            parts = _tiled(whole, row)
            if len(parts) < _LEAST:
                continue
            size = sum((part.quantity.value for part in parts), start=ZERO)
            near = len(parts) > _LEAST and whole.quantity.value / 2 < size < whole.quantity.value * 2
            if near or adds_up(whole.quantity, (part.quantity for part in parts)):
                yield whole, tuple(parts)


def _tiled(whole: Figure, row: list[Figure]) -> list[Figure]:
    """The figures whose times follow each other from the first to the last day of the whole's; none where a gap is left."""
    assert whole.period is not None
    parts: list[Figure] = []
    day = whole.period.start
    inside = [f for f in row if f is not whole and f.period is not None and not f.period.same(whole.period)]
    while day < whole.period.end and len(parts) < _MOST:
        nexts = [
            f for f in inside if f.period is not None and f.period.start == day and f.period.end <= whole.period.end
        ]
        if not nexts:
            return []
        part = min(nexts, key=lambda f: f.period.end if f.period is not None else day)
        assert part.period is not None
        parts.append(part)
        day = part.period.end
    return parts if day == whole.period.end else []


__all__ = ["by_time"]
