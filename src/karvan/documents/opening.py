"""Headline, dateline, written date and publisher, read from the first lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from karvan.documents.dateline import Dateline, read_dateline
from karvan.documents.dates import WrittenDate, date_in
from karvan.documents.lines import Line, opening_lines
from karvan.documents.publisher import stated_source
from karvan.nouns import Span

_TITLE_MOST = 220
_PARAGRAPH = 160
_FOUR_DIGITS = re.compile(r"\d{4}")
_SEGMENT = re.compile(r"[^|•·]+")
_PUBLISHED = re.compile(
    r"(?:(?:first )?published|posted|release[d]?|issued|date[d]?(?: of (?:issue|publication|release))?|release date|"
    r"publication date|(?:last )?(?:updated|modified)|обновлено|опубликовано|дата(?: публикации)?|yayınlanma|tarih|fecha|datum|date de publication)"
    r"(?:\s+(?:on|at))?\s*:?\s*",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"updated|modified|обновлено", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?|\(|\d{1,2}:\d\d(?::\d\d)?,?|[^\W\d_]{3,20}(?: [^\W\d_]+)?,)?\s*",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"[\s,.)г-]*(?:года?\.?)?[\s,]*(?:(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?)?(?:\s?[APap]\.?[Mm]\.?)?(?:\s?\(?[A-Z]{2,5}(?:[+-]\d{1,2}(?::\d\d)?)?\)?)?"
    r"(?:\s*(?:/|by)\s.{0,60})?[\s.,]*\Z"
)
_LABEL = re.compile(
    r"(?:(?:press|news|media) (?:release|statement|note)|for immediate release|breaking(?: news)?|exclusive|"
    r"no\.? ?\d[\d/-]*|№ ?\d[\d/-]*|пресс-релиз|basın bülteni|comunicado de prensa|communiqué de presse)[.:]?\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|text by|reporting by|автор)[\s:]\s*[^\W\d_]", re.IGNORECASE)


class Opening(NamedTuple):
    """What the first lines say about the document."""

    headline: Span | None
    dateline: Dateline | None
    date_line: WrittenDate | None
    """A date with its year that stands on a line of its own."""
    source: str | None


def read_opening(text: str) -> Opening:
    r"""Headline, dateline and written date.

    >>> opening = read_opening("Trade grows\n\nBAKU, May 22. Turnover grew by 4 percent.")
    >>> opening.headline, opening.dateline.span
    (Span(start=0, end=11), Span(start=13, end=26))
    """
    lines = opening_lines(text)
    headline = dateline = date_line = source = None
    untitled, updated = True, False
    for number, line in enumerate(lines):
        dateline = read_dateline(text, line.start, line.end, wraps=not line.closes and line.end - line.start > 50)
        if dateline:
            break
        if stated := stated_source(text, line.start, line.end):
            source = source or stated
        elif written := own_date(text, line.start, line.end):
            # an update says less about the day of the text than its publication
            update = _UPDATED.search(text, line.start, written.start) is not None
            if date_line is None or (updated and not update):
                date_line, updated = written, update
        elif untitled and not _LABEL.match(text, line.start, line.end):
            headline = _title(text, line, lines[number + 1 :])
            untitled = False
        if line.end - line.start > _PARAGRAPH and text[line.end - 1] in ".!?":
            break
    return Opening(headline, dateline, date_line, source)


def own_date(text: str, start: int, end: int) -> WrittenDate | None:
    """The date of a line that holds nothing else: `Published: 22 May 2024`, `22.05.2024, 14:30`, `Staff | May 22, 2024`.

    >>> own_date("Published: 22 May 2024", 0, 22).whole
    datetime.date(2024, 5, 22)
    """
    if end - start > 110 or not _FOUR_DIGITS.search(text, start, end):
        return None
    for segment in _SEGMENT.finditer(text, start, end):
        at = segment.start() + len(segment.group()) - len(segment.group().lstrip())
        if label := _PUBLISHED.match(text, at, segment.end()):
            at = label.end()
        date = date_in(text, at, segment.end())
        if date is None or date.whole is None:
            continue
        before = _BEFORE_DATE.fullmatch(text, at, date.start)
        if before and _AFTER_DATE.match(text, date.end, segment.end()):
            return date
    return None


def _title(text: str, line: Line, following: list[Line]) -> Span | None:
    """The line as a headline: short, without a full stop, and set apart from what follows."""
    if line.end - line.start > _TITLE_MOST or not following or _BYLINE.match(text, line.start, line.end):
        return None
    if text[line.end - 1] in ".,;" and not text.endswith("...", line.start, line.end):
        return None
    after = following[0]
    if line.closes or own_date(text, after.start, after.end) or _BYLINE.match(text, after.start, after.end):
        return Span(line.start, line.end)
    return Span(line.start, line.end) if read_dateline(text, after.start, after.end, wraps=True) else None
