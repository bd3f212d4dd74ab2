"""Number words and digits to numbers: `14 bln 28 mln`, `two and a half million`, `12,34,567`, `1.234,5`."""

from __future__ import annotations

import re
from decimal import Decimal

from karvan.reading.context import Context, Number
from karvan.reading.en.words import NUMBER_WORDS
from karvan.reading.grammar import Level, Node
from karvan.reading.rounding import unit_of_last_digit

LEVEL = Level("numbers")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}\Z")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}\Z")
_GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.33", "⅔": "0.67", "⅛": "0.125"}


def digits_to_decimal(written: str, comma_is_decimal: bool) -> Decimal | None:
    """The value of digits with separators; None where the separators make no number.

    >>> digits_to_decimal("1,432.7", False), digits_to_decimal("1.234,5", False), digits_to_decimal("6,1", False)
    (Decimal('1432.7'), Decimal('1234.5'), Decimal('6.1'))
    """
    if written in _GLYPHS:
        return Decimal(_GLYPHS[written])
    if written.isdecimal():
        return Decimal(written)
    plain = re.sub(r"[\s’'٬]", "", written).replace("٫", ".")
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        if plain.rfind(",") > plain.rfind("."):
            plain = plain.replace(".", "").replace(",", ".") if commas == 1 else ""
        else:
            plain = plain.replace(",", "") if dots == 1 else ""
    elif commas:
        if (_THOUSANDS.match(plain) and not (comma_is_decimal and commas == 1)) or _INDIAN.match(plain):
            plain = plain.replace(",", "")
        elif commas == 1:
            plain = plain.replace(",", ".")
        else:
            return None
    elif dots > 1:
        plain = plain.replace(".", "") if _DOTTED.match(plain) else ""
    elif dots == 1 and comma_is_decimal and re.match(r"\d{1,3}\.\d{3}\Z", plain):
        plain = plain.replace(".", "")
    return Decimal(plain) if plain and plain.replace(".", "", 1).isdecimal() and plain.isascii() else None


_PLAIN = re.compile(r"\d{1,3},(?:\d{1,2}|\d{4,})\Z")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+\Z|\d{1,3}(?:,\d{3}){2,}\Z|\d+\.(?:\d{1,2}|\d{4,})\Z")


def comma_is_decimal(nodes: list[Node], digits: str) -> bool:
    """Whether a text writes decimal commas: some number can be read no other way, and none the English way."""
    seen = [node.low for node in nodes if node.cat == digits]
    return any(_PLAIN.match(low) for low in seen) and not any(_ENGLISH.match(low) for low in seen)


def _digits(node: Node, context: Context) -> Number | None:
    if node.value is not None and isinstance(node.value, int):
        return Number(Decimal(node.value), Decimal(1), words=True)
    value = digits_to_decimal(node.low, context.comma_is_decimal)
    if value is None or len(node.low) > 30:
        return None
    return Number(value, unit_of_last_digit(value))


@LEVEL.rule("DIGITS", gives="NUMBER", reads={"1,432.7": "1432.7", "12,34,567": "1234567"}, passes=["1.2.3.4"])
def digits(nodes: list[Node], context: Context) -> Number | None:
    """Digits with their separators."""
    return _digits(nodes[0], context)


@LEVEL.rule("DIGITS DIGITS", gives="NUMBER", reads={"2 ½": "2.5"})
def mixed_fraction(nodes: list[Node], context: Context) -> Number | None:
    """A whole number and a fraction sign."""
    if nodes[1].low not in _GLYPHS or nodes[0].low in _GLYPHS:
        return None
    whole, part = _digits(nodes[0], context), _digits(nodes[1], context)
    return Number(whole.value + part.value, Decimal("0.1")) if whole and part else None


