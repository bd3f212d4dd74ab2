"""Percentages, multiples, fractions and differences: which kind of relation each is. What they tie is found next door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from karvan.nouns import AnyRelation, Figure, Growth, Interval, Multiple, Quantity, Share, Span, Sum
from karvan.reading.balances import Balance
from karvan.reading.context import Amount
from karvan.reading.figures import quantity
from karvan.reading.known import Known
from karvan.reading.meaning import Meaning, meaning_of
from karvan.reading.multiples import multiples
from karvan.reading.scene import Scene
from karvan.reading.sentences import AMOUNT
from karvan.reading.shares import ShareTies
from karvan.reading.story import Story
from karvan.reading.sums import implied
from karvan.reading.ties import Ties
from karvan.reading.values import Value, subject_words


def relations(scenes: list[Scene], story: Story, text: str) -> list[AnyRelation]:
    """Every relation of a document in the order of the text; sums, which the text implies, come last."""
    found: list[AnyRelation] = []
    known = Known(scenes)
    ties, shares = Ties(known), ShareTies(known, story)
    last_kind: str | None = None
    sign, paragraph = 1, -1
    for scene in scenes:
        if scene.sentence.paragraph != paragraph:
            last_kind, paragraph = None, scene.sentence.paragraph
        for at in scene.values:
            amount: Amount = scene.sentence.nodes[at].value
            meaning = meaning_of(scene, at, amount, last_kind, sign)
            if meaning is None:
                continue
            last_kind = meaning.kind
            span = _span(scene, meaning, at)
            name = f"r{len(found) + 1}"
            if meaning.kind == "share":
                part, whole, period = shares.tie(scene, at, quantity(amount), found)
                sure = _inside(scene, part, whole)
                found.append(
                    Share(
                        id=name,
                        span=span,
                        text=span.of(text),
                        part=part,
                        whole=whole,
                        quantity=quantity(amount),
                        period=period,
                        sure=sure,
                    )
                )
            elif meaning.kind == "multiple":
                of, base = (
                    figure.id if figure else None
                    for figure in multiples(Value(scene, at, meaning.start, amount, quantity(amount), "fold"), known)
                )
                found.append(
                    Multiple(
                        id=name,
                        span=span,
                        text=span.of(text),
                        of=of,
                        base=base,
                        quantity=quantity(amount),
                        sure=_inside(scene, of, base),
                    )
                )
            else:
                relation = _growth(name, span, text, scene, at, amount, meaning, ties)
                sign = -1 if relation.quantity.value < 0 else 1
                found.append(relation)
    figures = [draft.figure for scene in scenes for draft in scene.drafts if draft.figure is not None]
    sums: list[Sum] = implied(figures, scenes, len(found) + 1, list(_shared(found, figures)))
    return [*found, *sums]


def _shared(found: list[AnyRelation], figures: list[Figure]) -> Iterator[Balance]:
    """Each figure that others are shares of, with them: where the shares are all of it, they make it up."""
    known = {figure.id: figure for figure in figures}
    shares: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    for relation in found:
        if isinstance(relation, Share) and relation.part in known and relation.whole in known:
            shares[relation.whole][relation.part] = relation.quantity.value
    for whole, said in shares.items():
        parts = tuple(known[name] for name in said)
        if len(parts) > 1 and abs(sum(said.values()) - 1) < _ROUNDED and len({part.indicator for part in parts}) == 1:
            yield known[whole], parts


_ROUNDED = Decimal("0.02")
"""So much may all shares of a whole be off one by rounding."""


def _growth(
    name: str, span: Span, text: str, scene: Scene, at: int, amount: Amount, meaning: Meaning, ties: Ties
) -> Growth:
    value = quantity(amount)
    measure = (
        "difference" if amount.kind in ("amount", "count", "number") else "fold" if amount.kind == "fold" else "percent"
    )
    if meaning.sign < 0 < value.value:
        value = negative(value)
    of, base = ties.tie(Value(scene, at, meaning.start, amount, value, measure))
    return Growth(
        id=name, span=span, text=span.of(text), of=of.id if of else None, base=base.id if base else None, quantity=value,
        measure=measure, subject=subject_words(scene, at) if of is None else None, period=of.period if of else None,
        base_period=base.period if base else None, sure=_inside(scene, of.id if of else None, base.id if base else None),
    )  # fmt: skip


def negative(value: Quantity) -> Quantity:
    """The same quantity as a fall."""
    return Quantity(
        -value.value, value.unit, Interval(-value.interval.hi, -value.interval.lo), Interval(-value.loose.hi, -value.loose.lo),
        value.hedge, value.scale, value.noun,
    )  # fmt: skip


def _inside(scene: Scene, *ids: str | None) -> bool:
    """Whether all the figures stand in the value's own sentence."""
    own = {draft.figure.id for draft in scene.drafts if draft.figure is not None}
    told = [name for name in ids if name is not None and name[1:].isdigit()]
    return bool(told) and all(name in own for name in told)


def _span(scene: Scene, meaning: Meaning, at: int) -> Span:
    """From the word that says up, down or share to the value, if that is a phrase and not half a sentence."""
    nodes = scene.sentence.nodes
    start, end = nodes[min(meaning.start, at)].start, nodes[max(meaning.end - 1, at)].end
    cats = scene.sentence.cats
    crossed = AMOUNT in cats[min(meaning.start, at) : at] or AMOUNT in cats[at + 1 : meaning.end]
    return Span(nodes[at].start, nodes[at].end) if end - start > 60 or crossed else Span(start, end)


__all__ = ["relations"]
