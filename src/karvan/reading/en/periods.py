"""Times: dates, months, quarters, halves, fiscal years, and those that hang on another time."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.fiscal import fiscal_year
from karvan.reading.grammar import Level, Node, category

MONTH, WEEKDAY, YEAR, YEARREF, NUMBER, ORDINAL, TIMEUNIT = (
    category(c) for c in ("MONTH", "WEEKDAY", "YEAR", "YEARREF", "NUMBER", "ORDINAL", "TIMEUNIT")
)
LAST, THIS, NEXT, SAME, PERIODWORD, AGO = (category(c) for c in ("LAST", "THIS", "NEXT", "SAME", "PERIODWORD", "AGO"))
PERIOD, DATE, PART, QMARK = category("PERIOD"), category("DATE"), category("PART"), category("QMARK")

YEARS = Level("years")
PERIODS = Level("periods")
WIDER = Level("wider periods")


def _months(year: int, first: int, last: int) -> When | None:
    if not (1 <= year <= 9999 and 1 <= first <= last <= 12):
        return None
    return When(Period.between(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])))


def _day(year: int, month: int, day: int, weekday: int | None = None) -> When | None:
    try:
        return When(Period(dt.date(year, month, day).isoformat()), weekday=weekday)
    except ValueError:
        return None


def find(nodes: list[Node], cat: str) -> Node | None:
    return next((node for node in nodes if node.cat == cat), None)


def _year(nodes: list[Node], context: Context) -> int | None | When:
    """The year that is written or meant: a number, a When that hangs on the context, or None where nothing is said."""
    node = find(nodes, YEARREF) or find(nodes, YEAR)
    if node is None:
        return None
    if isinstance(node.value, int):
        return node.value
    return node.value


def _latest_year(context: Context, last_month: int) -> int | None:
    """The latest year whose month was over, or had at least begun, when the text was published."""
    if context.published is None:
        return None
    return context.published.year - (last_month > context.published.month)


def _in_year(nodes: list[Node], context: Context, first: int, last: int) -> When | None:
    year = _year(nodes, context)
    if isinstance(year, When):
        if year.period is not None:
            year = year.period.year
        elif year.link in ("year_before", "that_year", "after") and context.published is not None:
            latest = _latest_year(context, last)
            year = (latest or 0) - 1 if year.link == "year_before" else latest
    if year is None:
        year = _latest_year(context, last)
    return _months(year, first, last) if isinstance(year, int) else None


def _small(node: Node) -> int:
    """A small whole number, however written; 0 where it is none."""
    if node.cat == NUMBER:
        value = node.value.value
        return int(value) if value == value.to_integral_value() and value < 400 else 0
    return node.value if isinstance(node.value, int) else 0


# --- the year that another time stands in -----------------------------------------------------------------


@YEARS.rule("THE? LAST (CALENDAR)? YEARWORD", gives="YEARREF", reads={"last year": "2023"}, passes=["last quarter"])
def last_year(nodes: list[Node], context: Context) -> When | None:
    """`last year` counts from the publication; `the previous year` from what was spoken of."""
    word = find(nodes, LAST)
    assert word is not None
    if word.value == "last" and nodes[0].low != "the":
        return When(Period(str(context.published.year - 1))) if context.published else When(None, "year_before")
    return When(None, "year_before")


@YEARS.rule("(THE THIS|THIS) YEARWORD", gives="YEARREF", reads={"this year": "2024", "the current year": "2024"})
def this_year(nodes: list[Node], context: Context) -> When | None:
    """The year of publication."""
    return When(Period(str(context.published.year))) if context.published else When(None, "that_year")


@YEARS.rule("(THE? NEXT) YEARWORD", gives="YEARREF", reads={"next year": "2025"})
def next_year(nodes: list[Node], context: Context) -> When | None:
    """`next year` counts from the publication, `the following year` from what was spoken of."""
    if nodes[-2].low == "next" and nodes[0].low != "the":
        return When(Period(str(context.published.year + 1))) if context.published else None
    return When(None, "after")


@YEARS.rule("(THAT|THE? SAME) YEARWORD", gives="YEARREF", reads={"that year": "that_year"})
def that_year(nodes: list[Node], context: Context) -> When | None:
    """The year that the text speaks of."""
    return When(None, "that_year")


@YEARS.rule("(ARTICLE|THE) YEARWORD AGO", gives="YEARREF", reads={"a year earlier": "year_before", "the year before": "year_before"})
def a_year_earlier(nodes: list[Node], context: Context) -> When | None:
    """Hangs on the time that the text speaks of."""
    return When(None, "year_before")


@YEARS.rule("THE? (FISCAL|FY) YEARWORD? YEAR (HYPHEN|DASH|SLASH) (NUMBER|YEAR)", gives="YEARREF", reads={"FY2023-24": "2023-04/2024-03"})
def fiscal_pair(nodes: list[Node], context: Context) -> When | None:
    """A fiscal year named by both its years."""
    first = next(n for n in nodes if n.cat == YEAR).value
    second = nodes[-1].value if nodes[-1].cat == YEAR else _small(nodes[-1])
    if second not in (first + 1, (first + 1) % 100):
        return None
    return When(fiscal_year(first + 1, context.countries))


@YEARS.rule("THE? (FISCAL|FY) YEARWORD? (YEAR|NUMBER)", gives="YEARREF", reads={"FY2024": "2023-04/2024-03", "FY24": "2023-04/2024-03"})
def fiscal_one(nodes: list[Node], context: Context) -> When | None:
    """A fiscal year named by the year in which it ends."""
    year = nodes[-1].value if nodes[-1].cat == YEAR else 2000 + _small(nodes[-1])
    return When(fiscal_year(year, context.countries)) if 1900 < year < 2101 else None


@YEARS.rule("THE? (LAST|THIS|NEXT) FISCAL YEARWORD?", gives="YEARREF", reads={"the current fiscal year": "2024-04/2025-03"})
def fiscal_relative(nodes: list[Node], context: Context) -> When | None:
    """The fiscal year of publication, the one before or after."""
    if context.published is None:
        return None
    ends = context.published.year
    while fiscal_year(ends, context.countries).last < context.published:
        ends += 1
    shift = {LAST: -1, THIS: 0, NEXT: 1}[next(n for n in nodes if n.cat in (LAST, THIS, NEXT)).cat]
    return When(fiscal_year(ends + shift, context.countries))


@YEARS.rule("(THE? OF)? YEARWORD YEAR", gives="YEARREF", reads={"the year 2023": "2023"})
def the_year(nodes: list[Node], context: Context) -> When | None:
    """`the year 2023`."""
    return When(Period(str(nodes[-1].value)))


_REF = "(COMMA? (OF|IN)? (YEAR|YEARREF))"

# --- times ------------------------------------------------------------------------------------------------


@PERIODS.rule("DATE", gives="PERIOD", reads={"22.05.2024": "2024-05-22", "2024-05-22": "2024-05-22"})
def numeric_date(nodes: list[Node], context: Context) -> When | None:
    """Day first, unless only month first is a date."""
    first, second, third = (int(part) for part in re.split(r"[-./]", nodes[0].low))
    if first > 31:
        return _day(first, second, third)
    return _day(third, second, first) or _day(third, first, second)


_WD = "(WEEKDAY COMMA? (THE? )?)?"


@PERIODS.rule("(WEEKDAY COMMA?)? MONTH THE? (NUMBER|ORDINAL) (COMMA? OF? (YEAR|YEARREF))?", gives="PERIOD",
              reads={"May 22, 2024": "2024-05-22", "March 11": "2024-03-11"}, passes=["may help"])  # fmt: skip
def month_day(nodes: list[Node], context: Context) -> When | Node | None:
    """The American order; without a year the date nearest to the publication is meant."""
    month = find(nodes, MONTH)
    day = find(nodes, NUMBER) or find(nodes, ORDINAL)
    assert month and day
    return _date(nodes, month.value, _small(day), context)


@PERIODS.rule("(WEEKDAY COMMA?)? THE? (NUMBER|ORDINAL) OF? MONTH (COMMA? OF? (YEAR|YEARREF))?", gives="PERIOD",
              reads={"22 May 2024": "2024-05-22", "the 22nd of May": "2024-05-22"})  # fmt: skip
def day_month(nodes: list[Node], context: Context) -> When | None:
    """The order of most other countries."""
    month = find(nodes, MONTH)
    day = find(nodes, NUMBER) or find(nodes, ORDINAL)
    assert month and day
    return _date(nodes, month.value, _small(day), context)


def _date(nodes: list[Node], month: int, day: int, context: Context) -> When | None:
    if not 1 <= day <= 31:
        return None
    weekday = find(nodes, WEEKDAY)
    named = weekday.value if weekday else None
    year = _year(nodes, context)
    if isinstance(year, When):
        year = year.period.year if year.period else (_latest_year(context, month) if context.published else None)
    if year is None:
        if context.published is None:
            return When(None, weekday=named)
        options = []
        for candidate in (context.published.year - 1, context.published.year, context.published.year + 1):
            when = _day(candidate, month, day, named)
            if when is not None and when.period is not None:
                options.append((abs((when.period.start - context.published).days), when))
        return min(options, key=lambda o: o[0])[1] if options else None
    return _day(year, month, day, named)


@PERIODS.rule("(FROM|BETWEEN)? MONTH (HYPHEN|DASH|TO|AND|SLASH) MONTH (COMMA? (OF|IN)? (YEAR|YEARREF))?", gives="PERIOD",
              reads={"January through August 2023": "2023-01/2023-08", "between January and October": "2023-01/2023-10"})  # fmt: skip
def month_to_month(nodes: list[Node], context: Context) -> When | None:
    """From one month to another of the same year, or over the turn of the year."""
    first, last = [node.value for node in nodes if node.cat == MONTH]
    joined = next(node for node in nodes[1:] if node.cat != MONTH)
    if joined.low == "and" and nodes[0].low != "between":
        return None
    if first > last:
        year = _year(nodes, context)
        if isinstance(year, When):
            year = year.period.year if year.period else None
        year = year or _latest_year(context, last)
        if year is None:
            return None
        return When(Period.between(dt.date(year - 1, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])))
    return _in_year(nodes, context, first, last)


@PERIODS.rule("MONTH (YEAR (HYPHEN|DASH|TO)|(HYPHEN|DASH|TO)) MONTH YEAR", gives="PERIOD", reads={"April 2023 to March 2024": "2023-04/2024-03"})
def month_year_to_month_year(nodes: list[Node], context: Context) -> When | None:
    """From a month of one year to a month of another."""
    months, years = [n.value for n in nodes if n.cat == MONTH], [n.value for n in nodes if n.cat == YEAR]
    if len(years) == 1:
        return _in_year(nodes, context, months[0], months[1])
    first = dt.date(years[0], months[0], 1)
    last = dt.date(years[1], months[1], calendar.monthrange(years[1], months[1])[1])
    return When(Period.between(first, last)) if first <= last else None


@PERIODS.rule("(PART HYPHEN?)? MONTH (COMMA? (OF|IN)? (YEAR|YEARREF))?", gives="PERIOD", reads={"May 2024": "2024-05", "October of last year": "2023-10"})
def month(nodes: list[Node], context: Context) -> When | None:
    """A month, the latest one where no year is given."""
    value = find(nodes, MONTH)
    assert value
    return _in_year(nodes, context, value.value, value.value)


@PERIODS.rule("LAST MONTH", gives="PERIOD", reads={"last August": "2023-08"})
def last_month_name(nodes: list[Node], context: Context) -> When | None:
    """`last August`: the latest one that is over."""
    return _in_year(nodes, context, nodes[1].value, nodes[1].value)


_UNITS = {"month": 1, "quarter": 3, "half": 6, "semester": 6, "trimester": 3}


@PERIODS.rule("THE? ORDINAL NUMBER? HYPHEN? TIMEUNIT (COMMA? (OF|IN)? (THE? YEARWORD|YEAR|YEARREF))?", gives="PERIOD",
              reads={"the first ten months of 2023": "2023-01/2023-10", "the first quarter of last year": "2023-01/2023-03",
                     "the second half of 2022": "2022-07/2022-12"}, passes=["the first agreements"])  # fmt: skip
def ordinal_part(nodes: list[Node], context: Context) -> When | None:
    """The first ten months, the second half, the third quarter."""
    ordinal, unit, count = find(nodes, ORDINAL), find(nodes, TIMEUNIT), find(nodes, NUMBER)
    assert ordinal and unit
    nth, size = ordinal.value, _UNITS.get(unit.value)
    if size is None:
        if unit.value in ("week", "day") and nth == 1 and count:
            return When(None, "past")
        return None
    many = _small(count) if count else 1
    first = (nth - 1) * size + 1 if many == 1 or nth == 1 else 0
    last = first + many * size - 1
    if not (1 <= first <= last <= 12):
        return None
    return _in_year(nodes, context, first, last)


@PERIODS.rule("THE? NUMBER HYPHEN? TIMEUNIT (OF|IN) (THE? YEARWORD|YEAR|YEARREF)", gives="PERIOD", reads={"eight months of 2022": "2022-01/2022-08"})
def months_of(nodes: list[Node], context: Context) -> When | None:
    """`eight months of 2022`: the first eight."""
    count, unit = find(nodes, NUMBER), find(nodes, TIMEUNIT)
    assert count and unit
    size = _UNITS.get(unit.value)
    many = _small(count)
    return _in_year(nodes, context, 1, many * size) if size and 1 <= many * size <= 12 else None


@PERIODS.rule("(IN|OVER|DURING|FOR|WITHIN|AFTER) THE? NUMBER HYPHEN? TIMEUNIT", gives="PERIOD", reads={"in eleven months": "2023-01/2023-11"})
def in_months(nodes: list[Node], context: Context) -> When | Node | None:
    """`in eleven months`: the first eleven, of the latest year that has them; the preposition stays outside."""
    count, unit = find(nodes, NUMBER), find(nodes, TIMEUNIT)
    assert count and unit
    many = _small(count)
    if unit.value != "month" or not 2 <= many <= 12:
        return None
    if nodes[0].low in ("for", "within", "after") and nodes[1].low != "the":
        return None
    when = When(None, "same") if nodes[1].low == "the" and False else _in_year(nodes, context, 1, many)
    return when


@PERIODS.rule("THE? (LAST)? NUMBER HYPHEN? TIMEUNIT (TO|ENDED|ENDING) (THE? PART OF)? MONTH NUMBER? (COMMA? (OF|IN)? (YEAR|YEARREF))?", gives="PERIOD",
              reads={"the ten months to October 2023": "2023-01/2023-10", "the twelve months to March 2024": "2023-04/2024-03"})  # fmt: skip
def months_to(nodes: list[Node], context: Context) -> When | None:
    """A number of months that ends with a given one."""
    count, unit, last = find(nodes, NUMBER), find(nodes, TIMEUNIT), find(nodes, MONTH)
    assert count and unit and last
    size = {"month": 1, "quarter": 3, "year": 12}.get(unit.value)
    end = _in_year(nodes, context, last.value, last.value)
    if size is None or end is None or end.period is None or not 1 <= _small(count) <= 60:
        return None
    stop = end.period.last
    start = stop.year * 12 + stop.month - _small(count) * size
    return When(Period.between(dt.date(start // 12, start % 12 + 1, 1), stop))


@PERIODS.rule("(THE? FISCAL)? (YEARWORD|TIMEUNIT) (ENDED|ENDING) (IN|ON)? MONTH NUMBER? (COMMA? (YEAR|YEARREF))?", gives="PERIOD",
              reads={"the fiscal year ended June 30, 2023": "2022-07/2023-06"})  # fmt: skip
def year_ended(nodes: list[Node], context: Context) -> When | None:
    """A year or quarter that ends with a given month."""
    unit = next(n for n in nodes if n.cat in (category("YEARWORD"), TIMEUNIT))
    size = 12 if unit.cat != TIMEUNIT else _UNITS.get(unit.value)
    last = find(nodes, MONTH)
    assert last
    end = _in_year(nodes, context, last.value, last.value)
    if size is None or end is None or end.period is None:
        return None
    stop = end.period.last
    start = stop.year * 12 + stop.month - size
    return When(Period.between(dt.date(start // 12, start % 12 + 1, 1), stop))


@PERIODS.rule("QMARK NUMBER (HYPHEN|SLASH|COMMA)? ((OF|IN)? (YEAR|YEARREF))?", gives="PERIOD", reads={"Q1 2022": "2022-Q1", "H1 2024": "2024-H1"})
def quarter_sign(nodes: list[Node], context: Context) -> When | Node | None:
    """`Q1 2022`, `H1`."""
    if nodes[0].value == "month":
        return None
    return _signed(nodes, nodes[0].value, _small(nodes[1]), context)


@PERIODS.rule("NUMBER QMARK (HYPHEN|SLASH|COMMA)? ((OF|IN)? (YEAR|YEARREF))?", gives="PERIOD", reads={"1Q2022": "2022-Q1", "8M2023": "2023-01/2023-08"})
def sign_quarter(nodes: list[Node], context: Context) -> When | None:
    """`1Q2022`, `8M2023`."""
    if nodes[0].end != nodes[1].start:
        return None
    if nodes[1].value == "month" and len(nodes) < 3:
        return None
    return _signed(nodes, nodes[1].value, _small(nodes[0]), context)


def _signed(nodes: list[Node], unit: str, count: int, context: Context) -> When | None:
    if unit == "month":
        return _in_year(nodes, context, 1, count) if 1 <= count <= 12 else None
    size = {"quarter": 3, "half": 6}[unit]
    if not 1 <= count * size <= 12:
        return None
    when = _in_year(nodes, context, (count - 1) * size + 1, count * size)
    if nodes[-1].cat not in (YEAR, YEARREF, NUMBER, QMARK):
        return None
    return when


@PERIODS.rule("(FROM|BETWEEN)? YEAR (HYPHEN|DASH|TO|AND|SLASH) (YEAR|NUMBER)", gives="PERIOD", reads={"2019-2022": "2019/2022", "from 2016 to 2022": "2016/2022"})
def year_to_year(nodes: list[Node], context: Context) -> When | Node | None:
    """A stretch of years; two digits continue the century."""
    first = next(n for n in nodes if n.cat == YEAR).value
    last_node, joint = nodes[-1], nodes[-2]
    last = last_node.value if last_node.cat == YEAR else _small(last_node) + first // 100 * 100
    if joint.low == "and" and nodes[0].low != "between":
        return None
    if last_node.cat == NUMBER and (joint.cat not in (category("HYPHEN"), category("SLASH"), category("DASH")) or last_node.end - last_node.start != 2):
        return None
    return When(Period(f"{first}/{last}")) if first < last < first + 200 else None


@PERIODS.rule("(PART HYPHEN? (OF THE?)?)? (YEAR|YEARREF)", gives="PERIOD", reads={"2023": "2023", "late 2022": "2022"}, passes=["2,023"])
def year(nodes: list[Node], context: Context) -> When | None:
    """A year by itself; `early`, `mid` and `late` don't narrow what a figure covers."""
    value = nodes[-1].value
    return value if isinstance(value, When) else When(Period(f"{value:04d}"))


