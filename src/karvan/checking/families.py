"""Which figures speak of the same thing, and which of a part of it: keys, so that nobody compares all with all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar

from msgspec import Struct, structs

from karvan.nouns import Figure, Reading, Relation, Span

T = TypeVar("T")
ADDITIVE = frozenset(
    ("trade.turnover", "trade.exports", "trade.imports", "freight", "containers", "passengers", "tourists", "production",
     "flights")
)  # fmt: skip
"""What grows with time and splits by product and partner: a part of it can't exceed the whole."""

MEASURED = ADDITIVE | {"gdp", "trade.balance"}
"""What has one value for given parties and period."""

WORLD = "WLD"
ALL_GOODS = ("goods", "cargo", "freight")
"""What a total of all products is called."""
CROWD = 24
"""Figures of one key that are compared with each other: more than a table gives is no text."""
_SENTENCE_END = re.compile(r"[.!?…。؟]['\"”’»)\]]*\s|\n")


class Thing(Struct, frozen=True):
    """What a figure measures, apart from when: a flow from `origin` to `goal`, told the same by both sides."""

    indicator: str
    unit: str
    origin: str | None
    goal: str | None
    product: str | None
    route: str | None
    note: str | None


def thing(figure: Figure) -> Thing:
    """The same for exports of A to B and imports of B from A, and for turnover of A with B and of B with A."""
    indicator, origin, goal = figure.indicator, figure.reporter, figure.partner
    if origin is not None and goal is not None and WORLD not in (origin, goal):
        if indicator == "trade.imports":
            indicator, origin, goal = "trade.exports", goal, origin
        elif indicator == "trade.turnover" and origin > goal:
            origin, goal = goal, origin
    unit = figure.quantity.unit
    if figure.quantity.noun and unit in ("count", "person"):
        unit = f"{unit} {figure.quantity.noun}"
    return Thing(indicator, unit, origin, goal, figure.product, figure.route, figure.note)


def wholes(part: Thing) -> Iterator[Thing]:
    """What a flow can be a part of, itself included (then by time)."""
    for flow in _wider_flows(part):
        yield flow
        if part.product is not None:
            yield structs.replace(flow, product=None)


def _wider_flows(part: Thing) -> Iterator[Thing]:
    yield part
    origin, goal = part.origin, part.goal
    if origin is None or goal is None:
        return
    if not part.indicator.startswith("trade."):
        if goal != WORLD:
            yield structs.replace(part, goal=WORLD)
        return
    if WORLD in (origin, goal):
        if part.indicator != "trade.turnover":
            yield structs.replace(part, indicator="trade.turnover")
        return
    if part.indicator == "trade.exports":
        first, second = sorted((origin, goal))
        yield structs.replace(part, indicator="trade.turnover", origin=first, goal=second)
        yield structs.replace(part, goal=WORLD)
        yield structs.replace(part, indicator="trade.imports", origin=goal, goal=WORLD)
    for country in (origin, goal):
        yield structs.replace(part, indicator="trade.turnover", origin=country, goal=WORLD)


def remembered(made: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """What a function made of the reading at hand, for those who ask for it in turn."""
    last: tuple[Reading | None, Any] = (None, None)

    @wraps(made)
    def asked(reading: Reading) -> T:
        nonlocal last
        known, value = last  # one tuple, so that two threads never mix theirs
        if known is not reading:
            value = made(reading)
            last = reading, value
        return value

    return asked


def collected(made: Callable[[Reading], Iterator[T]]) -> Callable[[Reading], tuple[T, ...]]:
    """All that a function yields of the reading at hand, remembered."""

    @remembered
    @wraps(made)
    def asked(reading: Reading) -> tuple[T, ...]:
        return tuple(made(reading))

    return asked


@remembered
def by_thing(reading: Reading) -> dict[Thing, list[Figure]]:
    """Figures of known parties and period under what they measure, at most `CROWD` of each."""
    index: defaultdict[Thing, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.period is not None and figure.reporter is not None and figure.indicator in MEASURED:
            group = index[thing(figure)]
            if len(group) < CROWD:
                group.append(figure)
    return dict(index)


def one_source(one: Figure, other: Figure) -> bool:
    """Whether nothing says that two sources speak."""
    return one.attribution == other.attribution or one.attribution is None or other.attribution is None


def mirrored(one: Figure, other: Figure) -> bool:
    """Whether two countries tell of the same flow, each by its own statistics."""
    return one.reporter != other.reporter


def tied(relations: Iterable[Relation]) -> Callable[[Figure, Figure], bool]:
    """Whether two figures stand on two sides of a relation: they are two things."""
    known: list[set[str | None]] = []
    for relation in relations:
        sides = {getattr(relation, side, None) for side in ("of", "base", "part", "whole")}
        known.append(sides.union(getattr(relation, "parts", ())[:CROWD]))
    return lambda one, other: any(one.id in sides and other.id in sides for sides in known)


def one_sentence(text: str, one: Span | None, other: Span | None) -> bool:
    """Whether no sentence ends between two spans.

    >>> text = "Exports: 5. Imports: 6, of which wheat 2."
    >>> one_sentence(text, Span(9, 10), Span(21, 22)), one_sentence(text, Span(21, 22), Span(39, 40))
    (False, True)
    """
    if one is None or other is None:
        return False
    first, second = sorted((one, other))
    return not _SENTENCE_END.search(text, first.end, max(first.end, second.start))
