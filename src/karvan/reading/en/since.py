"""From a time on: `since 2019`, `so far this year`, `from the start of 2022 until the end of November`."""

from __future__ import annotations

import datetime as dt

from karvan.nouns import Period
from karvan.reading.context import Context, When
from karvan.reading.en.times import (
    DAY,
    MONTH,
    OF_YEAR,
    PERIODS,
    YEARREF,
    YEARWORD,
    find,
    in_year,
    year_node,
)  # fmt: skip
from karvan.reading.grammar import Node, category


def _since(first: dt.date | None, context: Context, point: Period | None = None) -> When | None:
    """From a day up to the publication; `point` is the time that its words name."""
    now = context.published
    return When(Period.between(first, now), edge="since", part=point) if now and first and first <= now else None


@PERIODS.rule(f"SINCE THE? (PART (OF|IN)?)? (THE YEARWORD|YEAR|YEARREF|MONTH {OF_YEAR}?|DAY) SOFAR?", gives="PERIOD",
              reads={"since the beginning of the year": "2024-01-01/2024-05-22", "since January 2019": "2019-01-01/2024-05-22"},
              passes=["since then"])  # fmt: skip
@PERIODS.rule(
    "FROM THE? PART OF? (THE YEARWORD|YEAR|YEARREF)",
    gives="PERIOD",
    reads={"from the beginning of the year": "2024-01-01/2024-05-22"},
)
@PERIODS.rule(f"(FROM|SINCE) THE? (PART OF? THE?)? (YEARWORD|YEAR|YEARREF|MONTH {OF_YEAR}?|DAY) SOFAR", gives="PERIOD",
              reads={"from 2019 to date": "2019-01-01/2024-05-22"})  # fmt: skip
def since(nodes: list[Node], context: Context) -> When | None:
    """Since a year, a month or a day, up to the publication; the end of a year is its last month."""
    day, month, part = find(nodes, DAY), find(nodes, MONTH), find(nodes, category("PART"))
    if day is not None:
        return _since(day.value.date(context), context)
    if month is not None:
        when = in_year(nodes[nodes.index(month) :], context, month.value, month.value)
        return _since(when.period.start, context, when.period) if when and when.period else None
    year = year_node(nodes)
    if (part is not None and part.value == "start") or part is None:
        first, last = 1, 1
    else:
        first, last = (6, 7) if part.value == "middle" else (12, 12)
    if year is None and find(nodes, YEARWORD) is None:
        return None
    when = in_year(nodes, context, first, last)
    if when is None or not (period := when.period or when.otherwise):
        return None
    if context.published is None:
        return When(Period(str(period.year)), edge="since")
    return _since(period.start, context, Period(str(period.year)) if part is None else period)


@PERIODS.rule("SOFAR IN? THE? (YEARREF|YEARWORD)", gives="PERIOD", reads={"so far this year": "2024-01-01/2024-05-22"})
@PERIODS.rule("(YEARREF|YEARWORD) SOFAR", gives="PERIOD", reads={"in the year so far": "2024-01-01/2024-05-22"})
@PERIODS.rule("YTD", gives="PERIOD", reads={"year to date": "2024-01-01/2024-05-22"})
def so_far(nodes: list[Node], context: Context) -> When | None:
    """Since the beginning of the year of publication."""
    ref = find(nodes, YEARREF)
    if ref is not None and ref.value.period is None:
        return ref.value
    start = (
        ref.value.period.start
        if ref is not None
        else dt.date(context.published.year, 1, 1)
        if context.published
        else None
    )
    return _since(start, context)


@PERIODS.rule(f"(FROM THE?)? PART OF (THE YEARWORD|YEAR|YEARREF) TO (THE? PART OF)? (MONTH {OF_YEAR}?|DAY)", gives="PERIOD",
              reads={"from the start of 2022 until the end of November": "2022-01/2022-11"})  # fmt: skip
def start_until(nodes: list[Node], context: Context) -> When | None:
    """From the start of a year to a month or day of it."""
    day, month = find(nodes, DAY), find(nodes, MONTH)
    part = find(nodes, category("PART"))
    if part is None or part.value != "start":
        return None
    if month is not None:
        return in_year(nodes, context, 1, month.value)
    assert day is not None
    year = in_year(nodes, context, 1, day.value.month)
    until = day.value if day.value.year else None
    if year is None or year.period is None:
        return None
    last = until.date(context) if until else year.period.start.replace(month=day.value.month, day=day.value.day)
    return When(Period.between(year.period.start, last)) if last and last > year.period.start else None
