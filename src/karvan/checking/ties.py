"""Ties: what must hold between the numbers of a document, decided by interval arithmetic.

Every arithmetic check turns claims into ties and judges them. `repair` judges the same ties again with other values,
so a tie knows ids alone and takes its numbers from a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum
from typing import ClassVar

from msgspec import Struct

from karvan.checking.families import remembered
from karvan.nouns import ONE, ZERO, Finding, Quantity, Reading

Values = Mapping[str, Quantity]
Ends = tuple[Decimal, Decimal]
DRIFT = Decimal("1.5")
"""By how much an exchange rate may differ within a text, from one year to another."""
# Divisions are cut at 28 digits: ends that differ by less than this part of themselves are equal.
_HAIR = Decimal("1e-18")


class Outcome(IntEnum):
    """How a tie stands: order is gravity."""

    HOLDS = 0
    UNKNOWN = 1
    """Not decidable, such as a base that can be zero."""
    STRAINED = 2
    """Holds only if a last digit was cut off or a hedge is taken generously."""
    FAILS = 3


class Tie(Struct, frozen=True, kw_only=True):
    """What must hold between some claims; `figures` and `relations` are their ids, the telling one first."""

    check: str
    figures: tuple[str, ...]
    relations: tuple[str, ...] = ()

    proves: ClassVar[bool] = True
    """Whether a tie that holds speaks for its figures; staying below a bound does not."""

    @property
    def first(self) -> str:
        return (self.relations or self.figures)[0]

    @property
    def claims(self) -> tuple[str, ...]:
        return self.relations + self.figures

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        """What the figures make possible and what the text states; None where that can't be computed."""
        raise NotImplementedError

    def fits(self, possible: Ends, stated: Ends) -> bool:
        return meet(possible, stated)

    def judge(self, values: Values) -> Outcome:
        """Whether something inside the rounding fits."""
        try:
            strict = self.sides(values, loose=False)
            if strict is None:
                return Outcome.UNKNOWN
            if self.fits(*strict):
                return Outcome.HOLDS
            lax = self.sides(values, loose=True)
            return Outcome.STRAINED if lax is None or self.fits(*lax) else Outcome.FAILS
        except ArithmeticError:  # numbers beyond what arithmetic can hold
            return Outcome.UNKNOWN


class Ratio(Tie, frozen=True, kw_only=True):
    """`of` by `base`, less `less`, is what `stated` says: growth, multiple, share."""

    of: str
    base: str
    stated: str
    less: Decimal = ZERO
    inverse: bool = False
    """A fall of so many times: the base by `of`."""
    on_top: bool = False
    """"5 times more" can mean 6 times: then the tie is strained, not broken."""

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        of, base = ends(values[self.of], loose=loose), ends(values[self.base], loose=loose)
        if self.inverse:
            of, base = base, of
        if base[0] <= ZERO or of[0] < ZERO:
            return None
        ratio = divide(of, base)
        stated = ends(values[self.stated], loose=loose)
        if self.inverse and stated[1] < ZERO:
            stated = -stated[1], -stated[0]
        return (ratio[0] - self.less, ratio[1] - self.less), stated

    def judge(self, values: Values) -> Outcome:
        outcome = super().judge(values)
        if outcome is Outcome.FAILS and self.on_top and (sides := self.sides(values, loose=False)):
            possible, stated = sides
            if meet(possible, (stated[0] + ONE, stated[1] + ONE)):
                return Outcome.STRAINED
        return outcome


class Difference(Tie, frozen=True, kw_only=True):
    """`of` less `base` is what `stated` says."""

    of: str
    base: str
    stated: str

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        of, base = ends(values[self.of], loose=loose), ends(values[self.base], loose=loose)
        return subtract(of, base), ends(values[self.stated], loose=loose)


class Change(Tie, frozen=True, kw_only=True):
    """The rise in amount and the rise in percent to the same figure tell of one base."""

    of: str
    amount: str
    percent: str

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        of, amount = ends(values[self.of], loose=loose), ends(values[self.amount], loose=loose)
        # amount / (of - amount) grows with the amount and shrinks with `of` where the amount is positive
        low, high = of[0] - amount[1], of[1] - amount[0]
        if low <= ZERO or not amount[1].is_finite() or not high.is_finite():
            return None
        rate = _rate(amount[0], of), _rate(amount[1], of)
        return (min(rate[0]), max(rate[1])), ends(values[self.percent], loose=loose)


