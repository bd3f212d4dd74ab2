"""Signs for parts of a year: `Q1 2022`, `1Q22`, `2022Q1`, `8M2023`."""

from __future__ import annotations

from karvan.reading.context import Context, When
from karvan.reading.en.parts import part
from karvan.reading.en.times import (
    CURRENCY,
    JOINT,
    NUMBER,
    OF_YEAR,
    PERIOD,
    PERIODS,
    YEAR,
    in_year,
    months,
    short_year,
    small,
)
from karvan.reading.grammar import Node


def _signed(size: int, nth: int, nodes: list[Node], context: Context) -> When | None:
    return part(nodes, context, nth, size) if 1 <= nth * size <= 12 else None


def _touches(context: Context, nodes: list[Node]) -> bool:
    """Whether a word goes on behind the nodes: `H1N1` is none of ours."""
    return context.right is not None and context.right.start == nodes[-1].end and context.right.low.isalnum()


@PERIODS.rule(f"QMARK NUMBER (HYPHEN|SLASH)? {OF_YEAR}?", gives="PERIOD", reads={"Q1 2022": "2022-01/2022-03", "H1 2024": "2024-01/2024-06"},
              passes=["H1N1", "Q&A"])  # fmt: skip
def sign_number(nodes: list[Node], context: Context) -> When | None:
    """`Q1 2022`, `H1`."""
    if nodes[0].end != nodes[1].start or _touches(context, nodes):
        return None
    return _signed(3 if nodes[0].value == "quarter" else 6, small(nodes[1]), nodes, context)


@PERIODS.rule(
    f"NUMBER QMARK (HYPHEN|SLASH)? ({OF_YEAR}|NUMBER)?",
    gives="PERIOD",
    reads={"1Q2022": "2022-01/2022-03", "2H22": "2022-07/2022-12"},
)
def number_sign(nodes: list[Node], context: Context) -> When | Node | None:
    """`1Q2022`, `1H22`."""
    number, sign, last = nodes[0], nodes[1], nodes[-1]
    if number.end != sign.start or _touches(context, nodes):
        return None
    size = 3 if sign.value == "quarter" else 6
    if last.cat != NUMBER or len(nodes) < 3:
        return _signed(size, small(number), nodes, context)
    year = short_year(last) if last.start == nodes[-2].end else None
    when = _signed(size, small(number), [year] if year else [], context)
    used = tuple(nodes if year else nodes[:2])
    return Node(PERIOD, number.start, used[-1].end, number.low, when, "number_sign", used) if when else None


@PERIODS.rule("YEAR HYPHEN? QMARK NUMBER", gives="PERIOD", reads={"2022Q1": "2022-01/2022-03"})
def year_sign(nodes: list[Node], context: Context) -> When | None:
    """`2022Q1`, as statistics offices write."""
    sign, number = nodes[-2], nodes[-1]
    return (
        _signed(3 if sign.value == "quarter" else 6, small(number), nodes, context)
        if sign.end == number.start
        else None
    )


@PERIODS.rule(f"QMARK NUMBER {JOINT} QMARK NUMBER {OF_YEAR}?", gives="PERIOD", reads={"Q1-Q3 2023": "2023-01/2023-09"})
def sign_to_sign(nodes: list[Node], context: Context) -> When | None:
    """From one quarter to another."""
    first, last = (small(node) for node in nodes if node.cat == NUMBER)
    if nodes[0].value != "quarter" or not 1 <= first < last <= 4:
        return None
    return in_year(nodes, context, first * 3 - 2, last * 3)


@PERIODS.rule("NUMBER LETTER HYPHEN? (YEAR|NUMBER)", gives="PERIOD", reads={"8M2023": "2023-01/2023-08", "8M23": "2023-01/2023-08"},
              passes=["5 m 20"])  # fmt: skip
def months_sign(nodes: list[Node], context: Context) -> When | None:
    """`8M2023`: the first eight months."""
    number, sign, last = nodes[0], nodes[1], nodes[-1]
    if sign.low != "m" or number.end != sign.start or number.value.words:
        return None
    if context.left is not None and context.left.cat == CURRENCY:
        return None
    year = (
        short_year(last) if last.cat == NUMBER and last.start == nodes[-2].end else last if last.cat == YEAR else None
    )
    many = small(number)
    return months(year.value, 1, many) if year is not None and 1 <= many <= 12 else None
