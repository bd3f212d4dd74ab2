"""How the checks write numbers: in the words of the text, so that a person can redo the computation."""

from __future__ import annotations

from calendar import month_name
from decimal import ROUND_HALF_EVEN, Decimal

from karvan.checking.ties import Ends
from karvan.nouns import ONE, ZERO, Figure, Period, Quantity
from karvan.vocabulary.countries import country
from karvan.vocabulary.groups import group

HUNDRED = Decimal(100)
_MONTHS = tuple(month_name)
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
    for scale in _SCALES:
        if largest >= scale[0]:
            return scale
    return ONE, ""


def amount(value: Decimal, unit: str) -> str:
    """An amount with scale word and unit.

    >>> amount(Decimal("6100000.0"), "USD"), amount(Decimal(588), "t")
    ('6.1 million USD', '588 t')
    """
    factor, word = scale_of(value)
    return " ".join(part for part in (plain(value / factor), word, unit_word(unit)) if part)


def about(value: Decimal, unit: str) -> str:
    """An amount in four digits, where more say nothing.

    >>> about(Decimal("163523654.2"), "USD")
    '163.5 million USD'
    """
    digits = 3 - value.adjusted() if value else 0
    return amount(round(value, digits), unit)


def span(both: Ends, unit: str) -> str:
    """A range of amounts in one scale.

    >>> span((Decimal("6050000"), Decimal("6150000")), "USD")
    '6.05 to 6.15 million USD'
    """
    low, high = both
    factor, word = scale_of(low, high)
    number = _short(low, factor) if low == high else f"{_short(low, factor)} to {_short(high, factor)}"
    return " ".join(part for part in (number, word, unit_word(unit)) if part)


def percents(both: Ends, digits: int = 1) -> str:
    """A range of fractions as percent with their signs.

    >>> percents((Decimal("0.0168"), Decimal("0.0513")))
    '+1.7 to +5.1 percent'
    """
    low, high = (_round(end * HUNDRED, digits) for end in both)
    return f"{low:+f} percent" if low == high else f"{low:+f} to {high:+f} percent"


def portions(both: Ends, digits: int = 1) -> str:
    """A range of fractions as percent of a whole, unsigned."""
    return percents(both, digits).replace("+", "")


def times(both: Ends, digits: int = 2) -> str:
    """A range of ratios.

    >>> times((Decimal("5.2351"), Decimal("6.0666"))), times((Decimal(11_985_688), Decimal(12_387_791)))
    ('5.24 to 6.07 times', '11.99 to 12.39 million times')
    """
    factor, word = scale_of(*both)
    low, high = (plain(_round(end / factor, digits)) for end in both)
    return " ".join(part for part in (low if low == high else f"{low} to {high}", word, "times") if part)


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
    """What a figure measures, for a sentence.

    >>> from karvan.nouns import Interval, Period
    >>> six = Quantity(Decimal(6), "USD", Interval.point(6), Interval.point(6))
    >>> named(Figure(id="f1", span=None, text="6", indicator="trade.turnover", quantity=six, reporter="AZE",
    ...     partner="TJK", period=Period("2023-01/2023-03")))
    'the turnover of Azerbaijan with Tajikistan in January to March 2023'
    """
    said = "figure" if figure.indicator == "other" else figure.indicator.removeprefix("trade.")
    words = ["the", said]
    if figure.product:
        words.append(f"of {figure.product}")
    whose, whom = _SIDES.get(figure.indicator, ("of", "with"))
    if figure.reporter:
        words.append(f"{whose} {country_name(figure.reporter)}")
    if figure.partner and figure.partner != "WLD":
        words.append(f"{whom} {country_name(figure.partner)}")
    if figure.period:
        words.append(when(figure.period))
    return " ".join(words)


_SIDES = {
    "trade.exports": ("of", "to"),
    "trade.imports": ("of", "from"),
    "investment": ("from", "in"),
    "loan": ("from", "to"),
    "freight": ("from", "to"),
    "containers": ("from", "to"),
    "passengers": ("from", "to"),
    "tourists": ("in", "from"),
}
"""The words before who states a figure and before whom it is stated about."""


def country_name(code: str) -> str:
    """The name of a country or group, with the article that a sentence needs.

    >>> country_name("KGZ"), country_name("WLD"), country_name("EU")
    ('Kyrgyzstan', 'the world', 'the European Union')
    """
    if code == "WLD":
        return "the world"
    known = country(code)
    if known is not None:
        return known.name
    among = group(code)
    return f"the {among.name}" if among and among.kind != "region" else among.name if among else code


def when(period: Period) -> str:
    """A period with its preposition.

    >>> when(Period("2023-Q1")), when(Period("2023-05-30")), when(Period("2013/2022"))
    ('in the first quarter of 2023', 'on 30 May 2023', 'from 2013 to 2022')
    """
    said = spelled(period)
    if "/" in period.text:
        return f"{'in' if said[:1].isalpha() and period.start.year == period.year else 'from'} {said}"
    return f"{'on' if len(period.text) == 10 else 'in'} {said}"


def spelled(period: Period) -> str:
    """A period in words.

    >>> spelled(Period("2023-01/2023-10")), spelled(Period("2022-11/2023-02"))
    ('January to October 2023', 'November 2022 to February 2023')
    """
    first, slash, last = period.text.partition("/")
    if not slash:
        return _moment(first)
    if len(first) == len(last) == 7 and first[:4] == last[:4] and first[5:].isdigit():
        return f"{_MONTHS[int(first[5:])]} to {_moment(last)}"
    return f"{_moment(first)} to {_moment(last)}"


def _moment(text: str) -> str:
    year, _, rest = text.partition("-")
    if not rest:
        return year
    if not rest[0].isdigit():
        return f"the {_ORDINALS[rest]} of {year}"
    month, _, day = rest.partition("-")
    return f"{int(day)} {_MONTHS[int(month)]} {year}" if day else f"{_MONTHS[int(month)]} {year}"


_ORDINALS = {
    "Q1": "first quarter", "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter", "H1": "first half",
    "H2": "second half",
}  # fmt: skip


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
