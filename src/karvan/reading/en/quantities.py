"""Amounts of money, units, counted nouns, percentages, multiples and fractions."""

from __future__ import annotations

from decimal import Decimal

from karvan.reading.context import Amount, Context, Number
from karvan.reading.grammar import Level, Node, category
from karvan.reading.rounding import unit_of_last_digit

AMOUNTS = Level("amounts")
HEDGED = Level("hedged amounts")
RANGES = Level("ranges")
NUMBER, CURRENCY, UNIT, NOUN, HEDGE, SHORTSCALE, SCALE = (
    category(c) for c in ("NUMBER", "CURRENCY", "UNIT", "NOUN", "HEDGE", "SHORTSCALE", "SCALE")
)
AMOUNT, ADJECTIVE, PERCENTWORD, PERCENT, HALF, TIMEUNIT, YEARWORD, WORD, NAME = (
    category(c) for c in ("AMOUNT", "ADJECTIVE", "PERCENTWORD", "PERCENT", "HALF", "TIMEUNIT", "YEARWORD", "WORD", "NAME")
)
ONE = Decimal(1)
HUNDRED = Decimal(100)


def _number(nodes: list[Node]) -> Number:
    return next(node.value for node in nodes if node.cat == NUMBER)


def _money(number: Number, currency: Node, scale: Node | None = None) -> Amount | None:
    codes, factor = currency.value
    if scale is not None:
        number = number.times(scale.value)
    if factor != ONE:
        return Amount(number, "cent" if codes[0] in ("USD", "EUR") else codes[0].lower(), "amount", candidates=codes)
    return Amount(number, codes[0], "amount", candidates=codes)


@AMOUNTS.rule("CURRENCY HYPHEN? NUMBER (SHORTSCALE|SCALE)?", gives="AMOUNT",
              reads={"$6.1 million": "6100000 USD", "US$1.43B": "1430000000 USD", "USD34.6 million": "34600000 USD"},
              passes=["a $64 question"])  # fmt: skip
def currency_number(nodes: list[Node], context: Context) -> Amount | Node | None:
    """A currency before the number; a letter for the scale stands right behind the digits."""
    currency, number = nodes[0], next(n for n in nodes if n.cat == NUMBER)
    if currency.value[1] != ONE or (currency.end != number.start and number.value.words):
        return None
    scale = nodes[-1] if nodes[-1].cat in (SHORTSCALE, SCALE) else None
    if scale is not None and scale.cat == SHORTSCALE and scale.start - number.end > 1:
        scale = None
    amount = _money(number.value, currency, scale)
    if amount is None:
        return None
    used = tuple(nodes if scale is not None else [n for n in nodes if n.cat not in (SHORTSCALE, SCALE)])
    return Node(AMOUNT, nodes[0].start, used[-1].end, "", amount, "currency_number", used)


@AMOUNTS.rule("NUMBER HYPHEN? SHORTSCALE? HYPHEN? NATIONAL? CURRENCY", gives="AMOUNT",
              reads={"5.6 billion euros": "5600000000 EUR", "4.67 cents": "4.67 cent"}, passes=["one dollar"])  # fmt: skip
def number_currency(nodes: list[Node], context: Context) -> Amount | None:
    """The currency behind the number, perhaps with its country's adjective."""
    scale = next((n for n in nodes if n.cat == SHORTSCALE), None)
    return _money(_number(nodes), nodes[-1], scale)


@AMOUNTS.rule("NUMBER CURRENCY NUMBER CURRENCY", gives="AMOUNT", reads={"5 dollars 20 cents": "5.2 USD"})
def dollars_cents(nodes: list[Node], context: Context) -> Amount | None:
    """Whole units and hundredths."""
    (codes, factor), (_, part) = nodes[1].value, nodes[3].value
    if factor != ONE or part == ONE:
        return None
    number: Number = nodes[0].value
    return Amount(Number(number.value + nodes[2].value.value * part, part, number.scale), codes[0], "amount", candidates=codes)


@AMOUNTS.rule("NUMBER HYPHEN? SHORTSCALE? HYPHEN? UNIT", gives="AMOUNT",
              reads={"13.5 million tons": "13500000 t", "3 TWh": "3000000000000 Wh", "304 km": "304 km"}, passes=["2 in"])  # fmt: skip
def number_unit(nodes: list[Node], context: Context) -> Amount | None:
    """A number with a unit of measurement."""
    unit = nodes[-1]
    code, factor, kind = unit.value
    number = _number(nodes)
    scale = next((n for n in nodes if n.cat == SHORTSCALE), None)
    if scale is not None:
        if scale.start - nodes[0].end > 1:
            return None
        number = number.times(scale.value)
    if unit.end - unit.start <= 2 and number.words:
        return None
    number = number.times(factor) if factor != ONE else number
    noun = unit.low if kind in ("person", "count") else None
    return Amount(number, code, "amount", noun=noun, indicator=kind)


