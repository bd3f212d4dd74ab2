"""What the rules of time share: the levels, the categories and the way from a year and months to a period."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from msgspec import structs

from karvan.nouns import Period
from karvan.reading import solar
from karvan.reading.context import Context, When
from karvan.reading.grammar import Level, Node, category

YEARS = Level("years")
DAYS = Level("days")
PERIODS = Level("periods")
JOINED = Level("joined periods")

MONTH, WEEKDAY, YEAR, YEARREF, YEARWORD, NUMBER, ORDINAL, ROMAN, TIMEUNIT, HALF = (
    category(c)
    for c in ("MONTH", "WEEKDAY", "YEAR", "YEARREF", "YEARWORD", "NUMBER", "ORDINAL", "ROMAN", "TIMEUNIT", "HALF")
)
LAST, THIS, NEXT, SAME, PERIODWORD, DAY, PERIOD, PART, THE, ARTICLE, THETWO = (
    category(c)
    for c in ("LAST", "THIS", "NEXT", "SAME", "PERIODWORD", "DAY", "PERIOD", "PART", "THE", "ARTICLE", "THETWO")
)
IN, OF, AND, TO, FROM, BETWEEN, COMMA, STOP, LPAR, HYPHEN, DASH, SLASH, OFTHIS, ASOF, SINCE = (
    category(c)
    for c in (
        "IN", "OF", "AND", "TO", "FROM", "BETWEEN", "COMMA", "STOP", "LPAR", "HYPHEN", "DASH", "SLASH", "OFTHIS", "ASOF", "SINCE",
    )
)  # fmt: skip
QMARK, LETTER, ENDED, ON, QUOTE, WORD, NAME, CURRENCY, DURING, THAT, REPORTING, UNDERREVIEW, AGO, POSS = (
    category(c)
    for c in (
        "QMARK", "LETTER", "ENDED", "ON", "QUOTE", "WORD", "NAME", "CURRENCY", "DURING", "THAT", "REPORTING", "UNDERREVIEW", "AGO",
        "POSS",
    )
)  # fmt: skip
SEASON, DECADENAME = category("SEASON"), category("DECADENAME")
OPENS = frozenset((STOP, QUOTE))
"""What stands before the first word of a sentence."""
MEASURED = frozenset(category(c) for c in ("UNIT", "SCALE", "CURRENCY", "NOUN", "PERCENT", "PERCENTWORD", "TIMES"))
"""What stands behind a number that is no day of a month."""

THE_YEAR = "((OF|IN) THE YEARWORD)"
OF_YEAR = f"((OF|IN)? THE? (YEAR|YEARREF)|COMMA YEAR|LPAR (YEAR|YEARREF) RPAR|{THE_YEAR})"
"""A year that tells which: `of last year`, `, 2023`, `(2022-23)`, `of the year`."""
JOINT = "(HYPHEN|DASH|TO)"
SPANWORD = "(TIMEUNIT|HALF)"
"""Months, quarters, halves: the words for a half and a quarter are fractions elsewhere."""


def find(nodes: Sequence[Node], *cats: str) -> Node | None:
    """The first node of one of the categories."""
    return next((node for node in nodes if node.cat in cats), None)


def small(node: Node | None) -> int:
    """A small whole number, however written; 0 where it is none, 1 where nothing is written."""
    if node is None:
        return 1
    if node.cat == NUMBER:
        value = node.value.value
        return int(value) if value == value.to_integral_value() and value < 400 else 0
    return node.value if isinstance(node.value, int) else 0


def size_of(node: Node) -> int:
    """How many months a word such as `quarter` means; 0 for days and decades."""
    if node.cat == HALF:
        return 3 if node.low.startswith("quarter") else 6 if node.low in ("half", "halves") else 0
    if node.cat == YEARWORD:
        return 12
    return {"month": 1, "quarter": 3, "half": 6}.get(node.value, 0)


def months(year: int, first: int, last: int) -> When | None:
    """The months of a year from the first to the last."""
    if not (1 <= year <= 9999 and 1 <= first <= last <= 12):
        return None
    return When(Period.of_months(year, first, last))


def months_back(last: dt.date, many: int) -> Period:
    """So many whole months, the last of them the month of a date."""
    start = last.year * 12 + last.month - many
    return Period.of_months(start // 12, start % 12 + 1, last.month, last.year)


def latest_year(context: Context, last_month: int, *, over: bool = False) -> int | None:
    """The latest year whose month had begun, or was over, when the text was published."""
    day = context.published
    if day is None:
        return None
    begun = last_month < day.month or (
        last_month == day.month and (not over or day.day == calendar.monthrange(day.year, day.month)[1])
    )
    return day.year if begun else day.year - 1


def year_node(nodes: Sequence[Node]) -> Node | None:
    return find(nodes, YEARREF, YEAR)


def in_year(
    nodes: Sequence[Node], context: Context, first: int, last: int, *, latest: int | None = None, over: bool = False
) -> When | None:
    """Months of the year that the nodes name; without one, of the latest year that has them.

    A fiscal year counts its own quarters; see `in_fiscal`. `latest` is the month that must have begun.
    """
    if not 1 <= first <= last <= 12:
        return None
    node = year_node(nodes)
    if node is None:
        year = latest_year(context, last if latest is None else latest, over=over)
        return (
            When(None, "that_year", part=Period.of_months(2024, first, last))
            if year is None
            else months(year, first, last)
        )
    if isinstance(node.value, int):
        return months(node.value, first, last)
    when: When = node.value
    if when.period is not None:
        return When(within(when.period, first, last))
    if when.link not in ("year_before", "that_year", "after"):
        return None
    year = when.otherwise.year if when.otherwise else latest_year(context, last)
    part = Period.of_months(year or 2024, first, last)
    return structs.replace(when, part=part, otherwise=part if year else None)


def within(period: Period, first: int, last: int) -> Period:
    """Months by their calendar number inside a year that need not begin in January, over its turn if they must.

    >>> within(Period("2022-07/2023-06"), 7, 2).text, within(Period("2022-07/2023-06"), 1, 3).text
    ('2022-07/2023-02', '2023-01/2023-03')
    """
    year = period.start.year + (first < period.start.month)
    if period.start.month == 1 and period.start.year < period.last.year:
        # two years whose turn nobody tells: fiscal years begin in April at the earliest
        year = period.start.year + (first < 4)
    return Period.of_months(year, first, last, year + (last < first))


def in_fiscal(period: Period, first: int, last: int) -> Period:
    """Months counted from the beginning of a year, wherever that lies."""
    if solar.is_year(period):
        return solar.months(period.start.year, first, last)
    start = period.start.year * 12 + period.start.month - 1
    begin, end = start + first - 1, start + last - 1
    return Period.of_months(begin // 12, begin % 12 + 1, end % 12 + 1, end // 12)


_UP_TO = frozenset("by before until till through to up to toward towards within".split())


def is_up_to(context: Context) -> bool:
    """Whether `by` or the like stands before a time, an article between them or not."""
    before = context.before(2) if context.left is not None and context.left.cat == THE else context.left
    return before is not None and before.low in _UP_TO


def short_year(node: Node) -> Node | None:
    """Two digits right behind a sign as the year that they shorten."""
    if node.cat != NUMBER or node.end - node.start != 2 or not node.low.isdecimal():
        return None
    return Node(YEAR, node.start, node.end, node.low, 2000 + int(node.low))
