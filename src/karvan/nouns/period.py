"""Period: a stretch of time as a text writes it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cached_property, lru_cache

from msgspec import Struct

_PART = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?\Z")


class Period(Struct, frozen=True, dict=True):
    """Whole days from `first` to `last`, written as inclusive ISO 8601 text.

    >>> Period("2024-Q1").start, Period("2024-Q1").end
    (datetime.date(2024, 1, 1), datetime.date(2024, 4, 1))
    >>> Period("2023-01/2023-08").year_before()
    Period(text='2022-01/2022-08')
    """

    text: str

    def __post_init__(self) -> None:
        days = _ends(self.text)
        if days is None:
            raise ValueError(f"not a period: `{self.text}`")
        vars(self)["_days"] = days  # they are asked for all the time

    @classmethod
    def between(cls, first: dt.date, last: dt.date) -> Period:
        """The shortest text for the days from `first` to `last`.

        >>> Period.between(dt.date(2023, 1, 1), dt.date(2023, 8, 31)).text
        '2023-01/2023-08'
        """
        return _between(first, last)

    @classmethod
    def of_months(cls, year: int, first: int, last: int, last_year: int | None = None) -> Period:
        """The whole months from `first` of a year to `last` of the same year or of `last_year`.

        >>> Period.of_months(2022, 7, 2, 2023).text
        '2022-07/2023-02'
        """
        return _of_months(year, first, last, year if last_year is None else last_year)

    @cached_property
    def _days(self) -> tuple[dt.date, dt.date]:
        ends = _ends(self.text)
        assert ends is not None
        return ends

    @property
    def start(self) -> dt.date:
        """The first day."""
        return self._days[0]

    @property
    def last(self) -> dt.date:
        """The last day, inside the period."""
        return self._days[1]

    @property
    def end(self) -> dt.date:
        """The day after the last one: dates are half-open."""
        return self._days[1] + dt.timedelta(days=1)

    @property
    def year(self) -> int:
        """The year of the last day."""
        return self._days[1].year

    def same(self, other: Period) -> bool:
        """Whether both cover the same days (`2024-Q1` and `2024-01/2024-03`)."""
        return self._days == other._days

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies inside this one."""
        return self._days[0] <= other._days[0] and other._days[1] <= self._days[1]

    def overlaps(self, other: Period) -> bool:
        return self._days[0] <= other._days[1] and other._days[0] <= self._days[1]

    def years_later(self, years: int) -> Period:
        """The same days of another year (29 February becomes the 28th).

        >>> Period("2024-02-29").years_later(-1).text
        '2023-02-28'
        """
        return _later(self.text, years)

    def year_before(self) -> Period:
        return self.years_later(-1)


@lru_cache(maxsize=4096)
def _between(first: dt.date, last: dt.date) -> Period:
    if first == last:
        return Period(first.isoformat())
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return Period(f"{first:%Y-%m}")
        if first.month == 1 and last.month == 12:
            return Period(f"{first:%Y}") if first.year == last.year else Period(f"{first:%Y}/{last:%Y}")
        return Period(f"{first:%Y-%m}/{last:%Y-%m}")
    return Period(f"{first.isoformat()}/{last.isoformat()}")


@lru_cache(maxsize=4096)
def _of_months(year: int, first: int, last: int, last_year: int) -> Period:
    return _between(dt.date(year, first, 1), dt.date(last_year, last, calendar.monthrange(last_year, last)[1]))


@lru_cache(maxsize=4096)
def _later(text: str, years: int) -> Period:
    period = Period(text)
    begin, finish = period.start, period.last
    first, last = (_in_year(day, day.year + years) for day in (begin, finish))
    if finish.day == calendar.monthrange(finish.year, finish.month)[1]:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        if begin == finish:
            first = last
    return Period.between(first, last)


def _in_year(day: dt.date, year: int) -> dt.date:
    year = min(max(year, 1), 9999)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@lru_cache(maxsize=4096)
def _ends(text: str) -> tuple[dt.date, dt.date] | None:
    first, slash, second = text.partition("/")
    begin, finish = _part(first), _part(second if slash else first)
    if begin is None or finish is None or begin[0] > finish[1]:
        return None
    return begin[0], finish[1]


def _part(text: str) -> tuple[dt.date, dt.date] | None:
    match = _PART.match(text)
    if match is None:
        return None
    year, quarter, half, month, day = (int(group) if group else 0 for group in match.groups())
    try:
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        first, last = (
            (3 * quarter - 2, 3 * quarter)
            if quarter
            else (6 * half - 5, 6 * half)
            if half
            else (month or 1, month or 12)
        )
        return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None
