"""Days: `May 22, 2024`, `22 May`, `20-22 May`, `22.05.2024`, `Wednesday`, `yesterday`."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from msgspec import structs

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    AND,
    ASOF,
    BETWEEN,
    DAY,
    DAYS,
    LAST,
    MEASURED,
    MONTH,
    NEXT,
    NUMBER,
    OF,
    ORDINAL,
    PERIODS,
    SINCE,
    THIS,
    WEEKDAY,
    find,
    small,
    year_node,
)  # fmt: skip
from karvan.reading.grammar import Node, category

_LOWER_MONTHS = {"may": 5, "march": 3, "august": 8}
_DATE_YEAR = "(COMMA YEAR|(OF|IN)? THE? (YEAR|YEARREF))"


class Day(NamedTuple):
    """A date as written; its year may be missing, or hang on the time that the text speaks of."""

    month: int
    day: int
    year: int | None = None
    hangs: When | None = None
    over: bool = False
    """Whether the words before it say that it has been: `as of January 1`."""

    def date(self, context: Context) -> dt.date | None:
        """The date; without a year the one nearest to the publication."""
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        now = context.published
        if now is None:
            return None
        years = (now.year - 1, now.year) if self.over else (now.year - 1, now.year, now.year + 1)
        near = [day for year in years if (day := _date(year, self.month, self.day)) and (day <= now or not self.over)]
        # what lies more than a season ahead is likelier long past than announced
        return min(near, key=lambda day: abs((day - now).days) + 200 * ((day - now).days > 100), default=None)

    def when(self, context: Context, weekday: int | None = None) -> When | None:
        """The time that it is; without a publication it may be a weekday alone."""
        date = self.date(context)
        if self.hangs is not None:
            part = _date(date.year if date else 2024, self.month, self.day)
            if part is not None:
                period = Period(part.isoformat())
                return structs.replace(self.hangs, part=period, otherwise=period if date else None, weekday=weekday)
        if date is None:
            return When(None, weekday=weekday) if context.published is None else None
        return When(Period(date.isoformat()), weekday=weekday)

    def __str__(self) -> str:
        return f"{self.year or '----'}-{self.month:02d}-{self.day:02d}"


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _day(month: int, day: int, nodes: list[Node], context: Context) -> Day | None:
    """A day of a month with the year among the nodes; None where no calendar has it."""
    year, hangs = _year(nodes, month)
    over = context.left is not None and context.left.cat in (ASOF, OF, SINCE)
    return Day(month, day, year, hangs, over) if _date(year or 2024, month, day) else None


def _year(nodes: list[Node], month: int) -> tuple[int | None, When | None]:
    """The year that stands among the nodes, or what it hangs on."""
    node = year_node(nodes)
    if node is None or isinstance(node.value, int):
        return None if node is None else node.value, None
    when: When = node.value
    if when.period is not None:
        return when.period.start.year + (month < when.period.start.month), None
    return when.otherwise.year if when.otherwise else None, when


@DAYS.rule("DATE", gives="DAY", reads={"22.05.2024": "2024-05-22", "05/22/2024": "2024-05-22"}, passes=["99.99.2024"])
def numeric_date(nodes: list[Node], context: Context) -> Day | None:
    """Day first, unless only month first is a date."""
    first, second, third = (int(part) for part in re.split(r"[-./]", nodes[0].low))
    if first > 31:
        return Day(second, third, first) if _date(first, second, third) else None
    if _date(third, second, first):
        return Day(second, first, third)
    return Day(first, second, third) if _date(third, first, second) else None


@DAYS.rule("YEAR SLASH NUMBER SLASH NUMBER", gives="DAY", reads={"2024/05/22": "2024-05-22"})
def slashed_date(nodes: list[Node], context: Context) -> Day | None:
    """Year, month and day."""
    month, day = small(nodes[2]), small(nodes[4])
    return Day(month, day, nodes[0].value) if _date(nodes[0].value, month, day) else None


@DAYS.rule(f"MONTH THE? (NUMBER|ORDINAL) {_DATE_YEAR}?", gives="DAY",
           reads={"May 22, 2024": "2024-05-22", "March 11": "-----03-11", "November 30 last year": "2023-11-30"},
           passes=["may help", "in May 20 percent of them"])  # fmt: skip
def month_day(nodes: list[Node], context: Context) -> Day | Node | None:
    """The American order."""
    number = find(nodes, NUMBER, ORDINAL)
    assert number is not None
    if number is nodes[-1] and number.cat == NUMBER and context.right is not None and context.right.cat in MEASURED:
        return None
    return _day(nodes[0].value, _of_month(number), nodes, context)


@DAYS.rule(f"(NUMBER|ORDINAL) (OF|HYPHEN)? MONTH (HYPHEN YEAR|{_DATE_YEAR})?", gives="DAY",
           reads={"22 May 2024": "2024-05-22", "the 22nd of May": "-----05-22", "22-May-2024": "2024-05-22"})  # fmt: skip
def day_month(nodes: list[Node], context: Context) -> Day | None:
    """The order of most other countries."""
    month = find(nodes, MONTH)
    assert month is not None
    return _day(month.value, _of_month(nodes[0]), nodes, context)


@DAYS.rule("NUMBER WORD COMMA? YEAR", gives="DAY", reads={"22 may 2024": "2024-05-22"}, passes=["22 more 2024"])
def day_small_month(nodes: list[Node], context: Context) -> Day | None:
    """Months that are also words count as months in lower case only inside a full date."""
    month = _LOWER_MONTHS.get(nodes[1].low)
    return _day(month, _of_month(nodes[0]), nodes, context) if month else None


def _of_month(node: Node) -> int:
    """The number of a day; 0 where a number can't be one."""
    value = small(node)
    return value if 1 <= value <= 31 and (node.cat == ORDINAL or node.end - node.start <= 2) else 0


