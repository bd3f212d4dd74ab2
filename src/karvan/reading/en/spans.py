"""Months, quarters, halves and years, alone and from one to another: `the first ten months of 2023`, `8M2023`, `2019-2022`."""

from __future__ import annotations

import datetime as dt

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    AND,
    BETWEEN,
    COMMA,
    DAY,
    FROM,
    HALF,
    HYPHEN,
    IN,
    JOINT,
    LAST,
    MONTH,
    NEXT,
    NUMBER,
    OF,
    OF_YEAR,
    ORDINAL,
    PERIOD,
    PERIODS,
    PERIODWORD,
    SLASH,
    SPANWORD,
    STOP,
    THE,
    THE_YEAR,
    THETWO,
    TIMEUNIT,
    TO,
    YEAR,
    YEARREF,
    find,
    in_fiscal,
    in_year,
    latest_year,
    months,
    months_back,
    size_of,
    small,
    within,
    year_node,
)  # fmt: skip
from karvan.reading.grammar import Node, category

QMARK, ENDED, ON, DASH, PART, OFTHIS, LETTER = (
    category(c) for c in ("QMARK", "ENDED", "ON", "DASH", "PART", "OFTHIS", "LETTER")
)
CURRENCY, QUOTE, WORD, NAME, ARTICLE, CUE = (category(c) for c in ("CURRENCY", "QUOTE", "WORD", "NAME", "ARTICLE", "CUE"))
_OPENS = frozenset((STOP, QUOTE))
_NOT_BEHIND_MARCH = frozenset((THE, ON, TO, FROM, IN, ARTICLE, WORD, NAME))
_NOT_BEHIND_MONTHS = frozenset(
    (OF, HYPHEN, TO, *(category(c) for c in ("AGO", "LATER", "AFTER", "SINCE", "POSS", "FISCAL", "ENDED", "PERIODWORD")))
)


# --- months -----------------------------------------------------------------------------------------------


@PERIODS.rule(f"((PERIODWORD (OF|FROM)?)|FROM|BETWEEN)? MONTH (HYPHEN|DASH|TO|AND|SLASH) MONTH (PERIODWORD|{SPANWORD})? {OF_YEAR}? PERIODWORD?",
              gives="PERIOD",
              reads={"January through August 2023": "2023-01/2023-08", "between January and October": "2023-01/2023-10",
                     "July-February (2022-23)": "2022-07/2023-02", "the January-April period": "2024-01/2024-04"})  # fmt: skip
def month_to_month(nodes: list[Node], context: Context) -> When | None:
    """From one month to another of the same year, or over its turn."""
    first, last = (node.value for node in nodes if node.cat == MONTH)
    if find(nodes, AND) and nodes[0].cat != BETWEEN:
        return None
    if first <= last:
        return in_year(nodes, context, first, last)
    node = year_node(nodes)
    if node is not None and isinstance(node.value, When):
        period = node.value.period or node.value.otherwise
        if period is None:
            return None
        if period.text != str(period.year):
            return When(within(period, first, last))
        year = period.year
    else:
        year = node.value if node is not None else latest_year(context, last)
    return When(Period.of_months(year - 1, first, last, year)) if year else None


@PERIODS.rule(f"(PERIODWORD? FROM|BETWEEN)? MONTH (COMMA? OF? (YEAR|YEARREF)) (HYPHEN|DASH|TO|AND) MONTH {OF_YEAR}", gives="PERIOD",
              reads={"April 2023 to March 2024": "2023-04/2024-03", "between July 2022 and February 2023": "2022-07/2023-02"})  # fmt: skip
def dated_months(nodes: list[Node], context: Context) -> When | None:
    """From a month of one year to a month of another."""
    if find(nodes, AND) and nodes[0].cat != BETWEEN:
        return None
    at = [place for place, node in enumerate(nodes) if node.cat == MONTH]
    first, last = nodes[at[0]].value, nodes[at[1]].value
    since, until = in_year(nodes[: at[1]], context, first, first), in_year(nodes[at[1] :], context, last, last)
    if since is None or until is None or since.period is None or until.period is None:
        return None
    if since.period.start > until.period.last:
        return None
    return When(Period.between(since.period.start, until.period.last))


