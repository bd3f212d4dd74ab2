"""How the checks write numbers: in the words of the text, so that a person can redo the computation."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from karvan.checking.ties import Ends
from karvan.nouns import ONE, ZERO, Figure, Quantity

HUNDRED = Decimal(100)
_SCALES = (
    (Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"),
)  # fmt: skip
_LONGEST = 15
_MOST = Decimal("1e16")
_LONG = 10


def plain(value: Decimal) -> str:
    """Digits without exponent and without empty decimals.

    >>> plain(Decimal("6.10")), plain(Decimal("1E+6")), plain(Decimal("-0.0"))
    ('6.1', '1,000,000', '0')
    """
    if not -_MOST < value < _MOST:
        return str(value.normalize()) if value.is_finite() else str(value)
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def scale_of(*values: Decimal) -> tuple[Decimal, str]:
    """The scale word in which the largest of some amounts is read best.

    >>> scale_of(Decimal(6_100_000))[1], scale_of(Decimal(312_600))[1]
    ('million', '')
    """
    largest = max((abs(value) for value in values if value.is_finite()), default=ZERO)
    return next(((factor, word) for factor, word in _SCALES if largest >= factor), (ONE, ""))


def amount(value: Decimal, unit: str) -> str:
    """An amount with scale word and unit.

    >>> amount(Decimal("6100000.0"), "USD"), amount(Decimal(588), "t")
    ('6.1 million USD', '588 t')
    """
    factor, word = scale_of(value)
    return " ".join(part for part in (plain(value / factor), word, unit_word(unit)) if part)


def span(both: Ends, unit: str) -> str:
    """A range of amounts in one scale.

    >>> span((Decimal("6050000"), Decimal("6150000")), "USD")
    '6.05..6.15 million USD'
    """
    low, high = both
    factor, word = scale_of(low, high)
    number = _short(low, factor) if low == high else f"{_short(low, factor)}..{_short(high, factor)}"
    return " ".join(part for part in (number, word, unit_word(unit)) if part)


def percents(both: Ends, digits: int = 1) -> str:
    """A range of fractions as percent with their signs.

    >>> percents((Decimal("0.0168"), Decimal("0.0513")))
    '+1.7..+5.1 percent'
    """
    low, high = (_round(end * HUNDRED, digits) for end in both)
    return f"{low:+f} percent" if low == high else f"{low:+f}..{high:+f} percent"


def portions(both: Ends, digits: int = 1) -> str:
    """A range of fractions as percent of a whole, unsigned."""
    return percents(both, digits).replace("+", "")


def times(both: Ends, digits: int = 2) -> str:
    """A range of ratios.

    >>> times((Decimal("5.2351"), Decimal("6.0666")))
    '5.24..6.07 times'
    """
    low, high = (plain(_round(end, digits)) for end in both)
    return f"{low} times" if low == high else f"{low}..{high} times"


def percent(value: Decimal) -> str:
    """A fraction as percent, with its sign.

    >>> percent(Decimal("0.0298")), percent(Decimal("-0.35"))
    ('+2.98 percent', '-35 percent')
    """
    return ("+" if value > ZERO else "") + plain(value * HUNDRED) + " percent"


def percent_digits(value: Decimal) -> int:
    """How many decimals a computed percentage needs beside a stated one; at least one.

    >>> percent_digits(Decimal("-0.2954")), percent_digits(Decimal("0.4"))
    (2, 1)
    """
    exponent = value.normalize().as_tuple().exponent
    return max(1, min(4, -exponent - 2)) if isinstance(exponent, int) else 1


def unit_word(unit: str) -> str:
    return "" if unit == "count" else unit


def named(figure: Figure) -> str:
    """What a figure measures, for a sentence: indicator, product and period."""
    words = [figure.indicator.removeprefix("trade.")]
    if figure.product:
        words.append(f"of {figure.product}")
    if figure.partner and figure.partner != "WLD":
        words.append(f"{figure.reporter}-{figure.partner}" if figure.reporter else f"with {figure.partner}")
    elif figure.reporter:
        words.append(f"of {figure.reporter}")
    if figure.period:
        words.append(f"in {figure.period.text}")
    return " ".join(words)


def stated(quantity: Quantity) -> str:
    """A quantity as the text has it."""
    return amount(quantity.value, quantity.unit)


def _short(value: Decimal, factor: Decimal) -> str:
    """At most nine digits: the ends of hedged numbers can be long."""
    if factor != ONE:
        value /= factor
    text = plain(value)
    return text if len(text) <= _LONG else plain(_round(value, max(0, 7 - value.adjusted())))


def _round(value: Decimal, digits: int) -> Decimal:
    if not value.is_finite() or value.adjusted() > _LONGEST:
        return value
    rounded = value.quantize(ONE.scaleb(-digits), ROUND_HALF_EVEN)
    return rounded if rounded or not value else Decimal(f"{value:.1g}")