@LEVEL.rule(
    "(ARTICLE|NUMBERWORD) (HYPHEN? (NUMBERWORD|SCALE|AND))*", gives="NUMBER",
    reads={"one hundred and fifty": "150", "twenty-three": "23"}, passes=["a deal"],
)  # fmt: skip
def number_words(nodes: list[Node], context: Context) -> Number | Node | None:
    """Number words of any length; `a` counts as one only before a scale word."""
    while nodes and nodes[-1].cat == _AND:
        nodes = nodes[:-1]
    if nodes[0].cat == _ARTICLE and (len(nodes) < 2 or nodes[1].cat != _SCALE):
        return None
    total = current = Decimal(0)
    last = Decimal(1)
    previous: Decimal | None = None
    used: list[Node] = []
    for at, node in enumerate(nodes):
        if node.cat == _SCALE:
            last = node.value
            if last == 100:
                current = (current or Decimal(1)) * 100
            else:
                total, current = total + (current or Decimal(1)) * last, Decimal(0)
            previous = None
        elif node.cat == _NUMBERWORD:
            value = Decimal(NUMBER_WORDS[node.low])
            if previous is not None and not (previous >= 20 and value < 10):
                break
            current, last, previous = current + value, Decimal(1), value
        elif node.cat == _AND and not (
            nodes[at - 1].cat == _SCALE and at + 1 < len(nodes) and nodes[at + 1].cat == _NUMBERWORD and nodes[at - 1].value in (100, 1000)
        ):
            break
        used.append(node)
    if not used:
        return None
    while used[-1].cat not in (_NUMBERWORD, _SCALE):
        used.pop()
    value = total + current
    return _joined(used, Number(value, last if last > 1 else Decimal(1), words=True))


@LEVEL.rule("NUMBERWORD (AND ARTICLE HALF) SCALE?", gives="NUMBER", reads={"two and a half million": "2500000"})
def and_a_half(nodes: list[Node], context: Context) -> Number | None:
    """A number word with a half, and the scale that both count."""
    scale = nodes[-1].value if nodes[-1].cat == _SCALE else Decimal(1)
    if nodes[3].value != Decimal("0.5"):
        return None
    return Number((Decimal(NUMBER_WORDS[nodes[0].low]) + nodes[3].value) * scale, scale / 2, words=True)


def _joined(used: list[Node], number: Number) -> Node:
    return Node(_NUMBER, used[0].start, used[-1].end, used[0].low, number, "number_words", tuple(used))


SCALED = Level("scaled numbers")


@SCALED.rule(
    "NUMBER HYPHEN? SCALE (AND? NUMBER SCALE)*", gives="NUMBER",
    reads={"14 bln 28 mln": "14028000000", "150 million 614 thousand": "150614000"}, passes=["thousands of people"],
)  # fmt: skip
def number_scale(nodes: list[Node], context: Context) -> Number | Node | None:
    """A scale word multiplies what is written; smaller scales that follow are added."""
    total, last, used, words = Decimal(0), None, [], False
    pending: list[Node] = []
    number: Number | None = None
    scale = Decimal(1)
    for node in nodes:
        pending.append(node)
        if node.cat == _NUMBER:
            number = node.value
        elif node.cat == _SCALE and number is not None:
            if last is not None and (node.value >= last or number.value * node.value >= last):
                break
            if last is not None and number.unit < 1:
                break
            total, last = total + number.value * node.value, node.value
            scale = number.unit * node.value
            words = number.words
            used += pending
            pending, number = [], None
    if not used or last is None:
        return None
    first_scale = next(node.value for node in used if node.cat == _SCALE)
    value = Number(total, scale, scale=first_scale if len([n for n in used if n.cat == _SCALE]) == 1 else Decimal(1), words=words)
    return Node(_NUMBER, used[0].start, used[-1].end, used[0].low, value, "number_scale", tuple(used))


@SCALED.rule("NUMBER SCALE SCALE", gives="NUMBER", reads={"3 hundred thousand": "300000", "2 lakh crore": "2000000000000"})
def number_scale_scale(nodes: list[Node], context: Context) -> Number | None:
    """Two scale words multiply each other."""
    number, scale = nodes[0].value, nodes[1].value * nodes[2].value
    return Number(number.value * scale, number.unit * scale, scale=scale, words=number.words)


@SCALED.rule(
    "(HALF|ARTICLE HALF) (ARTICLE|OF ARTICLE) SCALE", gives="NUMBER",
    reads={"half a million": "500000", "a quarter of a million": "250000"}, passes=["half of a country"],
)  # fmt: skip
def fraction_of_a_scale(nodes: list[Node], context: Context) -> Number | None:
    """A fraction of a scale word."""
    half = next(node for node in nodes if node.cat == _HALF)
    return Number(half.value * nodes[-1].value, half.value * nodes[-1].value / 5, words=True)


from karvan.reading.grammar import category as _category  # noqa: E402

_ARTICLE, _SCALE, _AND, _NUMBERWORD, _NUMBER, _HALF = (
    _category(c) for c in ("ARTICLE", "SCALE", "AND", "NUMBERWORD", "NUMBER", "HALF")
)
