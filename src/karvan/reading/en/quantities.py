"""Amounts of money, of units, and durations."""

from __future__ import annotations

from decimal import Decimal

from msgspec import structs

from karvan.reading.context import Amount, Context, Number
from karvan.reading.en.words import NOT_STAYS, Letter, Money
from karvan.reading.grammar import Level, Node, category
from karvan.vocabulary import currencies

AMOUNTS = Level("amounts")
NATIONAL, COUNTRY = category("NATIONAL"), category("COUNTRY")
NUMBER, CURRENCY, UNIT, NOUN, LETTER, QMARK, SIGN = (
    category(c) for c in ("NUMBER", "CURRENCY", "UNIT", "NOUN", "LETTER", "QMARK", "SIGN")
)
AMOUNT, PERCENTWORD, PERCENT, TIMEUNIT, YEARWORD, WORD, NAME, HYPHEN, ORDINAL, TIMES, CUE = (
    category(c)
    for c in (
        "AMOUNT", "PERCENTWORD", "PERCENT", "TIMEUNIT", "YEARWORD", "WORD", "NAME", "HYPHEN", "ORDINAL", "TIMES", "CUE",
    )
)  # fmt: skip
ONE = Decimal(1)
HUNDRED = Decimal(100)
_MEASURES = frozenset((PERCENT, PERCENTWORD, UNIT, TIMES))
_EQUIVALENTS = frozenset(("equivalent", "equivalents", "equivalent unit", "equivalent units"))
_FEET = frozenset(("foot", "feet", "ft"))
_STAYS = frozenset(word.strip() for word in NOT_STAYS.split(","))


def first_number(nodes: list[Node]) -> Node:
    return next(node for node in nodes if node.cat == NUMBER)


def amount_of(nodes: list[Node], amount: Amount, used: int | None = None) -> Node:
    """A node for an amount that takes the first `used` nodes."""
    taken = tuple(nodes[:used])
    return Node(AMOUNT, taken[0].start, taken[-1].end, "", amount, "", taken)


# --- money --------------------------------------------------------------------------------------------------


def money(number: Number, meaning: Money) -> Amount:
    """A number of a currency, or of its hundredths."""
    if meaning.factor == Decimal("0.01") and meaning.codes[0] in ("USD", "EUR"):
        return Amount(number, "cent", "amount", number.hedge, candidates=meaning.codes)
    return Amount(number.times(meaning.factor), meaning.codes[0], "amount", number.hedge, candidates=meaning.codes)


def is_money(number: Node, meaning: Money, context: Context) -> bool:
    """Whether a word that is often something else is money: the number is one of money, or the country pays in it."""
    if not meaning.weak:
        return True
    value: Number = number.value
    if value.scale >= 1000 or (value.unit < 1 and not value.words) or (meaning.kind == "name" and value.value >= 100):
        return True
    if value.value >= 1000 and not (number.low.isdecimal() and value.value < 2101):
        return True
    return not value.words and any(
        code in meaning.codes for country in context.countries for code in currencies.of_country(country)
    )


@AMOUNTS.rule("(CURRENCY|LETTER|QMARK) HYPHEN? NUMBER CURRENCY?", gives="AMOUNT",
              reads={"$6.1 million": "6100000 USD", "USD34.6 million": "34600000 USD", "K3.2 billion": "3200000000 PGK"},
              passes=["E40", "Q1", "won 5 medals"])  # fmt: skip
def currency_number(nodes: list[Node], context: Context) -> Node | None:
    """A currency before the number."""
    sign, number = nodes[0], first_number(nodes)
    meaning = _before(sign)
    if meaning is None or meaning.factor != ONE or not is_money(number, meaning, context):
        return None
    if meaning.kind == "name":
        if " " not in sign.low and not _is_large(number.value):
            return None
    elif number.value.words and sign.end != number.start:
        return None
    last = nodes[-1]
    after = context.right if last.cat != CURRENCY else last
    if after is not None and (
        after.cat in _MEASURES or (after.cat == CURRENCY and sign.value is not last.value and meaning.kind == "name")
    ):
        return None
    same = last.cat == CURRENCY and isinstance(last.value, Money) and set(last.value.codes) & set(meaning.codes)
    if same:
        meaning = min(meaning, last.value, key=lambda m: len(m.codes))
    used = len(nodes) - (last.cat == CURRENCY and not same)
    return amount_of(nodes, money(number.value, meaning), used)


def _before(sign: Node) -> Money | None:
    """What a sign before a number stands for; a letter of a quarter can be the quetzal."""
    if sign.cat == LETTER:
        return sign.value.currency
    if sign.cat == QMARK:
        return Money(("GTQ",), kind="sign", weak=True) if sign.low == "q" else None
    return sign.value


def _is_large(number: Number) -> bool:
    return number.scale >= 1000 or number.value >= 1000


@AMOUNTS.rule("NUMBER HYPHEN? (NATIONAL|COUNTRY)? CURRENCY", gives="AMOUNT",
              reads={"5.6 billion euros": "5600000000 EUR", "15 billion NZ dollars": "15000000000 NZD", "4.67 cents": "4.67 cent"}, passes=["million-dollar", "3 real friends"])  # fmt: skip