@DAYS.rule(f"MONTH (NUMBER|ORDINAL) (HYPHEN|DASH|TO|AND) (NUMBER|ORDINAL) {_DATE_YEAR}?", gives="PERIOD",
           reads={"May 20-22, 2024": "2024-05-20/2024-05-22", "May 20 to 22": "2024-05-20/2024-05-22"})  # fmt: skip
@DAYS.rule(f"(FROM|BETWEEN)? (NUMBER|ORDINAL) (HYPHEN|DASH|TO|AND) (NUMBER|ORDINAL) OF? MONTH {_DATE_YEAR}?", gives="PERIOD",
           reads={"20-22 May": "2024-05-20/2024-05-22", "between 20 and 22 May": "2024-05-20/2024-05-22"},
           passes=["20 and 25"])  # fmt: skip
def days_of_month(nodes: list[Node], context: Context) -> When | None:
    """Some days of one month; `and` joins two that follow each other."""
    month = find(nodes, MONTH)
    first, last = (_of_month(node) for node in nodes if node.cat in (NUMBER, ORDINAL))
    if month is None or not 0 < first < last:
        return None
    if find(nodes, AND) and nodes[0].cat != BETWEEN and last != first + 1:
        return None
    end = _day(month.value, last, nodes, context)
    until = end.date(context) if end else None
    return When(Period.between(until.replace(day=first), until)) if until else None


# --- days to times ----------------------------------------------------------------------------------------


@PERIODS.rule(
    "DAY (LPAR WEEKDAY RPAR|COMMA WEEKDAY)?",
    gives="PERIOD",
    reads={"May 22 (Wednesday)": "2024-05-22", "March 11": "2024-03-11"},
)
@PERIODS.rule("WEEKDAY COMMA? (THE? DAY)", gives="PERIOD", reads={"Wednesday, May 22": "2024-05-22"})
@PERIODS.rule("WEEKDAY LPAR DAY RPAR", gives="PERIOD", reads={"Tuesday (21 May)": "2024-05-21"})
def date(nodes: list[Node], context: Context) -> When | None:
    """A date, perhaps with its weekday."""
    day, named = find(nodes, DAY), find(nodes, WEEKDAY)
    assert day is not None
    written: Day = day.value
    return written.when(context, named.value if named else None)