@AMOUNTS.rule("NUMBER HYPHEN? (TIMEUNIT|YEARWORD)", gives="AMOUNT", reads={"35 years": "35 year", "15 days": "15 day"})
def number_time(nodes: list[Node], context: Context) -> Amount | None:
    """A duration."""
    unit = nodes[-1]
    code = "year" if unit.cat == YEARWORD else unit.value
    if code not in ("second", "minute", "hour", "day", "week", "month", "year"):
        return None
    return Amount(_number(nodes), code, "amount", indicator="time")


@AMOUNTS.rule("SIGN? NUMBER HYPHEN? (PERCENT|PERCENTWORD)", gives="AMOUNT", reads={"2.98 percent": "0.0298 percent", "+5%": "0.05 percent"})
def number_percent(nodes: list[Node], context: Context) -> Amount | None:
    """A percentage as a fraction; points and basis points keep their own kind."""
    word = nodes[-1]
    kind = word.value if word.cat == PERCENTWORD else "percent"
    number = _number(nodes)
    unit = ONE if number.value == number.value.to_integral_value() and number.unit > 1 else number.unit
    if word.low == "‰":
        number = Number(number.value / 1000, unit / 1000)
    else:
        number = Number(number.value / (HUNDRED * (100 if kind == "basis" else 1)), unit / HUNDRED, words=number.words)
    if nodes[0].low in ("-", "−") and kind == "percent":
        number = Number(-number.value, number.unit)
    hedge = "signed" if nodes[0].low in ("+", "-", "−") else None
    return Amount(number, "percent", "points" if kind in ("points", "basis") else "percent", hedge=hedge)


@AMOUNTS.rule("NUMBER HYPHEN? (TIMES|FOLD)", gives="AMOUNT", reads={"2.6 times": "2.6 fold", "14-fold": "14 fold"}, passes=["two times zones"])
def number_times(nodes: list[Node], context: Context) -> Amount | None:
    """`2.6 times`, `14-fold`."""
    return Amount(_number(nodes), "fold", "fold", noun=nodes[-1].low)


@AMOUNTS.rule("ARTICLE? FOLDVERB", gives="AMOUNT", reads={"doubled": "2 fold", "fivefold": "5 fold"})
def fold_word(nodes: list[Node], context: Context) -> Amount | None:
    """`doubled`, `halved`, `fivefold`, `twice`."""
    value = nodes[-1].value
    return Amount(Number(value, value / 4, words=True), "fold", "fold", noun=nodes[-1].low)


@AMOUNTS.rule("(NUMBER|ARTICLE) HYPHEN? HALF", gives="AMOUNT", reads={"two thirds": "0.667 fraction", "a third": "0.333 fraction"}, passes=["a half hour"])
@AMOUNTS.rule("HALF", gives="AMOUNT", reads={"half": "0.5 fraction"})
def fraction(nodes: list[Node], context: Context) -> Amount | None:
    """A fraction in words."""
    many = nodes[0].value.value if nodes[0].cat == NUMBER else ONE
    if nodes[-1].value == Decimal("0.25") and nodes[-1].low.startswith("quarter") and nodes[0].cat != NUMBER and len(nodes) == 1:
        return None
    value = many * nodes[-1].value
    if not 0 < value < 1 or (nodes[0].cat == NUMBER and not nodes[0].value.words and nodes[-1].low not in ("½",)):
        return None
    if len(nodes) == 1 and nodes[0].low in ("third", "fourth", "fifth", "sixth", "eighth", "tenth"):
        return None
    return Amount(Number(value.quantize(Decimal("0.001")).normalize(), Decimal("0.04"), words=True), "fraction", "fraction")


@AMOUNTS.rule("NUMBER NUMBER? (ADJECTIVE|NATIONAL|COUNTRYADJ|PRODUCT|WORD|HYPHEN|AND|NAME){0,4} NOUN", gives="AMOUNT",
              reads={"15 additional deals": "15 count", "five joint ventures": "5 count"}, passes=["the 21st session"])  # fmt: skip
def number_noun(nodes: list[Node], context: Context) -> Amount | Node | None:
    """A number with the noun that it counts, at most four words between them that could be its adjectives."""
    number = nodes[0].value
    if nodes[1].cat == NUMBER or nodes[0].value.value != nodes[0].value.value.to_integral_value():
        return None
    if any(n.cat in (WORD, NAME) and n.low in _NOT_ADJECTIVES for n in nodes[1:-1]):
        return None
    if any(n.low == "and" for n in nodes[1:-1]) and number.words and number.value < 3:
        return None
    noun = nodes[-1]
    unit, indicator = noun.value
    if noun.low == "countries" and number.words and number.value <= 2:
        return None
    return Amount(number, unit, "count", noun=noun.low, indicator=indicator)