@PERIODS.rule(f"(PART HYPHEN? (OF|IN)? (THE TIMEUNIT OF)?|TIMEUNIT OF)? MONTH {OF_YEAR}?", gives="PERIOD",
              reads={"May 2024": "2024-05", "October of last year": "2023-10", "the month of August 2023": "2023-08", "late April": "2024-04"},
              passes=["March on the capital"])  # fmt: skip
def month(nodes: list[Node], context: Context) -> When | None:
    """A month, the latest one that has begun where no year is given."""
    named = find(nodes, MONTH)
    assert named is not None
    if nodes[0].cat == TIMEUNIT and nodes[0].low != "month":
        return None
    if len(nodes) == 1 and named.value in (3, 5) and _is_other_word(context):
        return None
    when = in_year(nodes, context, named.value, named.value)
    if when is None or when.period is None or not _is_up_to(context):
        return when
    if len(nodes) == 1 and context.published is not None and when.period.year < context.published.year:
        return When(when.period.years_later(1))  # `by December`
    return when._replace(edge="by")


def _is_other_word(context: Context) -> bool:
    """Whether `March` or `May` opens a sentence as a verb."""
    first = context.left is None or context.left.cat in _OPENS
    return first and context.right is not None and context.right.cat in _NOT_BEHIND_MARCH


@PERIODS.rule("MONTH (COMMA MONTH)* (COMMA? AND|COMMA) MONTH (YEAR|(OF|IN) THE? (YEAR|YEARREF))", gives="PERIOD",
              reads={"in March and April 2023": "2023-03"})  # fmt: skip
def month_of_a_list(nodes: list[Node], context: Context) -> Node | None:
    """Months that share one year: the first takes it from the end of the list."""
    named = nodes[0]
    when = in_year(nodes, context, named.value, named.value)
    return Node(PERIOD, named.start, named.end, named.low, when, "month_of_a_list", (named,)) if when else None


@PERIODS.rule("(LAST|THIS|OFTHIS|NEXT) MONTH", gives="PERIOD", reads={"last August": "2023-08", "this November": "2024-11"})
def which_month(nodes: list[Node], context: Context) -> When | None:
    """`last August` is the latest that is over, `this August` that of the year of publication."""
    which, number, now = nodes[0].cat, nodes[1].value, context.published
    if now is None or (which == LAST and nodes[0].value == "past"):
        return None
    if which == LAST:
        return months(now.year - (number >= now.month), number, number)
    return months(now.year + (which == NEXT and number <= now.month), number, number)


@PERIODS.rule(f"MONTH (TIMEUNIT|HALF) {OF_YEAR}?", gives="PERIOD", reads={"the March quarter of 2022": "2022-01/2022-03"}, passes=["March week"])
def month_quarter(nodes: list[Node], context: Context) -> When | None:
    """A quarter named by its last month."""
    last, size = nodes[0].value, size_of(nodes[1])
    return in_year(nodes, context, last - size + 1, last) if size in (3, 6) and last % size == 0 else None


# --- parts of a year --------------------------------------------------------------------------------------


def part(nodes: list[Node], context: Context, nth: int, size: int, many: int = 1) -> When | None:
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
            return When(in_fiscal(period, first, last))
    single = many == 1 and size > 1
    return in_year(nodes, context, first, last, latest=first if single else last, over=not single)


@PERIODS.rule(f"(ORDINAL|ROMAN) (NUMBER HYPHEN?)? {SPANWORD} PERIODWORD? {OF_YEAR}?", gives="PERIOD",
              reads={"the first ten months of 2023": "2023-01/2023-10", "the first quarter of last year": "2023-01/2023-03",
                     "the second half of 2022": "2022-07/2022-12", "the final quarter of 2023": "2023-10/2023-12",
                     "the first half": "2024-01/2024-06", "the first eight months": "2023-01/2023-08"},
              passes=["the first agreements", "the first month of the war"])  # fmt: skip
@PERIODS.rule(f"ORDINAL HYPHEN {SPANWORD} {OF_YEAR}?", gives="PERIOD", reads={"first-half 2023": "2023-01/2023-06"}, passes=["first-day covers"])
def ordinal_part(nodes: list[Node], context: Context) -> When | None:
    """The first ten months, the second half, the third quarter."""
    unit, count = find(nodes, TIMEUNIT, HALF), find(nodes, NUMBER)
    assert unit is not None
    size = size_of(unit)
    if not size:
        return When(None, "past") if unit.value in ("week", "day") and nodes[0].value == 1 and count else None
    bare = nodes[-1].cat in (TIMEUNIT, HALF, PERIODWORD)
    if bare and (count is None and size == 1 or nodes[0].value == -1):
        return None
    if bare and context.right is not None and context.right.cat == OF:
        return None  # `the first half of the match`
    return part(nodes, context, nodes[0].value, size, small(count))


