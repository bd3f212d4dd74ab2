"""Multiples of another thing: three times its imports, 59 times as much as it bought."""

from __future__ import annotations

from karvan.reading.figures import Scene
from karvan.reading.ties import Ties


def multiples(scene: Scene, at: int, ties: Ties) -> tuple[str | None, str | None]:
    """The two figures of a multiple: those of its sentence, else the last two of one unit before."""
    own = [d.figure for d in scene.drafts if d.figure is not None and d.at < at]
    pool = own if len(own) >= 2 else [*ties.before(scene)[-4:], *own]
    pool = [f for f in pool if f.quantity.unit not in ("count", "year", "day", "km")] or pool
    by_subject: dict[tuple[object, ...], object] = {}
    for figure in pool:
        if figure.id not in ties.bases:
            by_subject[figure.indicator, figure.reporter, figure.partner] = figure
    chosen = list(by_subject.values())[-2:]
    if len(chosen) < 2:
        return (chosen[0].id if chosen else None), None
    return chosen[0].id, chosen[1].id
