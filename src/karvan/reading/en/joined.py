"""What stands around a time: the article, `as of`, the same time said twice, `from one quarter to another`."""

from __future__ import annotations

from msgspec import structs

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    DAY,
    JOINED,
    MONTH,
    PERIOD,
    THE,
    WEEKDAY,
    YEAR,
)  # fmt: skip
from karvan.reading.grammar import Node

_PARTS = frozenset(("ordinal_part", "sign_number", "number_sign", "year_sign", "last_part"))
_FIGURED = frozenset((YEAR, MONTH, DAY, WEEKDAY))


@JOINED.rule("THE? PERIOD LPAR PERIOD RPAR ((OF|IN)? PERIOD)?", gives="PERIOD",
             reads={"the first quarter (Q1) of 2022": "2022-01/2022-03"}, passes=["2023 (2022)"])  # fmt: skip
def said_twice(nodes: list[Node], context: Context) -> When | None:
    """The same time in other words in parentheses; a year behind them holds for both."""
    said = [node.value for node in nodes if node.cat == PERIOD]
    first, second = said[0].period, said[1].period
    if first is None or second is None:
        return None
    if len(said) == 2 and context.solar and solar.is_near(first, second):
        return said[1]  # the days as the text counts them
    if not first.same(second):
        return None
    if len(said) == 2:
        return said[0]
    year = said[2].period
    return When(first.years_later(year.year - first.year)) if year is not None and year.text == str(year.year) else None


@JOINED.rule("THE? PERIOD LPAR (ENDED|WORD|CUE) ON? PERIOD RPAR", gives="PERIOD",
             reads={"the Iranian year 1402 (ended March 19, 2024)": "2023-03-21/2024-03-19"}, passes=["2023 (signed on May 5)"])  # fmt: skip
def with_its_end(nodes: list[Node], context: Context) -> When | None:
    """A stretch with the day on which it began or ended."""
    named, day = (node.value for node in nodes if node.cat == PERIOD)
    if named.period is None or day.period is None or day.period.start != day.period.last:
        return None
    turns = named.period.start, named.period.last
    return named if any(abs((day.period.start - turn).days) <= _NEAR for turn in turns) else None


_NEAR = 3
"""So many days may a text be off the turn of a calendar."""


@JOINED.rule("FROM THE? PERIOD TO THE? PERIOD", gives="PERIOD",
             reads={"from the first quarter of 2022 to the third quarter of 2023": "2022-01/2023-09"},
             passes=["from 2022 to the same period of 2023"])  # fmt: skip
def from_to(nodes: list[Node], context: Context) -> When | None:
    """From one quarter or half to another."""
    first, last = (node for node in nodes if node.cat == PERIOD)
    if not (first.rule in _PARTS and last.rule in _PARTS):
        return None
    since, until = first.value.period, last.value.period
    if since is None or until is None or since.start >= until.start:
        return None
    return When(Period.between(since.start, until.last))


@JOINED.rule(
    "THE PERIOD",
    gives="PERIOD",
    reads={"the previous year": "year_before", "the first half of 2023": "2023-01/2023-06"},
)
@JOINED.rule("ASOF THE? PERIOD", gives="PERIOD", reads={"as of January 1": "2024-01-01"})
def with_its_words(nodes: list[Node], context: Context) -> Node | None:
    """The article belongs to the time, not to a noun behind it: `the previous year`, but the | 2023 | report."""
    first, time = nodes[0], nodes[-1]
    if first.cat == THE and time.children and time.children[0].cat in _FIGURED:
        return None
    when: When = time.value if first.cat == THE else structs.replace(time.value, edge="as_of")
    return Node(PERIOD, first.start, time.end, first.low, when, "with_its_words", tuple(nodes))