@PERIODS.rule(f"LAST (NUMBER HYPHEN?)? {SPANWORD} ((OF|IN) THE? (YEAR|YEARREF)|{THE_YEAR})", gives="PERIOD",
              reads={"the last quarter of 2023": "2023-10/2023-12", "the last six months of 2022": "2022-07/2022-12"},
              passes=["the last days of 2023"])  # fmt: skip
def last_part(nodes: list[Node], context: Context) -> When | None:
    """The last quarter or months of a year."""
    unit = find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    return part(nodes, context, -1, size_of(unit), small(find(nodes, NUMBER))) if nodes[0].value == "last" else None


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


@PERIODS.rule(f"(NUMBER|THETWO) HYPHEN? {SPANWORD} PERIODWORD? ((OF|IN) THE? (YEAR|YEARREF|YEARWORD)|YEAR|YEARREF)", gives="PERIOD",
              reads={"eight months of 2022": "2022-01/2022-08", "the twelve months of 2023": "2023"},
              passes=["three quarters of the volume"])  # fmt: skip
def months_of(nodes: list[Node], context: Context) -> When | None:
    """`eight months of 2022`: the first eight."""
    unit = find(nodes, TIMEUNIT, HALF)
    assert unit is not None
    if nodes[-1].cat == YEARREF and not find(nodes, OF, IN) and not nodes[-1].low.startswith("of "):
        return None  # `five months last year` lasted five months
    return part(nodes, context, 1, size_of(unit), small(nodes[0])) if small(nodes[0]) else None


@PERIODS.rule("(NUMBER|THETWO) HYPHEN? TIMEUNIT", gives="PERIOD",
              reads={"in eleven months": "2023-01/2023-11", "the eleven months": "same"},
              passes=["within three months", "eleven months"])  # fmt: skip
def so_many_months(nodes: list[Node], context: Context) -> When | None:
    """`in eleven months`: the first eleven of the latest year that has them; `the eleven months`: those spoken of."""
    many, left, right = small(nodes[0]), context.left, context.right
    if nodes[-1].low != "months" or not 2 <= many <= 12 or (right is not None and right.cat in _NOT_BEHIND_MONTHS):
        return None
    cumulative = in_year((), context, 1, many, over=True)
    if nodes[0].cat == THETWO or (left is not None and left.cat == THE):
        return When(None, "same", otherwise=cumulative.period if cumulative else None)
    if left is not None and (left.cat in (IN, category("DURING"))):
        return cumulative
    return None


# --- stretches that end -----------------------------------------------------------------------------------

_END = f"(TO|ENDED|THAT ENDED) (IN|ON)? (THE? PART OF)? (DAY|MONTH {OF_YEAR}?)"


@PERIODS.rule(f"((LAST|ORDINAL)? (NUMBER|THETWO) HYPHEN?)? {SPANWORD} PERIODWORD? {_END}", gives="PERIOD",
              reads={"the ten months to October 2023": "2023-01/2023-10", "the twelve months to March 2024": "2023-04/2024-03",
                     "the six months through April": "2023-11/2024-04", "the quarter ended March 31, 2022": "2022-01/2022-03"},
              passes=["two months to go"])  # fmt: skip
@PERIODS.rule(f"(FISCAL YEARWORD?|YEARREF|YEARWORD) {_END}", gives="PERIOD",
              reads={"the fiscal year ended June 30, 2023": "2022-07/2023-06", "the year to March 2024": "2023-04/2024-03"},
              passes=["year to year"])  # fmt: skip
def months_to(nodes: list[Node], context: Context) -> When | None:
    """A number of months that ends with a given one."""
    unit, count = find(nodes, TIMEUNIT, HALF), find(nodes, NUMBER, THETWO)
    if unit is None and nodes[0].low == "years":
        return None
    length = (size_of(unit) if unit is not None else 12) * (small(count) if count is not nodes[-1] else 1)
    until = _end(nodes, context)
    return When(months_back(until, length)) if until and 1 <= length <= 120 else None


