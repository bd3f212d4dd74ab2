"""Times that hang on another: `the same period last year`, `the previous month`, `the reporting period`, `since 2019`."""

from __future__ import annotations

import datetime as dt

from msgspec import structs

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    DURING,
    HALF,
    IN,
    LAST,
    MONTH,
    NEXT,
    NUMBER,
    OF,
    PERIODS,
    PERIODWORD,
    SPANWORD,
    THE,
    THE_YEAR,
    TIMEUNIT,
    YEARREF,
    YEARWORD,
    find,
    in_year,
    months_back,
    size_of,
    small,
    year_node,
)  # fmt: skip
from karvan.reading.grammar import Node, category

_JOINED_ON = frozenset(category(c) for c in ("HYPHEN", "ON", "AFTER", "TO", "POSS"))


def _left_is(context: Context, cat: str) -> bool:
    return context.left is not None and context.left.cat == cat


def _of_follows(context: Context) -> bool:
    """Whether a genitive follows: `the half of them`."""
    return context.right is not None and (context.right.cat == OF or context.right.low.startswith("of "))


def _goes_on(context: Context) -> bool:
    """Whether a phrase goes on behind a bare word of time: `year-on-year`, `the period of growth`."""
    return _of_follows(context) or (context.right is not None and context.right.cat in _JOINED_ON)


# --- counted from the publication -------------------------------------------------------------------------


@PERIODS.rule(f"(LAST|THIS|OFTHIS|NEXT) {SPANWORD}", gives="PERIOD",
              reads={"last month": "2024-04", "this quarter": "2024-04/2024-06", "last week": "2024-05-13/2024-05-19", "the previous month": "before"},
              passes=["this half of them"])  # fmt: skip
def relative_unit(nodes: list[Node], context: Context) -> When | None:
    """The month, quarter, half or week of publication, the one before, the one after; `the previous …` hangs on the text."""
    word, unit = nodes
    shift = {LAST: -1, NEXT: 1}.get(word.cat, 0)
    if unit.low.endswith("s") or (_of_follows(context) and size_of(unit) != 1):
        return None
    then = _unit(context.published, unit, shift) if context.published else None
    if unit.value == "decade" and shift == -1 and context.published:
        return When(Period(f"{context.published.year - 10}/{context.published.year - 1}"), "past")
    if not size_of(unit) and unit.value != "week":
        return When(None, "past") if unit.value in ("day", "decade", "century") else None
    if word.cat == LAST and (word.value == "previous" or _left_is(context, THE)):
        return When(None, "before", otherwise=then)
    if word.cat == NEXT and (word.low != "next" or _left_is(context, THE)):
        return When(None, "next", otherwise=then)
    return When(then) if then else None