@PERIODS.rule("(LAST|THIS|NEXT) TIMEUNIT", gives="PERIOD", reads={"last month": "2024-04", "this quarter": "2024-Q2"})
def relative_unit(nodes: list[Node], context: Context) -> When | None:
    """The month, quarter or half of publication, the one before, the one after."""
    unit, shift = nodes[1].value, {LAST: -1, THIS: 0, NEXT: 1}[nodes[0].cat]
    if nodes[0].cat == LAST and nodes[0].value != "last":
        return When(None, "before")
    if unit in ("week", "day", "decade", "century"):
        return When(None, "past")
    if context.published is None or unit not in _UNITS:
        return None
    size = _UNITS[unit]
    index = (context.published.year * 12 + context.published.month - 1) // size + shift
    return _months(index * size // 12, index * size % 12 + 1, index * size % 12 + size)


@PERIODS.rule("THE (LAST|NEXT) TIMEUNIT", gives="PERIOD", reads={"the previous month": "before"})
def the_previous_unit(nodes: list[Node], context: Context) -> When | None:
    """Hangs on the time that the text speaks of."""
    return When(None, "before" if nodes[1].cat == LAST else "after")


@PERIODS.rule("THE? (LAST|NEXT|THIS) (NUMBER|FEW) TIMEUNIT", gives="PERIOD", reads={"the past five years": "past", "the last ten months": "past"})
@PERIODS.rule("THE? (LAST|NEXT|THIS) (NUMBER|FEW) YEARWORD", gives="PERIOD", reads={"the past five years": "past"})
@PERIODS.rule("THE? (LAST|NEXT) (PERIODWORD|FEW)", gives="PERIOD", reads={"the previous period": "before"})
def stretch(nodes: list[Node], context: Context) -> When | None:
    """A stretch of years that ends now: it bounds nothing that a statistic would."""
    if nodes[-1].cat == PERIODWORD:
        return When(None, "before")
    return When(None, "past")


@PERIODS.rule("(ARTICLE|THE|NUMBER) TIMEUNIT AGO", gives="PERIOD", reads={"a month earlier": "before"})
@PERIODS.rule("NUMBER YEARWORD AGO", gives="PERIOD", reads={"ten years ago": "past"})
def unit_ago(nodes: list[Node], context: Context) -> When | None:
    """`a month earlier`, `twelve months before`, `ten years ago`."""
    unit = nodes[-2]
    if nodes[0].cat == NUMBER:
        many = _small(nodes[0])
        if unit.cat == TIMEUNIT and unit.value == "month" and many == 12:
            return When(None, "year_before")
        if unit.cat != TIMEUNIT and context.published and nodes[-1].low == "ago" and 1 <= many < 100:
            return When(Period(str(context.published.year - many)))
        return When(None, "past")
    return When(None, "before")


_SAME_TAIL = "((COMMA? (OF|IN|FOR)? (YEAR|YEARREF))|(OF|IN) THE YEARWORD)?"


@PERIODS.rule(
    f"(THE|ARTICLE|THAT)? SAME (PERIODWORD|NUMBER? HYPHEN? (TIMEUNIT|YEARWORD) PERIODWORD?|MONTH (HYPHEN|DASH|TO) MONTH PERIODWORD?|MONTH) {_SAME_TAIL}", gives="PERIOD",
    reads={"the same period of 2023": "same_in 2023", "the corresponding period last year": "year_before"}, passes=["the same goods"],
)  # fmt: skip
def same_period(nodes: list[Node], context: Context) -> When | None:
    """The same months of a named year, of the year before, or of the one spoken of."""
    months = [n.value for n in nodes if n.cat == MONTH]
    ref = find(nodes, YEARREF) or find(nodes, YEAR)
    if months and ref is not None:
        return _in_year(nodes, context, months[0], months[-1])
    if ref is None:
        return When(None, "same")
    value = ref.value
    if isinstance(value, int):
        return When(None, "same_in", value)
    if value.period is not None:
        # `the same period last year` is the year before the one spoken of, however late the text appeared
        if context.published is not None and value.period.year == context.published.year - 1:
            return When(None, "year_before")
        return When(None, "same_in", value.period.year)
    return When(None, "same") if value.link == "that_year" else When(None, value.link)


@PERIODS.rule("(THE|THIS|THAT) (REPORTING|GIVEN)? (PERIODWORD|PERIODWORD UNDERREVIEW)", gives="PERIOD", reads={"the reporting period": "same", "this period": "same"})
@PERIODS.rule("THE? REPORTING (TIMEUNIT|YEARWORD)", gives="PERIOD", reads={"the reporting month": "same"})
@PERIODS.rule("(DURING|OVER|THROUGHOUT|IN) (THAT|THE) TIMEUNIT", gives="PERIOD", reads={"during that month": "same"})
def reporting_period(nodes: list[Node], context: Context) -> When | None:
    """The time that the text speaks of."""
    return When(None, "same")


@PERIODS.rule("(ARTICLE|THE) YEARAGO PERIODWORD", gives="PERIOD", reads={"the year-ago period": "year_before"})
def year_ago_period(nodes: list[Node], context: Context) -> When | None:
    """`the year-ago period`."""
    return When(None, "year_before")


@PERIODS.rule("(THE? PART OF) (THE YEARWORD|YEAR|YEARREF) (TO|UNTIL) (THE PART OF)? MONTH", gives="PERIOD",
              reads={"the start of 2022 until the end of November": "2022-01/2022-11"})  # fmt: skip
def start_until(nodes: list[Node], context: Context) -> When | None:
    """From the start of a year to a month."""
    last = find(nodes, MONTH)
    assert last
    return _in_year(nodes, context, 1, last.value)


@PERIODS.rule("(SINCE|FROM|SOFAR) THE? PART OF? (THE YEARWORD|YEAR|YEARREF)", gives="PERIOD", reads={"since the beginning of the year": "2024-01/2024-05"})
@PERIODS.rule("SOFAR (IN? YEARREF|IN YEAR)", gives="PERIOD", reads={"so far this year": "2024-01/2024-05"})
@PERIODS.rule("YTD", gives="PERIOD", reads={"year to date": "2024-01/2024-05"})
def since_start(nodes: list[Node], context: Context) -> When | None:
    """Since the beginning of the year, up to the publication."""
    if context.published is None:
        return None
    year = _year(nodes, context)
    if isinstance(year, When):
        year = year.period.year if year.period else None
    if year not in (None, context.published.year):
        return When(Period(str(year)))
    return _months(context.published.year, 1, context.published.month)


@PERIODS.rule("THE? PART (OF|HYPHEN)? (THE? YEARWORD|YEAR|YEARREF|MONTH (COMMA? OF? (YEAR|YEARREF))?)", gives="PERIOD",
              reads={"the end of November 2023": "2023-11", "mid-2023": "2023", "the end of the year": "2024"})  # fmt: skip
def part_of(nodes: list[Node], context: Context) -> When | None:
    """The end, start or middle of a month or year: what a figure covers is the month or year."""
    named = find(nodes, MONTH)
    if named:
        return _in_year(nodes, context, named.value, named.value)
    value = _year(nodes, context)
    if isinstance(value, When):
        return value
    if value is None:
        return When(Period(str(context.published.year))) if context.published else When(None, "that_year")
    return When(Period(f"{value:04d}"))


@PERIODS.rule("WEEKDAY", gives="PERIOD", reads={"Tuesday": "2024-05-21"})
def weekday(nodes: list[Node], context: Context) -> When | None:
    """The latest such day, the day of publication included."""
    if context.published is None:
        return None
    back = (context.published.weekday() - nodes[0].value) % 7
    return When(Period((context.published - dt.timedelta(days=back)).isoformat()))


@PERIODS.rule("DAYWORD", gives="PERIOD", reads={"yesterday": "2024-05-21"})
def day_word(nodes: list[Node], context: Context) -> When | None:
    """Yesterday, today, tomorrow."""
    if context.published is None:
        return None
    return When(Period((context.published + dt.timedelta(days=nodes[0].value)).isoformat()))


@PERIODS.rule("SEASON (OF|IN)? (YEAR|YEARREF)", gives="PERIOD", reads={"summer 2023": "2023-06/2023-08"})
def season(nodes: list[Node], context: Context) -> When | None:
    """Three months, as meteorologists count them."""
    first = nodes[0].value
    if first == 12:
        return None
    return _in_year(nodes, context, first, first + 2)


@PERIODS.rule("(THE|IN|OVER|DURING) (WHOLE|FULL)? YEARWORD", gives="PERIOD", reads={"during the year": "that_year"}, passes=["a year"])
def the_year_spoken_of(nodes: list[Node], context: Context) -> When | Node | None:
    """`during the year`: the one spoken of."""
    if nodes[0].cat != category("THE") and len(nodes) < 3:
        return None
    return When(None, "that_year")


@PERIODS.rule("YEAR HYPHEN? DECADE", gives="PERIOD", reads={"1990s": "1990/1999"})
def decade(nodes: list[Node], context: Context) -> When | None:
    """`the 1990s`."""
    first = nodes[0].value
    return When(Period(f"{first}/{first + 9}")) if first % 10 == 0 and nodes[0].end == nodes[1].start else None