def _end(nodes: list[Node], context: Context) -> dt.date | None:
    day, named = find(nodes, DAY), find(nodes, MONTH)
    if day is not None:
        date: dt.date | None = day.value.date(context)
        return date
    assert named is not None
    rest = nodes[nodes.index(named) :]
    when = in_year(rest, context, named.value, named.value)
    return when.period.last if when is not None and when.period is not None else None


@PERIODS.rule("NUMBER YEARWORD (TO|ENDED) (IN|THE)* (YEAR|YEARREF)", gives="PERIOD", reads={"the five years to 2023": "2019/2023"})
def years_to(nodes: list[Node], context: Context) -> When | None:
    """A number of years that ends with a given one."""
    many, node = small(nodes[0]), nodes[-1]
    last = node.value if isinstance(node.value, int) else node.value.period.year if node.value.period else 0
    return When(Period(f"{last - many + 1}/{last}")) if last and 2 <= many <= 100 else None


# --- signs ------------------------------------------------------------------------------------------------


def _signed(size: int, nth: int, nodes: list[Node], context: Context) -> When | None:
    return part(nodes, context, nth, size) if 1 <= nth * size <= 12 else None


def _short_year(node: Node) -> Node | None:
    """Two digits right behind a sign as the year that they shorten."""
    if node.cat != NUMBER or node.end - node.start != 2 or not node.low.isdecimal():
        return None
    return Node(YEAR, node.start, node.end, node.low, 2000 + int(node.low))


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


@PERIODS.rule(f"NUMBER QMARK (HYPHEN|SLASH)? ({OF_YEAR}|NUMBER)?", gives="PERIOD", reads={"1Q2022": "2022-01/2022-03", "2H22": "2022-07/2022-12"})
def number_sign(nodes: list[Node], context: Context) -> When | Node | None:
    """`1Q2022`, `1H22`."""
    number, sign, last = nodes[0], nodes[1], nodes[-1]
    if number.end != sign.start or _touches(context, nodes):
        return None
    size = 3 if sign.value == "quarter" else 6
    if last.cat != NUMBER or len(nodes) < 3:
        return _signed(size, small(number), nodes, context)
    year = _short_year(last) if last.start == nodes[-2].end else None
    when = _signed(size, small(number), [year] if year else [], context)
    used = tuple(nodes if year else nodes[:2])
    return Node(PERIOD, number.start, used[-1].end, number.low, when, "number_sign", used) if when else None


@PERIODS.rule("YEAR HYPHEN? QMARK NUMBER", gives="PERIOD", reads={"2022Q1": "2022-01/2022-03"})
def year_sign(nodes: list[Node], context: Context) -> When | None:
    """`2022Q1`, as statistics offices write."""
    sign, number = nodes[-2], nodes[-1]
    return _signed(3 if sign.value == "quarter" else 6, small(number), nodes, context) if sign.end == number.start else None


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
    year = _short_year(last) if last.cat == NUMBER and last.start == nodes[-2].end else last if last.cat == YEAR else None
    many = small(number)
    return months(year.value, 1, many) if year is not None and 1 <= many <= 12 else None


# --- years ------------------------------------------------------------------------------------------------


@PERIODS.rule("(PERIODWORD (OF|FROM|BETWEEN)?|YEARWORD FROM?|FROM|BETWEEN)? YEAR (HYPHEN|DASH|TO|AND|SLASH) (YEAR|NUMBER) PERIODWORD?", gives="PERIOD",
              reads={"2019-2022": "2019/2022", "from 2016 to 2022": "2016/2022", "the 2019-2022 period": "2019/2022", "2019-22": "2019/2022"},
              passes=["2022 and 2024"])  # fmt: skip
def year_to_year(nodes: list[Node], context: Context) -> When | Node | None:
    """A stretch of years; two digits continue the century."""
    at = next(place for place, node in enumerate(nodes) if node.cat == YEAR)
    first, joint, last = nodes[at], nodes[at + 1], nodes[at + 2]
    if joint.cat == AND and not find(nodes, BETWEEN):
        return None
    until = last.value if last.cat == YEAR else 0
    if last.cat == NUMBER:
        short = _short_year(last) if joint.cat in (HYPHEN, DASH, SLASH) and joint.end == last.start else None
        until = short.value % 100 + first.value // 100 * 100 if short else 0
    return When(Period(f"{first.value}/{until}")) if first.value < until < first.value + 200 else None


