"""Percentages and multiples: `2.98 percent`, `half a percentage point`, `2.6 times`, `doubled`."""

from __future__ import annotations

from decimal import Decimal

from msgspec import structs

from karvan.reading.context import Amount, Context, Number
from karvan.reading.en.numbers import PART
from karvan.reading.en.quantities import (
    AMOUNTS,
    HUNDRED,
    NUMBER,
    ONE,
    PERCENT,
    PERCENTWORD,
    SIGN,
    amount_of,
    first_number,
)
from karvan.reading.en.words import PARTS
from karvan.reading.grammar import Node

_OFTEN = frozenset(("a", "an", "per", "each", "every", "weekly", "daily", "yearly", "monthly", "annually"))


# --- percentages --------------------------------------------------------------------------------------------


@AMOUNTS.rule("SIGN? NUMBER HYPHEN? (PERCENT|PERCENTWORD) (HYPHEN? POINT)?", gives="AMOUNT",
              reads={"2.98 percent": "0.0298 percent", "+5%": "0.05 percent", "minus 3 percent": "-0.03 percent", "2 %-points": "0.02 percent"})  # fmt: skip
def number_percent(nodes: list[Node], context: Context) -> Node:
    """A percentage as a fraction; points and basis points keep their own kind."""
    sign, word = nodes[0], next(node for node in nodes if node.cat in (PERCENT, PERCENTWORD))
    kind = word.value if word.cat == PERCENTWORD else "percent"
    if nodes[-1] is not word:
        kind = "points"
    number: Number = first_number(nodes).value
    unit = min(number.unit, ONE) if number.is_whole else number.unit
    part = 1000 if word.low == "‰" else 10000 if kind == "basis" else 100
    number = Number(number.value / part, unit / part, words=number.words, hedge=number.hedge)
    signed = sign.cat == SIGN
    if signed and sign.low in ("-", "−", "–", "minus") and kind == "percent":
        number = structs.replace(number, value=-number.value)
    node = amount_of(
        nodes,
        Amount(number, "percent", "percent" if kind == "percent" else "points", "signed" if signed else number.hedge),
    )
    if signed and number.value > 0:
        node.start = nodes[1].start
    return node


@AMOUNTS.rule(f"(ARTICLE HYPHEN?)? {PART} (OF? (ARTICLE|NUMBER))? (PERCENT|PERCENTWORD)", gives="AMOUNT",
              reads={"half a percent": "0.005 percent", "half of one percent": "0.005 percent"}, passes=["half of five percent"])  # fmt: skip
def part_of_a_percent(nodes: list[Node], context: Context) -> Amount | None:
    """`half a percent`, `a quarter of a percentage point`."""
    part = next((PARTS[node.low] for node in nodes if node.low in PARTS), None)
    if part is None or any(node.cat == NUMBER and node.value.value != 1 for node in nodes):
        return None
    kind = nodes[-1].value if nodes[-1].cat == PERCENTWORD else "percent"
    return Amount(
        Number(part / HUNDRED, part / 500, words=True), "percent", "percent" if kind == "percent" else "points"
    )


@AMOUNTS.rule(
    "ARTICLE PERCENTWORD", gives="AMOUNT", reads={"a percentage point": "0.01 percent"}, passes=["a percentage"]
)
def one_percent(nodes: list[Node], context: Context) -> Amount | None:
    """`a percent`, `a percentage point`."""
    kind = nodes[1].value
    if nodes[1].low.endswith("s") or kind == "basis":
        return None
    return Amount(
        Number(Decimal("0.01"), Decimal("0.01"), words=True), "percent", "percent" if kind == "percent" else "points"
    )


# --- multiples ----------------------------------------------------------------------------------------------


@AMOUNTS.rule(
    "NUMBER HYPHEN? (TIMES|FOLD)",
    gives="AMOUNT",
    reads={"2.6 times": "2.6 fold", "14-fold": "14 fold"},
    passes=["three times a week"],
)
def number_times(nodes: list[Node], context: Context) -> Amount | None:
    """`2.6 times`, `14-fold`."""
    number: Number = nodes[0].value
    if nodes[-1].low == "times" and number.value <= 31 and _is_occasion(context.right):
        return None
    return Amount(number, "fold", "fold", number.hedge, noun=nodes[-1].low)


def _is_occasion(right: Node | None) -> bool:
    """`twice a week`, `three times daily`: how often, not how much."""
    return right is not None and right.low in _OFTEN


@AMOUNTS.rule("FACTOR NUMBER", gives="AMOUNT", reads={"a factor of 2.6": "2.6 fold"})
def factor_of(nodes: list[Node], context: Context) -> Node:
    """`by a factor of 2.6`."""
    node = amount_of(nodes, Amount(nodes[1].value, "fold", "fold", noun="times"))
    node.start = nodes[1].start
    return node


@AMOUNTS.rule(
    "ARTICLE? FOLDVERB", gives="AMOUNT", reads={"doubled": "2 fold", "fivefold": "5 fold"}, passes=["twice a week"]
)
def fold_word(nodes: list[Node], context: Context) -> Node | None:
    """`doubled`, `halved`, `fivefold`, `twice`; `twice a week` counts occasions."""
    word = nodes[-1]
    if word.low in ("twice", "thrice") and _is_occasion(context.right):
        return None
    value = word.value
    node = amount_of(nodes, Amount(Number(value, value / 4, words=True), "fold", "fold", noun=word.low))
    node.start, node.low = word.start, word.low
    return node
