"""Multiples of another thing: three times its imports, 59 times as much as it bought."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.nouns import Figure
from karvan.reading.comparing import is_plain_figure
from karvan.reading.known import Known
from karvan.reading.sentences import LPAR
from karvan.reading.subjects import Subject, described, fits, is_measured, nearest_before, suits
from karvan.reading.values import Value

_BACK = 16
_TAIL = 14


def multiples(value: Value, known: Known) -> tuple[Figure | None, Figure | None]:
    """The figure that is larger and the one that it is a multiple of: the two that fit, else the likeliest two."""
    tops = list(dict.fromkeys(_tops(value, known)))
    bottoms = list(dict.fromkeys(_bottoms(value, known)))
    pairs = [
        (top, bottom)
        for top in tops
        for bottom in bottoms
        if top is not bottom and top.quantity.unit == bottom.quantity.unit
    ]
    pairs = sorted((*pairs, *_apart(value, known)), key=lambda pair: pair[0].quantity.value < pair[1].quantity.value)
    for top, bottom in pairs:
        if fits(top.quantity, bottom.quantity, value.quantity, "fold"):
            return top, bottom
    if pairs:
        return pairs[0]
    return (tops[0] if tops else None), None


def _tops(value: Value, known: Known) -> Iterator[Figure]:
    drafts = [d for d in value.scene.drafts if d.figure is not None and is_measured(d.figure)]
    draft = nearest_before(value.scene, drafts, value.at, value.opening)
    if draft is not None and draft.figure is not None:
        yield draft.figure
    yield from _named(value, known, described(value.scene, value.clause.start, value.at))


def _bottoms(value: Value, known: Known) -> Iterator[Figure]:
    scene = value.scene
    end = min(value.at + _TAIL, len(scene.sentence.nodes))
    for draft in scene.drafts:
        if value.at < draft.at < end and draft.figure is not None and is_measured(draft.figure):
            yield draft.figure
            return
    stop = next(
        (
            k
            for k in range(value.at + 1, end)
            if is_plain_figure(scene.sentence.nodes[k]) or scene.sentence.nodes[k].cat == LPAR
        ),
        end,
    )
    subject = described(scene, value.at + 1, stop)
    yield from _named(value, known, subject)


def _named(value: Value, known: Known, subject: Subject) -> Iterator[Figure]:
    """The figures that words describe, the latest first; those of a whole flow before those of a product."""
    if subject.flow is None and not subject.codes:
        return
    own = [d.figure for d in value.scene.drafts if d.figure is not None and d.at < value.at]
    pool = [
        f for f in reversed([*known.before(value.scene, _BACK), *own]) if is_measured(f) and f.id not in known.bases
    ]
    yield from (f for f in pool if suits(f, subject))
    if subject.flow is not None:
        yield from (f for f in pool if f.indicator == subject.flow.indicator)


def _apart(value: Value, known: Known) -> list[tuple[Figure, Figure]]:
    """The last two figures of one unit that measure different things."""
    own = [d.figure for d in value.scene.drafts if d.figure is not None and d.at < value.at]
    pool = [f for f in [*known.before(value.scene, _BACK), *own] if is_measured(f) and f.quantity.unit != "count"]
    latest: dict[tuple[object, ...], Figure] = {}
    for figure in pool:
        if figure.id not in known.bases:
            latest[figure.indicator, figure.reporter, figure.partner] = figure
    found = list(latest.values())
    return [
        (one, other)
        for one in reversed(found)
        for other in reversed(found)
        if one is not other and one.quantity.unit == other.quantity.unit
    ]


__all__ = ["multiples"]
