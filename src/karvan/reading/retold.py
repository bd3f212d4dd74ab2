"""Retold: what a text tells for a second time, and what the second telling adds to the first."""

from __future__ import annotations

import msgspec

from karvan.nouns import Event, Period
from karvan.reading.happening import Happening

LONGEST_STAY = 5
"""Days that a visit may last to lend its date."""
_OF_A_DAY = frozenset(("meeting", "route", "membership"))
_TAKEN_UP = frozenset(("agreement", "project", "route"))
"""Kinds of which a later sentence speaks again by a definite noun: `the agreement was signed on Friday`."""


def retold(made: Happening, found: list[Event]) -> int | None:
    """The index of the event that a happening tells once more."""
    for index in range(len(found) - 1, -1, -1):
        event = found[index]
        if event.kind == made.kind and set(event.parties) == set(made.parties) and _is_again(made, event):
            return index
    return None


def completed_by(event: Event, made: Happening) -> Event:
    """An event with the day that only its second telling gives."""
    if event.date is not None or made.date is None:
        return event
    return msgspec.structs.replace(event, date=made.date, weekday=made.weekday)


def is_part(date: Period, whole: Period | None) -> bool:
    """Whether a date lies in that of a visit."""
    if whole is None or (whole.last - whole.start).days > LONGEST_STAY:
        return False
    return whole.start <= date.start and date.last <= whole.last


def _is_again(made: Happening, event: Event) -> bool:
    if made.kind == "visit":  # `it is his first visit`, `the visit began on Tuesday`
        return made.date is None or is_part(made.date, event.date)
    if made.kind == "other":
        return made.date is None or made.date == event.date
    if made.kind == "route" and made.date is None and _is_same_way(made, event):
        return True
    if made.kind in _TAKEN_UP and made.definite and made.status == event.status:
        return event.date is None or made.date is None or made.date == event.date
    day = made.date is not None and made.date.start == made.date.last
    if made.kind == "meeting" and not made.definite:
        return False  # talks and a forum may be held on one day
    return day and made.kind in _OF_A_DAY and made.date == event.date


def _is_same_way(made: Happening, event: Event) -> bool:
    """Whether nothing that a second telling says of a route makes it another one."""
    ends = {made.origin, made.destination} - {None, event.origin, event.destination}
    return made.status == event.status and not ends and made.carrier in (None, event.carrier)
