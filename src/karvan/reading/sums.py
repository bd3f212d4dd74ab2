"""Sums that a text implies: turnover of exports and imports, a balance, parts listed beside their whole."""

from __future__ import annotations

from karvan.nouns import Figure, Sum
from karvan.reading.figures import Draft, Scene
from karvan.reading.grammar import category
from karvan.reading.sentences import COLON, COMMA

Tie = tuple[Figure, list[Figure]]
_OF = category("OF")


def implied(figures: list[Figure], scenes: list[Scene], first: int) -> list[Sum]:
    """Every sum that follows from what the figures are, numbered from `first`."""
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    order = {figure.id: n for n, figure in enumerate(figures)}
    listed = [*_listed(scenes), *_remaining(scenes)]
    sure = {(whole.id, tuple(sorted({part.id for part in parts}, key=order.__getitem__))) for whole, parts in listed}
    for whole, parts in [*_trade(figures), *listed]:
        key = (whole.id, tuple(sorted({part.id for part in parts}, key=order.__getitem__)))
        if len(key[1]) > 1 and whole.id not in key[1]:
            found.setdefault(key)
    return [
        Sum(id=f"r{first + n}", span=None, text="", whole=whole, parts=parts, sure=(whole, parts) in sure)
        for n, (whole, parts) in enumerate(found)
    ]


def _side(figure: Figure, reporter: str | None, partner: str | None) -> str | None:
    """exports or imports, as seen by a reporter."""
    straight = (figure.reporter, figure.partner) == (reporter, partner)
    mirrored = (figure.partner, figure.reporter) == (reporter, partner)
    if figure.indicator == "trade.exports":
        return "exports" if straight else "imports" if mirrored else None
    if figure.indicator == "trade.imports":
        return "imports" if straight else "exports" if mirrored else None
    return None


def _trade(figures: list[Figure]) -> list[Tie]:
    """Turnover = exports + imports, and exports = imports + surplus, within one time, unit and level."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        if figure.indicator.startswith("trade.") and figure.period is not None and figure.reporter and figure.partner and not figure.product:
            note = (figure.note or "").replace("deficit", "").strip(", ")
            groups.setdefault((figure.period.text, figure.quantity.unit, note), []).append(figure)
    found: list[Tie] = []
    for group in groups.values():
        if len(group) > 40:
            continue
        for whole in group:
            if whole.indicator not in ("trade.turnover", "trade.balance"):
                continue
            parts: dict[str, Figure] = {}
            for figure in group:
                side = _side(figure, whole.reporter, whole.partner)
                if side:
                    parts.setdefault(side, figure)
            if len(parts) < 2:
                continue
            if whole.indicator == "trade.turnover":
                found.append((whole, list(parts.values())))
            else:
                large, small = sorted(parts.values(), key=lambda f: -f.quantity.value)
                found.append((large, [small, whole]))
    return found


def _listed(scenes: list[Scene]) -> list[Tie]:
    """Parts behind their whole: after a colon, `67 of them … and 137 …`, `Of these, A … and B …`; or before it:
    `A and B, together C`."""
    found: list[Tie] = []
    previous: Figure | None = None
    for scene in scenes:
        drafts = [d for d in scene.drafts if d.figure is not None and not d.compared and scene.sentence.clause_of(d.at).host is None]
        tie = _together(scene, drafts) or _behind(scene, drafts, previous)
        if tie is not None:
            found.append(tie)
        mains = [d.figure for d in drafts if d.figure is not None]
        if mains and not any(cue.pronoun == "part" for cue in scene.sentence.cues):
            previous = mains[0] if len(mains) > 1 and _same_unit(mains) else mains[-1]
    return found


def _same_unit(figures: list[Figure]) -> bool:
    return len({f.quantity.unit for f in figures}) == 1


def _together(scene: Scene, drafts: list[Draft]) -> Tie | None:
    """`A for this and B for that, together C`."""
    cues = scene.sentence.cues
    for place, draft in enumerate(drafts):
        if place < 2 or not any(cues[k].together for k in range(max(0, draft.at - 4), draft.at)):
            continue
        parts = [d.figure for d in drafts[:place] if d.amount.unit == draft.amount.unit and d.figure is not None]
        if len(parts) >= 2 and draft.figure is not None:
            return draft.figure, parts
    return None


def _behind(scene: Scene, drafts: list[Draft], previous: Figure | None) -> Tie | None:
    sentence = scene.sentence
    if not drafts:
        return None
    partial = [k for k, cue in enumerate(sentence.cues) if cue.pronoun == "part" or cue.comprises]
    colon = next((k for k, n in enumerate(sentence.nodes) if n.cat == COLON), None)
    for place, draft in enumerate(drafts):
        rest = [d for d in drafts[place + 1 :] if d.amount.unit == draft.amount.unit]
        opened = (colon is not None and draft.at < colon < (rest[0].at if rest else 0) and rest[0].at - colon <= 4) or any(
            draft.at < k for k in partial
        )
        starts = place == 0 and draft.at > 0 and any(n.cat == _OF for n in sentence.nodes[: draft.at]) and draft.at <= 4
        if (opened or starts) and len(rest) in (2, 3) and _smaller(rest, draft.figure):
            return draft.figure, [d.figure for d in rest if d.figure is not None]  # type: ignore[return-value]
    if partial and previous is not None and sentence.cues[partial[0]].pronoun == "part" or any(cue.comprises for cue in sentence.cues[:4]):
        parts = [d for d in drafts if previous is not None and d.amount.unit == previous.quantity.unit]
        if previous is not None and len(parts) in (2, 3) and _smaller(parts, previous) and not _including(scene):
            return previous, [d.figure for d in parts if d.figure is not None]
    return None


def _including(scene: Scene) -> bool:
    return any(cue.includes for cue in scene.sentence.cues)


def _smaller(parts: list[Draft], whole: Figure | None) -> bool:
    return whole is not None and all(d.figure is not None and d.figure.quantity.value < whole.quantity.value for d in parts)


def _remaining(scenes: list[Scene]) -> list[Tie]:
    """`The remaining 1.98 million tons`: with a part named before they make up a whole named before.

    Which of several parts is meant is settled by the arithmetic; where none fits, nothing is said.
    """
    found: list[Tie] = []
    seen: list[Figure] = []
    for scene in scenes:
        cues = scene.sentence.cues
        for draft in scene.drafts:
            figure = draft.figure
            if figure is None:
                continue
            if any(cues[k].remaining for k in range(max(0, draft.at - 3), draft.at)):
                pool = [f for f in seen[-8:] if f.quantity.unit == figure.quantity.unit]
                ties = [
                    (whole, [part, figure]) for whole in pool for part in pool
                    if whole is not part and whole.quantity.loose.meets(part.quantity.loose + figure.quantity.loose)
                ]  # fmt: skip
                found += ties[:1]
            seen.append(figure)
    return found


__all__ = ["COMMA", "implied"]
