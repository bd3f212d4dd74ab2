"""Solar years, as texts on Iran count: `the current Iranian year`, `the solar year 1402`; their months follow the year."""

from __future__ import annotations

import datetime as dt

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.en.times import LAST, NEXT, NUMBER, SAME, YEARS, find
from karvan.reading.grammar import Node, category

SOLAR, NATIONAL, THAT, OFTHAT = (category(c) for c in ("SOLAR", "NATIONAL", "THAT", "OFTHAT"))
_WHOSE = "IRN"
_NAMED = range(1300, 1500)
"""Four digits that can be the number of a solar year."""
_WHICH = "(LAST|THIS|OFTHIS|NEXT|THAT|OFTHAT|SAME)"


@YEARS.rule(f"{_WHICH}? SOLAR NUMBER?", gives="YEARREF",
            reads={"the current Iranian year": "2024-03-20/2025-03-20", "the solar year 1401": "2022-03-21/2023-03-20"},
            passes=["the Persian calendar"])  # fmt: skip
@YEARS.rule(f"{_WHICH}? NATIONAL LPAR CALENDAR RPAR YEARWORD", gives="YEARREF",
            reads={"last Iranian (calendar) year": "2023-03-21/2024-03-19"}, passes=["the last Kenyan (calendar) year"])  # fmt: skip
def solar_year(nodes: list[Node], context: Context) -> When | None:
    """The solar year of publication, the one before or after, or the one that a number names."""
    word, number, nation = nodes[0], find(nodes, NUMBER), find(nodes, NATIONAL)
    if nation is not None and nation.value != _WHOSE:
        return None
    if number is not None:
        return When(solar.year_named(year_digits(number))) if year_digits(number) in _NAMED else None
    named = find(nodes, SOLAR)
    if named is not None and named.value != "year":
        return None
    if word.cat in (THAT, OFTHAT, SAME):
        return When(None, "that_year")
    now = solar.year_of(context.published) if context.published else None
    if word.cat == LAST:
        before = solar.year_from(now.start.year - 1) if now else None
        return When(before) if before and word.value == "last" else When(None, "year_before", otherwise=before)
    if now is None:
        return None
    return When(solar.year_from(now.start.year + 1) if word.cat == NEXT else now)


@YEARS.rule(
    "YEARWORD NUMBER",
    gives="YEARREF",
    reads={"by the Persian calendar, the year 1401": "2022-03-21/2023-03-20"},
    passes=["the year 1401, long ago"],
)
def named_year(nodes: list[Node], context: Context) -> When | None:
    """`the year 1402`, in a text that counts in solar years."""
    year = year_digits(nodes[1])
    return When(solar.year_named(year)) if context.solar and year in _NAMED else None


def year_digits(node: Node) -> int:
    """Four digits written as a year is; 0 for any other number."""
    return int(node.low) if node.low.isdecimal() and node.end - node.start == 4 else 0


def latest(first: int, last: int, published: dt.date | None) -> Period | None:
    """Months of the latest solar year that has them to the end."""
    if published is None:
        return None
    year = solar.year_of(published).start.year
    period = solar.months(year, first, last)
    return period if period.last < published else solar.months(year - 1, first, last)


__all__ = ["latest", "year_digits"]
