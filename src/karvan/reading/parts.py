"""Parts: the figures that a share's own sentence ties to it."""

from __future__ import annotations

from karvan.nouns import Figure
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, LPAR, SEMICOLON
from karvan.reading.subjects import begins, in_parentheses, nearest_before
from karvan.reading.wholes import Phrase


def is_narrow(whole: Figure, part: Figure) -> bool:
    """Whether a whole has the part's own partner, so that `all exports` must mean another."""
    return (
        whole.indicator == part.indicator
        and whole.partner not in ("WLD", None)
        and whole.partner == part.partner
        and not part.product
    )


def subject_of(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """The nearest figure before the share, where no other subject begins between them."""
    return nearest_before(
        scene,
        [d for d in drafts if not d.compared and not (in_parentheses(scene, d) and at - d.clause.end > 4)],
        at,
        at,
    )


def is_whole(phrase: Phrase) -> bool:
    """`exports were $150 million, 40 percent of it copper`: the share is one of the figure before it."""
    return phrase.complete or (phrase.behind and not phrase.entire and not phrase.says_same)


def host_of(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """`X (12 percent of the total)`, `(X, 12 percent)`: the figure that parentheses explain or hold."""
    clause = scene.sentence.clause_of(at)
    if scene.sentence.nodes[clause.start].cat != LPAR:
        return None
    inside = [d for d in drafts if d.clause is clause and d.at < at]
    if inside:
        return inside[-1]
    host = next((d for d in drafts if d.at == clause.host), None)
    if host is None or at - clause.start > 8:
        return None
    between = range(host.at + 1, clause.start)
    return None if begins(scene, between.start, between.stop) or len(between) > 6 else host


def explained_behind(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """`21 percent of its trade ($21.7bn)`: a figure in parentheses behind the share or what it is of."""
    nodes = scene.sentence.nodes
    for ahead in range(at + 1, min(at + 16, len(nodes))):
        if nodes[ahead].cat == LPAR:
            return next((d for d in drafts if ahead < d.at <= ahead + 4), None)
        if nodes[ahead].cat in (AMOUNT, SEMICOLON):
            return None
    return None


def in_list(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """`A and B, meaning that 49 percent and 21 percent …`: first to first, second to second."""
    nodes = scene.sentence.nodes
    shares = [k for k, node in enumerate(nodes) if node.cat == AMOUNT and node.value.kind == "percent"]
    if len(shares) != 2 or shares[1] - shares[0] > 3:
        return None
    figures = [d for d in drafts if not d.compared and d.at < shares[0]]
    return figures[shares.index(at)] if len(figures) == 2 and at in shares else None


def names(scene: Scene, at: int) -> str | None:
    """The party that a share comes from, else the nearest before it, for a part that is no figure."""
    behind = next((m for m in scene.mentions if at < m.at <= at + 3 and m.part in ("from", "to") and m.codes), None)
    if behind is not None:
        return ", ".join(behind.codes)
    named = [m for m in scene.mentions if m.at < at and m.codes]
    return ", ".join(named[-1].codes) if named else None


__all__ = ["explained_behind", "host_of", "in_list", "is_narrow", "is_whole", "names", "subject_of"]
