"""Counted nouns and fractions: `15 additional deals`, `40 cultural events`, `two thirds`, `one in three visitors`."""

from __future__ import annotations

from decimal import Decimal

from karvan.reading.context import Amount, Context, Number
from karvan.reading.en import words
from karvan.reading.en.numbers import PART
from karvan.reading.en.quantities import (
    AMOUNT,
    AMOUNTS,
    CUE,
    CURRENCY,
    HYPHEN,
    LETTER,
    NAME,
    NOUN,
    NUMBER,
    ORDINAL,
    TIMEUNIT,
    WORD,
    amount_of,
)
from karvan.reading.grammar import Node, category

AND, OF, IN, THE, LPAR, COMMA, STOP, PRODUCT, OUTOF = (
    category(c) for c in ("AND", "OF", "IN", "THE", "LPAR", "COMMA", "STOP", "PRODUCT", "OUTOF")
)
ONE = Decimal(1)


def _set(table: str) -> frozenset[str]:
    return frozenset(word.strip() for word in table.split(","))


_FUNCTION = _set(words.FUNCTION_WORDS)
_MODIFIERS = _set(words.COUNT_MODIFIERS)
_LABELS = _set(words.LABELS)
_NUMBERED = frozenset(("no", "nos", "article", "articles", "resolution", "paragraph", "section"))
_AIMS = frozenset(("targets", "goals", "aims", "plans"))
_SINGULAR = _set(words.SINGULAR_IN_S)
_MACHINES = _set(words.MACHINES)
_AFTER_FRACTION = _set(words.AFTER_FRACTION)
_BEFORE_FRACTION = _set(words.BEFORE_FRACTION)


# --- counts -------------------------------------------------------------------------------------------------


@AMOUNTS.rule("NUMBER (HYPHEN (WORD|CUE|SIGN))? (NATIONAL|GROUP|COUNTRY|WORD|CUE|NAME|HYPHEN|AND|NOUN|PRODUCT|ORDINAL|TIMEUNIT|THIS){0,5}", gives="AMOUNT",
              reads={"15 additional deals": "15 count", "five joint ventures": "5 count", "40 cultural events": "40 count", "80-odd agreements": "80 count"},
              passes=["the 21st session", "a one-stop shop", "Resolution 2231", "7 is"])  # fmt: skip
def number_noun(nodes: list[Node], context: Context) -> Node | None:
    """A number with the noun that it counts: one that is known, or one in the plural, its adjectives between them."""
    number: Number = nodes[0].value
    if len(nodes) < 2 or not number.is_whole or number.value < 1 or _names_something(nodes[0], context):
        return None
    start = 1
    hedge = number.hedge
    if nodes[1].cat == HYPHEN:
        if len(nodes) < 4 or nodes[2].low not in ("odd", "plus", "strong"):
            return None
        start, hedge = 3, "at_least" if nodes[2].low == "plus" else "about"
    elif nodes[1].start == nodes[0].end:
        return None
    head = _head(nodes, start, number)
    if head is None:
        return None
    noun = nodes[head]
    if noun.cat == NOUN:
        unit, indicator = noun.value
        if number.words and number.value <= 2 and noun.low in ("countries", "sides", "states", "nations"):
            return None
    else:
        unit, indicator = "count", "other"
        if (number.words and number.value < 5) or _is_year(nodes[0]) or _is_machine(noun, nodes[0], context):
            return None
    return amount_of(nodes, Amount(number, unit, "count", hedge, noun=noun.low, indicator=indicator), head + 1)


@AMOUNTS.rule(
    "NUMBER NUMBER HYPHEN UNIT NOUN",
    gives="AMOUNT",
    reads={"50 40-foot containers": "50 count"},
    passes=["a 40-foot container"],
)
def number_of_a_size(nodes: list[Node], context: Context) -> Amount | None:
    """A number of things whose size stands before their name."""
    unit, indicator = nodes[-1].value
    if not nodes[-1].low.endswith("s"):
        return None
    return Amount(nodes[0].value, unit, "count", nodes[0].value.hedge, noun=nodes[-1].low, indicator=indicator)


def _head(nodes: list[Node], start: int, number: Number) -> int | None:
    """The place of the noun that is counted; None where the words behind the number count nothing."""
    found: int | None = None
    for at in range(start, len(nodes)):
        node = nodes[at]
        if node.cat == NOUN:
            found = at
            if node.low.endswith("s") or node.value[0] == "person":
                follower = nodes[at + 1] if at + 1 < len(nodes) else None
                if follower is None or follower.cat != NOUN:
                    return at
        elif node.cat in (WORD, CUE) and not _is_modifier(node):
            return found
        elif _is_plural(node) and number.value > 1:
            follower = nodes[at + 1] if at + 1 < len(nodes) else None
            if follower is None or follower.cat != NOUN:
                return at if found is None or node.cat != CUE else found
        elif found is not None and node.cat not in (WORD, CUE):
            return found
    return found


def _is_modifier(node: Node) -> bool:
    """Whether a word can stand between a number and its noun, or be the noun."""
    return node.low not in _FUNCTION if node.cat == WORD else node.low in _MODIFIERS or node.low in _AIMS


def _is_plural(node: Node) -> bool:
    """Whether an unknown word looks like a noun in the plural."""
    low = node.low
    return (
        (node.cat in (WORD, PRODUCT) or low in _AIMS)
        and len(low) > 3
        and low[-1] == "s"
        and low[-2] not in "su'’"
        and not low.endswith("is")
        and low not in _SINGULAR
    )


def _is_year(node: Node) -> bool:
    return node.low.isdecimal() and len(node.low) == 4 and node.low[:2] in ("19", "20")


