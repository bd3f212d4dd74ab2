"""Sums that a text implies: turnover of exports and imports, a balance, parts listed beside their whole.

A list is a sum where the words say that it is complete, or where it adds up: most lists name but the largest parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from karvan.nouns import Figure, Quantity, Sum
from karvan.reading.balances import Balance, by_sum, is_both_ways, trade
from karvan.reading.comparing import is_value
from karvan.reading.grammar import category
from karvan.reading.nearly import BY_CHANCE, SELDOM, nearly_adds_up
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, COLON, LPAR, NUMBER
from karvan.reading.spans import by_time
from karvan.reading.subjects import adds_up, in_parentheses, is_measured

OF = category("OF")
_CLOSE = Decimal("0.8"), Decimal("1.25")
_BACK = 8
"""How many figures back a whole or a part may stand."""
_MOST = 6
"""A list of more parts than that is not taken for a sum."""


class Tie(NamedTuple):
    """A whole with its parts; `sure` where the words themselves say so."""

    whole: Figure
    parts: tuple[Figure, ...]
    sure: bool

    @property
    def holds(self) -> bool:
        return adds_up(self.whole.quantity, (part.quantity for part in self.parts))

    @property
    def nearly(self) -> bool:
        """Whether it would hold but for one slip, which hardly is so by chance."""
        return nearly_adds_up(self.whole.quantity, (part.quantity for part in self.parts), by_chance=SELDOM)

    @property
    def residual(self) -> Decimal:
        """What is left between the whole and its parts, as a fraction of the whole."""
        total = sum((part.quantity.value for part in self.parts), start=Decimal(0))
        return abs(self.whole.quantity.value - total) / (self.whole.quantity.value or 1)


def implied(figures: list[Figure], scenes: list[Scene], first: int, shared: Iterable[Balance] = ()) -> list[Sum]:
    """Every sum that follows from what the figures are, numbered from `first`; a whole whose parts do not add up has one at most.

    `shared` holds wholes with the figures that are said to be shares of them.
    """
    order = {figure.id: n for n, figure in enumerate(figures)}
    found: dict[tuple[str, tuple[str, ...]], bool] = {}
    wholes: set[str] = set()
    held: list[set[str]] = []
    ties = [tie for tie in _listed(scenes) if len(tie.parts) > 1 and tie.whole not in tie.parts]
    ties += [Tie(whole, parts, sure=False) for whole, parts in trade(figures)]
    ties += [Tie(whole, parts, sure=False) for whole, parts in by_time(figures)]
    ties += [Tie(whole, parts, sure=False) for whole, parts in shared if adds_up(whole.quantity, _quantities(parts))]
    judged = [(not tie.holds, tie.residual, tie) for tie in ties]
    explained = {tie.whole.id for fails, _, tie in judged if not fails}
    more = (Tie(whole, parts, sure=False) for whole, parts in by_sum(figures) if whole.id not in explained)
    judged += [(not tie.holds, tie.residual, tie) for tie in more]
    for fails, _, tie in sorted(judged, key=lambda one: one[:2]):
        own = {part.id for part in tie.parts}
        if fails and (tie.whole.id in wholes or any(len(parts & own) > 1 for parts in held)):
            continue  # these figures make up another sum already
        if not fails and len(own) > 1 and own in held:
            continue
        found.setdefault((tie.whole.id, tuple(sorted(own, key=order.__getitem__))), tie.sure)
        wholes.add(tie.whole.id)
        held.append(own)
    return [
        Sum(id=f"r{first + n}", span=None, text="", whole=whole, parts=parts, sure=sure)
        for n, ((whole, parts), sure) in enumerate(sorted(found.items(), key=lambda item: order[item[0][0]]))
    ]


def _quantities(figures: Iterable[Figure]) -> Iterator[Quantity]:
    return (figure.quantity for figure in figures)


def _listed(scenes: list[Scene]) -> Iterator[Tie]:
    seen: list[Figure] = []
    for scene in scenes:
        drafts = [d for d in scene.drafts if d.figure is not None and is_measured(d.figure)]
        own = [d for d in drafts if not d.compared]
        yield from _one(_together(scene, own, seen))
        yield from _one(_behind(scene, own))
        yield from _one(_of_before(scene, own, seen))
        yield from _one(_on_top(scene, own, seen))
        yield from _one(_remaining(scene, own, seen))
        seen += [d.figure for d in own if d.figure is not None]


def _one(tie: Tie | None) -> list[Tie]:
    return [tie] if tie is not None else []


def _together(scene: Scene, drafts: list[Draft], seen: list[Figure]) -> Tie | None:
    """`A for this and B for that, together C`; `Taken together they come to C`, the parts being named before."""
    if not scene.sentence.plays("together"):
        return None
    for place, draft in enumerate(drafts):
        reach = 9 if place == 0 else 4
        if draft.figure is None or not scene.sentence.plays("together", draft.at - reach, draft.at):
            continue
        said = max(k for k in scene.sentence.where("together") if k < draft.at)
        if any(is_value(node) for node in scene.sentence.nodes[said : draft.at]):
            continue  # `the three together rose 46 percent to A`
        if any(
            scene.sentence.cues[k].together
            for d in drafts[:place]
            for k in range(d.at + 1, d.at + 3)
            if k < draft.at - 2
        ):
            continue  # `exports were A in total and imports B`
        whole = draft.figure
        parts = _figures(d for d in drafts[:place] if d.amount.unit == draft.amount.unit)
        if len(parts) >= 2:
            return Tie(whole, tuple(_last_that_fit(whole, parts) or parts), sure=True)
        pool = _alike(whole, [*seen[-_BACK:], *parts])
        run = _last_that_fit(whole, pool)
        if run:
            return Tie(whole, tuple(run), sure=False)
        many = _how_many(scene, draft.at)
        if many and len(pool) >= many and all(part.quantity.value < whole.quantity.value for part in pool[-many:]):
            return Tie(whole, tuple(pool[-many:]), sure=False)  # `the three together`
        if len(pool) > 1 and is_both_ways(pool[-2], pool[-1]):
            return Tie(whole, tuple(pool[-2:]), sure=False)  # `Exports were A and imports B. Together they came to C`
        return _best((whole, two) for two in combinations(pool, 2))
    return None


def _last_that_fit(whole: Figure, parts: list[Figure]) -> list[Figure] | None:
    """The parts named last that make up a whole."""
    for start in range(len(parts) - 2, -1, -1):
        if adds_up(whole.quantity, (part.quantity for part in parts[start:])):
            return parts[start:]
    return None


def _how_many(scene: Scene, end: int) -> int | None:
    """`the three suppliers together`: how many parts the words count."""
    for node in scene.sentence.nodes[:end]:
        number = (
            node.value.number
            if node.cat == AMOUNT and node.value.kind == "count"
            else node.value
            if node.cat == NUMBER
            else None
        )
        number = getattr(number, "number", number)
        if number is not None and number.words and 2 <= number.value <= _MOST:
            return int(number.value)
    return None


def _behind(scene: Scene, drafts: list[Draft]) -> Tie | None:
    """The parts behind their whole: after a colon, in parentheses, `67 of them … and 137 …`, `divided into A and B`."""
    for place, draft in enumerate(drafts[:-2] if len(drafts) > 2 else []):
        rest = [d for d in drafts[place + 1 :] if d.amount.unit == draft.amount.unit]
        complete = _opens_list(scene, draft, rest)
        if complete is None or draft.figure is None:
            continue
        tie = _complete(draft.figure, _figures(rest), sure=complete)
        if tie is not None:
            return tie
    return None


def _opens_list(scene: Scene, whole: Draft, rest: list[Draft]) -> bool | None:
    """Whether the words between a whole and its parts open a list: True where it is a complete one, None where none."""
    if len(rest) < 2:
        return None
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    stretch = range(whole.at + 1, rest[1].at)
    before = range(whole.at + 1, rest[0].at)
    if scene.sentence.clause_of(rest[0].at) is not scene.sentence.clause_of(rest[1].at) or any(
        cues[k].namely and is_value(nodes[k - 1]) for k in before
    ):
        return None
    if any(cues[k].comprises or cues[k].namely for k in before) or any(
        nodes[k].cat == COLON and rest[0].at - k <= 6 for k in before
    ):
        return True
    if any(cues[k].pronoun == "part" for k in stretch) or any(
        nodes[k].cat == LPAR and rest[0].at - k <= 4 and not in_parentheses(scene, whole) for k in before
    ):
        return False
    opened = whole.at <= 4 and any(nodes[k].cat == OF for k in range(whole.at))
    return False if opened else None


def _of_before(scene: Scene, drafts: list[Draft], seen: list[Figure]) -> Tie | None:
    """`Of this, A and B`, `It comprised A and B`: the whole stands in a sentence before."""
    if not drafts or not seen:
        return None
    partial = scene.sentence.plays("part", 0, drafts[0].at + 4)
    comprises = scene.sentence.plays("comprises", 0, drafts[0].at)
    if not partial and not comprises:
        return None
    unit = drafts[0].amount.unit
    parts = _figures(d for d in drafts if d.amount.unit == unit)
    wholes = [
        f
        for f in reversed(seen[-_BACK:])
        if f.quantity.unit == unit and parts and f.quantity.value > max(p.quantity.value for p in parts)
    ]
    for whole in wholes:
        tie = _complete(whole, parts, sure=False)
        if tie is not None and tie.holds:
            return tie
    if wholes:
        return _complete(wholes[0], parts, sure=comprises)
    last = next((f for f in reversed(seen[-_BACK:]) if f.quantity.unit == unit), None)
    tie = Tie(last, tuple(parts[:_MOST]), sure=False) if last is not None and len(parts) > 1 else None
    return tie if tie is not None and tie.nearly else None  # a slip can make a part larger than its whole


def _complete(whole: Figure, parts: list[Figure], *, sure: bool) -> Tie | None:
    """A list that adds up, cut where it does; one that the words call complete, if it comes near its whole."""
    parts = parts[:_MOST]
    for size in range(len(parts), 1, -1):
        if adds_up(whole.quantity, (part.quantity for part in parts[:size])):
            return Tie(whole, tuple(parts[:size]), sure)
    by_chance = BY_CHANCE if sure else SELDOM
    if len(parts) > 1 and nearly_adds_up(whole.quantity, (part.quantity for part in parts), by_chance=by_chance):
        return Tie(whole, tuple(parts), sure)
    if any(part.quantity.value >= whole.quantity.value for part in parts[:2]):
        return None
    total = sum(part.quantity.value for part in parts)
    near = len(parts) > 1 and whole.quantity.value and _CLOSE[0] <= total / whole.quantity.value <= _CLOSE[1]
    return Tie(whole, tuple(parts), sure) if near and sure else None


def _on_top(scene: Scene, drafts: list[Draft], seen: list[Figure]) -> Tie | None:
    """`July brought A, on top of the B shipped until June`: parts of a whole named before, if they make it up."""
    if not scene.sentence.plays("onto"):
        return None
    for one, other in pairwise(drafts):
        if one.figure is None or other.figure is None or one.amount.unit != other.amount.unit:
            continue
        if scene.sentence.plays("onto", one.at + 1, other.at):
            return _best((whole, (one.figure, other.figure)) for whole in seen[-_BACK:])
    return None


def _remaining(scene: Scene, drafts: list[Draft], seen: list[Figure]) -> Tie | None:
    """`The remaining 1.98 million tons`: with parts named before they make up a whole named before.

    Which of several parts is meant is settled by the arithmetic; where none fits, nothing is said.
    """
    if not scene.sentence.plays("remaining"):
        return None
    for place, draft in enumerate(drafts):
        if draft.figure is None or not scene.sentence.plays("remaining", draft.at - 3, draft.at):
            continue
        pool = _alike(draft.figure, [*seen[-_BACK:], *_figures(drafts[:place])])
        last = draft.figure
        return _best(
            (whole, (*parts, last)) for size in (1, 2) for parts in combinations(pool, size) for whole in pool if whole not in parts
        )  # fmt: skip
    return None


def _best(candidates: Iterable[Balance]) -> Tie | None:
    """The candidate that adds up most exactly; where none does, the last that nearly does."""
    ties = [
        Tie(whole, tuple(parts), sure=False)
        for whole, parts in candidates
        if whole.quantity.value and all(part.quantity.unit == whole.quantity.unit for part in parts)
    ]
    fitting = [tie for tie in ties if tie.holds]
    if fitting:
        return min(fitting, key=lambda tie: tie.residual)
    return next((tie for tie in reversed(ties) if tie.nearly), None)


def _alike(figure: Figure, pool: list[Figure]) -> list[Figure]:
    return [f for f in pool if f.quantity.unit == figure.quantity.unit]


def _figures(drafts: Iterable[Draft]) -> list[Figure]:
    return [d.figure for d in drafts if d.figure is not None]


__all__ = ["Tie", "implied"]
