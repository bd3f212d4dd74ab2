"""Misreadings: a relation that fails, but holds with another figure close by, may have been tied to the wrong one.

Then it is the reading that is in doubt, not the text. Only figures of the same unit in the same passage count, for a growth
only those of the same indicator: among many one would fit by chance, so the more are tried, the sharper the fit must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, permutations

from msgspec import structs

from karvan.checking.families import one_sentence
from karvan.checking.footing import Ground
from karvan.checking.ties import Difference, Outcome, Ratio, Tie, Total, Values
from karvan.checking.traces import width
from karvan.nouns import Figure, Reading, Span

NEAR = 400
"""How far a figure may stand from a relation that speaks of it, in characters."""
_MOST = 12
_MOST_PARTS = 6
_CHANCE, _CHANCE_OF_ONE = Decimal("0.1"), Decimal("0.5")
"""The number of figures tried, times the width of the tie: above it a fit says little."""


def meant(tie: Tie, ground: Ground, values: Values, *, firm: bool) -> str | None:
    """The figure that makes a failing tie hold: in the place of one of its two or, for a sum, beside or instead of a part.

    A tie of firm footing gives up one of its figures only; another may have both of them wrong.
    """
    match tie:
        case Ratio() | Difference():
            return _of_relation(tie, ground, values, firm=firm)
        case Total():
            return _of_sum(tie, ground, values, firm=firm)
        case _:
            return None


def _of_relation(tie: Ratio | Difference, ground: Ground, values: Values, *, firm: bool) -> str | None:
    place = ground.relations[tie.stated].span
    if place is None:
        return None
    growth = tie.check == "growth"
    of, base = ground.figures[tie.of], ground.figures[tie.base]
    near = _near(ground.reading, place, of.quantity.unit)
    if firm:  # the sentence says itself what it ties
        near = [figure for figure in near if one_sentence(ground.text, figure.span, place)]
    share = tie.check == "share"
    singles = [(one.id, base.id) for one in near if share or one.indicator == of.indicator]
    singles += [(of.id, one.id) for one in near if share or one.indicator == base.indicator]
    pairs = [] if firm else [(a.id, b.id) for a, b in permutations(near, 2) if not growth or a.indicator == b.indicator]
    sharpness = width(tie, values)
    for tried in (singles, pairs):
        fits = [
            pair
            for pair in tried
            if pair != (of.id, base.id)
            and pair[0] != pair[1]
            and structs.replace(tie, of=pair[0], base=pair[1]).judge(values) is Outcome.HOLDS
        ]
        if fits and sharpness * len(tried) <= (_CHANCE_OF_ONE if tried is singles else _CHANCE):
            return (
                next(name for name in fits[0] if name not in tie.figures) if set(fits[0]) != set(tie.figures) else None
            )
    return None


def _of_sum(tie: Total, ground: Ground, values: Values, *, firm: bool) -> str | None:
    """A part too many, or one that was left out."""
    for part in tie.parts if len(tie.parts) > 2 else ():
        rest = tuple(other for other in tie.parts if other != part)
        if structs.replace(tie, parts=rest).judge(values) is Outcome.HOLDS:
            return part
    spans = [span for name in tie.figures if (span := ground.figures[name].span)]
    if not spans:
        return None
    around = Span(min(spans).start, max(span.end for span in spans))
    near = [
        figure
        for figure in _near(ground.reading, around, ground.figures[tie.whole].quantity.unit)
        if figure.id not in tie.figures
    ]
    if firm:  # only what stands right before or behind can belong to them
        before = [figure for figure in near if figure.span and figure.span < around][-1:]
        near = before + [figure for figure in near if figure.span and figure.span > around][:1]
    tries = [(figure.id, structs.replace(tie, parts=(*tie.parts, figure.id))) for figure in near]
    if not firm:
        tries += _instead(tie, near)
    return next(
        (
            name
            for name, other in tries
            if other.judge(values) is Outcome.HOLDS and width(other, values) * len(tries) <= _CHANCE_OF_ONE
        ),
        None,
    )


def _instead(tie: Total, near: list[Figure]) -> Iterator[tuple[str, Total]]:
    """The sum with two parts more, or with another figure in the place of one of its own."""
    for one, two in combinations(near[:_MOST_PARTS], 2):
        yield one.id, structs.replace(tie, parts=(*tie.parts, one.id, two.id))
    for figure in near:
        yield figure.id, structs.replace(tie, whole=figure.id)
        for at in range(len(tie.parts)):
            yield figure.id, structs.replace(tie, parts=(*tie.parts[:at], figure.id, *tie.parts[at + 1 :]))


def _near(reading: Reading, place: Span, unit: str) -> list[Figure]:
    return [
        figure
        for figure in reading.figures
        if figure.span and figure.quantity.unit == unit and _gap(figure.span, place) <= NEAR
    ][:_MOST]


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
