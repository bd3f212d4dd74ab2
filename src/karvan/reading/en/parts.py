"""Parts of a year: `the first ten months of 2023`, `the last quarter`, `the twelve months to March`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.en.cues import cues
from karvan.reading.en.solar_years import latest
from karvan.reading.en.times import (
    AGO,
    DAY,
    DURING,
    ENDED,
    HALF,
    HYPHEN,
    IN,
    MONTH,
    NUMBER,
    OF,
    OF_YEAR,
    ORDINAL,
    PART,
    PERIOD,
    PERIODS,
    PERIODWORD,
    POSS,
    SPANWORD,
    THE,
    THE_YEAR,
    THETWO,
    TIMEUNIT,
    TO,
    YEARREF,
    find,
    in_fiscal,
    in_year,
    months_back,
    size_of,
    small,
    year_node,
)
from karvan.reading.grammar import Node, category

FOR, REPORTING = category("FOR"), category("REPORTING")
_NOT_BEHIND_MONTHS = frozenset(
    (OF, HYPHEN, TO, POSS, AGO, ENDED, PERIODWORD, *(category(c) for c in ("LATER", "AFTER", "SINCE", "FISCAL")))
)
"""What shows that `the eleven months` in front of it are others than those spoken of."""


def part(nodes: Sequence[Node], context: Context, nth: int, size: int, many: int = 1) -> When | None:
    """The nth stretch of so many months of a year; -1 is the last. Fiscal years count their own."""
    span = size * many
    if not size or not 1 <= span <= 12 or (nth > 1 and many > 1):
        return None
    first = 13 - span if nth == -1 else (nth - 1) * size + 1
    last = first + span - 1
    node = year_node(nodes)
    if node is not None and isinstance(node.value, When) and node.value.period is not None:
        period = node.value.period
        if period.text != str(period.year) and last <= 12:
            context.counted = period
            return When(in_fiscal(period, first, last))
    if node is None and context.counted is not None and last <= 12:
        # the text has counted the months of a fiscal year
        return When(_as_told(in_fiscal(context.counted, first, last), context))
    if node is None and context.solar:
        period = latest(first, last, context.published)
        return When(_as_told(period, context)) if period is not None else None
    if (
        node is not None
        and isinstance(node.value, When)
        and node.value.otherwise
        and solar.is_year(node.value.otherwise)
    ):
        return When(solar.months(node.value.otherwise.start.year, first, last))  # of the previous one
    single = many == 1 and size > 1
    if single and node is None:
        return _begun(in_year(nodes, context, first, last, latest=first), context)
    return in_year(nodes, context, first, last, latest=first if single else last, over=not single)


def _as_told(period: Period, context: Context) -> Period:
    """The days of a stretch as the text gave them, where it is off the calendar by a few."""
    told = context.days
    return told if told is not None and context.solar and solar.is_near(period, told) else period


def _begun(when: When | None, context: Context) -> When | None:
    """A quarter of no year that has begun but is not over: after a year that was told, the text may mean the one of that."""
    period, now = when.period if when is not None else None, context.published
    if period is None or now is None or period.last < now:
        return when
    return When(None, "begun", part=period, otherwise=period)


@PERIODS.rule(f"(ORDINAL|ROMAN) (NUMBER HYPHEN?)? {SPANWORD} (LPAR NUMBER LETTER RPAR)? PERIODWORD? {OF_YEAR}?", gives="PERIOD",
              reads={"the first ten months of 2023": "2023-01/2023-10", "the first quarter of last year": "2023-01/2023-03",
                     "the second half of 2022": "2022-07/2022-12", "the final quarter of 2023": "2023-10/2023-12",
                     "the first half": "begun", "the first eight months (8M) of 2023": "2023-01/2023-08", "the first eight months": "2023-01/2023-08"},
              passes=["the first agreements", "the first month of the war"])  # fmt: skip
@PERIODS.rule(
    f"ORDINAL HYPHEN {SPANWORD} {OF_YEAR}?",
    gives="PERIOD",
    reads={"first-half 2023": "2023-01/2023-06"},
    passes=["first-day covers"],
)
def ordinal_part(nodes: list[Node], context: Context) -> When | None:
    """The first ten months, the second half, the third quarter."""
    unit = find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    size, count = size_of(unit), find(nodes[: nodes.index(unit)], NUMBER)
    if not size:
        return When(None, "past") if unit.value in ("week", "day") and nodes[0].value == 1 and count else None
    bare = nodes[-1].cat in (TIMEUNIT, HALF, PERIODWORD)
    if bare and ((count is None and size == 1) or nodes[0].value == -1):
        return None
    if bare and context.right is not None and context.right.cat == OF:
        return None  # `the first half of the match`
    return part(nodes, context, nodes[0].value, size, small(count))


@PERIODS.rule(f"ORDINAL (COMMA THE? ORDINAL)* COMMA? AND THE? ORDINAL {SPANWORD} {OF_YEAR}?", gives="PERIOD",
              reads={"the first and second quarters of 2023": "2023-01/2023-03"}, passes=["the first and second days"])  # fmt: skip
def part_of_a_list(nodes: list[Node], context: Context) -> Node | None:
    """Quarters that share one year: the first takes unit and year from the end of the list."""
    nth, unit = nodes[0], find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    when = part(nodes, context, nth.value, size_of(unit))
    return Node(PERIOD, nth.start, nth.end, nth.low, when, "part_of_a_list", (nth,)) if when else None


@PERIODS.rule(f"LAST (NUMBER HYPHEN?)? {SPANWORD} ((OF|IN) THE? (YEAR|YEARREF)|{THE_YEAR})", gives="PERIOD",
              reads={"the last quarter of 2023": "2023-10/2023-12", "the last six months of 2022": "2022-07/2022-12",
                     "the past five months of 2023": "2023-01/2023-05"},
              passes=["the last days of 2023"])  # fmt: skip
def last_part(nodes: list[Node], context: Context) -> When | None:
    """The last quarter or months of a year."""
    unit = find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    so_far = nodes[0].low == "past" and size_of(unit) == 1  # `the past five months of this year` are its first
    many = small(find(nodes, NUMBER))
    return (
        part(nodes, context, 1 if so_far else -1, size_of(unit), many) if nodes[0].value == "last" or so_far else None
    )


@PERIODS.rule(f"{SPANWORD} NUMBER (OF|IN)? THE? (YEAR|YEARREF)", gives="PERIOD", reads={"quarter one of 2022": "2022-01/2022-03"},
              passes=["days 5 of 2022"])  # fmt: skip
def part_number(nodes: list[Node], context: Context) -> When | None:
    """`quarter one of 2022`."""
    nth, size = small(nodes[1]), size_of(nodes[0])
    return part(nodes, context, nth, size) if size > 1 and nth else None


@PERIODS.rule(f"(YEARREF|YEARWORD) POSS (ORDINAL|LAST) (NUMBER HYPHEN?)? {SPANWORD}", gives="PERIOD",
              reads={"last year's first half": "2023-01/2023-06", "the year's first quarter": "2024-01/2024-03"},
              passes=["the summit's last day"])  # fmt: skip
def part_of_years(nodes: list[Node], context: Context) -> When | None:
    """The year in the possessive."""
    nth = nodes[2].value if nodes[2].cat == ORDINAL else -1
    return part(nodes, context, nth, size_of(nodes[-1]), small(find(nodes, NUMBER)))


@PERIODS.rule(f"((NUMBER HYPHEN)? NUMBER|THETWO) HYPHEN? {SPANWORD} PERIODWORD? ((OF|IN) THE? (YEAR|YEARREF|YEARWORD)|YEAR|YEARREF)", gives="PERIOD",
              reads={"eight months of 2022": "2022-01/2022-08", "1-4 months of 2024": "2024-01/2024-04", "the twelve months of 2023": "2023"},
              passes=["three quarters of the volume"])  # fmt: skip
def months_of(nodes: list[Node], context: Context) -> When | None:
    """`eight months of 2022`: the first eight."""
    unit = find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    if nodes[1].cat == HYPHEN and nodes[2].cat == NUMBER:
        if small(nodes[0]) != 1 or small(nodes[2]) < 2:
            return None
        nodes = nodes[2:]
    lasting = nodes[-1].cat == YEARREF and not find(nodes, OF, IN) and not nodes[-1].low.startswith("of ")
    if lasting and not (context.left is not None and context.left.cat == FOR and nodes[-1].value.link is None):
        return None  # `five months last year` lasted five months
    return part(nodes, context, 1, size_of(unit), small(nodes[0])) if small(nodes[0]) else None


@PERIODS.rule("(NUMBER|THETWO) HYPHEN? TIMEUNIT", gives="PERIOD",
              reads={"in eleven months": "2023-01/2023-11", "the eleven months": "same", "the said three months": "same",
                     "turnover for eight months": "2023-01/2023-08", "nine-month exports": "2023-01/2023-09"},
              passes=["within three months", "eleven months", "talks for six months", "a six-month course"])  # fmt: skip
def so_many_months(nodes: list[Node], context: Context) -> When | None:
    """`in eleven months`: the first eleven of the latest year that has them; `the eleven months`: those spoken of."""
    many, left, right = small(nodes[0]), context.left, context.right
    if (
        not nodes[-1].low.startswith("month")
        or not 2 <= many <= 12
        or (right is not None and right.cat in _NOT_BEHIND_MONTHS)
    ):
        return None
    cumulative = part((), context, 1, 1, many)
    if nodes[1].cat == HYPHEN:
        return cumulative if _measures_trade(context.row[context.at + 3 : context.at + 7]) else None
    if nodes[-1].low != "months":
        return None
    if nodes[0].cat == THETWO or (left is not None and left.cat in (THE, REPORTING)):
        counted = Period.of_months(2024, 1, many) if not context.solar and context.counted is None else None
        return When(None, "same", part=counted, otherwise=cumulative.period if cumulative else None)
    if left is not None and left.cat in (IN, DURING):
        return cumulative
    if left is not None and left.cat == FOR and _measures_trade(context.row[max(context.at - 9, 0) : context.at]):
        return cumulative  # as news agencies write: `turnover for eight months`
    return None


def _measures_trade(nodes: list[Node]) -> bool:
    """Whether a word of trade stands in a stretch of a sentence."""
    return any(
        (cue := cues().get(node.low)) is not None and cue.flow is not None and cue.flow.indicator.startswith("trade.")
        for node in nodes
    )


# --- parts that end with a month ---------------------------------------------------------------------------

_END = f"(TO|ENDED|THAT ENDED) (IN|ON)? (THE? PART HYPHEN? OF?)? (DAY|MONTH {OF_YEAR}?)"


@PERIODS.rule(f"((LAST|ORDINAL)? (NUMBER|THETWO) HYPHEN?)? {SPANWORD} PERIODWORD? {_END}", gives="PERIOD",
              reads={"the ten months to October 2023": "2023-01/2023-10", "the twelve months to March 2024": "2023-04/2024-03",
                     "the six months through April": "2023-11/2024-04", "the quarter ended March 31, 2022": "2022-01/2022-03"},
              passes=["two months to go"])  # fmt: skip
@PERIODS.rule(f"(FISCAL YEARWORD?|YEARREF|YEARWORD) {_END}", gives="PERIOD",
              reads={"the fiscal year ended June 30, 2023": "2022-07/2023-06", "the year to March 2024": "2023-04/2024-03"},
              passes=["year to year"])  # fmt: skip
@PERIODS.rule("MONTH YEAR YEARWORD", gives="PERIOD", reads={"the March 2018 year": "2017-04/2018-03"})
def months_to(nodes: list[Node], context: Context) -> When | None:
    """A number of months that ends with a given one."""
    unit, count = find(nodes, TIMEUNIT, HALF), find(nodes, NUMBER, THETWO)
    if unit is None and nodes[0].low == "years":
        return None
    length = (size_of(unit) if unit is not None else 12) * (small(count) if count is not nodes[-1] else 1)
    until = _end(nodes, context)
    if until is None or not 1 <= length <= 120:
        return None
    return When(solar.months_until(until, length) if context.solar else months_back(until, length))


def _end(nodes: list[Node], context: Context) -> dt.date | None:
    if any(node.cat == PART and node.value == "start" for node in nodes):
        return None
    day, named = find(nodes, DAY), find(nodes, MONTH)
    if day is not None:
        date: dt.date | None = day.value.date(context)
        return date
    assert named is not None
    rest = nodes[nodes.index(named) :]
    when = in_year(rest, context, named.value, named.value)
    return when.period.last if when is not None and when.period is not None else None


@PERIODS.rule(
    "NUMBER YEARWORD (TO|ENDED) (IN|THE)* (YEAR|YEARREF)", gives="PERIOD", reads={"the five years to 2023": "2019/2023"}
)
def years_to(nodes: list[Node], context: Context) -> When | None:
    """A number of years that ends with a given one."""
    many, node = small(nodes[0]), nodes[-1]
    last = node.value if isinstance(node.value, int) else node.value.period.year if node.value.period else 0
    return When(Period(f"{last - many + 1}/{last}")) if last and 2 <= many <= 100 else None
