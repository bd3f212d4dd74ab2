"""Sums that a text implies: turnover of exports and imports, a balance, parts listed behind their whole."""

from __future__ import annotations

from itertools import combinations

from karvan.nouns import Figure, Sum
from karvan.reading.figures import Scene
from karvan.reading.relations import same_subject


def implied(figures: list[Figure], scenes: list[Scene], first: int) -> list[Sum]:
    """Every sum that follows from what the figures are, numbered from `first`."""
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for whole, parts in [*_trade(figures), *_listed(scenes)]:
        key = (whole.id, tuple(sorted((part.id for part in parts), key=lambda name: int(name[1:]))))
        found.setdefault(key)
    return [Sum(id=f"r{first + n}", span=None, text="", whole=whole, parts=parts) for n, (whole, parts) in enumerate(found)]


def _flow(figure: Figure, reporter: str | None, partner: str | None) -> str | None:
    """exports or imports as seen by a reporter."""
    if figure.indicator == "trade.exports":
        if (figure.reporter, figure.partner) == (reporter, partner):
            return "exports"
        if (figure.partner, figure.reporter) == (reporter, partner):
            return "imports"
    if figure.indicator == "trade.imports":
        if (figure.reporter, figure.partner) == (reporter, partner):
            return "imports"
        if (figure.partner, figure.reporter) == (reporter, partner):
            return "exports"
    return None


def _trade(figures: list[Figure]) -> list[tuple[Figure, list[Figure]]]:
    """Turnover = exports + imports, and exports = imports + surplus, within one time, unit and note."""
    found = []
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        if figure.indicator.startswith("trade.") and figure.period is not None and figure.reporter and figure.partner:
            groups.setdefault((figure.period.text, figure.quantity.unit, figure.note or ""), []).append(figure)
    for group in groups.values():
        if len(group) > 40:
            continue
        for whole in group:
            if whole.indicator not in ("trade.turnover", "trade.balance") or whole.product:
                continue
            parts: dict[str, Figure] = {}
            for figure in group:
                flow = _flow(figure, whole.reporter, whole.partner)
                if flow and not figure.product:
                    parts.setdefault(flow, figure)
            if len(parts) == 2:
                if whole.indicator == "trade.turnover":
                    found.append((whole, list(parts.values())))
                else:
                    large, small = sorted(parts.values(), key=lambda f: -f.quantity.value)
                    found.append((large, [small, whole]))
    return found


def _listed(scenes: list[Scene]) -> list[tuple[Figure, list[Figure]]]:
    """`204 enterprises, 67 of them … and 137 …`: parts behind a whole of the same unit, in one breath."""
    found = []
    for scene in scenes:
        figures = [d.figure for d in scene.drafts if d.figure is not None and not d.compared]
        for place, whole in enumerate(figures):
            parts = [f for f in figures[place + 1 :] if f.quantity.unit == whole.quantity.unit and f.period == whole.period and f.quantity.unit in ("count", "person", "t", "TEU")]
            if len(parts) == 2 and all(p.quantity.value < whole.quantity.value for p in parts) and _partitive(scene):
                found.append((whole, parts))
    return found


def _partitive(scene: Scene) -> bool:
    sentence = scene.sentence
    return any(cue.pronoun == "part" for cue in sentence.cues)


__all__ = ["combinations", "implied", "same_subject"]
