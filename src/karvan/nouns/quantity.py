"""Interval and Quantity: what a written number can mean."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

ZERO, ONE = Decimal(0), Decimal(1)


class Interval(Struct, frozen=True, array_like=True):
    """Every value that a written number can mean, both ends included.

    Arithmetic is interval arithmetic (Moore 1966): the result holds every value that
    some pair of values inside the operands gives.

    >>> Interval.written("6.1") - Interval.written("5.9")
    Interval(lo=Decimal('0.10'), hi=Decimal('0.30'))
    """

    lo: Decimal
    hi: Decimal

    def __post_init__(self) -> None:
        if self.lo > self.hi:
            raise ValueError(f"interval ends are swapped: {self.lo} to {self.hi}")

    @classmethod
    def point(cls, value: Decimal | int) -> Interval:
        value = Decimal(value)
        return cls(value, value)

    @classmethod
    def written(cls, digits: str, scale: Decimal = ONE) -> Interval:
        """The half-unit interval of a number as written.

        >>> Interval.written("2.98")
        Interval(lo=Decimal('2.975'), hi=Decimal('2.985'))
        """
        value = Decimal(digits)
        exponent = value.as_tuple().exponent
        half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
        return cls((value - half) * scale, (value + half) * scale)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def __mul__(self, other: Interval | Decimal | int) -> Interval:
        if not isinstance(other, Interval):
            low, high = self.lo * other, self.hi * other
            return Interval(low, high) if low <= high else Interval(high, low)
        ends = [a * b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where the divisor holds zero.

        >>> ratio = Interval.written("6.1") / Interval.written("5.9")
        >>> f"{ratio.lo:.4f} to {ratio.hi:.4f}"
        '1.0168 to 1.0513'
        """
        if other.lo <= ZERO <= other.hi:
            raise ZeroDivisionError("the divisor can be zero")
        ends = [a / b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def __contains__(self, value: Decimal) -> bool:
        return self.lo <= value <= self.hi

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both.

        >>> Interval.written("2.3").meets(Interval.written("2.34"))
        True
        """
        return self.lo <= other.hi and other.lo <= self.hi

    def hull(self, other: Interval) -> Interval:
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))


class Quantity(Struct, frozen=True):
    """A number with its unit, and every value it can mean.

    `value` is the number exactly as written (a slip included), `interval` what rounding lets it
    mean, `loose` what it can mean if the last digit was cut off or the hedge is taken generously:
    a contradiction that holds only inside `interval` is doubtful, one that holds in `loose` too is sure.
    `unit` is an ISO 4217 code, a unit of the vocabulary or `count`; `scale` the factor of the scale word.
    """

    value: Decimal
    unit: str
    interval: Interval
    loose: Interval
    hedge: str | None = None
    scale: Decimal = ONE
    noun: str | None = None
    """The counted noun (`agreements`) where the unit is `count` or `person`."""

    def times(self, factor: Decimal) -> Quantity:
        """The same digits with another scale word."""
        return Quantity(
            self.value * factor, self.unit, self.interval * factor, self.loose * factor, self.hedge,
            self.scale * factor, self.noun,
        )  # fmt: skip