class Total(Tie, frozen=True, kw_only=True):
    """`whole` is the sum of `parts`."""

    whole: str
    parts: tuple[str, ...]

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        low = high = ZERO
        for part in self.parts:
            least, most = ends(values[part], loose=loose)
            low, high = low + least, high + most
        return (low, high), ends(values[self.whole], loose=loose)


IN_KIND = Decimal("0.02"), ONE
"""Between what fractions of its whole a part in kind may be thought."""


class Within(Tie, frozen=True, kw_only=True):
    """`part` is not more than `whole`."""

    part: str
    whole: str
    expected: Ends = IN_KIND
    """Between what fractions of the whole such a part may be thought: a quarter is about a fourth of its year."""
    proves: ClassVar[bool] = False

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        return ends(values[self.part], loose=loose), ends(values[self.whole], loose=loose)

    def fits(self, possible: Ends, stated: Ends) -> bool:
        return not_above(possible, stated)


class Same(Tie, frozen=True, kw_only=True):
    """Two figures say the same thing."""

    one: str
    other: str
    copy: bool = False
    """Whether `one` repeats what `other` says: the headline's, or "these $5.4 billion"."""
    alone: bool = False
    """Whether `one` is the headline's, its number stands nowhere in the text, and only `other` tells of what it measures."""
    proves: ClassVar[bool] = False

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        return ends(values[self.one], loose=loose), ends(values[self.other], loose=loose)


class Rate(Tie, frozen=True, kw_only=True):
    """Two amounts given in two currencies each have about one exchange rate."""

    one: tuple[str, str]
    other: tuple[str, str]
    proves: ClassVar[bool] = False

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        amounts = [ends(values[claim], loose=loose) for claim in (*self.one, *self.other)]
        if any(low <= ZERO for low, _ in amounts):
            return None
        rates = divide(amounts[0], amounts[1]), divide(amounts[2], amounts[3])
        return divide(*rates), (ONE / DRIFT, DRIFT)


class Complement(Tie, frozen=True, kw_only=True):
    """Shares that make up a whole add up to 100 percent."""

    shares: tuple[str, ...]

    def sides(self, values: Values, *, loose: bool) -> tuple[Ends, Ends] | None:
        shares = [ends(values[share], loose=loose) for share in self.shares]
        return (sum((s[0] for s in shares), ZERO), sum((s[1] for s in shares), ZERO)), (ONE, ONE)


PARTS = frozenset(("percent", "fraction"))
"""Units of what is told as a part: `40 percent`, `a third`."""


def ends(quantity: Quantity, *, loose: bool) -> Ends:
    interval = quantity.loose if loose else quantity.interval
    return interval.lo, interval.hi


def meet(one: Ends, other: Ends) -> bool:
    """Whether some value lies in both."""
    return (one[0] <= other[1] and other[0] <= one[1]) or (not_above(one, other) and not_above(other, one))


def not_above(one: Ends, other: Ends) -> bool:
    """Whether some value of the one is at most some value of the other."""
    low, high = one[0], other[1]
    return low <= high or (low.is_finite() and high.is_finite() and low - high <= abs(low) * _HAIR)


def divide(one: Ends, other: Ends) -> Ends:
    """Of a range from zero up by a positive one."""
    return (ZERO if other[1].is_infinite() else one[0] / other[1]), one[1] / other[0]


def subtract(one: Ends, other: Ends) -> Ends:
    return one[0] - other[1], one[1] - other[0]


def _rate(amount: Decimal, of: Ends) -> Ends:
    rates = [amount / (value - amount) for value in of]
    return min(rates), max(rates)


@remembered
def values_of(reading: Reading) -> Values:
    """The numbers of every figure and relation by id."""
    values = {figure.id: figure.quantity for figure in reading.figures}
    for relation in reading.relations:
        quantity = getattr(relation, "quantity", None)
        if quantity is not None:
            values[relation.id] = quantity
    return values


def outcome(tie: Tie, reading: Reading) -> Outcome:
    """How a tie stands with the numbers of its reading as they are written; several ask, it is judged once."""
    known = _outcomes(reading)
    held = known.get(id(tie))
    if held is None or held[0] is not tie:
        held = known[id(tie)] = tie, tie.judge(values_of(reading))
    return held[1]


@remembered
def _outcomes(_reading: Reading) -> dict[int, tuple[Tie, Outcome]]:
    """By the identity of the tie, which is kept so that it stays its own."""
    return {}


def place(one: Finding | Tie) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What a tie and the finding on it have in common."""
    return one.check, one.figures, one.relations