def _is_machine(noun: Node, number: Node, context: Context) -> bool:
    """`Boeing 737 planes`: digits between a name and what bears it."""
    left = context.left
    return left is not None and left.cat == NAME and noun.low in _MACHINES and number.low.isdecimal()


def _names_something(number: Node, context: Context) -> bool:
    """Whether a number belongs to a name: `Resolution 2231`, `the Big Four`."""
    left = context.left
    if left is None:
        return False
    if left.end == number.start and left.cat in (CURRENCY, LETTER):
        return True
    if left.cat == HYPHEN and (named := context.before(3)) is not None and named.low in _LABELS:
        return True  # `Boeing 737-800 jets`
    if not number.value.words:
        if left.low == "." and left.end - left.start == 1:
            left = context.before(2) or left
        return left.low in _LABELS and (context.is_capital(left) or left.low in _NUMBERED)
    named = left.cat in (THE, ORDINAL) or left.low == "big"
    return named and context.is_capital(number)


# --- fractions ----------------------------------------------------------------------------------------------


@AMOUNTS.rule(f"(NUMBER|ARTICLE) HYPHEN? {PART}", gives="AMOUNT",
              reads={"two thirds": "0.667 fraction", "a third": "0.333 fraction", "a quarter of exports": "0.25 fraction"},
              passes=["a third country", "a quarter earlier", "in one quarter"])  # fmt: skip
@AMOUNTS.rule(
    PART,
    gives="AMOUNT",
    reads={"half of exports": "0.5 fraction"},
    passes=["the second half", "third countries", "a half-day visit"],
)
def fraction(nodes: list[Node], context: Context) -> Amount | None:
    """A fraction in words; alone a third is an ordinal and a quarter a time."""
    first, part = nodes[0], nodes[-1]
    value = words.PARTS.get(part.low)
    if value is None or not _stands_free(part, context):
        return None
    many = ONE
    if first.cat == NUMBER:
        if not first.value.words and part.low not in ("½", "¼", "⅓"):
            return None
        many = first.value.value
        if (many != 1) != part.low.endswith("s") and part.low not in ("½", "⅓", "¼"):
            return None
    elif len(nodes) == 1 and not _is_half(part, context):
        return None
    value = many * value
    if not 0 < value < 1 or (part.low in ("quarter", "quarters") and many != 3 and not _is_share(context)):
        return None
    return Amount(
        Number(value.quantize(Decimal("0.001")).normalize(), Decimal("0.04"), words=True), "fraction", "fraction"
    )


def _is_half(part: Node, context: Context) -> bool:
    """Whether `half` by itself is a fraction, not a part of the year or of a match."""
    left = context.left
    if part.low != "half":
        return False
    return left is None or (
        left.cat not in (ORDINAL, THE, NOUN, TIMEUNIT)
        and left.low not in ("last", "this", "next", "first", "that", "same", "each")
    )


def _is_share(context: Context) -> bool:
    left, right = context.left, context.right
    if left is not None and left.cat in (AMOUNT, LETTER):
        return False  # `$5 billion a quarter`
    if right is not None and (right.cat == OF or right.low.startswith("of ")):
        ahead = context.row[context.at : context.at + 6]
        return not any(node.cat == category("PERIOD") for node in ahead[2:5])
    return (left is not None and left.low in _BEFORE_FRACTION) or (
        right is not None and right.low in ("more", "less", "higher", "lower")
    )


def _stands_free(part: Node, context: Context) -> bool:
    """Whether no noun follows that would make it an ordinal or an adjective: `a third country`, `a half-day visit`."""
    right = context.right
    if right is None or right.cat in (OF, IN, COMMA, STOP, AND, LPAR) or right.low.partition(" ")[0] in _AFTER_FRACTION:
        return True
    if right.start == part.end:
        return right.cat not in (HYPHEN, NUMBER)
    return (part.low in ("half", "quarters", "thirds", "fifths") and right.cat not in (TIMEUNIT, category("YEARWORD"), category("FEW"))) or right.cat in (
        category("RPAR"), category("SEMICOLON"), category("TO"), category("FROM"), category("ON"), category("PERIOD"), category("DASH"),
    )  # fmt: skip


@AMOUNTS.rule("NUMBER (IN|OUTOF) NUMBER", gives="AMOUNT", reads={"one in three visitors": "0.333 fraction", "two out of five": "0.4 fraction"},
              passes=["15 in 20", "one in 2023"])  # fmt: skip
def one_in_three(nodes: list[Node], context: Context) -> Amount | None:
    """So many out of so many."""
    upper, lower = nodes[0].value, nodes[2].value
    if (
        not (upper.words or nodes[1].cat == OUTOF)
        or not 1 <= upper.value < lower.value <= 100
        or not lower.is_whole
        or not (upper.is_whole and lower.scale == ONE)
    ):
        return None
    value = (upper.value / lower.value).quantize(Decimal("0.001")).normalize()
    return Amount(Number(value, Decimal("0.04"), words=True), "fraction", "fraction")


@AMOUNTS.rule(
    "NUMBER SLASH NUMBER", gives="AMOUNT", reads={"2/3 of exports": "0.667 fraction"}, passes=["Act 10/2022", "24/7"]
)
def slash_fraction(nodes: list[Node], context: Context) -> Amount | None:
    """`2/3 of`."""
    upper, lower, right = nodes[0].value, nodes[2].value, context.right
    if right is None or right.cat != OF or not 0 < upper.value < lower.value <= 10:
        return None
    value = (upper.value / lower.value).quantize(Decimal("0.001")).normalize()
    return Amount(Number(value, Decimal("0.04"), words=True), "fraction", "fraction")
