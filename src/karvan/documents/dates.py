"""Dates as people write them, with or without a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

_NAMES = (
    # each row: one month in the languages of the documents, in the forms that stand in a date; English first
    "january jan января янв январь yanvar janvier januar jänner enero ene janeiro gennaio ocak қаңтар січня январи yanvarın",
    "february feb февраля фев февраль fevral février fevrier februar feber febrero fevereiro febbraio şubat ақпан лютого феврали",
    "march mar марта мар март mart mars märz maerz marzo março наурыз березня марти",
    "april apr апреля апр апрель aprel avril abril aprile nisan сәуір квітня апрели",
    "may мая май mai mayo maio maggio mayıs мамыр травня майи",
    "june jun июня июн июнь iyun juin juni junio junho giugno haziran маусым червня июни",
    "july jul июля июл июль iyul juillet juli julio julho luglio temmuz шілде липня июли",
    "august aug августа авг август avqust avgust août aout agosto ağustos тамыз серпня августи",
    "september sept sep сентября сен сент сентябрь sentyabr septembre septiembre setiembre setembro settembre eylül қыркүйек вересня сентябри",
    "october oct октября окт октябрь oktyabr oktabr octobre oktober octubre outubro ottobre ekim қазан жовтня октябри",
    "november nov ноября ноя нояб ноябрь noyabr novembre noviembre novembro kasım қараша листопада ноябри",
    "december dec декабря дек декабрь dekabr décembre decembre dezember diciembre dezembro dicembre aralık желтоқсан грудня декабри",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
WEEKDAYS = frozenset(_WEEKDAYS.split())
_YEARS = range(1800, 2200)

_DAY = r"(?<!\d)(\d{1,2})(?!\d)(?:st|nd|rd|th|º|-го|\.(?=\s))?"
_YEAR = r"(\d{4})(?!\d)"
# day first (22 May 2024), month first (May 22, 2024), ISO, numbers (22.05.2024), Chinese and Japanese
_WRITTEN = re.compile(
    rf"{_DAY}[-\s](?:de |of )?([^\W\d_]{{3,12}})\b\.?(?:,?[-\s]+(?:de |del )?{_YEAR}(?:\s?(?:года|г\.|року|р\.|жылы))?)?"
    rf"|\b([^\W\d_]{{3,12}})\.?\s(\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:(?:,\s?|\s){_YEAR})?"
    rf"|(?<!\d)(\d{{4}})-(\d\d)-(\d\d)(?!\d)"
    rf"|(?<!\d)(\d{{1,2}})([./])(\d{{1,2}})\11{_YEAR}"
    rf"|(?<!\d)(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日"
)
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


class WrittenDate(NamedTuple):
    """A day as written; `start` and `end` are its characters."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    def in_year(self, year: int) -> dt.date | None:
        return _date(year, self.month, self.day)

    @property
    def whole(self) -> dt.date | None:
        """The date, where the year is written."""
        return None if self.year is None else self.in_year(self.year)

    def nearest(self, to: dt.date) -> dt.date | None:
        """The date in the year that brings it nearest to a known one."""
        years = (self.in_year(year) for year in (to.year - 1, to.year, to.year + 1))
        return min((day for day in years if day), key=lambda day: abs((day - to).days), default=None)


def date_at(text: str, start: int, end: int) -> WrittenDate | None:
    """The date that begins exactly at `start`.

    >>> date_at("May 22, 2024", 0, 12)
    WrittenDate(year=2024, month=5, day=22, start=0, end=12)
    """
    match = _WRITTEN.match(text, start, end)
    return _made(match) if match else None


def date_in(text: str, start: int, end: int) -> WrittenDate | None:
    """The first date between two offsets."""
    for match in _WRITTEN.finditer(text, start, end):
        if date := _made(match):
            return date
    return None


def iso_day(text: str) -> dt.date | None:
    """The day of an ISO 8601 date or time, as a machine writes it; None for anything else.

    >>> iso_day("2024-05-22T10:30:00+04:00")
    datetime.date(2024, 5, 22)
    """
    match = _ISO.match(text)
    return _date(*map(int, match.groups())) if match else None


def _made(match: re.Match[str]) -> WrittenDate | None:
    (day1, month1, year1, month2, day2, year2, iso_y, iso_m, iso_d, first, sign, second, year3, cjk_y, cjk_m, cjk_d) = (
        match.groups()
    )
    if day1:
        parts = year1, MONTHS.get(month1.lower(), 0), int(day1)
    elif day2:
        parts = year2, MONTHS.get(month2.lower(), 0), int(day2)
    elif iso_y or cjk_y:
        parts = iso_y or cjk_y, int(iso_m or cjk_m), int(iso_d or cjk_d)
    else:
        day, month = int(first), int(second)
        if sign == "/" and day <= 12 and month <= 12 and day != month:
            return None  # 05/06/2024 is two different days on two continents
        if sign == "/" and month > 12:
            day, month = month, day
        parts = year3, month, day
    year, month, day = int(parts[0]) if parts[0] else None, parts[1], parts[2]
    # without a year, 2000 lets the 29th of February pass
    if _date(year or 2000, month, day) is None:
        return None
    end = match.end() if year else _end_without_year(match)
    return WrittenDate(year, month, day, match.start(), end)


def _end_without_year(match: re.Match[str]) -> int:
    """The full stop of `16 March.` ends the dateline and is no part of the date."""
    return match.end() - 1 if match.group().endswith(".") else match.end()


def _date(year: int, month: int, day: int) -> dt.date | None:
    if year not in _YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
