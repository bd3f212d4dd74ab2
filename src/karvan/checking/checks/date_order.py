"""date_order: dates must be possible.

The base of a growth can't lie after what it is compared with, nor after the day of publication; a figure told as a fact
can't speak of days to come (plans and forecasts have a note); and a weekday written beside a date must be that day's.
A base in the wrong year is repaired where a shift by one to three years makes it the same period a year before.

Passes: "Wednesday, March 13, 2024".
Fails: "Wednesday, March 11, 2024"; "up from 66 billion in the same months of 2024" in a text of 2023.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from karvan.checking.checks.growth import ties as growth_ties
from karvan.checking.ties import Outcome, values_of
from karvan.checking.writing import spelled
from karvan.nouns import Event, Facts, Figure, Finding, Growth, Period, Reading, Verdict
from karvan.nouns.plain import WEEKDAYS

_SHIFTS = (-1, -2, -3)


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    yield from _bases(reading)
    yield from _facts_to_come(reading)
    days: dict[tuple[str, int], list[Event]] = {}
    for event in reading.events:
        if event.weekday is not None and event.date is not None and event.date.start == event.date.last:
            days.setdefault((event.date.text, event.weekday), []).append(event)
    for events in days.values():
        yield from _weekday(events)


def _bases(reading: Reading) -> Iterator[Finding]:
    figures = {figure.id: figure for figure in reading.figures}
    for growth in reading.of_kind(Growth):
        of, base = figures.get(growth.of or ""), figures.get(growth.base or "")
        if of is None or base is None or of.period is None or base.period is None:
            continue
        if base.period.start > of.period.start and base.period.last > of.period.last:
            yield from _late_base(growth, of, base, reading)


def _late_base(growth: Growth, of: Figure, base: Figure, reading: Reading) -> Iterator[Finding]:
    """Where the numbers agree the two belong together, so that a year is wrong; else they may not belong together."""
    assert of.period is not None
    assert base.period is not None
    published = reading.document.published
    future = published is not None and base.period.start > published
    agree = _agree(growth, reading)
    if not agree and (not future or "period" in base.inferred):
        return
    right = _meant(base.period, of.period)
    late = f"; the text is of {_day(published)}" if future and published else ""
    yield Finding(
        id=f"date_order-{base.id}",
        check="date_order",
        verdict=Verdict.CONTRADICTED if agree and (right or future) else Verdict.DOUBTFUL,
        figures=(base.id, of.id),
        relations=(growth.id,),
        computation=f"the base is of {spelled(base.period)}, what is compared with it of {spelled(of.period)}{late}",
        why="A rise or fall is counted from an earlier time, so the base can't lie later.",
        suggest={base.id: right.text} if right else None,
        repair=f"{spelled(base.period)} → {spelled(right)} (the same period a year before)" if right else None,
        slip="period_slip" if right else None,
    )


def _agree(growth: Growth, reading: Reading) -> bool:
    values = values_of(reading)
    ties = [tie for tie in growth_ties(reading) if growth.id in tie.relations]
    return bool(ties) and all(tie.judge(values) < Outcome.FAILS for tie in ties)


def _meant(base: Period, of: Period) -> Period | None:
    before = of.year_before()
    return next((before for years in _SHIFTS if base.years_later(years).same(before)), None)


def _facts_to_come(reading: Reading) -> Iterator[Finding]:
    published = reading.document.published
    if published is None:
        return
    bases = {growth.base for growth in reading.of_kind(Growth)}
    for figure in reading.figures:
        if figure.period is None or figure.period.start <= published or figure.note or figure.id in bases:
            continue
        if figure.indicator.startswith("trade.") and figure.quantity.hedge is None:
            yield Finding(
                id=f"date_order-{figure.id}", check="date_order", verdict=Verdict.DOUBTFUL, figures=(figure.id,),
                computation=f"the period is {spelled(figure.period)}; the text is of {_day(published)}",
                why="The figure is told as a fact of days that had not come yet.",
            )  # fmt: skip


def _day(day: dt.date) -> str:
    return spelled(Period(day.isoformat()))


def _weekday(events: list[Event]) -> Iterator[Finding]:
    """On the events of one day: what is written once is wrong once."""
    event = events[0]
    assert event.date is not None
    day, right = event.date.start, event.date.start.weekday()
    if event.weekday is None or not 0 <= event.weekday < len(WEEKDAYS):
        return
    said = WEEKDAYS[event.weekday]
    agrees = right == event.weekday
    yield Finding(
        id=f"date_order-{event.id}",
        check="date_order",
        verdict=Verdict.CONSISTENT if agrees else Verdict.CONTRADICTED,
        events=tuple(event.id for event in events),
        computation=f"{_day(day)} was a {WEEKDAYS[right]}; the text says {said}",
        why="The weekday is that of the date."
        if agrees
        else "The weekday and the date name different days; one is wrong.",
    )