@PERIODS.rule("(PERIODWORD (OF|FROM)?|YEARWORD FROM?)? YEARREF (PERIODWORD|ASAWHOLE)?", gives="PERIOD", reads={"last year as a whole": "2023"})
@PERIODS.rule("WHOLE (OF THE?)? (YEAR|YEARREF)", gives="PERIOD", reads={"the whole of 2023": "2023", "all of last year": "2023"})
@PERIODS.rule("YEAR ASAWHOLE?", gives="PERIOD", reads={"2023": "2023", "2023 as a whole": "2023"}, passes=["2,023", "No. 2022", "tel. 2024 15 32"])
def year(nodes: list[Node], context: Context) -> When | None:
    """A year by itself."""
    node = find(nodes, YEAR, YEARREF)
    assert node is not None
    if isinstance(node.value, When):
        return node.value
    left, right = context.left, context.right
    label = context.before(2) if left is not None and left.low == "." else left
    if left is not None and (left.cat == NUMBER or (label is not None and label.low in _LABELS)):
        return None
    if right is not None and right.cat == NUMBER and not right.value.words and left is not None and left.cat not in (IN, OF, COMMA):
        return None  # a telephone number
    return When(Period(f"{node.value:04d}"))


_LABELS = frozenset("no nos № tel fax phone resolution decree decision article law order act paragraph room flight model".split())


@PERIODS.rule("YEAR HYPHEN? DECADE", gives="PERIOD", reads={"the 1990s": "1990/1999"})
@PERIODS.rule("DECADENAME", gives="PERIOD", reads={"the nineties": "1990/1999"}, passes=["in his nineties"])
def decade(nodes: list[Node], context: Context) -> When | None:
    """`the 1990s`, `the nineties`."""
    first = nodes[0].value
    if len(nodes) == 1 and not (context.left is not None and context.left.cat == THE):
        return None
    tight = len(nodes) == 1 or nodes[0].end == nodes[1].start
    return When(Period(f"{first}/{first + 9}")) if first % 10 == 0 and tight else None


@PERIODS.rule("SEASON (OF|IN)? THE? (YEAR|YEARREF)", gives="PERIOD", reads={"summer 2023": "2023-06/2023-08"}, passes=["winter 2023"])
def season(nodes: list[Node], context: Context) -> When | None:
    """Three months, as meteorologists count them; a winter lies in two years."""
    return in_year(nodes, context, nodes[0].value, nodes[0].value + 2)


_EDGES = {"start": (1, 3), "middle": (6, 7), "end": (12, 12), "late": (10, 12)}


@PERIODS.rule("PART (OF|IN|HYPHEN)? (THE YEARWORD|YEAR|YEARREF)", gives="PERIOD",
              reads={"mid-2023": "2023-06/2023-07", "late 2022": "2022-10/2022-12", "the end of 2023": "2023-12",
                     "by the end of 2025": "2025", "by the end of the year": "that_year"}, passes=["the end of the day"])  # fmt: skip
@PERIODS.rule("YEARWORD HYPHEN PART YEAR", gives="PERIOD", reads={"year-end 2023": "2023-12"})
def part_of_year(nodes: list[Node], context: Context) -> When | None:
    """Early is the first quarter, late the last, the end December; what is done by the end covers the year."""
    named = find(nodes, PART)
    assert named is not None
    first, last = _EDGES["late" if named.low == "late" else named.value]
    node = year_node(nodes)
    value = node.value if node is not None else When(None, "that_year", otherwise=_this_year(context))
    if named.value == "end" and named.low != "late" and _is_up_to(context):
        return (value if isinstance(value, When) else When(Period(f"{value:04d}")))._replace(edge="by")
    if node is None:
        return None
    when = in_year(nodes, context, first, last)
    return when._replace(edge="end") if when is not None and first == 12 else when


_UP_TO = frozenset("by before until till through to up to toward towards within".split())


def _is_up_to(context: Context) -> bool:
    """Whether `by` or the like stands before a time, an article between them or not."""
    before = context.before(2) if context.left is not None and context.left.cat == THE else context.left
    return before is not None and before.low in _UP_TO


def _this_year(context: Context) -> Period | None:
    return Period(str(context.published.year)) if context.published else None


