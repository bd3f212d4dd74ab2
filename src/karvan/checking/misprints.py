"""Misprinted digits: a changed, swapped, doubled or lost digit, tried last.

With few digits and wide rounding some misprint always fits, so each comes with how likely it fits by chance: the more digits
a number has and the sharper its ties are, the more it says that one changed digit mends them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from karvan.checking.slips import Slip
from karvan.checking.solving import precise, solve
from karvan.checking.ties import Change, Complement, Ends, Outcome, Ratio, Tie, Values, ends
from karvan.nouns import ONE, ZERO, Quantity

_MOST_DIGITS = 9
_FEWEST_DIGITS = 2
_REACH = Decimal(20)
"""One digit more or less changes a number by less than this."""
_SURE, _LIKELY = Decimal("0.06"), Decimal("0.3")


def misprints(claim: str, values: Values, failing: list[Tie]) -> Iterator[Slip]:
    """The numbers that are one misprint away from what is written and for which every failing tie holds."""
    quantity = values[claim]
    if quantity.unit == "fraction":
        return  # words have no digits
    scale = max(ONE, quantity.scale) if quantity.unit != "percent" else Decimal("0.01")
    sign, digits, exponent = (quantity.value / scale).normalize().as_tuple()
    if not isinstance(exponent, int) or not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return
    unit = scale.scaleb(min(exponent, 0))
    window = _window(claim, unit, values, failing[0])
    if (
        window is None
        or max(map(abs, window)) * _REACH < abs(quantity.value)
        or abs(quantity.value) * _REACH < min(map(abs, window))
    ):
        return
    step = scale.scaleb(exponent) if not sign else -scale.scaleb(exponent)
    low, high = sorted((window[0] / step, window[1] / step))
    cost = _cost(values, failing, len(digits))
    new = dict(values)
    for other in _variants(int("".join(map(str, digits))), floor(low), ceil(high)):
        value = other * step
        if not window[0] <= value <= window[1]:
            continue
        new[claim] = precise(quantity, value, unit)
        if all(tie.judge(new) is Outcome.HOLDS for tie in failing):
            yield Slip(
                name="digit_slip", cost=cost, quantity=new[claim], suggest=value, words="a misprinted digit"
            )  # fmt: skip


def _window(claim: str, unit: Decimal, values: Values, tie: Tie) -> Ends | None:
    """Where about a value has to lie for a tie to hold: wider than need be, so that few variants are judged."""
    try:
        middle = solve(tie, claim, values)
    except ArithmeticError:
        return None
    if not middle:
        return None
    sides = tie.shares if isinstance(tie, Complement) else tie.claims
    others = [values[other] for other in sides if other in values and other != claim]
    if isinstance(tie, Ratio | Change):
        wide = sum((_width(other, of_itself=isinstance(tie, Change)) for other in others), ZERO)
        reach = 2 * wide * (abs(middle) + ONE if values[claim].unit == "percent" else abs(middle))
    else:
        reach = sum((other.interval.hi - other.interval.lo for other in others), ZERO)
    return middle - reach - unit, middle + reach + unit


def _variants(digits: int, low: int = 0, high: int = 10 ** (_MOST_DIGITS + 1)) -> Iterator[int]:
    """Every number from `low` to `high` that one misprint of a digit turns into this one; none begins with a zero.

    >>> 21 in _variants(12), 123 in _variants(13), 19 in _variants(12), 2 in _variants(102)
    (True, True, True, False)
    """
    seen = {digits, 0}
    count = len(str(digits))
    least = 10 ** (count - 1)
    for behind in range(count, -1, -1):
        place = 10**behind
        before, after = divmod(digits, place)
        found = _with_digit(before * 10 * place + after, place, low, high)  # one was lost
        if behind:
            place //= 10
            first, after = divmod(after, place)
            found += _with_digit(before * 10 * place + after, place, max(low, least), high)  # one was changed
            if (shorter := before * place + after) >= least // 10:
                found.append(shorter)  # one was doubled or slipped in
            if behind > 1:
                second, rest = divmod(after, place // 10)
                if (swapped := ((before * 10 + second) * 10 + first) * (place // 10) + rest) >= least:
                    found.append(swapped)
        for variant in found:
            if low <= variant <= high and variant not in seen:
                seen.add(variant)
                yield variant


def _with_digit(number: int, place: int, low: int, high: int) -> list[int]:
    """A number with every digit in a place where it has none, as far as that lies between two bounds."""
    least, most = max(0, (low - number + place - 1) // place), min(9, (high - number) // place)
    return [number + digit * place for digit in range(least, most + 1)]


def _cost(values: Values, failing: list[Tie], digits: int) -> float:
    """Below a computed value where a fit by chance is unlikely, above where it isn't."""
    chance = ONE
    for tie in failing:
        width = sum((_width(values[other]) for other in tie.claims if other in values), ZERO)
        chance *= min(ONE, 2 * digits * width)
    if chance < _SURE:
        return 2.3
    return 2.58 if chance < _LIKELY else 2.8


def _width(quantity: Quantity, *, of_itself: bool = False) -> Decimal:
    """The rounding of a number as a part of it; that of a percentage counts against the whole it changes."""
    low, high = ends(quantity, loose=False)
    size = abs(quantity.value)
    if quantity.unit == "percent" and not of_itself:
        size += ONE
    return (high - low) / size if size else ONE
