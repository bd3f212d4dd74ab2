"""Solar years: the calendar of Iran, whose year begins about 21 March and whose months are no month of ours.

Months one to six have 31 days, seven to eleven 30, the twelfth 29, in leap years 30. Leap years return in a cycle of 33 years,
as the equinox in Tehran has it for 1178 to 1633, that is 1799 to 2254.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate

from karvan.nouns import Period

_OFFSET = 621
"""So much less is the number of a solar year than that of the year in which it begins."""
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_CYCLE, _CYCLE_DAYS = 33, 33 * 365 + len(_LEAP)
_FIRST, _FIRST_DAY = 1354, dt.date(1975, 3, 21)
"""A year with which a cycle begins."""
_ENDS = (0, *accumulate((31,) * 6 + (30,) * 5))
_NEAR = 3
"""So many days may a text be off a turn of the calendar."""


def year_from(year: int) -> Period:
    """The solar year that begins in a year of ours.

    >>> year_from(2023).text, year_from(2024).text
    ('2023-03-21/2024-03-19', '2024-03-20/2025-03-20')
    """
    return Period.between(_begin(year), _begin(year + 1) - dt.timedelta(days=1))


def year_named(number: int) -> Period:
    """The solar year of a number.

    >>> year_named(1401).text
    '2022-03-21/2023-03-20'
    """
    return year_from(number + _OFFSET)


def year_of(day: dt.date) -> Period:
    """The solar year in which a day lies.

    >>> year_of(dt.date(2023, 3, 20)).text
    '2022-03-21/2023-03-20'
    """
    return year_from(day.year if day >= _begin(day.year) else day.year - 1)


def is_year(period: Period) -> bool:
    """Whether a period is a whole solar year."""
    return period.start == _begin(period.start.year) and period.last == year_from(period.start.year).last


def months(year: int, first: int, last: int) -> Period:
    """Months of the solar year that begins in a year of ours.

    >>> months(2023, 1, 3).text, months(2023, 3, 3).text
    ('2023-03-21/2023-06-21', '2023-05-22/2023-06-21')
    """
    begin = _begin(year)
    until = begin + dt.timedelta(days=_ENDS[last]) if last < 12 else _begin(year + 1)
    return Period.between(begin + dt.timedelta(days=_ENDS[first - 1]), until - dt.timedelta(days=1))


def months_until(day: dt.date, many: int) -> Period:
    """So many solar months, the last of them the one that ends in the month of a day.

    >>> months_until(dt.date(2023, 6, 30), 3).text, months_until(dt.date(2023, 3, 31), 12).text
    ('2023-03-21/2023-06-21', '2022-03-21/2023-03-20')
    """
    last = (day.month - 4) % 12 + 1
    year = day.year - (day.month < 4)
    first = last - many + 1
    since = months(year + (first - 1) // 12, (first - 1) % 12 + 1, (first - 1) % 12 + 1)
    return Period.between(since.start, months(year, last, last).last)


def is_near(one: Period, other: Period) -> bool:
    """Whether two periods are the same but for some days."""
    return abs((one.start - other.start).days) <= _NEAR and abs((one.last - other.last).days) <= _NEAR


def _begin(year: int) -> dt.date:
    """The first day of the solar year that begins in a year of ours."""
    cycles, rest = divmod(year - _OFFSET - _FIRST, _CYCLE)
    days = cycles * _CYCLE_DAYS + rest * 365 + sum(n in _LEAP for n in range(1, rest + 1))
    return _FIRST_DAY + dt.timedelta(days=days)


__all__ = ["is_near", "is_year", "months", "months_until", "year_from", "year_named", "year_of"]
