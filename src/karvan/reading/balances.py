"""Balances: turnover = exports + imports, exports = imports + surplus, imports = exports + deficit."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.nouns import Figure
from karvan.reading.subjects import adds_up

_MOST = 4
"""How many exports and imports beside a turnover are looked at."""


def trade(figures: list[Figure]) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """For each turnover and balance the exports and imports that make it up, of one time and unit.

    Several figures may do, of other statistics or revised: the two that add up, else the two nearest.
    """
    place = {figure.id: n for n, figure in enumerate(figures)}
    flows = [f for f in figures if f.indicator.startswith("trade.") and not f.product]
    for whole in flows:
        if whole.indicator not in ("trade.turnover", "trade.balance"):
            continue
        sides: dict[str, list[Figure]] = {"exports": [], "imports": []}
        for figure in sorted(flows, key=lambda f: abs(place[f.id] - place[whole.id])):
            side = _side(figure, whole.reporter, whole.partner)
            if side and len(sides[side]) < _MOST and figure.quantity.unit == whole.quantity.unit and _same_time(figure, whole):
                sides[side].append(figure)
        pairs = [_sum(whole, one, other) for one in sides["exports"] for other in sides["imports"]]
        fitting = next((pair for pair in pairs if adds_up(pair[0].quantity, (part.quantity for part in pair[1]))), None)
        if fitting or pairs:
            yield fitting or pairs[0]


def _sum(whole: Figure, one: Figure, other: Figure) -> tuple[Figure, tuple[Figure, ...]]:
    if whole.indicator == "trade.turnover":
        return whole, (one, other)
    large, small = sorted((one, other), key=lambda f: -f.quantity.value)
    return large, (small, whole)


def _same_time(one: Figure, other: Figure) -> bool:
    if _note(one) != _note(other):
        return False
    return one.period is not None and other.period is not None and one.period.same(other.period)


def _note(figure: Figure) -> str:
    return (figure.note or "").replace("deficit", "").strip(", ")


def _side(figure: Figure, reporter: str | None, partner: str | None) -> str | None:
    """exports or imports, as seen by a reporter."""
    straight = (figure.reporter, figure.partner) == (reporter, partner)
    mirrored = (figure.partner, figure.reporter) == (reporter, partner)
    if figure.indicator == "trade.exports":
        return "exports" if straight else "imports" if mirrored else None
    if figure.indicator == "trade.imports":
        return "imports" if straight else "exports" if mirrored else None
    return None


__all__ = ["trade"]
