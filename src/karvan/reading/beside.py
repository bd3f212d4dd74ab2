"""Beside a value: the figures that its own sentence ties to it, as what grew and as what it grew from."""

from __future__ import annotations

from typing import NamedTuple

from karvan.nouns import Figure
from karvan.reading.comparing import is_value
from karvan.reading.grammar import category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COLON, COMMA, SEMICOLON
from karvan.reading.subjects import begins, earlier_than, in_parentheses
from karvan.reading.values import Value, measure_of

TO, THE, IN = (category(c) for c in ("TO", "THE", "IN"))
_THINGS = frozenset(category(c) for c in ("WORD", "NAME", "PRODUCT", "NOUN"))


class Inside(NamedTuple):
    of: Figure
    base: Figure | None


def inside_of(value: Value, drafts: list[Draft]) -> Inside | None:
    """The figure that parentheses hold or explain; a compared one is the base of the one before it."""
    scene, clause = value.scene, value.clause
    own = [d for d in drafts if d.clause is clause]
    main = [d for d in own if not d.compared]
    base = stated_base(value, own, None)
    if main:
        assert main[-1].figure is not None
        return Inside(main[-1].figure, base)
    host = next((d for d in drafts if d.at == clause.host), None)
    if host is None or host.figure is None or begins(scene, host.at + 1, clause.start):
        return None
    if not host.compared:
        return Inside(host.figure, base)
    before = [
        d for d in drafts if d.at < host.at and not d.compared and d.figure is not None and not in_parentheses(scene, d)
    ]
    return Inside(before[-1].figure, host.figure) if before and before[-1].figure is not None else None


def concluded_from(value: Value, main: list[Draft]) -> Figure | None:
    """The figure before a growth that is said to follow from it: `…, so the volume grew by 32 percent`."""
    before = [d for d in main if d.at < value.at]
    if not before:
        return None
    cues, nodes = value.scene.sentence.cues, value.scene.sentence.nodes
    between = range(before[-1].at + 1, value.at)
    follows = any(
        cues[k].concludes or nodes[k].cat == COLON or (cues[k].grow_noun and nodes[k - 1].cat == THE) for k in between
    )
    return before[-1].figure if follows else None


def both_within(value: Value, main: list[Draft]) -> tuple[Figure, Figure] | None:
    """`In 1994 it was 1.3 billion; last year 3.5 billion, so that it has almost tripled`: both stand in the sentence."""
    before = [d.figure for d in main if d.at < value.at and d.figure is not None]
    return (before[-1], before[-2]) if len(before) > 1 and grew_into(before[-2], before[-1]) else None


def grew_into(older: Figure, newer: Figure) -> bool:
    """`$7 million in 2022 doubled to $14 million in 2023`: one thing at two times."""
    if older.quantity.unit != newer.quantity.unit or older.product != newer.product:
        return False
    if older.period is None or newer.period is None:
        return older.period is newer.period
    return (
        earlier_than(older.period, newer.period)
        and not newer.period.contains(older.period)
        and not newer.period.overlaps(older.period)
    )


def reached(value: Value, main: list[Draft]) -> Draft | None:
    """The figure that the growth led to: `rose 3 percent to $6 million`, `up 3 percent and totalled $6 million`."""
    scene = value.scene
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    after = next((d for d in main if d.at > value.at), None)
    if after is None or after.at - value.at > 16:
        return None
    between = range(value.at + 1, after.at)
    if begins(scene, between.start, between.stop) or any(
        nodes[k].cat == SEMICOLON or cues[k].contrast for k in between
    ):
        return None
    if _acts_anew(scene, between):
        return None
    if any(is_value(nodes[k]) and k - value.at > 4 for k in between) and measure_of(value) is None:
        return None
    leads = any(nodes[k].cat == TO or cues[k].reach or cues[k].preposition == "to" for k in between)
    at_level = bool(between) and cues[after.at - 1].preposition == "in" and nodes[after.at - 1].cat != IN
    bare = (
        not any(d.at < value.at for d in main)
        and len(between) <= 12
        and any(nodes[k].cat == COMMA or cues[k].preposition in ("and", "in") for k in between)
    )
    return after if leads or at_level or bare else None


def _acts_anew(scene: Scene, between: range) -> bool:
    """`…, and forestry products earned`: other words that act stand between a joint and a verb of amount."""
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    joint = next((k for k in reversed(between) if nodes[k].cat == AND), None)
    verb = next((k for k in range(joint, between.stop) if cues[k].reach), None) if joint is not None else None
    if joint is None or verb is None:
        return False
    return any(nodes[k].cat in _THINGS for k in range(joint + 1, verb)) and not any(
        cues[k].pronoun == "this" for k in range(joint + 1, verb)
    )


def stated_base(value: Value, drafts: list[Draft], reached: Draft | None) -> Figure | None:
    """The figure that the sentence itself compares with: behind the value, else between the subject and it."""
    scene = value.scene
    nodes = scene.sentence.nodes
    bases = [d for d in drafts if d.compared]
    main = [d for d in drafts if not d.compared]
    for draft in (d for d in bases if d.at > value.at):
        if any(value.at < d.at < draft.at and d is not reached for d in main) or (
            begins(scene, value.at + 1, draft.at, joined=False) and not _explained(scene, draft)
        ):
            break
        if any(is_value(nodes[k]) for k in range(value.at + 5, draft.at)):
            break  # another growth stands between, whose base it is
        return draft.figure
    behind = [d for d in bases if d.at < value.at]
    if behind:
        between = range(behind[-1].at + 1, max(value.opening, behind[-1].at + 1))
        leads = behind[-1] is drafts[0] and behind[-1].at <= 4  # `Compared with A in 2022, exports were up …`
        if (
            leads
            or not begins(scene, between.start, between.stop)
            or any(scene.sentence.cues[k].concludes for k in between)
        ):
            return behind[-1].figure
    return None


def exceeded(value: Value, main: list[Draft]) -> Figure | None:
    """`The target was A while B was collected, exceeding it by C`: the pronoun means the figure before the nearest."""
    cues = value.scene.sentence.cues
    before = [d for d in main if d.at < value.opening and d.figure is not None]
    if len(before) < 2 or not cues[value.opening].exceeds:
        return None
    if not any(cues[k].pronoun == "this" for k in range(value.opening + 1, value.at)):
        return None
    return before[-2].figure if before[-2].amount.unit == before[-1].amount.unit else None


def _explained(scene: Scene, draft: Draft) -> bool:
    return in_parentheses(scene, draft)


__all__ = ["Inside", "both_within", "concluded_from", "exceeded", "grew_into", "inside_of", "reached", "stated_base"]