def _unit(now: dt.date, unit: Node, shift: int) -> Period | None:
    """The stretch of a unit that holds a day, or one beside it."""
    if unit.value == "week":
        monday = now + dt.timedelta(days=7 * shift - now.weekday())
        return Period.between(monday, monday + dt.timedelta(days=6))
    size = size_of(unit)
    if not size:
        return None
    first = ((now.year * 12 + now.month - 1) // size + shift) * size
    return Period.of_months(first // 12, first % 12 + 1, first % 12 + size)


@PERIODS.rule("(LAST|NEXT|THIS) (NUMBER|FEW) (YEARWORD|TIMEUNIT|HALF)", gives="PERIOD",
              reads={"the past five years": "2019/2023", "the last two months": "2024-03/2024-04", "the next few years": "past"})  # fmt: skip
@PERIODS.rule(
    "(LAST|NEXT) (FEW|YEARWORD|PERIODWORD)",
    gives="PERIOD",
    reads={"recent years": "past", "the previous period": "before"},
)
def stretch(nodes: list[Node], context: Context) -> When | None:
    """Whole years or months that end before the publication; `recent years` bound nothing that a statistic would."""
    unit, now = nodes[-1], context.published
    if unit.cat == PERIODWORD:
        return (
            When(None, "before" if nodes[0].cat == LAST else "next") if nodes[0].value != "past" else When(None, "past")
        )
    if nodes[0].cat != LAST or nodes[1].cat != NUMBER or now is None:
        return When(None, "past")
    many, size = small(nodes[1]), size_of(unit)
    if unit.cat == YEARWORD and 2 <= many < 1000:
        return When(Period(f"{now.year - many}/{now.year - 1}"), "past")
    if size and 1 <= many * size <= 240:
        return When(months_back(now.replace(day=1) - dt.timedelta(days=1), many * size), "past")
    return When(None, "past")


# --- the same period --------------------------------------------------------------------------------------

_TAIL = f"(COMMA? (OF|IN|FOR)? THE? (YEAR|YEARREF)|{THE_YEAR})"


@PERIODS.rule(f"(YEARREF POSS)? SAME (PERIODWORD|NUMBER? HYPHEN? (TIMEUNIT|HALF|YEARWORD) PERIODWORD?|MONTH ((HYPHEN|DASH|TO) MONTH)? PERIODWORD?) {_TAIL}?",
              gives="PERIOD",
              reads={"the same period of 2023": "same_in 2023", "the corresponding period last year": "year_before",
                     "the same eight months of 2022": "same_in 2022", "the same period a year earlier": "year_before"},
              passes=["the same goods", "on the same day"])  # fmt: skip
@PERIODS.rule(f"SAMETIME {_TAIL}", gives="PERIOD", reads={"the same time last year": "year_before", "this time last year": "year_before"},
              passes=["at the same time"])  # fmt: skip
def same_period(nodes: list[Node], context: Context) -> When | None:
    """The same months of a named year, of the year before, or of the one spoken of."""
    named = [node.value for node in nodes if node.cat == MONTH]
    unit = find(nodes, TIMEUNIT, HALF)
    if unit is not None and unit.low in (
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "third",
        "fifth",
        "tenth",
    ):
        return None
    ref = year_node(nodes)
    if named and ref is not None:
        return in_year(nodes, context, named[0], named[-1])
    if ref is None:
        return When(None, "same")
    return _same_in(ref.value, context)


def _same_in(year: int | When, context: Context) -> When:
    """The same months of a year."""
    if isinstance(year, int):
        return When(None, "same_in", year)
    if year.period is not None:
        if year.period.text != str(year.period.year):
            return When(None, "year_before")  # of the last fiscal year
        # `the same period last year` is the year before the one spoken of, however late the text appeared
        if context.published is not None and year.period.year == context.published.year - 1:
            return When(None, "year_before")
        return When(None, "same_in", year.period.year)
    return When(None, "same") if year.link == "that_year" else structs.replace(year, otherwise=None)


@PERIODS.rule("SAME? YEARREF POSS? (PERIODWORD|TIMEUNIT|HALF)", gives="PERIOD", reads={"the year-ago period": "year_before", "the prior-year period": "year_before"},
              passes=["last year's days"])  # fmt: skip
def year_period(nodes: list[Node], context: Context) -> When | None:
    """`the year-ago period`, `the prior-year quarter`."""
    ref = find(nodes, YEARREF)
    assert ref is not None
    when: When = ref.value
    return (
        When(None, "year_before")
        if (when.link == "year_before" and size_of(nodes[-1])) or nodes[-1].cat == PERIODWORD
        else None
    )


# --- the period that the text speaks of -------------------------------------------------------------------


@PERIODS.rule(
    "(REPORTING|THIS|OFTHIS|THAT|OFTHAT) PERIODWORD",
    gives="PERIOD",
    reads={"the said period": "same", "this period": "same"},
)
@PERIODS.rule(
    "(YEARWORD|TIMEUNIT|HALF) UNDERREVIEW",
    gives="PERIOD",
    reads={"in the year under review": "same"},
    passes=["the day in question"],
)
@PERIODS.rule("PERIODWORD UNDERREVIEW?", gives="PERIOD", reads={"the period under review": "same", "the period": "same"},
              passes=["a period of growth", "for a long period"])  # fmt: skip
@PERIODS.rule(
    "REPORTING (TIMEUNIT|HALF|YEARWORD)",
    gives="PERIOD",
    reads={"the reporting month": "same"},
    passes=["the reported day"],
)
def reporting_period(nodes: list[Node], context: Context) -> When | None:
    """The time that the text speaks of."""
    if len(nodes) == 1:
        whole = nodes[0].low == "reporting period"
        if not whole and (not _left_is(context, THE) or _goes_on(context)):
            return None
    unit = find(nodes, TIMEUNIT, HALF)
    if unit is not None and not size_of(unit):
        return None
    return When(None, "same")


@PERIODS.rule("(THAT|OFTHAT)? (TIMEUNIT|HALF)", gives="PERIOD", reads={"during that month": "same", "in the quarter": "same"},
              passes=["in the day", "during the half of them", "the quarter"])  # fmt: skip
def that_month(nodes: list[Node], context: Context) -> When | None:
    """`during that month`; the preposition stays outside."""
    if len(nodes) == 1:
        before = context.before(2) if _left_is(context, THE) else None
        if before is None or before.cat not in (DURING, IN):
            return None
    if not size_of(nodes[-1]) or nodes[-1].low.endswith("s") or _of_follows(context) or _goes_on(context):
        return None
    return When(None, "same")


@PERIODS.rule(
    "WHOLE? YEARWORD",
    gives="PERIOD",
    reads={"during the year": "that_year"},
    passes=["a year", "year-on-year", "per year"],
)
def the_year_spoken_of(nodes: list[Node], context: Context) -> When | None:
    """`during the year`: the one spoken of."""
    if not _left_is(context, THE) or nodes[-1].low != "year":
        return None
    return None if _goes_on(context) else When(None, "that_year")
