"""nesting: a part can't exceed the whole, in time or in kind.

January to March 2023 lies inside 2023; exports inside turnover; what goes to one partner inside what goes to all; a product
inside the total. Both must be of the same unit and note, and nothing may say that they come from two sources. What has no
period or no parties is left alone, and so is what need not add up (capacity, prices, balances).

The other extreme is doubtful: a freight of a few hundred tons beside a total of millions on the same route in the same
period, where the small number has no scale word and a thousandfold of it still fits.

Passes: "$1.03 million in January-March 2023" beside "$6.1 million in 2023".
Fails: "$1.03 billion in January-March 2023" beside "$6.1 million in 2023".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import structs

from karvan.checking.computing import judged
from karvan.checking.families import ADDITIVE, ALL_GOODS, CROWD, by_thing, collected, one_source, tied, wholes
from karvan.checking.ties import Tie, Within
from karvan.checking.writing import stated
from karvan.nouns import ONE, ZERO, Facts, Figure, Finding, Quantity, Reading, Verdict

THOUSAND = Decimal(1000)
_UNEVEN = 4
"""How much busier than the rest of a year a part of it may be, or how much calmer."""


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    yield from judged(ties(reading), reading)
    yield from _dwarfs(reading)


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    pairs = list(_pairs(reading))
    if not pairs:
        return
    apart = tied(relation for relation in reading.relations if relation.kind in ("growth", "multiple"))
    for part, whole in pairs:
        if not apart(part, whole):
            yield _tie(part, whole)


def _tie(part: Figure, whole: Figure) -> Tie:
    tie = Within(check="nesting", figures=(part.id, whole.id), part=part.id, whole=whole.id)
    if part.period is None or whole.period is None or part.period.same(whole.period):
        return tie
    days = Decimal((part.period.end - part.period.start).days) / (whole.period.end - whole.period.start).days
    return structs.replace(tie, expected=(days / _UNEVEN, min(ONE, days * _UNEVEN)))


def _pairs(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    index = by_thing(reading)
    for key, parts in index.items():
        if key.indicator not in ADDITIVE:
            continue
        for wider in wholes(key):
            group = index.get(wider, ())
            if group is parts and len(parts) == 1:
                continue
            for whole in group:
                for part in parts:
                    if _inside(part, whole, by_time=group is parts):
                        yield part, whole


def _inside(part: Figure, whole: Figure, *, by_time: bool) -> bool:
    if part.period is None or whole.period is None or not whole.period.contains(part.period):
        return False
    return not (by_time and part.period.same(whole.period)) and one_source(part, whole)


def _dwarfs(reading: Reading) -> Iterator[Finding]:
    """Freights of a few hundred tons beside totals of millions, all of one place together."""
    tons = [figure for figure in reading.figures if figure.indicator == "freight" and figure.quantity.unit == "t"][
        :CROWD
    ]
    small, large = [one for one in tons if _is_bare(one.quantity)], [one for one in tons if one.quantity.scale > ONE]
    found: defaultdict[object, list[tuple[Figure, Figure]]] = defaultdict(list)
    for part in small:
        whole = next((whole for whole in large if _dwarfed(part, whole)), None)
        if whole is not None:
            found[part.reporter, part.product, part.route].append((part, whole))
    for pairs in found.values():
        yield _doubt(pairs)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.scale == ONE and not quantity.hedge and ZERO < quantity.value < THOUSAND


def _dwarfed(part: Figure, whole: Figure) -> bool:
    """Whether the one is a freight of the place and time of the other, and less than a thousandth of it."""
    if part.reporter is None or part.reporter != whole.reporter or part.note or whole.note:
        return False
    if part.route != whole.route or whole.product not in (None, part.product, *ALL_GOODS):
        return False
    if part.period is None or whole.period is None or not part.period.same(whole.period):
        return False
    return part.quantity.value * THOUSAND < whole.quantity.value


def _doubt(pairs: list[tuple[Figure, Figure]]) -> Finding:
    parts = {part.id: part for part, _ in pairs}
    part, whole = pairs[0]
    return Finding(
        id=f"nesting-{part.id}",
        check="nesting",
        verdict=Verdict.DOUBTFUL,
        figures=tuple(parts),
        computation=f"{stated(part.quantity)} of {stated(whole.quantity)} on the same route in the same period is less than a thousandth",
        why="A named freight of a few hundred tons beside a total of millions is implausible; a scale word may be missing.",
        suggest={name: figure.quantity.value * THOUSAND for name, figure in parts.items()},
        repair="thousand tons instead of tons",
        slip="unit_slip",
    )
