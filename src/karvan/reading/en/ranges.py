"""Ranges, prices per unit and hedges: what stands around an amount."""

from __future__ import annotations

from msgspec import structs

from karvan.reading.context import Amount, Context, Number
from karvan.reading.en.quantities import (
    AMOUNT,
    AMOUNTS,
    CURRENCY,
    HUNDRED,
    NAME,
    NUMBER,
    amount_of,
    first_number,
    is_money,
    money,
)
from karvan.reading.en.words import LABELS, UP_TO_A_VALUE, Letter
from karvan.reading.grammar import Level, Node, category

RANGES = Level("ranges")
HEDGED = Level("hedged amounts")
FROM, TO, BY, TIMEUNIT, YEARWORD, UNIT, HEDGE = (
    category(c) for c in ("FROM", "TO", "BY", "TIMEUNIT", "YEARWORD", "UNIT", "HEDGE")
)
_UP_TO = frozenset(word.strip() for word in UP_TO_A_VALUE.split(","))
_LABELS = frozenset(word.strip() for word in LABELS.split(","))


# --- ranges: one figure, its midpoint -----------------------------------------------------------------------


@RANGES.rule("AMOUNT (HYPHEN|DASH|TO) AMOUNT", gives="AMOUNT", reads={"28 days-32 days": "30 day", "$5 to $7 million": "6000000 USD", "12% to 15%": "0.135 percent"},
             passes=["from $5 million to $7 million"])  # fmt: skip
@RANGES.rule("BETWEEN AMOUNT AND AMOUNT", gives="AMOUNT", reads={"between 5 days and 7 days": "6 day"})
def range_of_amounts(nodes: list[Node], context: Context) -> Amount | None:
    """Two amounts joined by a hyphen, or by `to` where the first leaves something to the second."""
    low, high = [node.value for node in nodes if node.cat == AMOUNT]
    if any(node.cat == TO for node in nodes):
        if _is_change(context):
            return None
        shares_scale = (
            low.number.scale == 1 and high.number.scale > 1 and low.number.value < 1000 and low.kind == "amount"
        )
        if not shares_scale and low.kind != "percent":
            return None
    return None if low.kind in ("fold", "fraction") else _range(low, high)


def _is_change(context: Context) -> bool:
    """`from $5 to $7 million`, `rose 12% to 15%`: two amounts."""
    left = context.left
    return left is not None and (
        left.cat == FROM
        or left.low in ("from", "by", "up", "down")
        or left.low in _UP_TO
        or left.low in ("fell", "dropped", "declined")
    )


def _range(low: Amount, high: Amount) -> Amount | None:
    first, last = low.number, high.number
    if low.unit != high.unit:
        return None
    if last.scale != 1 and first.scale == 1 and first.value < last.value / last.scale:
        first = first.times(last.scale)
    if first.value >= last.value or first.value * 20 < last.value:
        return None
    middle = (first.value + last.value) / 2
    return structs.replace(
        high,
        number=Number(middle, max(first.unit, last.unit), last.scale),
        high=last,
        hedge=None,
        noun=high.noun or low.noun,
    )


@RANGES.rule("NUMBER (HYPHEN|DASH)? (HYPHEN|DASH|TO|OR) AMOUNT", gives="AMOUNT",
             reads={"13-17 days": "15 day", "5 to 7 percent": "0.06 percent", "two- to threefold": "2.5 fold"}, passes=["from 28,000 to 29,000 tons"])  # fmt: skip
@RANGES.rule("BETWEEN NUMBER AND AMOUNT", gives="AMOUNT", reads={"between 12 and 14 tankers": "13 count"})
def range_to_amount(nodes: list[Node], context: Context) -> Amount | None:
    """A number and an amount joined by a hyphen: the unit belongs to both."""
    number: Number = first_number(nodes).value
    high: Amount = nodes[-1].value
    if high.high is not None or high.kind == "fraction":
        return None
    if any(node.cat == TO for node in nodes) and _is_change(context):
        return None
    if high.kind == "percent":
        number = structs.replace(number, value=number.value / HUNDRED, unit=number.unit / HUNDRED)
    return _range(structs.replace(high, number=number), high)


@AMOUNTS.rule("CURRENCY NUMBER (HYPHEN|DASH|TO) NUMBER LETTER?", gives="AMOUNT",
              reads={"$5-7 million": "6000000 USD", "by $5-7 million": "6000000 USD", "$5m-7m": "6000000 USD"}, passes=["$5 in 7 days", "from $5 to 7 million"])  # fmt: skip
def money_range(nodes: list[Node], context: Context) -> Node | None:
    """`$5-7 million`: the sign stands once."""
    sign, letter = nodes[0].value, nodes[-1].value
    first, last = [node for node in nodes if node.cat == NUMBER]
    if (
        sign.factor != 1
        or not is_money(last, sign, context)
        or (any(node.cat == TO for node in nodes) and _is_change(context))
    ):
        return None
    right = context.right
    if right is not None and right.cat in (
        category("PERCENT"),
        category("PERCENTWORD"),
        CURRENCY,
        UNIT,
        TIMEUNIT,
        YEARWORD,
        category("NOUN"),
    ):
        return None
    number = last.value
    if isinstance(letter, Letter):
        number = number.times(letter.scale)
    found = _range(money(first.value, sign), money(number, sign))
    return amount_of(nodes, found) if found is not None else None


