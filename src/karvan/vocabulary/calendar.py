"""Names of months and weekdays, in full and abbreviated."""

from __future__ import annotations

from functools import cache

from karvan import data


@cache
def _names() -> dict[tuple[str, str], dict[str, int]]:
    names: dict[tuple[str, str], dict[str, int]] = {}
    for language, kind, number, text in data.rows("vocabulary/calendar.tsv"):
        names.setdefault((language, kind), {})[text] = int(number)
    return names


def languages() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages known here.

    >>> "tg" in languages()
    True
    """
    return tuple(sorted({language for language, _ in _names()}))


def months(language: str) -> dict[str, int]:
    """Months from 1 by their names in lower case.

    >>> months("en")["sept"], months("ru")["января"]
    (9, 1)
    """
    return _names().get((language, "month"), {})


def weekdays(language: str) -> dict[str, int]:
    """Weekdays from Monday = 0 by their names in lower case.

    >>> weekdays("en")["tuesday"], weekdays("tr")["cuma"]
    (1, 4)
    """
    return _names().get((language, "weekday"), {})
