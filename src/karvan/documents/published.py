"""The day a document was published, from the best witness there is; never from the file's age or the clock."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from karvan.documents.opening import Opening
from karvan.nouns import UsageError

_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d\d?)/(\d\d?)(?=/)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NEAR = 31
"""Days between a dateline without a year and the date beside it that still mean the same week of news."""


class Published(NamedTuple):
    """A day, and what it was taken from."""

    day: dt.date | None
    taken_from: str | None


def published_option(value: dt.date | str | None) -> dt.date | None:
    """What the caller says, as a date.

    >>> published_option("2024-05-22")
    datetime.date(2024, 5, 22)
    """
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        if _ISO.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise UsageError(f"`{value}` is not a date", where="published", hint="write it as YYYY-MM-DD, such as 2024-05-22")


def date_in_name(name: str) -> dt.date | None:
    """The day in a file's name; None where there is none, or more than one.

    >>> date_in_name("reports/trade-2024-05-22.txt")
    datetime.date(2024, 5, 22)
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    found = {day for match in _IN_NAME.finditer(last) if (day := _day(match))}
    if not found and "://" in name:
        found = {day for match in _IN_ADDRESS.finditer(name) if (day := _day(match))}
    return found.pop() if len(found) == 1 else None


def decide(
    option: dt.date | None,
    metadata: dt.date | None,
    opening: Opening,
    name: str,
    *,
    created: dt.date | None = None,
) -> Published:
    """The first witness that knows: option, metadata, a written date with its year, the name, a file's own creation date.

    A dateline without a year takes the year that brings it nearest to the name's date, so that a text of 31 December
    in a file of 2 January stays in the old year; where the two are weeks apart, the name's date stands.
    """
    if option:
        return Published(option, "option")
    if metadata:
        return Published(metadata, "metadata")
    written = opening.dateline.date if opening.dateline else None
    if written and (day := written.whole):
        return Published(day, "dateline")
    if opening.date_line and (day := opening.date_line.whole):
        return Published(day, "dateline")
    for day, taken_from in ((date_in_name(name), "name"), (created, "metadata")):
        if day:
            near = written.nearest(day) if written else None
            return Published(near if near and abs((near - day).days) <= _NEAR else day, taken_from)
    return Published(None, None)


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None