@PERIODS.rule("((FROM|BETWEEN) THE?)? DAY COMMA? (HYPHEN|DASH|TO|AND) THE? DAY", gives="PERIOD",
              reads={"from April 30 to May 2": "2024-04-30/2024-05-02", "20.05.2024-22.05.2024": "2024-05-20/2024-05-22",
                     "30 April-2 May 2024": "2024-04-30/2024-05-02"})  # fmt: skip
def day_to_day(nodes: list[Node], context: Context) -> When | None:
    """From one day to another; the first takes the year of the second where it has none."""
    if find(nodes, AND) and nodes[0].cat != BETWEEN:
        return None
    first, last = (node.value for node in nodes if node.cat == DAY)
    until = last.date(context)
    if until is None:
        return None
    year = first.year if first.year is not None else until.year - ((first.month, first.day) > (until.month, until.day))
    since = _date(year, first.month, first.day)
    if since is None or since > until:
        return None
    context.days = Period.between(since, until)
    return When(context.days)


@PERIODS.rule("(LAST|THIS|NEXT)? WEEKDAY DAYPART?", gives="PERIOD",
              reads={"on Tuesday": "2024-05-21", "next Monday": "2024-05-27", "this Thursday": "2024-05-23", "last Friday": "2024-05-17"})  # fmt: skip
def weekday(nodes: list[Node], context: Context) -> When | None:
    """The latest such day, the day of publication included, unless a word before it says otherwise."""
    now, which = context.published, nodes[0].cat
    named = find(nodes, WEEKDAY)
    if now is None or named is None:
        return None
    back = (now.weekday() - named.value) % 7
    if which == LAST:
        back = back or 7
    elif which == NEXT:
        back -= 7
    elif which == THIS:
        back = now.weekday() - named.value
    return When(Period((now - dt.timedelta(days=back)).isoformat()))


@PERIODS.rule("DAYWORD DAYPART?", gives="PERIOD", reads={"yesterday": "2024-05-21"})
def day_word(nodes: list[Node], context: Context) -> When | None:
    """Yesterday, today, tomorrow."""
    now = context.published
    return When(Period((now + dt.timedelta(days=nodes[0].value)).isoformat())) if now else None


@PERIODS.rule("ORDINAL NUMBER? HYPHEN? (TIMEUNIT|HALF) OF MONTH ((OF|IN)? (YEAR|YEARREF)|COMMA YEAR)?", gives="PERIOD",
              reads={"the first half of May 2024": "2024-05-01/2024-05-15", "the first ten days of May": "2024-05-01/2024-05-10"},
              passes=["the first agreements of May"])  # fmt: skip
def part_of_month(nodes: list[Node], context: Context) -> When | None:
    """The halves, weeks and first days of a month."""
    month, count = find(nodes, MONTH), find(nodes, NUMBER)
    unit = find(nodes, category("TIMEUNIT"), category("HALF"))
    assert month is not None
    assert unit is not None
    nth, many = nodes[0].value, small(count)
    if nth < 1:
        return None
    year, _ = _year(nodes, month.value)
    start = Day(month.value, 1, year).date(context) if year else _latest_first(month.value, context)
    if start is None:
        return None
    end = Period.of_months(start.year, start.month, start.month).last.day
    if unit.low in ("half", "halves"):
        first, last = ((1, 15), (16, end))[nth - 1] if nth < 3 and not count else (0, 0)
    else:
        size = {"day": 1, "week": 7}.get(unit.value, 0) * many
        first, last = (nth - 1) * size + 1, nth * size
    if not 0 < first <= last <= end or (count and nth != 1):
        return None
    return When(Period.between(start.replace(day=first), start.replace(day=last)))


def _latest_first(month: int, context: Context) -> dt.date | None:
    now = context.published
    return dt.date(now.year - (month > now.month), month, 1) if now else None