_NOT_ADJECTIVES = frozenset(
    "is are was were be been being has have had do does did will would can could may might must shall should that which who whom whose "
    "it its they their them he she his her we our you your i this these those there here as if than then so or nor not no when where "
    "how why what said says say told also only".split()
)


@RANGES.rule("AMOUNT (HYPHEN|DASH|TO) AMOUNT", gives="AMOUNT", reads={"from 28 to 32 days": "30 day"})
@RANGES.rule("BETWEEN AMOUNT AND AMOUNT", gives="AMOUNT", reads={"between 5 and 7 days": "6 day"})
def range_of_amounts(nodes: list[Node], context: Context) -> Amount | None:
    """Two amounts joined by a hyphen: one figure, its midpoint, that may be any point of the range."""
    low, high = [n.value for n in nodes if n.cat == AMOUNT]
    if any(n.low == "to" for n in nodes) or low.kind in ("fold", "fraction"):
        return None
    return _range(low, high)


def _range(low: Amount, high: Amount) -> Amount | None:
    first = low.number
    if low.unit != high.unit:
        return None
    if high.number.scale != 1 and first.scale == 1 and first.value < high.number.value / high.number.scale:
        first = first.times(high.number.scale)
    if first.value >= high.number.value or first.value * 20 < high.number.value:
        return None
    middle = (first.value + high.number.value) / 2
    return high._replace(number=Number(middle, max(first.unit, high.number.unit), high.number.scale), high=high.number, hedge=None, noun=high.noun or low.noun)


@RANGES.rule("NUMBER (HYPHEN|DASH|TO) AMOUNT", gives="AMOUNT", reads={"13-17 days": "15 day", "5 to 7 percent": "0.06 percent"})
@RANGES.rule("BETWEEN NUMBER AND AMOUNT", gives="AMOUNT", reads={"between 12 and 14 tankers": "13 count"})
def range_to_amount(nodes: list[Node], context: Context) -> Amount | None:
    """A number and an amount joined by a hyphen: the unit belongs to both."""
    number = _number(nodes)
    high: Amount = nodes[-1].value
    if high.high is not None or high.kind in ("fraction",):
        return None
    if high.kind == "percent":
        number = Number(number.value / HUNDRED, number.unit / HUNDRED)
    return _range(high._replace(number=number), high)


@RANGES.rule("CURRENCY NUMBER (HYPHEN|DASH) AMOUNT", gives="AMOUNT", reads={"$5-7 million": "6000000 USD"})
@RANGES.rule("AMOUNT (HYPHEN|DASH) NUMBER SCALE?", gives="AMOUNT", reads={"$5-7 million": "6000000 USD"})
def money_range(nodes: list[Node], context: Context) -> Amount | None:
    """`$5-7 million`: the sign stands once."""
    amount = next(n.value for n in nodes if n.cat == AMOUNT)
    number = _number(nodes)
    if amount.kind != "amount" or amount.unit in ("km", "day", "hour", "year"):
        return None
    if nodes[-1].cat == AMOUNT:
        return _range(amount._replace(number=number), amount)
    scale = number.scale
    if nodes[-1].cat == SCALE:
        number, scale = number.times(nodes[-1].value), nodes[-1].value
    high = amount._replace(number=Number(number.value, number.unit, scale))
    return _range(amount, high)


@HEDGED.rule("HEDGE (ARTICLE|THE|OF)? AMOUNT", gives="AMOUNT", reads={"nearly 80 agreements": "80 count", "more than $1.4 billion": "1400000000 USD"})
@HEDGED.rule("HEDGE NUMBER", gives="NUMBER", reads={"about 90": "90"})
def hedge(nodes: list[Node], context: Context) -> Node | None:
    """A hedge stays outside the figure's span, but bounds what it means."""
    inner = nodes[-1]
    word = nodes[0]
    if isinstance(inner.value, Number):
        amount = Amount(inner.value, "", "number", hedge=word.value)
        node = Node(category("NUMBER"), inner.start, inner.end, word.low, amount, "", (word, inner))
        return node
    amount = inner.value
    left = context.left
    if left is not None and left.cat == AMOUNT and left.value.kind in ("percent", "fold", "fraction") and word.value in ("more_than", "less_than"):
        return None  # `34 percent less than the $1.5 million`: a comparison
    if word.low in ("over", "above", "under", "below") and amount.unit in ("year", "month", "day") and amount.kind == "amount":
        return None
    return Node(AMOUNT, inner.start, inner.end, word.low, amount._replace(hedge=word.value), "", tuple(nodes))


def bare(node: Node) -> Amount:
    """A number by itself: its unit comes from what it is compared with."""
    value = node.value
    if isinstance(value, Amount):
        return value
    return Amount(value, "", "number")


__all__ = ["AMOUNTS", "HEDGED", "RANGES", "bare", "unit_of_last_digit"]
