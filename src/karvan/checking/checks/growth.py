"""growth: a stated rise or fall must follow from the two figures that it ties.

Rounding moves all three numbers, so a contradiction is only where nothing inside them fits. A percentage and an amount
that describe the same change must agree as well, also where the base is not in the text. Figures of different units or
indicators are not compared: whoever ties them means something else. "5 times more" may mean 6 times and is then
doubtful. Ratios of two different things are left to `multiple`, periods in the wrong order to `date_order`.

Passes: "Turnover rose 2.98 percent to $6.1 million, from $5.9 million": 6.05..6.15 against 5.85..5.95 is +1.7..+5.1.
Fails: "Turnover rose 12 percent to $6.1 million, from $5.9 million".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from karvan.checking.computing import judged
from karvan.checking.families import collected
from karvan.checking.footing import NEARBY
from karvan.checking.ties import Change, Difference, Ratio, Tie
from karvan.nouns import ONE, ZERO, Facts, Figure, Finding, Growth, Reading


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    return judged(ties(reading), reading)


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    figures = {figure.id: figure for figure in reading.figures}
    alone: defaultdict[str, list[Growth]] = defaultdict(list)
    for growth in reading.of_kind(Growth):
        of, base = figures.get(growth.of or ""), figures.get(growth.base or "")
        if of is not None and base is not None:
            if comparable(of, base) and of.id != base.id:
                yield _tie(growth, of, base)
        elif of is not None and growth.base is None:
            alone[of.id].append(growth)
    for of_id, growths in alone.items():
        yield from _changes(figures[of_id], growths)


def comparable(of: Figure, base: Figure) -> bool:
    """Whether a growth can tie them: same indicator and unit, and not two pairs of countries."""
    if of.indicator != base.indicator or of.quantity.unit != base.quantity.unit:
        return False
    sides = {of.reporter, of.partner, base.reporter, base.partner}
    return None in sides or len(sides) <= 2


def _tie(growth: Growth, of: Figure, base: Figure) -> Tie:
    figures, relations = (of.id, base.id), (growth.id,)
    if growth.measure == "difference":
        return Difference(
            check="growth", figures=figures, relations=relations, of=of.id, base=base.id, stated=growth.id
        )
    value, percent = growth.quantity.value, growth.measure == "percent"
    return Ratio(
        check="growth", figures=figures, relations=relations, of=of.id, base=base.id, stated=growth.id,
        less=ONE if percent else ZERO, inverse=not percent and value < ZERO,
        on_top=not percent and abs(value) >= 2 and any(letter.isdigit() for letter in growth.text),
    )  # fmt: skip


def _changes(of: Figure, growths: list[Growth]) -> Iterator[Tie]:
    amounts = [
        growth for growth in growths if growth.measure == "difference" and growth.quantity.unit == of.quantity.unit
    ]
    percents = [growth for growth in growths if growth.measure == "percent"]
    for amount in amounts[:8]:
        for percent in percents[:8]:
            if _one_base(amount, percent):
                yield Change(
                    check="growth", figures=(of.id,), relations=(amount.id, percent.id),
                    of=of.id, amount=amount.id, percent=percent.id,
                )  # fmt: skip


def _one_base(one: Growth, other: Growth) -> bool:
    if one.base_period and other.base_period:
        return one.base_period.same(other.base_period)
    if one.span is None or other.span is None:
        return False
    first, second = sorted((one.span, other.span))
    return second.start - first.end <= NEARBY