@RANGES.rule("NUMBER (COMMA NUMBER){0,4} COMMA? AND AMOUNT", gives="AMOUNT", reads={"4.3 and 1.8 million dollars": "4300000 USD"},
             passes=["Article 5 and 3 million dollars"])  # fmt: skip
def shared_unit(nodes: list[Node], context: Context) -> Node | None:
    """`4.3 and 1.8 million dollars, respectively`: scale and unit stand once, behind the last."""
    number, last = nodes[0].value, nodes[-1].value
    if (
        not isinstance(number, Number)
        or last.kind not in ("amount", "percent")
        or last.high is not None
        or last.indicator == "time"
    ):
        return None
    left = context.left
    if number.scale != 1 or number.words or (left is not None and (left.cat == NAME or left.low in _LABELS)):
        return None
    if last.kind == "percent":
        number = structs.replace(number, value=number.value / HUNDRED, unit=number.unit / HUNDRED)
    elif last.number.scale > 1 and number.value < 1000:
        number = number.times(last.number.scale)
    elif last.number.scale == 1:
        return None
    return amount_of(nodes, structs.replace(last, number=number, hedge=number.hedge), 1)


# --- prices -------------------------------------------------------------------------------------------------


@RANGES.rule("AMOUNT (ARTICLE|SLASH|CUE|WORD) (UNIT|LETTER|SCALE UNIT|AMOUNT)", gives="AMOUNT",
             reads={"4.67 cents per kilowatt-hour": "4.67 cent/kWh", "$320 per tonne": "320 USD", "$185 per 1,000 cubic metres": "185 USD"},
             passes=["5 tons per hour", "$5 million in km"])  # fmt: skip
def price(nodes: list[Node], context: Context) -> Node | None:
    """Money for a unit: the unit is kept beside the amount, and belongs to it where the price is in cents."""
    amount: Amount = nodes[0].value
    unit = nodes[-1]
    if (
        amount.kind != "amount"
        or amount.indicator is not None
        or nodes[1].low not in ("per", "a", "an", "/", "each", "every", "the")
    ):
        return None
    if unit.cat == AMOUNT:
        measured: Amount = unit.value
        if measured.kind != "amount" or measured.indicator in (None, "time"):
            return None
        code = f"{measured.number} {measured.unit}"
    else:
        meaning = unit.value.unit if isinstance(unit.value, Letter) else unit.value
        if meaning is None or meaning[2] == "time":
            return None
        code = meaning[0] if len(nodes) == 3 else f"{nodes[2].value:f} {meaning[0]}"
    node = amount_of(
        nodes, structs.replace(amount, per=code, unit=f"cent/{code}" if amount.unit == "cent" else amount.unit)
    )
    node.end = nodes[0].end
    return node


# --- hedges -------------------------------------------------------------------------------------------------


@HEDGED.rule(
    "HEDGE (ARTICLE|THE|OF|HEDGE)? AMOUNT",
    gives="AMOUNT",
    reads={"nearly 80 agreements": "80 count", "more than $1.4 billion": "1400000000 USD"},
)
@HEDGED.rule("HEDGE HEDGE? NUMBER", gives="NUMBER", reads={"about 90": "90"})
def hedge(nodes: list[Node], context: Context) -> Node | None:
    """A hedge stays outside the figure's span, but bounds what it means."""
    word, inner = nodes[0], nodes[-1]
    said = word.value
    if nodes[1].cat == HEDGE and said == "about":
        said = nodes[1].value
    left = context.left
    if word.low == "up to" and _goes_up_to(context):
        said = None
    if isinstance(inner.value, Number):
        amount = Amount(inner.value, "", "number", hedge=said)
        return Node(NUMBER, inner.start, inner.end, word.low, amount, "", tuple(nodes))
    amount = inner.value
    if (
        left is not None
        and left.cat == AMOUNT
        and left.value.kind in ("percent", "fold", "fraction")
        and said in ("more_than", "less_than")
    ):
        return None  # `34 percent less than the $1.5 million`: a comparison
    if word.low in ("over", "above", "under", "below") and amount.indicator == "time":
        return None
    return Node(
        AMOUNT, inner.start, inner.end, word.low, structs.replace(amount, hedge=said or amount.hedge), "", tuple(nodes)
    )


def _goes_up_to(context: Context) -> bool:
    """`bring traffic up to 300,000 TEU`, `rose up to 5 percent`: the value that is reached, no bound."""
    for back in range(1, 7):
        node = context.before(back)
        if node is None or node.cat in (AMOUNT, category("COMMA"), category("STOP")):
            return False
        if node.low in _UP_TO:
            return True
    return False


@HEDGED.rule(
    "AMOUNT HEDGEBEHIND",
    gives="AMOUNT",
    reads={"15 agreements or more": "15 count", "$3 billion or so": "3000000000 USD"},
)
@HEDGED.rule("AMOUNT HYPHEN SIGN", gives="AMOUNT", reads={"$3.5 billion-plus": "3500000000 USD"})
def hedge_behind(nodes: list[Node], context: Context) -> Node | None:
    """`or so`, `or more`, `-plus`."""
    amount: Amount = nodes[0].value
    said = nodes[-1].value if nodes[-1].cat != category("SIGN") else "at_least" if nodes[-1].low == "plus" else None
    if said is None or amount.kind not in ("amount", "count", "percent"):
        return None
    node = amount_of(nodes, structs.replace(amount, hedge=said))
    node.end = nodes[0].end
    return node
