"""The dateline: place, date and agency that open a report of a wire service.

A row of anchored patterns walks over the beginning of a line: places, then a date, then an agency, then the sign
that ends it. Every part may be missing, but the fewer there are, the plainer the rest has to be: a bare `NAIROBI -`
needs capitals and a paragraph behind it, since a headline may open with a word and a dash as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from karvan.documents.dates import MONTHS, WEEKDAYS, WrittenDate, date_at, date_in
from karvan.nouns import Span
from karvan.vocabulary.agencies import known_agency

_WORD = re.compile(r"[^\W\d_](?:[\w'’ʻʼ‘`]|[-–.](?=[^\W\d_]))*")
_BLANKS = re.compile(r"[ \t\xa0\u2009\u202f]*")
_PLACES_JOINED = re.compile(r"[ \xa0]*(?:[,/&;]|[-–—](?=[^\W\d_])|\band\b|\bи\b)[ \xa0]*")
_TO_DATE = re.compile(r"[\s,.]*[-–—]+\s*(?=\w)|[\s,.]*")
_TO_AGENCY = re.compile(r"[ \xa0,.;:]*")
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)|\[([^\[\]\n]{2,60})\]|/([^/\s][^/\n]{0,40}?[^/\s])/|/ ([^/\n]{2,40}) /")
_SLASHED = re.compile(r"/[^/\s][^/\n]{0,40}?[^/\s]/")
_STOP = re.compile(r"[ \xa0]*[.,:]?[ \xa0]*(?:—|–|―|--+|-(?=\s|\Z))|[ \xa0]*[.:](?=\s|\Z)|[ \xa0]*/(?=\s)")
_SITE = re.compile(r"[\w-]{2,20}\.(?:[a-z]{2,4}|[A-Z]{2,4})\b(?=\s*[,:(–—-])")
_WEEKDAY_AFTER = re.compile(r",?[ \xa0]\(?([^\W\d_]{3,12})\)?(?=[\s.,:–—-]|\Z)")
_DAY_AHEAD = re.compile(r"\.?\s+\d")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SHORTENED = frozenset({"St", "Ste", "Sta", "Ft", "Mt", "ST"})
_SMALL_WORDS = "of the and de da do del della di la le les el al upon sur am an und i"
_SMALL = frozenset(_SMALL_WORDS.split())
# words that open a sentence or a label, never a dateline
_OPENERS = (
    "in on at the a an as by from since during after before for with this that it its to of according today yesterday "
    "tomorrow last next between until under over when while if there these those our we he she they his her their "
    "dear dated date published updated posted source photo video image file update exclusive analysis breaking "
    "factbox interview opinion report review comment column explainer timeline summary note corrected refile urgent "
    "watch read press news release media contact table figure chart economy business politics world markets "
    "в на с по из от до для как при после об о к у и но это дата источник"
)
_NEVER_FIRST = frozenset(_OPENERS.split())


class Dateline(NamedTuple):
    """What an opening says."""

    span: Span
    date: WrittenDate | None
    agency: str | None


def read_dateline(text: str, start: int, end: int, *, wraps: bool = False) -> Dateline | None:
    """The dateline at the beginning of the line from `start` to `end`; `wraps` where its paragraph goes on below.

    >>> line = "BAKU, Azerbaijan, May 22. Turnover grew by 4 percent."
    >>> read_dateline(line, 0, len(line)).span.of(line)
    'BAKU, Azerbaijan, May 22.'
    """
    return _Walk(text, start, end, wraps).dateline()


class _Walk:
    """One pass over the beginning of a line; `at` is how far it has come."""

    def __init__(self, text: str, start: int, end: int, wraps: bool) -> None:
        self.text, self.start, self.line_end, self.wraps = text, start, end, wraps
        self.end = min(end, start + 200)
        self.at = start
        self.words: list[str] = []
        self.first = self.joined = 0
        self.date: WrittenDate | None = None
        self.agency: str | None = None
        self.bracketed = self.led = False

    def dateline(self) -> Dateline | None:
        self._leading_agency()
        self._places()
        if not self.words and not self.led:
            return None
        self._day()
        self._closing_agency()
        stop = self._stop()
        if stop is None or not self._plausible(stop):
            return None
        return Dateline(Span(self.start, self.at), self.date, self.agency)

    def _leading_agency(self) -> None:
        """`(Kyodo) —`, `TEMPO.CO, Jakarta -`."""
        if match := _SITE.match(self.text, self.at, self.end):
            self.agency, self.led = known_agency(match.group()) or match.group(), True
            self.at = match.end()
            self._skip(_TO_AGENCY, unless=":")
        elif self.text.startswith(("(", "[", "/"), self.at):
            self.led = self._bracket()
            self._skip(_BLANKS)

    def _places(self) -> None:
        while len(self.words) <= 12 and self.joined < 5:
            words, after = self._name()
            if not words:
                return
            name = " ".join(words)
            if self.words and (agency := known_agency(name)):
                self.agency, self.at = agency, after
                return
            if words[0].lower() not in WEEKDAYS:
                self.words += words
            self.at = after
            self.joined += 1
            if self.joined == 1:
                self.first = len(self.words)
            blanks = _BLANKS.match(self.text, self.at, self.end)
            if blanks and _SLASHED.match(self.text, blanks.end(), self.end):
                return
            match = _PLACES_JOINED.match(self.text, self.at, self.end)
            if match is None or not _WORD.match(self.text, match.end(), self.end):
                return
            if date_at(self.text, match.end(), self.end) or self._closes_like_agency(match.end()):
                return
            self.at = match.end()

    def _name(self) -> tuple[list[str], int]:
        """The words of one place, up to a month with its day."""
        words: list[str] = []
        at = after = self.at
        while len(words) < 5 and (match := _WORD.match(self.text, at, self.end)):
            word = match.group()
            if word.lower() in MONTHS and _DAY_AHEAD.match(self.text, match.end(), self.end):
                break
            if not (word[0].isupper() or (words and word.lower() in _SMALL)):
                break
            words.append(word)
            after = match.end()
            if self.text.startswith(".", after) and (word in _SHORTENED or ("." in word and _INITIALS.fullmatch(word))):
                after += 1
            blanks = _BLANKS.match(self.text, after, self.end)
            at = blanks.end() if blanks else after
            if at == after:
                break
        while words and words[-1] in _SMALL:
            after = self.text.rindex(words.pop(), self.at, after)
            after = self.at + len(self.text[self.at : after].rstrip())
        return words, after

    def _closes_like_agency(self, at: int) -> bool:
        """Whether after a place with small letters a name in capitals ends the opening: `Baku, REPORT —`."""
        if all(word.isupper() for word in self.words):
            return False
        match = _WORD.match(self.text, at, self.end)
        return (
            match is not None and match.group().isupper() and _STOP.match(self.text, match.end(), self.end) is not None
        )

    def _day(self) -> None:
        if self.agency and not self.led:
            return
        before = self.at
        self._skip(_TO_DATE)
        word = _WORD.match(self.text, self.at, self.end)
        if word and word.group().lower() in WEEKDAYS:
            self.at = word.end()
            self._skip(_TO_DATE)
        self.date = date_at(self.text, self.at, self.end)
        self.at = self.date.end if self.date else before
        if self.date and (weekday := _WEEKDAY_AFTER.match(self.text, self.at, self.end)):
            self.at = weekday.end() if weekday.group(1).lower() in WEEKDAYS else self.at

    def _closing_agency(self) -> None:
        before = self.at
        self._skip(_TO_AGENCY)
        if self.at < self.end and self.text[self.at] in "([/" and self._bracket():
            return
        glue = self.text[before : self.at]
        if self.date and glue.strip():
            words, after = self._name()
            name = " ".join(words)
            known = known_agency(name) if words else None
            if known or ("," in glue and words and len(words) <= 3 and name.isupper()):
                stop = _STOP.match(self.text, after, self.end)
                if stop or after == self.line_end:
                    self.agency, self.at = known or name, after
                    return
        self.at = before

    def _bracket(self) -> bool:
        match = _BRACKET.match(self.text, self.at, self.end)
        if match is None:
            return False
        inside = next(group for group in match.groups() if group).strip()
        date = date_in(self.text, match.start(), match.end())
        name = re.split(r"[,;/|]|\s[-–—]", inside)[0].strip()
        known = known_agency(name) or known_agency(inside)
        if match.group(4) and not known:
            return False  # `TBILISI / BAKU / ASTANA` are three places
        if date and not self.date:
            self.date = date
        if not (date and name[:1].isdigit()):
            if not known and not _looks_like_a_name(name):
                return False
            self.agency, self.bracketed = known or self.agency or name, True
        self.at = match.end()
        return True

    def _stop(self) -> str | None:
        """The sign that ends the opening; empty at the end of a line, None where there is none."""
        match = _STOP.match(self.text, self.at, self.end)
        if match:
            self.at = match.end()
            return match.group().strip()
        rest = self.text[self.at : self.line_end].strip(" \t\xa0,")
        if not rest:
            return ""
        return "/" if self.bracketed and self.text[self.at - 1] in "/)" and rest[0].isupper() else None

    def _plausible(self, stop: str) -> bool:
        """Whether the parts are enough; the fewer there are, the plainer the rest has to be."""
        if self.words and self.words[0].lower() in _NEVER_FIRST:
            return False
        rest = self.text[self.at : self.line_end].lstrip()
        dashed = stop[-1:] in ("-", "–", "—", "―")
        if self.date and self.words:
            return not rest or dashed or not rest[0].islower()
        if not stop or not self._prose(rest):
            return bool(self.bracketed and self._in_capitals(self.words) and not rest)
        if self.agency:
            return dashed or known_agency(self.agency) is not None or self._in_capitals(self.words)
        # nothing but places: capitals, and not a short word that may be an abbreviation
        return len(self.words[0]) >= 4 and self._in_capitals(self.words[: self.first] if dashed else self.words)

    def _in_capitals(self, words: list[str]) -> bool:
        return bool(words) and all(word.isupper() or word in _SMALL for word in words)

    def _prose(self, rest: str) -> bool:
        """Whether a paragraph follows rather than the second half of a headline."""
        if not rest or rest[0].islower() or rest.isupper():
            return False
        return self.wraps or (len(rest) >= 30 and rest[-1] in ".!?:;…\"'”’»)")

    def _skip(self, pattern: re.Pattern[str], unless: str = "") -> None:
        match = pattern.match(self.text, self.at, self.end)
        if match and not (unless and unless in match.group()):
            self.at = match.end()


def _looks_like_a_name(words: str) -> bool:
    return bool(words) and (words[0].isupper() or words[0].isdigit()) and len(words.split()) <= 6
