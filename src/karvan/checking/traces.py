"""Traces: how the numbers of a failing tie miss each other, since a slip of the pen leaves a trace and a misreading does not.

Put right, a slip makes everything fit to the last digit; two amounts that were never meant to fit miss each other by any
factor at all. So each failing tie is tried with the slips that people make.

| trace  | the tie holds once …                                                                              |
|--------|---------------------------------------------------------------------------------------------------|
| SCALE  | a scale word or a decimal comma of one amount is put right                                        |
| TURNED | a rise is a fall, base and value change places, percent are times, a decimal point was lost,      |
|        | two digits are swapped, a part repeats the number of its whole                                    |
| DIGIT  | one digit of one number is another one                                                            |
| NEAR   | nothing of the kind, but the stated number is not far off: a figure of another edition was used   |
| FAR    | nothing at all: they look like two different things                                               |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import IntEnum
from itertools import combinations

from karvan.checking.misprints import misprints
from karvan.checking.slips import BILLION, HUNDRED, MILLION, THOUSAND, Slip, slips
from karvan.checking.solving import one_digit_apart, swapped_digits, wanted
from karvan.checking.ties import Change, Complement, Difference, Outcome, Ratio, Same, Tie, Total, Values, Within
from karvan.nouns import ONE, ZERO, Claim, Figure, Growth, Quantity

_SCALES = frozenset(("unit_slip", "decimal_slip"))
_CLOSE, _CLOSE_SUM, _CLOSE_PART = Decimal("1.5"), Decimal("1.02"), Decimal(2)
_CLOSE_PERCENT = Decimal(3)
_CLOSE_BASE = Decimal("1.3")
_SHARP, _VERY_SHARP = Decimal("0.03"), Decimal("0.003")
_LEAST = 20
_MOST_TIES = 5
_CLOSE_SHARES = Decimal("0.05")


class Trace(IntEnum):
    """The surest trace first."""

    SCALE = 0
    TURNED = 1
    DIGIT = 2
    NEAR = 3
    FAR = 4


def trace(tie: Tie, claims: Mapping[str, Claim], values: Values, *, scale_alone: bool = False) -> Trace:
    """How the numbers of a failing tie miss each other.

    Where nothing but a slip of scale would count, nothing else need be tried, and FAR says no more than that.
    """
    try:
        return _trace(tie, claims, values, scale_alone=scale_alone)
    except ArithmeticError:  # numbers beyond what arithmetic can hold
        return Trace.FAR


def _trace(tie: Tie, claims: Mapping[str, Claim], values: Values, *, scale_alone: bool) -> Trace:
    match tie:
        case Within():
            return _of_part(tie, claims, values)
        case Same():
            return _of_two(values[tie.one], values[tie.other])
        case Change() if _a_hundredfold(tie, values):
            return Trace.SCALE
        case _:
            pass
    if isinstance(tie, Total) and _is_copied(tie, values):
        return Trace.TURNED
    found = {_kind(slip, claims[claim]) for claim, slip in _single(tie, claims, values)}
    if scale_alone:
        return Trace.SCALE if Trace.SCALE in found else Trace.FAR
    if (
        isinstance(tie, Ratio | Difference)
        and isinstance(claims.get(tie.stated), Growth)
        and _holds_swapped(tie, values)
    ):
        found.add(Trace.TURNED)
    if found:
        return min(found)
    prints = list(_misprinted(tie, values))
    if prints:
        turned = any(swapped_digits(old, new) for old, new in prints)
        return Trace.TURNED if turned else Trace.DIGIT
    return Trace.NEAR if _near(tie, values) else Trace.FAR


def _is_copied(tie: Total, values: Values) -> bool:
    """Whether a part has the very number of the whole: one was copied from the other."""
    return any(values[part].value == values[tie.whole].value for part in tie.parts)


def width(tie: Tie, values: Values) -> Decimal:
    """How much rounding leaves open, as a part of the amounts: the wider, the more fits by chance."""
    if isinstance(tie, Within | Same | Complement):
        return ZERO
    if isinstance(tie, Total | Difference):
        amounts = [values[figure] for figure in tie.figures]
        largest = max(abs(one.value) for one in amounts)
        return sum((one.interval.hi - one.interval.lo for one in amounts), ZERO) / largest if largest else ONE
    try:
        sides = tie.sides(values, loose=False)
    except ArithmeticError:
        return ONE
    if sides is None:
        return ONE
    (low, high), stated = sides
    less = ONE if isinstance(tie, Change) or (isinstance(tie, Ratio) and tie.less) else ZERO
    return sum((_part_of(ends[0] + less, ends[1] + less) for ends in ((low, high), stated)), ZERO)


def _part_of(low: Decimal, high: Decimal) -> Decimal:
    middle = abs(low + high) / 2
    return (high - low) / middle if middle else ONE


def mended_together(
    failing: list[Tie], holding: Iterable[Tie], claims: Mapping[str, Claim], values: Values
) -> set[int]:
    """The ties, by their identity, that one slip of one number mends two or more at a time, breaking none that hold."""
    of_claim: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in failing:
        if tie.judge(values) is Outcome.FAILS:
            for claim in tie.figures:
                of_claim[claim].append(tie)
    held = [tie for tie in holding if tie.relations]
    found: set[int] = set()
    for claim, ties in of_claim.items():
        if len(ties) > 1:
            for slip in (*slips(claims[claim], values[claim]), *_all_misprints(claim, values, ties)):
                new = {**values, claim: slip.quantity}
                mended = [
                    tie for tie in ties if tie.judge(new) is Outcome.HOLDS and not _vanishes(tie, claim, slip, values)
                ]
                kept = all(tie.judge(new) <= Outcome.STRAINED for tie in held if claim in tie.figures)
                if len({tie.figures for tie in mended}) > 1 and kept:
                    found.update(map(id, mended))
    return found


def _all_misprints(claim: str, values: Values, ties: list[Tie]) -> Iterator[Slip]:
    yield from misprints(claim, values, ties)
    if len(ties) > 2:
        for pair in combinations(ties[:_MOST_TIES], 2):
            yield from misprints(claim, values, list(pair))


def _single(tie: Tie, claims: Mapping[str, Claim], values: Values) -> Iterator[tuple[str, Slip]]:
    """Slips of one claim with which the tie holds."""
    for claim in tie.claims:
        if claim in values:
            new = dict(values)
            for slip in slips(claims[claim], values[claim], wanted(claim, (tie,), values)):
                new[claim] = slip.quantity
                if tie.judge(new) is Outcome.HOLDS and not _vanishes(tie, claim, slip, values):
                    yield claim, slip


def _vanishes(tie: Tie, claim: str, slip: Slip, values: Values) -> bool:
    """A part that a slip makes next to nothing was none: it would fit without it."""
    return (
        isinstance(tie, Total)
        and claim in tie.parts
        and abs(slip.quantity.value) * _LEAST < abs(values[tie.whole].value)
    )


def _misprinted(tie: Tie, values: Values) -> Iterator[tuple[Decimal, Decimal]]:
    """Numbers that one digit more, less or other mends, and what they then are.

    Another leading digit fits nearly always somewhere, so only in a sharp tie may an amount change much.
    """
    wide = width(tie, values)
    sharp, changed = isinstance(tie, Total) and wide <= _SHARP, wide <= _VERY_SHARP
    for claim in tie.claims:
        if claim in values:
            old = values[claim].value
            for slip in misprints(claim, values, [tie]):
                near = claim in tie.relations or _within(old, slip.suggest, _CLOSE_PART)
                if sharp or near or (changed and one_digit_apart(old, slip.suggest)):
                    yield old, slip.suggest


def _kind(slip: Slip, claim: Claim) -> Trace:
    """A point moved in a percentage is one digit among few; in an amount it is a turn of the pen like others."""
    if slip.name in _SCALES:
        return Trace.SCALE
    return Trace.DIGIT if slip.name == "point_slip" and not isinstance(claim, Figure) else Trace.TURNED


def _holds_swapped(tie: Ratio | Difference, values: Values) -> bool:
    return tie.judge({**values, tie.of: values[tie.base], tie.base: values[tie.of]}) is Outcome.HOLDS


def _a_hundredfold(tie: Change, values: Values) -> bool:
    """An amount and a percentage of one change that are orders of magnitude apart: a scale word is wrong or missing."""
    sides = tie.sides(values, loose=True)
    if sides is None:
        return False
    (low, high), (least, most) = sides
    return ZERO < high * HUNDRED < least or ZERO < most * HUNDRED < low


def _of_part(tie: Within, claims: Mapping[str, Claim], values: Values) -> Trace:
    part, whole = values[tie.part].value, values[tie.whole].value
    if part <= ZERO or whole <= ZERO:
        return Trace.FAR
    found = {
        _kind(slip, claims[claim])
        for claim in (tie.part, tie.whole)
        for slip in slips(claims[claim], values[claim])
        if tie.expected[0] <= _ratio(tie, claim, slip, part, whole) <= tie.expected[1]
    }
    if part <= whole * _CLOSE_PART and Trace.SCALE not in found:
        return Trace.NEAR
    return min(found, default=Trace.FAR)


def _ratio(tie: Within, claim: str, slip: Slip, part: Decimal, whole: Decimal) -> Decimal:
    value = slip.quantity.value
    return value / whole if claim == tie.part else part / value


def _of_two(one: Quantity, other: Quantity) -> Trace:
    """Two values of one thing: only the same digits tell of a slip, since nothing else holds them together."""
    if thousandfold(one, other):
        return Trace.SCALE
    if swapped_digits(one.value, other.value):
        return Trace.TURNED
    if one_digit_apart(one.value, other.value) and len(one.value.normalize().as_tuple().digits) > 1:
        return Trace.DIGIT
    return Trace.NEAR if _within(one.value, other.value, _CLOSE_BASE) else Trace.FAR


def thousandfold(one: Quantity, other: Quantity) -> bool:
    """Whether another scale word makes the one number of the other.

    >>> from karvan.nouns import Interval
    >>> one, other = (Interval.written("1.5", Decimal(scale)) for scale in ("1e6", "1e9"))
    >>> thousandfold(Quantity(Decimal("1.5e6"), "kWh", one, one), Quantity(Decimal("1.5e9"), "kWh", other, other))
    True
    """
    small, large = sorted((one, other), key=lambda quantity: abs(quantity.value))
    if not small.value or abs(large.value) < abs(small.value) * HUNDRED:
        return False
    return any(small.times(factor).interval.meets(large.interval) for factor in (THOUSAND, MILLION, BILLION))


def slip_apart(one: Quantity, other: Quantity) -> bool:
    """Whether a scale word or two swapped digits make the one of the other."""
    return _of_two(one, other) in (Trace.SCALE, Trace.TURNED)


def _near(tie: Tie, values: Values) -> bool:
    """Whether a person may have written the stated number for the computed one, if by no known slip."""
    try:
        sides = tie.sides(values, loose=False)
    except ArithmeticError:
        return False
    if sides is None:
        return False
    computed, stated = ((low + high) / 2 for low, high in sides)
    if isinstance(tie, Complement):
        return abs(computed - stated) <= _CLOSE_SHARES
    if isinstance(tie, Total):
        return _within(computed, stated, _CLOSE_SUM)
    if isinstance(tie, Change) or (isinstance(tie, Ratio) and tie.less):
        # both the change and what became of the base
        return _within(computed, stated, _CLOSE_PERCENT) and _within(ONE + computed, ONE + stated, _CLOSE_BASE)
    return _within(computed, stated, _CLOSE)


def _within(one: Decimal, other: Decimal, factor: Decimal) -> bool:
    if (one < ZERO) is not (other < ZERO):
        return False
    low, high = sorted((abs(one), abs(other)))
    return high <= low * factor
