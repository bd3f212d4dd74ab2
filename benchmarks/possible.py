"""Whether the numbers of a truth can stand beside each other, by a rule apart from karvan's own table of rounding.

It is wider than any reading a person would defend: one whole unit of the last written digit either way, a hedge up to
double. A slip counts as sure only if it breaks a tie under this rule, so that nobody has to argue about rounding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any

from msgspec import Struct

from truths import Case, days

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "mln": 1e6, "m": 1e6, "crore": 1e7, "billion": 1e9,
    "bln": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
NUMBER = re.compile(r"\d+(?:[.,   ]\d+)*")
ADDITIVE = {
    "trade.turnover", "trade.exports", "trade.imports", "freight", "containers", "passengers", "tourists", "production",
}  # fmt: skip
SAME = ("indicator", "unit", "reporter", "partner", "product", "route", "note")
Range = tuple[float, float]
Row = dict[str, Any]


class Tie(Struct, frozen=True):
    """Claims that have to fit together; `holds` is asked with what each of them can mean."""

    kind: str
    claims: tuple[str, ...]
    holds: Callable[[dict[str, Range]], bool]


def last_digit(text: str) -> float:
    """The place of the last digit written on purpose, with the scale word that follows.

    >>> last_digit("$1.03 billion"), last_digit("500,000 tonnes")
    (10000000.0, 100000.0)
    """
    numbers = list(NUMBER.finditer(text))
    if not numbers:
        return 0.0
    number = numbers[-1]
    scale = next((SCALES[word] for word in re.findall(r"[a-z]+", text[number.end() :].lower()) if word in SCALES), 1.0)
    decimals = re.search(r"\.(\d+)$", number[0])
    if decimals:
        return scale * 10.0 ** -len(decimals[1])
    digits = re.sub(r"\D", "", number[0])
    return scale * 10.0 ** (len(digits) - len(digits.rstrip("0")))


def meant(row: Row) -> Range:
    """What a figure or relation of the truth can mean at the very most."""
    value, hedge = float(row["value"]), row.get("hedge")
    parts = row["kind"] == "share" or row.get("as") == "percent" if "kind" in row else False
    unit = last_digit(row.get("text", ""))
    unit = min(max(unit, 0), 1.0) / 100 if parts else unit
    if not unit:
        unit = 0.05 if parts else abs(value) / 4
    elif row.get("unit") in {"count", "person"} and unit == 1:
        unit = 0.0
    low, high = abs(value) - unit, abs(value) + unit
    if hedge == "about":
        low, high = abs(value) - max(2 * unit, abs(value) / 10), abs(value) + max(2 * unit, abs(value) / 10)
    elif hedge in {"more_than", "at_least"}:
        low, high = abs(value) - unit, 2 * abs(value) + unit
    elif hedge in {"less_than", "at_most"}:
        low, high = abs(value) / 2 - unit, abs(value) + unit
    return (low, high) if value >= 0 else (-high, -low)


def ties(case: Case) -> Iterator[Tie]:
    """Everything in a truth that must hold."""
    figures = {row["id"]: row for row in case.figures}
    for row in case.relations:
        if row["kind"] == "sum":
            yield Tie("sum", (row["whole"], *row["parts"]), _sum(row["whole"], row["parts"]))
            continue
        over, under = (row.get("part"), row.get("whole")) if row["kind"] == "share" else (row["of"], row["base"])
        if over not in figures or under not in figures or row.get("value") is None:
            continue
        if figures[over]["unit"] == figures[under]["unit"] and not (row.get("as") == "fold" and row["value"] < 0):
            yield Tie(row["kind"], (over, under, row["id"]), _ratio(over, under, row["id"], row.get("as")))
    for one, other in permutations(case.figures, 2):
        if one["indicator"] not in ADDITIVE or any(one.get(key) != other.get(key) for key in SAME):
            continue
        inner, outer = days(one["period"]), days(other["period"])
        if inner and outer and inner == outer and one["id"] < other["id"]:
            yield Tie("conflict", (one["id"], other["id"]), _same(one["id"], other["id"]))
        elif inner and outer and inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]:
            yield Tie("nesting", (one["id"], other["id"]), _inside(one["id"], other["id"]))


def _meet(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _ratio(over: str, under: str, stated: str, measure: str | None) -> Callable[[dict[str, Range]], bool]:
    def holds(of: dict[str, Range]) -> bool:
        (a, b), (c, d) = of[over], of[under]
        if measure == "difference":
            return _meet((a - d, b - c), of[stated])
        if c <= 0:
            return True
        less = 1 if measure == "percent" else 0
        return _meet((a / d - less, b / c - less), of[stated])

    return holds


def _sum(whole: str, parts: list[str]) -> Callable[[dict[str, Range]], bool]:
    return lambda of: _meet((sum(of[part][0] for part in parts), sum(of[part][1] for part in parts)), of[whole])


def _same(one: str, other: str) -> Callable[[dict[str, Range]], bool]:
    return lambda of: _meet(of[one], of[other])


def _inside(part: str, whole: str) -> Callable[[dict[str, Range]], bool]:
    return lambda of: of[part][0] <= of[whole][1]
