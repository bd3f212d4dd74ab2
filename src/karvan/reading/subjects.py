"""Subjects: what a stretch of a sentence speaks of, and the figures of a document that measure it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from karvan.nouns import ZERO, Figure, Interval, Period, Quantity
from karvan.reading.cues import Cue, Flow
from karvan.reading.grammar import category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COLON, COMMA, DASH, LPAR, PERIOD, SEMICOLON

PRODUCT = category("PRODUCT")
_SERVICES = "services"
_JOINTS = frozenset((COMMA, AND, SEMICOLON, DASH, COLON))
_NO_AMOUNT = frozenset(("year", "day", "hour", "minute", "week", "month", "km"))
_MIRRORED = {"trade.exports": "trade.imports", "trade.imports": "trade.exports"}


class Subject(NamedTuple):
    """What words describe: a flow, parties, a product; `goes_on` where they only point back."""

    flow: Flow | None
    codes: frozenset[str]
    product: str | None
    goes_on: bool

    @property
    def is_bare(self) -> bool:
        return self.flow is None and not self.codes and self.product is None


def described(scene: Scene, lo: int, hi: int) -> Subject:
    """The subject of the nodes from `lo` to `hi`; the word of flow nearest to their end says what is measured."""
    cues, nodes = scene.sentence.cues, scene.sentence.nodes
    flow = next(
        (cues[k].flow for k in range(hi - 1, lo - 1, -1) if cues[k].flow is not None and nodes[k].cat != PERIOD), None
    )
    named = [m for m in scene.mentions if lo <= m.at < hi and m.part not in ("body", "via")]
    at = next((k for k in range(hi - 1, lo - 1, -1) if nodes[k].cat == PRODUCT), None)
    product = nodes[at].value[0] if at is not None else None
    if product == _SERVICES and at and nodes[at - 1].cat == AND:
        product = None  # `exports of goods and services`: all that is traded
    goes_on = any(cues[k].pronoun in ("this", "own") for k in range(lo, hi))
    return Subject(flow, frozenset(code for m in named for code in m.codes), product, goes_on)


def begins(scene: Scene, lo: int, hi: int, *, joined: bool = False) -> bool:
    """Whether another subject begins between two nodes: behind a joint, a flow, a party or product that acts, `that of`."""
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    acting = {
        m.at for m in scene.mentions
        if m.codes and m.kind != "own" and lo <= m.at < hi and (m.part in ("subject", "poss") or m.end == hi or _acts(cues, m.end - 1, hi))
    }  # fmt: skip
    named = {m.at for m in scene.mentions if m.codes and m.kind != "own"}
    parted = False
    for k in range(lo, hi):
        node, cue = nodes[k], cues[k]
        if node.cat in _JOINTS or cue.contrast or node.cat == LPAR:
            joined = True
            parted = parted or node.cat == SEMICOLON
        elif (parted and k in named) or (joined and (k in acting or _names_subject(scene, k, hi))):
            return True
    return False


def _names_subject(scene: Scene, at: int, hi: int) -> bool:
    """Whether a word names what is measured: a flow, `that of`, a product that something is said of."""
    node, cue = scene.sentence.nodes[at], scene.sentence.cues[at]
    return (
        cue.pronoun == "that_of" or _is_flow_noun(cue) or (node.cat == PRODUCT and _acts(scene.sentence.cues, at, hi))
    )


def nearest_before(scene: Scene, drafts: list[Draft], at: int, opening: int) -> Draft | None:
    """The nearest figure before a value, where no other subject begins between it and the words of the value."""
    before = [d for d in drafts if d.at < at and not _is_aside(scene, d)]
    if not before:
        return None
    nearest = before[-1]
    if 0 < nearest.at <= 2 and scene.sentence.cues[nearest.at - 1].preposition in ("in", "with"):
        return nearest  # `At $5 million, exports to X were 3 percent higher`
    until = opening if opening > nearest.at else at
    return None if begins(scene, nearest.at + 1, until) else nearest


def _is_aside(scene: Scene, draft: Draft) -> bool:
    """Whether a counted noun only says with whom: `exports to seven countries`."""
    cues = scene.sentence.cues
    before = cues[draft.at - 1].preposition if draft.at else None
    if draft.amount.unit != "count" or before not in ("to", "with", "from", "between"):
        return False
    return any(_is_flow_noun(cues[k]) for k in range(max(0, draft.at - 4), draft.at - 1))


def _is_flow_noun(cue: Cue) -> bool:
    return cue.flow is not None and not (cue.flow.verb or cue.grow_noun or cue.grow or cue.share or cue.reach)


def _acts(cues: list[Cue], at: int, hi: int) -> bool:
    return any(cues[k].share or cues[k].grow or cues[k].verb for k in range(at + 1, min(at + 3, hi)))


def in_parentheses(scene: Scene, draft: Draft) -> bool:
    return scene.sentence.nodes[draft.clause.start].cat == LPAR


def converted(scenes: Iterable[Scene]) -> set[str]:
    """The figures that only say another one in another currency: `17 trillion yuan (about $2.5 trillion)`."""
    found: set[str] = set()
    for scene in scenes:
        for draft in scene.drafts:
            host = scene.draft_at(draft.clause.host) if draft.clause.host is not None else None
            if (
                host is not None
                and draft.figure is not None
                and host.amount.unit != draft.amount.unit
                and draft.clause.start - host.at == 1
            ):
                found.add(draft.figure.id)
    return found


def is_measured(figure: Figure) -> bool:
    """Whether growth and shares can speak of a figure: no duration or distance."""
    return figure.quantity.unit not in _NO_AMOUNT


def sides_of(figure: Figure) -> frozenset[str]:
    """The parties of a figure, as far as they are known."""
    return frozenset(code for code in (figure.reporter, figure.partner) if code is not None)


def same_subject(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing between the same parties, whatever the time."""
    if one.quantity.unit != other.quantity.unit or one.product != other.product:
        return False
    if (one.indicator, one.reporter, one.partner) == (other.indicator, other.reporter, other.partner):
        return True
    if _MIRRORED.get(one.indicator) == other.indicator:
        return (one.reporter, one.partner) == (other.partner, other.reporter)
    return one.indicator == other.indicator == "trade.turnover" and {one.reporter, one.partner} == {
        other.reporter,
        other.partner,
    }


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing, as far as the text says whose."""
    if one.quantity.unit != other.quantity.unit or one.indicator != other.indicator:
        return False
    return all(a is None or b is None or a == b for a, b in ((one.reporter, other.reporter), (one.partner, other.partner))) or {
        one.reporter, one.partner
    } == {other.reporter, other.partner}  # fmt: skip


def suits(figure: Figure, subject: Subject) -> bool:
    """Whether a figure measures what words describe."""
    if subject.flow is not None and not _same_flow(figure, subject):
        return False
    if subject.product is not None and figure.product != subject.product:
        return False
    return not subject.codes or subject.codes <= sides_of(figure)


def _same_flow(figure: Figure, subject: Subject) -> bool:
    assert subject.flow is not None
    if figure.indicator == subject.flow.indicator:
        return True
    return _MIRRORED.get(figure.indicator) == subject.flow.indicator and len(subject.codes) == 2


def fits(of: Quantity, base: Quantity, value: Quantity, measure: str) -> bool:
    """Whether a growth follows from its two figures within what their digits can mean."""
    top, bottom, said = meant(of), meant(base), meant(value)
    if measure == "difference":
        return (top - bottom).meets(said) and not (top.meets(bottom) and said.lo > 0)
    one = Interval.point(1)
    if measure == "fold" and said.hi < 0:  # `fell by 1.6 times`
        return bottom.meets(top * (said * -one.lo))
    follows = bottom * (said + one if measure == "percent" else said)
    return top.meets(follows)


def is_share(part: Quantity, whole: Quantity, value: Quantity) -> bool:
    """Whether a share follows from part and whole within what their digits can mean."""
    return meant(part).meets(meant(whole) * meant(value))


def adds_up(whole: Quantity, parts: Iterable[Quantity]) -> bool:
    """Whether parts make up their whole within what the digits can mean."""
    low = high = ZERO
    for part in parts:
        number = meant(part)
        low, high = low + number.lo, high + number.hi
    number = meant(whole)
    return number.lo <= high and low <= number.hi


def meant(value: Quantity) -> Interval:
    """`more than` would let anything fit, so that a hedged number is taken by its digits."""
    return value.loose if value.hedge is None else value.interval


def earlier_than(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and one.start < other.start


__all__ = [
    "Subject",
    "adds_up",
    "alike",
    "begins",
    "described",
    "earlier_than",
    "fits",
    "is_share",
    "meant",
    "nearest_before",
    "same_subject",
    "sides_of",
    "suits",
]
