"""Makes the table of month and weekday names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from vocabulary.source import lines, write

LANGUAGES = ("az", "de", "en", "es", "fr", "kk", "ky", "pt", "ru", "tr", "uk", "uz")
WIDTHS = ("wide", "abbreviated")
FORMS = ("format", "stand-alone")


def _cldr(language: str) -> Iterator[list[str]]:
    locale = Locale(language)
    for kind, known, first in (("month", locale.months, 0), ("weekday", locale.days, 0)):
        for width in WIDTHS:
            for form in FORMS:
                for number, text in sorted(known[form][width].items()):
                    yield [language, kind, str(number + first), text.lower()]
                    if text.endswith("."):
                        yield [language, kind, str(number + first), text.lower().rstrip(".")]


def calendar_rows() -> list[list[str]]:
    """The rows of month and weekday names: months 1 to 12, weekdays from Monday = 0."""
    rows = [row for language in LANGUAGES for row in _cldr(language)]
    rows += [
        [language, kind, number, text.strip()]
        for language, kind, number, told in lines("calendar.txt")
        for text in told.split(";")
    ]
    unique = {(row[0], row[1], row[3]): row for row in reversed(rows)}.values()
    return sorted(unique, key=lambda row: (row[0], row[1], int(row[2]), row[3]))


def make(folder: Path) -> None:
    """Writes the table of month and weekday names."""
    write(folder, "calendar.tsv", "language kind number text", calendar_rows())