def number_currency(nodes: list[Node], context: Context) -> Amount | None:
    """The currency behind the number, perhaps with its country's adjective."""
    number, meaning = nodes[0], nodes[-1].value
    if not is_money(number, meaning, context):
        return None
    if (
        meaning.weak
        and number.value.scale < 1000
        and context.right is not None
        and context.right.cat in (WORD, NOUN, NAME)
    ):
        return None
    if nodes[1].cat == HYPHEN and number.low in ("a", "million", "billion") and number.value.words:
        return None
    amount = money(number.value, meaning)
    if nodes[-2].cat in (NATIONAL, COUNTRY):
        own = next((code for code in currencies.of_country(nodes[-2].value) if code in meaning.codes), None)
        if own is None:
            return amount if nodes[-2].cat == NATIONAL else None
        return structs.replace(amount, unit=own, candidates=()) if amount.unit != "cent" else amount
    return amount


@AMOUNTS.rule(
    "NUMBER CURRENCY AND? NUMBER CURRENCY",
    gives="AMOUNT",
    reads={"5 dollars 20 cents": "5.2 USD"},
    passes=["5 dollars 20 euros"],
)
def dollars_cents(nodes: list[Node], context: Context) -> Amount | None:
    """Whole units and hundredths."""
    whole, part = nodes[1].value, nodes[-1].value
    if whole.factor != ONE or part.factor == ONE or nodes[0].value.scale != ONE:
        return None
    number: Number = nodes[0].value
    return money(Number(number.value + nodes[-2].value.value * part.factor, part.factor), whole)


# --- units and durations ------------------------------------------------------------------------------------


@AMOUNTS.rule("NUMBER HYPHEN? (UNIT|LETTER)", gives="AMOUNT",
              reads={"13.5 million tons": "13500000 t", "3 TWh": "3000000000000 Wh", "304 km": "304 km", "5 t": "5 t"}, passes=["5K"])  # fmt: skip
def number_unit(nodes: list[Node], context: Context) -> Node | None:
    """A number with a unit of measurement."""
    unit = nodes[-1]
    meaning = unit.value.unit if isinstance(unit.value, Letter) else unit.value
    number: Number = nodes[0].value
    if meaning is None or (unit.end - unit.start <= 2 and number.words and number.scale == ONE):
        return None
    if (
        nodes[1].cat == HYPHEN
        and context.right is not None
        and (context.right.low in _EQUIVALENTS or (context.right.cat == NOUN and unit.low in _FEET))
    ):
        return None  # `20-foot equivalent units`, `40-foot containers`
    code, factor, kind = meaning
    if factor != ONE:
        number = structs.replace(number.times(factor), scale=number.scale)
    noun = unit.low if kind in ("person", "count") else None
    node = amount_of(nodes, Amount(number, code, "amount", number.hedge, noun=noun, indicator=kind))
    of = unit.low.find(" of ")
    if of > 0 and not unit.low.endswith("equivalent"):
        node.end = unit.start + of  # `barrels of oil`: the product is none of the unit
    return node


_DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))


@AMOUNTS.rule("NUMBER HYPHEN? (TIMEUNIT|YEARWORD)", gives="AMOUNT", reads={"35 years": "35 year", "15 days": "15 day"},
              passes=["Five-Year Plan", "two-day visit"])  # fmt: skip
def number_time(nodes: list[Node], context: Context) -> Amount | None:
    """A duration; how long a visit or a plan lasts is its name."""
    unit, right = nodes[-1], context.right
    code = "year" if unit.cat == YEARWORD else unit.value
    if code not in _DURATIONS:
        return None
    if right is not None and (right.low in _STAYS or (len(nodes) == 3 and _is_stay_ahead(context, len(nodes)))):
        return None
    return Amount(nodes[0].value, code, "amount", nodes[0].value.hedge, indicator="time")


def _is_stay_ahead(context: Context, size: int) -> bool:
    """`two-day working visit`: an adjective stands before the visit."""
    ahead = context.row[context.at + size : context.at + size + 3]
    return any(node.low in _STAYS for node in ahead)


@AMOUNTS.rule(
    "NUMBER TIMEUNIT AND? NUMBER TIMEUNIT",
    gives="AMOUNT",
    reads={"2 hours 30 minutes": "2.5 hour"},
    passes=["2 days 3 weeks"],
)
def hours_minutes(nodes: list[Node], context: Context) -> Amount | None:
    """Hours and minutes, days and hours."""
    parts = {("hour", "minute"): 60, ("day", "hour"): 24}.get((nodes[1].value, nodes[-1].value))
    more: Number = nodes[-2].value
    if parts is None or not more.value < parts:
        return None
    value = nodes[0].value.value + (more.value / parts).quantize(Decimal("0.0001")).normalize()
    return Amount(Number(value, (ONE / parts).quantize(Decimal("0.0001"))), nodes[1].value, "amount", indicator="time")
