"""The value that one claim would need for a tie to hold: what is left when no known slip explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from karvan.checking.slips import Slip
from karvan.checking.ties import PARTS, Change, Complement, Difference, Outcome, Ratio, Same, Tie, Total, Values
from karvan.nouns import ONE, ZERO, Claim, Figure, Interval, Quantity

_DECIMALS = re.compile(r"\d[.,](\d+)(?!.*\d)")
_HALF = Decimal("0.5")
_FAR = Decimal(30)
_ROUGH = Decimal(3)
_ALMOST_NOTHING = Decimal("-0.95")
"""A fall by more than this is no wrong percentage: a figure is wrong."""


def computed(claim: Claim, values: Values, failing: list[Tie]) -> Iterator[Slip]:
    """The claim with the value that some failing tie asks for, in the precision of the text.

    Where a tie is only strained the slip sits in the last digit, so that one more digit is given.
    """
    for tie in failing[:4]:
        try:
            value = solve(tie, claim.id, values)
        except ArithmeticError:
            continue
        if value is None or (isinstance(claim, Figure) and value <= ZERO):
            continue
        unit = _place(tie, claim, values)
        if tie.judge(values) is Outcome.STRAINED:
            unit /= 10
        rounded = (value / unit).quantize(ONE, ROUND_HALF_EVEN) * unit
        if not _near(rounded, values[claim.id].value) or (values[claim.id].unit in PARTS and rounded < _ALMOST_NOTHING):
            continue
        yield Slip(
            name="value_slip", cost=_cost(tie, claim.id, values[claim.id].value, rounded),
            quantity=precise(values[claim.id], rounded, unit), suggest=rounded + ZERO, words="the computed value",
        )  # fmt: skip


def _place(tie: Tie, claim: Claim, values: Values) -> Decimal:
    """The last place of the claim, or that of its parts for a total written without decimals."""
    unit = last_place(claim, values[claim.id])
    if isinstance(tie, Total) and claim.id == tie.whole and "." not in claim.text:
        # interval widths tell the place of every part
        places = [2 * (values[part].value - values[part].interval.lo) for part in tie.parts]
        if ZERO < max(places) < unit:
            return max(places)
    return unit


def _near(new: Decimal, old: Decimal) -> bool:
    """Whether a person can have written the one for the other: not where they lie an order of magnitude apart."""
    return ZERO not in (new, old) and ONE / _FAR < abs(new / old) < _FAR


def last_place(claim: Claim, quantity: Quantity) -> Decimal:
    """What the last digit of a number stands for: 100,000 in `6.1 million`, 0.0001 in `2.98 percent`.

    >>> from karvan.nouns import Share
    >>> part = Interval.point(0)
    >>> last_place(Share(id="r1", span=None, text="2.98 percent", part=None, whole=None,
    ...     quantity=Quantity(Decimal("0.0298"), "percent", part, part)), Quantity(Decimal("0.0298"), "percent", part, part))
    Decimal('0.0001')
    """
    scale = max(ONE, quantity.scale)
    if quantity.unit in PARTS:
        scale = Decimal("0.01")
    written = _DECIMALS.search(claim.text)
    exponent = (quantity.value / scale).normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    if written and decimals:
        decimals = max(decimals, len(written[1]))
    return scale.scaleb(-decimals) if decimals < 12 else scale


def solve(tie: Tie, claim: str, values: Values) -> Decimal | None:
    """The value with which a tie holds exactly, the other claims as written."""
    number = {name: values[name].value for name in tie.claims if name in values}
    match tie:
        case Ratio(of=of, base=base, stated=stated, less=less) if not tie.inverse:
            ratio = number[stated] + less
            solved = {stated: number[of] / number[base] - less, of: ratio * number[base]}
            return number[of] / ratio if claim == base else solved.get(claim)
        case Difference(of=of, base=base, stated=stated):
            return {
                stated: number[of] - number[base],
                of: number[base] + number[stated],
                base: number[of] - number[stated],
            }.get(claim)
        case Change(of=of, amount=amount, percent=percent):
            if claim == percent:
                return number[amount] / (number[of] - number[amount])
            if claim == amount:
                return number[of] * number[percent] / (ONE + number[percent])
            return number[amount] / number[percent] + number[amount]
        case Total(whole=whole, parts=parts):
            total = sum((number[part] for part in parts), ZERO)
            return total if claim == whole else number[whole] - total + number[claim] if claim in parts else None
        case Complement(shares=shares):
            return ONE - sum((number[share] for share in shares if share != claim), ZERO) if claim in shares else None
        case Same(one=one, other=other) if one_digit_apart(number[one], number[other]):
            return number[other] if claim == one else number[one]
        case _:
            return None


def wanted(claim: str, failing: Iterable[Tie], values: Values) -> Callable[[Decimal], bool] | None:
    """Which factors of scale can bring a claim near to what its failing ties ask for: most need not be tried."""
    written, asked = values[claim].value, []
    for tie in failing:
        try:
            needed = solve(tie, claim, values)
        except ArithmeticError:
            needed = None
        if needed is None or not written:
            return None
        asked.append(needed / written)
    return lambda factor: any(factor < _ROUGH * ratio and ratio < _ROUGH * factor for ratio in asked)


def _cost(tie: Tie, claim: str, old: Decimal, new: Decimal) -> float:
    """What the writer computed goes wrong more often than what he copied: percentages, and the total of a list."""
    match tie:
        case Total():
            cost = 2.7 if claim == tie.whole else 2.9
        case Same():
            cost = 2.6
        case Change():
            cost = 2.6 if claim != tie.of else 3.0
        case _:
            cost = 2.6 if claim in tie.relations else 2.9
    if one_digit_apart(old, new):
        return cost - 0.15
    return cost + (0.3 if (old < ZERO) is not (new < ZERO) else 0.0)


def one_digit_apart(one: Decimal, other: Decimal) -> bool:
    """Whether one digit was changed, or two neighbours swapped.

    >>> one_digit_apart(Decimal("14.39"), Decimal("12.39")), one_digit_apart(Decimal(1392), Decimal(1932))
    (True, True)
    >>> one_digit_apart(Decimal("1.4"), Decimal("2.8"))
    False
    """
    return len(_differing(one, other)) == 1 or swapped_digits(one, other)


def swapped_digits(one: Decimal, other: Decimal) -> bool:
    """Whether two neighbouring digits changed places.

    >>> swapped_digits(Decimal("4.5"), Decimal("5.4")), swapped_digits(Decimal("4.5"), Decimal("4.6"))
    (True, False)
    """
    match _differing(one, other):
        case [(at, first), (after, second)]:
            return after == at + 1 and first == second[::-1]
        case _:
            return False


def _differing(one: Decimal, other: Decimal) -> list[tuple[int, tuple[int, int]]]:
    """The places at which two numbers written alike have other digits, with the two; none where they are not alike."""
    first, second = (value.normalize().as_tuple() for value in (one, other))
    if (first.sign, first.exponent, len(first.digits)) != (second.sign, second.exponent, len(second.digits)):
        return []
    return [(at, two) for at, two in enumerate(zip(first.digits, second.digits, strict=True)) if two[0] != two[1]]


def precise(old: Quantity, value: Decimal, unit: Decimal) -> Quantity:
    interval = Interval(value - unit * _HALF, value + unit * _HALF)
    return Quantity(value, old.unit, interval, Interval(value - unit, value + unit), None, old.scale, old.noun)
