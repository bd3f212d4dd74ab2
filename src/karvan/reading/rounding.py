"""What a written number can mean: the one table of rounding, truncation and hedges.

`u` is the unit of the last digit that was written on purpose: 0.1 for 6.1, 1 for 9,285, and for a whole number that
ends in zeros the place of its last other digit (100,000 for 500,000), since nobody can tell those zeros from rounding.

| written      | interval (strict)     | loose                  | reason                                                     |
|--------------|-----------------------|------------------------|------------------------------------------------------------|
| 6.1          | v ± u/2               | v - 0.55u … v + u      | rounded half up, at worst twice; agencies also cut off     |
| 500,000      | v ± u/2               | v - 0.55u … v + u      | trailing zeros are rounding as often as not                |
| 20 (percent) | v ± 1/2               | v - 0.55 … v + 1       | percentages are given to the unit, also 20 and 30          |
| 15 (counted) | v                     | v ± u/2 if it ends in 0 | things are counted one by one                              |
| about v      | v ± u                 | v ± 2u, at least 5 %   | `about` widens a rounded number by its last digit          |
| nearly v     | v - u … v             | v - 2u … v + u/2       | the word says that it is not reached                       |
| more than v  | v … v + u             | v - u/2 … 2v           | nobody says `more than 2.7` for 2.9, but it would be true  |
| at least v   | v … v + u             | v - u/2 … 2v           | as above; both are also said of what was rounded first     |
| less than v  | v - u … v             | v/2 … v                | the mirror of `more than`                                  |
| up to v      | 0 … v                 | 0 … v + u/2            | a ceiling says nothing about the floor                     |
| a third      | v ± 0.02              | v ± 0.05               | a fraction in words stands for its neighbourhood           |
| doubled      | v ± v/8               | v - 0.14v … v + v/4    | a multiple in words is rounded to the whole                |
| 5.5 times    | v ± u/2               | v - 0.55u … v + u      | as any number                                              |
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from karvan.nouns import Interval

HALF = Decimal("0.5")
_ZERO = Decimal(0)
_TWICE = Decimal("0.55")
"""6.145 becomes 6.15 and then 6.2 where it is rounded twice."""


def unit_of_last_digit(value: Decimal) -> Decimal:
    """The place of the last digit written on purpose.

    >>> unit_of_last_digit(Decimal("6.10")), unit_of_last_digit(Decimal("500000"))
    (Decimal('0.01'), Decimal('1E+5'))
    """
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    digits = value.as_tuple().digits
    zeros = 0
    for digit in reversed(digits):
        if digit:
            break
        zeros += 1
    return Decimal(1).scaleb(exponent + (zeros if zeros < len(digits) else 0))


@lru_cache(maxsize=8192)
def meanings(
    value: Decimal, unit: Decimal, hedge: str | None = None, manner: str = "number"
) -> tuple[Interval, Interval]:
    """The strict and the loose interval of a value whose last digit stands for `unit`.

    `hedge` is one of about, nearly, more_than, at_least, less_than, at_most; `manner` is number, count, words
    (fractions) or fold (doubled).

    >>> meanings(Decimal("6.1"), Decimal("0.1"))[0]
    Interval(lo=Decimal('6.05'), hi=Decimal('6.15'))
    >>> meanings(Decimal(80), Decimal(10), "nearly")[0].hi
    Decimal('80')
    """
    if value < _ZERO:
        strict, loose = meanings(-value, unit, hedge, manner)
        return Interval(-strict.hi, -strict.lo), Interval(-loose.hi, -loose.lo)
    if manner == "words":
        unit = Decimal("0.04")
    elif manner == "fold":
        unit = value / 4
    half = unit * HALF
    if hedge == "about":
        wide = max(2 * unit, value / 20)
        return Interval(value - unit, value + unit), Interval(max(value - wide, _ZERO), value + wide)
    if hedge == "nearly":
        return Interval(value - unit, value), Interval(max(value - 2 * unit, _ZERO), value + half)
    if hedge in ("more_than", "at_least"):
        return Interval(value, value + unit), Interval(value - half, max(2 * value, value + unit))
    if hedge == "less_than":
        return Interval(max(value - unit, _ZERO), value), Interval(min(value / 2, max(value - unit, _ZERO)), value)
    if hedge == "at_most":
        return Interval(_ZERO, value), Interval(_ZERO, value + half)
    if manner == "count":
        loose = Interval(value - half, value + half) if unit > 1 else Interval(value, value)
        return Interval(value, value), loose
    if manner == "words":
        return Interval(value - half, value + half), Interval(value - Decimal("0.05"), value + Decimal("0.05"))
    return Interval(value - half, value + half), Interval(value - unit * _TWICE, value + unit)
