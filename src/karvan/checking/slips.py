"""The slips that people make with numbers, each as a change to one claim.

| slip                     | example                                       | likelihood                                       |
|--------------------------|-----------------------------------------------|--------------------------------------------------|
| decimal_slip             | 6,296 million for 6.296 million               | 0.8: the digits are grouped as that slip leaves  |
| unit_slip (word dropped) | $279 for $279 million                         | 0.85; 0.95 for a billion                         |
| unit_slip                | billion for million, million for thousand     | 0.85 to 1.2                                      |
| direction_slip           | fell for rose                                 | 1.6: the words are what a text is written for    |
| swap_slip                | from 9 to 6 for from 6 to 9                   | 1.5                                              |
| percent_times_slip       | 2.6 percent for 2.6 times, or the reverse     | 1.5                                              |
| percent_of_slip          | rose by 140 percent for rose to 140 percent   | 1.8                                              |
| point_slip (point lost)  | 1958 billion for 19.58 billion                | 1.6                                              |
| point_slip               | 29.8 percent for 2.98 percent                 | 2.2 and more                                     |
| digit_slip               | 8.931 million for 5.931 million               | 2.18 and more, see `misprints`                   |
| value_slip               | 65 percent for 86 percent: any other number   | 2.45 and more, see `solving`                     |

The lower, the likelier; only the order matters. Percent for percentage points changes the unit alone and no arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec import Struct

from karvan.nouns import ONE, Claim, Figure, Growth, Interval, Quantity

HUNDRED, THOUSAND, MILLION, BILLION = Decimal(100), Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)
WORDS = {THOUSAND: "thousand", MILLION: "million", BILLION: "billion", Decimal("1e12"): "trillion"}
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])")
_DOTTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_POINT = re.compile(r"\d\.\d")
_MISPLACED = "the decimal point is misplaced"
_SMALL = Decimal(10_000)
_TEN, _TENTH, _HUNDREDTH, _THOUSANDTH = Decimal(10), Decimal("0.1"), Decimal("0.01"), Decimal("0.001")


class Slip(Struct, frozen=True, kw_only=True):
    """One way in which a claim can have gone wrong, and what it says without it."""

    name: str
    cost: float
    quantity: Quantity
    """What the claim then says, in the terms of its ties."""
    suggest: Decimal
    """What to write instead."""
    words: str
    factor: Decimal | None = None
    """For slips of scale: figures written alike can share them."""


def slips(claim: Claim, quantity: Quantity, wanted: Callable[[Decimal], bool] | None = None) -> Iterator[Slip]:
    """The known slips of one claim, of those that change its scale the ones with a wanted factor."""
    factors = scale_factors(claim.text, quantity) if isinstance(claim, Figure) or _is_amount(claim) else []
    if isinstance(claim, Figure):
        factors += list(_moved_points(claim.text, quantity))
    elif quantity.unit != "count":
        factors += [("point_slip", 2.2, factor, _MISPLACED) for factor in (_TEN, _TENTH, HUNDRED, _HUNDREDTH)]
    for name, cost, factor, words in factors:
        if wanted is None or wanted(factor):
            new = _map(quantity, factor)
            yield Slip(name=name, cost=cost, quantity=new, suggest=new.value, words=words, factor=factor)
    if isinstance(claim, Growth):
        yield from _growth_slips(claim, quantity)


def _moved_points(text: str, quantity: Quantity) -> Iterator[tuple[str, float, Decimal, str]]:
    """A decimal point that was lost ("1958 billion" for 19.58), or stands in a wrong place."""
    if quantity.unit == "count" and quantity.scale == ONE:
        return
    whole = quantity.value / max(ONE, quantity.scale)
    digits = len(whole.normalize().as_tuple().digits)
    if _POINT.search(text) is None:
        for places in (1, 2, 3):
            if digits > places:
                yield "point_slip", 1.6, ONE.scaleb(-places), "the decimal point was lost"
    else:
        yield "point_slip", 2.2, _TENTH, _MISPLACED
    yield "point_slip", 2.4, _TEN, _MISPLACED


def scale_factors(text: str, quantity: Quantity) -> list[tuple[str, float, Decimal, str]]:
    """Slips of the scale word or of the decimal comma: name, cost, what mends them, and in words.

    >>> number = Interval.written("6296", MILLION)
    >>> scale_factors("$6,296 million", Quantity(Decimal(6_296_000_000), "USD", number, number, None, MILLION))[0]
    ('decimal_slip', 0.8, Decimal('0.001'), 'the comma is a decimal comma')
    """
    scale = quantity.scale
    found: list[tuple[str, float, Decimal, str]] = []
    if scale > ONE:
        if _GROUPED.search(text):
            found.append(("decimal_slip", 0.8, _THOUSANDTH, "the comma is a decimal comma"))
        for factor in (_THOUSANDTH, THOUSAND):
            right = WORDS.get(scale * factor)
            if right is not None and scale in WORDS:
                # nobody writes 2618 million: a thousand times too much of a scale word is likely one too large
                cost = 0.85 if factor == _THOUSANDTH and quantity.value >= THOUSAND * scale else 1.0
                found.append(("unit_slip", cost, factor, f"{right} instead of {WORDS[scale]}"))
        if quantity.value >= THOUSAND * scale:
            found.append(("unit_slip", 1.2, ONE / scale, f"the word {WORDS.get(scale, 'of scale')} is too many"))
        return found
    if _DOTTED.search(text):
        found.append(("decimal_slip", 0.8, THOUSAND, "the point separates thousands"))
    if 0 < quantity.value < _SMALL:
        for factor, cost in ((MILLION, 0.85), (THOUSAND, 0.85), (BILLION, 0.95)):
            found.append(("unit_slip", cost, factor, f"the word {WORDS[factor]} was dropped"))
    return found


def _growth_slips(growth: Growth, quantity: Quantity) -> Iterator[Slip]:
    value = quantity.value
    if growth.measure != "fold":
        words = "a fall instead of a rise" if value > 0 else "a rise instead of a fall"
        yield Slip(name="direction_slip", cost=1.6, quantity=_map(quantity, -ONE), suggest=-value, words=words)
    if growth.measure == "percent" and value > 0:
        yield Slip(
            name="percent_times_slip", cost=1.5, quantity=_map(quantity, HUNDRED, -ONE), suggest=value * HUNDRED,
            words="times instead of percent",
        )  # fmt: skip
        if value > ONE:
            words = "to so many percent of the base instead of by so many"
            yield Slip(
                name="percent_of_slip", cost=1.8, quantity=_map(quantity, ONE, -ONE), suggest=value - ONE, words=words
            )
    elif growth.measure == "fold" and value > 0:
        yield Slip(
            name="percent_times_slip", cost=1.5, quantity=_map(quantity, ONE / HUNDRED, ONE), suggest=value / HUNDRED,
            words="percent instead of times",
        )  # fmt: skip


def _is_amount(claim: Claim) -> bool:
    return isinstance(claim, Growth) and claim.measure == "difference"


def _map(quantity: Quantity, factor: Decimal, shift: Decimal = Decimal(0)) -> Quantity:
    """The quantity with every value taken times `factor` plus `shift`."""

    def both(interval: Interval) -> Interval:
        ends = interval.lo * factor + shift, interval.hi * factor + shift
        return Interval(min(ends), max(ends))

    return Quantity(
        quantity.value * factor + shift, quantity.unit, both(quantity.interval), both(quantity.loose), quantity.hedge,
        quantity.scale, quantity.noun,
    )  # fmt: skip
