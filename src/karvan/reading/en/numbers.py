"""Number words and digits to numbers: `14 bln 28 mln`, `two and a half million`, `12,34,567`, `1.234,5`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import structs

from karvan.reading.context import Context, Number
from karvan.reading.en.words import NUMBER_WORDS, PARTS, Letter
from karvan.reading.grammar import Level, Node, category
from karvan.reading.rounding import unit_of_last_digit

ARTICLE, SCALE, AND, NUMBERWORD, NUMBER, HALF, ORDINAL, OF = (
    category(c) for c in ("ARTICLE", "SCALE", "AND", "NUMBERWORD", "NUMBER", "HALF", "ORDINAL", "OF")
)
LETTER, CURRENCY, UNIT, NOUN, NATIONAL, POINT, HYPHEN, DASH = (
    category(c) for c in ("LETTER", "CURRENCY", "UNIT", "NOUN", "NATIONAL", "POINT", "HYPHEN", "DASH")
)
LEVEL = Level("numbers")
SCALED = Level("scaled numbers")
ONE = Decimal(1)
HUNDRED = Decimal(100)
PART = "(HALF|ORDINAL)"
"""What can be a fraction: `half` and `quarter` (also times), `third` (also an ordinal)."""
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


def comma_is_decimal(seen: list[str]) -> bool:
    """Whether a text with these numbers writes decimal commas: some can be read no other way, and none the English way."""
    return any(map(_PLAIN.match, seen)) and not any(map(_ENGLISH.match, seen))


# --- digits -------------------------------------------------------------------------------------------------


def _digits(node: Node, context: Context) -> Number | None:
    number = _parsed(node.low, context.comma_is_decimal)
    return structs.replace(number, hedge=node.value) if number is not None and node.value is not None else number


@lru_cache(maxsize=4096)
def _parsed(written: str, comma_is_decimal: bool) -> Number | None:
    if len(written) > 30:
        return None
    value = digits_to_decimal(written, comma_is_decimal)
    return Number(value, unit_of_last_digit(value)) if value is not None else None


@LEVEL.rule("DIGITS", gives="NUMBER", reads={"1,432.7": "1432.7", "12,34,567": "1234567"}, passes=["1.2.3.4"])
def digits(nodes: list[Node], context: Context) -> Number | None:
    """Digits with their separators."""
    return _digits(nodes[0], context)


@LEVEL.rule("DIGITS DIGITS", gives="NUMBER", reads={"2½": "2.5"})
def mixed_fraction(nodes: list[Node], context: Context) -> Number | None:
    """A whole number and a fraction sign."""
    if nodes[1].low not in _GLYPHS or nodes[0].low in _GLYPHS:
        return None
    whole, part = _digits(nodes[0], context), _digits(nodes[1], context)
    return Number(whole.value + part.value, Decimal("0.1")) if whole and part else None


@LEVEL.rule("DIGITS DIGITS SLASH DIGITS", gives="NUMBER", reads={"2 1/2": "2.5"}, passes=["12 5/2023"])
def mixed_slash(nodes: list[Node], context: Context) -> Number | None:
    """A whole number and a fraction with a slash."""
    whole, upper, lower = _digits(nodes[0], context), nodes[1].low, nodes[3].low
    if (
        whole is None
        or not whole.is_whole
        or not (upper.isdecimal() and lower.isdecimal())
        or not 0 < int(upper) < int(lower) <= 10
    ):
        return None
    return Number(whole.value + Decimal(upper) / Decimal(lower), Decimal("0.1"))


@LEVEL.rule("DIGITS AND ARTICLE " + PART, gives="NUMBER", reads={"2 and a half": "2.5"})
def digits_and_a_half(nodes: list[Node], context: Context) -> Number | None:
    """Digits with a half in words."""
    whole, part = _digits(nodes[0], context), PARTS.get(nodes[-1].low)
    return Number(whole.value + part, Decimal("0.5"), words=True) if whole and whole.is_whole and part else None


# --- number words -------------------------------------------------------------------------------------------


@LEVEL.rule(
    "(NUMBERWORD|ARTICLE SCALE) (HYPHEN? (NUMBERWORD|SCALE|AND)){0,15}", gives="NUMBER",
    reads={"one hundred and fifty": "150", "twenty-three": "23", "two lakh crore": "2000000000000"}, passes=["a deal"],
)  # fmt: skip
def number_words(nodes: list[Node], context: Context) -> Node | None:
    """Number words of any length; `a` counts as one only before a scale word."""
    total = current = Decimal(0)
    scales: list[Decimal] = []
    previous: Decimal | None = None
    used: list[Node] = []
    for at, node in enumerate(nodes):
        if node.cat == SCALE:
            size: Decimal = node.value
            if size == HUNDRED:
                current = (current or ONE) * size
            elif current or not total:
                total, current = total + (current or ONE) * size, Decimal(0)
            else:
                total *= size
            if size >= 1000:
                scales.append(size)
            previous = None
        elif node.cat == NUMBERWORD:
            value = Decimal(NUMBER_WORDS[node.low])
            if previous is not None and not (previous >= 20 and value < 10):
                break
            current, previous = current + value, value
        elif node.cat == AND and not _joins(nodes, at):
            break
        used.append(node)
    while used and used[-1].cat not in (NUMBERWORD, SCALE):
        used.pop()
    if not used:
        return None
    value = total + current
    number = Number(value, unit_of_last_digit(value), scales[0] if len(scales) == 1 else ONE, words=True)
    return Node(NUMBER, used[0].start, used[-1].end, used[0].low, number, "", tuple(used))


def _joins(nodes: list[Node], at: int) -> bool:
    """Whether `and` stands inside a number: `one hundred and fifty`, `two thousand and six`."""
    return (
        at > 0 and nodes[at - 1].cat == SCALE and nodes[at - 1].value in (100, 1000)
        and at + 1 < len(nodes) and nodes[at + 1].cat == NUMBERWORD
    )  # fmt: skip


@LEVEL.rule(
    "NUMBERWORD HYPHEN? AND HYPHEN? ARTICLE HYPHEN? " + PART, gives="NUMBER",
    reads={"two and a half": "2.5", "two-and-a-half": "2.5"}, passes=["two and a deal"],
)  # fmt: skip
def and_a_half(nodes: list[Node], context: Context) -> Number | None:
    """A number word with a half."""
    part = PARTS.get(nodes[-1].low)
    return Number(Decimal(NUMBER_WORDS[nodes[0].low]) + part, Decimal("0.5"), words=True) if part else None


@LEVEL.rule(
    "NUMBERWORD POINT NUMBERWORD{1,6}", gives="NUMBER", reads={"six point one": "6.1"}, passes=["a point of order"]
)
def spoken_decimal(nodes: list[Node], context: Context) -> Number | None:
    """A decimal as it is spoken."""
    places = [NUMBER_WORDS[node.low] for node in nodes[2:]]
    if nodes[1].low != "point" or max(places) > 9:
        return None
    value = Decimal(f"{NUMBER_WORDS[nodes[0].low]}.{''.join(map(str, places))}")
    return Number(value, unit_of_last_digit(value), words=True)


@LEVEL.rule(
    f"(ARTICLE|NUMBERWORD)? HYPHEN? {PART} HYPHEN? (OF? HYPHEN? ARTICLE)? HYPHEN? SCALE", gives="NUMBER",
    reads={"half a million": "500000", "a quarter of a million": "250000", "half-a-billion": "500000000"}, passes=["half of a country"],
)  # fmt: skip
def fraction_of_a_scale(nodes: list[Node], context: Context) -> Number | None:
    """A fraction of a scale word."""
    at = next(k for k, node in enumerate(nodes) if node.low in PARTS or k == len(nodes) - 1)
    part = PARTS.get(nodes[at].low)
    if (
        part is None
        or (at == 0 and nodes[0].cat == ORDINAL)
        or (at + 2 == len(nodes) and (at == 0 or nodes[at].cat == ORDINAL))
    ):
        return None
    many = Decimal(NUMBER_WORDS[nodes[0].low]) if nodes[0].cat == NUMBERWORD else ONE
    scale: Decimal = nodes[-1].value
    return Number((many * part * scale).normalize(), part * scale / 5, scale if scale >= 1000 else ONE, words=True)


# --- scales -------------------------------------------------------------------------------------------------


@SCALED.rule(
    "NUMBER HYPHEN? SCALE (AND? NUMBER SCALE){0,3}", gives="NUMBER",
    reads={"14 bln 28 mln": "14028000000", "150 million 614 thousand": "150614000"}, passes=["thousands of people"],
)  # fmt: skip
def number_scale(nodes: list[Node], context: Context) -> Node | None:
    """A scale word multiplies what is written; smaller scales that follow are added."""
    sure = [node for node in nodes if node.cat in (NUMBER, SCALE)]
    number, scale = sure[0].value, sure[1].value
    total = number.times(scale)
    last, used = scale, nodes.index(sure[1]) + 1
    for upper, lower in zip(sure[2::2], sure[3::2], strict=False):
        more: Number = upper.value
        gap = nodes[used].cat == AND and not (number.words and more.words)
        if gap or lower.value >= last or more.value * lower.value >= last or number.unit < 1:
            break
        total = Number(total.value + more.value * lower.value, more.unit * lower.value, ONE, number.words)
        number, last, used = more, lower.value, nodes.index(lower) + 1
    return Node(NUMBER, nodes[0].start, nodes[used - 1].end, nodes[0].low, total, "", tuple(nodes[:used]))


@SCALED.rule(
    "NUMBER SCALE SCALE", gives="NUMBER", reads={"3 hundred thousand": "300000", "2 lakh crore": "2000000000000"}
)
def number_scale_scale(nodes: list[Node], context: Context) -> Number | None:
    """Two scale words multiply each other."""
    return nodes[0].value.times(nodes[1].value * nodes[2].value)


@SCALED.rule(
    "NUMBER LETTER",
    gives="NUMBER",
    reads={"$6.1m": "6100000", "34.6m tonnes": "34600000", "450K": "450000"},
    passes=["6.1 m wide"],
)
def number_letter(nodes: list[Node], context: Context) -> Number | None:
    """A letter for the scale: behind money, before what is measured or counted, or where it can be nothing else."""
    number, node = nodes
    letter: Letter = node.value
    if node.start - number.end > 1:
        return None
    left, right = context.left, context.right
    if left is not None and (
        left.cat == CURRENCY or (left.cat == LETTER and left.value.currency and left.end == number.start)
    ):
        return number.value.times(letter.scale)
    if (
        right is not None
        and (letter.scale < 10**12 or right.cat == CURRENCY)
        and (
            right.cat in (UNIT, CURRENCY)
            or (right.cat in (LETTER, NATIONAL) and right.start > node.end)
            or _is_plural(right)
        )
    ):
        return number.value.times(letter.scale)
    alone = letter.unit is None and node.start == number.end and not number.value.words
    return number.value.times(letter.scale) if alone and letter.scale != 10**6 else None


def _is_plural(node: Node) -> bool:
    return node.cat == NOUN and (node.low.endswith("s") or node.value[0] == "person")
