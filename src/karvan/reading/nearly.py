"""Nearly: whether numbers fit but for one slip of the pen, whichever of them is wrong.

Words often leave open which figures a value ties, and then those are taken that fit. A slip must not hide behind that: where
none fit, the figures that one slip would make fit are meant rather than any others. Whether they contradict each other is not
decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

from karvan.nouns import ONE, ZERO, Interval, Quantity
from karvan.reading.subjects import meant

_FACTORS = tuple(Decimal(10) ** n for n in (-9, -6, -3, -2, -1, 1, 2, 3, 6, 9))
"""A wrong scale word, a lost or misplaced point."""
_MOST_DIGITS = 9
BY_CHANCE = Decimal("0.34")
"""How likely a changed digit may fit by chance where words tie the numbers."""
SELDOM = Decimal("0.03")
"""The same where a list need not be complete."""
_LEAST = 20
_HUNDRED = Decimal(100)
_DECADE = Decimal("2.3")
"""The natural logarithm of ten: over so much the first digits of numbers that have nothing to do with each other spread."""


def nearly_adds_up(whole: Quantity, parts: Iterable[Quantity], *, by_chance: Decimal = BY_CHANCE) -> bool:
    """Whether parts would make up their whole but for a slip in one number.

    >>> from karvan.reading.rounding import meanings
    >>> def of(digits: str, unit: str) -> Quantity:
    ...     return Quantity(Decimal(digits), "USD", *meanings(Decimal(digits), Decimal(unit)))
    >>> nearly_adds_up(of("5.43", "0.01"), [of("1.21", "0.01"), of("42.2", "0.1")])
    True
    >>> nearly_adds_up(of("5.43", "0.01"), [of("1.21", "0.01"), of("2.87", "0.01")])
    False
    """
    parts = list(parts)
    numbers = [meant(part) for part in parts]
    if _is_slip(whole, _total(numbers), by_chance):
        return True
    for at, part in enumerate(parts):
        rest = meant(whole) - _total((*numbers[:at], *numbers[at + 1 :]))
        # a part that would be next to nothing was none
        if rest.hi * _LEAST >= whole.value and _is_slip(part, rest, by_chance):
            return True
    return False


def _total(numbers: Iterable[Interval]) -> Interval:
    return reduce(add, numbers, Interval.point(0))


def nearly_grew(of: Quantity, base: Quantity, value: Quantity, measure: str) -> bool:
    """Whether a growth would follow from its two figures but for a slip: in one number, in its sign, or both exchanged."""
    top, bottom, said = meant(of), meant(base), meant(value)
    if measure == "difference":
        exchanged = (bottom - top).meets(said)
        needs = ((of, said + bottom), (base, top - said), (value, top - bottom))
        return exchanged or any(_is_slip(quantity, need) for quantity, need in needs)
    if bottom.lo <= ZERO or top.lo <= ZERO:
        return False
    one = Interval.point(1)
    grew = said + one if measure == "percent" else said
    if grew.lo <= ZERO:
        return False
    now = top / bottom
    needed = now - one if measure == "percent" else now
    if (bottom / top).meets(grew) or (measure == "percent" and needed.meets(said * -ONE)):
        return True
    if measure == "percent" and (now.meets(said) or now.meets(said * _HUNDRED)):
        return True  # `by` for `to`, percent for times
    return any(_is_slip(q, need) for q, need in ((of, bottom * grew), (base, top / grew), (value, needed)))


def nearly_share(part: Quantity, whole: Quantity, value: Quantity) -> bool:
    """Whether a share would follow from part and whole but for a slip in one number."""
    top, bottom, said = meant(part), meant(whole), meant(value)
    if min(top.lo, bottom.lo, said.lo) <= ZERO:
        return False
    needs = ((part, bottom * said), (whole, top / said), (value, top / bottom))
    return any(_is_slip(quantity, need) for quantity, need in needs)


def _is_slip(written: Quantity, needed: Interval, by_chance: Decimal = BY_CHANCE) -> bool:
    """Whether one slip makes a written number of the one that is needed."""
    if needed.hi <= ZERO or written.value <= ZERO or written.unit == "fraction":
        return False
    number = meant(written)
    scales = written.unit not in ("percent", "fold") and _breadth(number) + _breadth(needed) <= by_chance * _DECADE
    if scales and any((number * factor).meets(needed) for factor in _FACTORS):
        return True
    return _is_misprint(written, needed, by_chance)


def _breadth(interval: Interval) -> Decimal:
    """How wide an interval is, as a part of what it holds."""
    return (interval.hi - interval.lo) / interval.hi


def _is_misprint(written: Quantity, needed: Interval, by_chance: Decimal) -> bool:
    """Whether one changed digit, or two that changed places, lead to what is needed; not where that fits by chance."""
    scale = Decimal("0.01") if written.unit == "percent" else max(ONE, written.scale)
    _, digits, exponent = (written.value / scale).as_tuple()
    if not isinstance(exponent, int) or not 2 <= len(digits) <= _MOST_DIGITS:
        return False
    step = scale.scaleb(exponent)
    low, high = needed.lo / step, needed.hi / step
    if high >= _MOST_DIGITS * Decimal(10) ** len(digits):
        return False
    if (high - low + 1) * 9 * len(digits) > by_chance * 9 * Decimal(10) ** (len(digits) - 1):
        return False
    half = Decimal("0.5")
    return any(low - half <= other <= high + half for other in _variants(digits))


def _variants(digits: Sequence[int]) -> Iterator[int]:
    """Every number with one other digit, or with two neighbours exchanged.

    >>> sorted(set(_variants((1, 2))))[:4]
    [2, 10, 11, 13]
    """
    number = int("".join(map(str, digits)))
    for at, digit in enumerate(reversed(digits)):
        place = 10**at
        yield from (number + (other - digit) * place for other in range(10) if other != digit)
    for at in range(len(digits) - 1):
        swapped = [*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :]]
        yield int("".join(map(str, swapped)))


__all__ = ["BY_CHANCE", "SELDOM", "nearly_adds_up", "nearly_grew", "nearly_share"]
