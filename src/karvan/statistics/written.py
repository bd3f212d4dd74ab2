"""What stands written in a national table: numbers, periods, units, countries in English or the country's language."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache

from karvan import data
from karvan.nouns import Period
from karvan.vocabulary import countries, currencies, groups, units

SCALES = {
    "thousand": 3, "thousands": 3, "thous": 3, "thsd": 3, "ths": 3, "1000": 3, "million": 6, "millions": 6, "mln": 6, "mn": 6,
    "billion": 9, "billions": 9, "bn": 9, "bln": 9,
}  # fmt: skip
"""Words that multiply a unit, as powers of ten."""

FLOWS = {
    "export": "trade.exports", "exports": "trade.exports", "import": "trade.imports", "imports": "trade.imports",
    "turnover": "trade.turnover", "trade.exports": "trade.exports", "trade.imports": "trade.imports",
    "trade.turnover": "trade.turnover",
}  # fmt: skip
"""What a flow may be called in a mapping, and its indicator."""

_FORMER = frozenset(
    {"Soviet Union", "USSR", "Soviet Russia", "Czechoslovakia", "England", "Scotland", "Wales", "Northern Ireland"}
)
"""Names by which documents mean a country of today, and tables another one or a part."""

_KEPT = {"kg": ("t", Decimal("0.001")), "g": ("t", Decimal("0.000001"))}
"""Mass is kept in tons."""
_NAMES = "mappings/names.tsv"
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_WHOLE = "january february march april may june july august september october november december"
_MONTHS = {name: number for names in (_SHORT, _WHOLE) for number, name in enumerate(names.split(), 1)}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_HOLE = re.compile(r"\{(year|month|to_month|quarter)\}|(\*)")
_HOLES = {
    "year": r"(?P<year>\d{4})", "month": r"(?P<month>[^\W\d_]+|\d{1,2})\.?", "to_month": r"(?P<to_month>[^\W\d_]+|\d{1,2})\.?",
    "quarter": r"(?P<quarter>[1-4]|I{1,3}|IV)",
}  # fmt: skip
USUAL = (
    "{year}",
    "{year}-{month}",
    "{month} {year}",
    "{year} {month}",
    "{month}-{to_month} {year}",
    "{year}-Q{quarter}",
)
"""How periods are read where a mapping does not say."""


def number(written: str, decimal: str, thousands: str, marks: Iterable[str] = ()) -> Decimal | None:
    """A number as a table writes it; None where it is none, or is parted otherwise than said.

    >>> number("1 234,5", ",", " "), number("1,234.5", ".", ""), number("12.3*", ".", "", ["*"])
    (Decimal('1234.5'), None, Decimal('12.3'))
    """
    for mark in marks:
        written = written.removesuffix(mark).rstrip()
    sign, bare = ("-", written[1:].lstrip()) if written[:1] in {"-", "−", "–"} else ("", written)
    parted = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|" if thousands else ""
    match = re.fullmatch(rf"({parted}\d+)(?:{re.escape(decimal)}(\d+))?(?:[eE]([+-]?\d{{1,2}}))?", bare, re.ASCII)
    if match is None:
        return None
    whole = match[1].replace(thousands, "") if thousands else match[1]
    return Decimal(f"{sign}{whole}.{match[2] or 0}e{match[3] or 0}")


@lru_cache(maxsize=512)
def unit(written: str) -> tuple[str, Decimal] | None:
    """The unit that is kept and how many of it one of these are.

    >>> unit("thousand USD"), unit("kg"), unit("USD, mln")
    (('USD', Decimal('1000')), ('t', Decimal('0.001')), ('USD', Decimal('1000000')))
    """
    words = re.sub(r"[,.()]", " ", written).split()
    power = sum(SCALES[word.lower()] for word in words if word.lower() in SCALES)
    name = " ".join(word for word in words if word.lower() not in SCALES)
    if name in _currencies():
        return name, Decimal(10**power)
    known = _units().get(name) or _units().get(name.lower())
    if known is None:
        return None
    kept, factor = _KEPT.get(known[0], (known[0], Decimal(1)))
    return kept, known[1] * factor * 10**power


def near_unit(written: str) -> str:
    """The known unit that comes nearest, as a hint."""
    words = [word for word in re.sub(r"[,.()]", " ", written).split() if word.lower() not in SCALES]
    near = get_close_matches(" ".join(words), [*_currencies(), *_units()], 1, 0.5)
    return f"the nearest is `{near[0]}`" if near else "`thousand USD`, `million EUR`, `t`, `kg` are units"


@cache
def _currencies() -> frozenset[str]:
    return frozenset(known.code for known in currencies.currencies())


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    return {known.text: (known.unit, known.factor) for known in units.unit_names()}


def folded(name: str) -> str:
    """A name as it is looked up: composed, in small letters, apostrophes and dashes of one kind."""
    return unicodedata.normalize("NFKC", name).casefold().translate(str.maketrans("’ʻʼ‘`–‑", "'''''--"))


@cache
def country_names(language: str) -> Mapping[str, str]:
    """Codes by folded name: English ones and those of a language; empty where a name means several countries."""
    known: dict[str, str] = {}
    for name in countries.names():
        if name.kind == "name" and name.text not in _FORMER:
            known[folded(name.text)] = "" if name.also else name.code
    known |= {folded(place): code for kind, place, code in _told(language) if kind == "country"}
    known |= {folded(country.code): country.code for country in countries.countries()}
    known |= {folded(country.alpha2): country.code for country in countries.countries()}
    known |= {country.numeric: country.code for country in countries.countries()}
    return {name: code for name, code in known.items() if name}


@cache
def month_names(language: str) -> Mapping[str, int]:
    """Months by folded name: English ones and those of a language."""
    return _MONTHS | {folded(name): int(code) for kind, name, code in _told(language) if kind == "month"}


@cache
def languages() -> tuple[str, ...]:
    """The languages whose names of countries and months are known beside English."""
    return tuple(dict.fromkeys(row[0] for row in data.rows(_NAMES)))


def _told(language: str) -> Iterable[tuple[str, str, str]]:
    return ((kind, name, code) for known, kind, name, code in data.rows(_NAMES) if known == language)


def near_country(name: str, language: str) -> str:
    """The known name that comes nearest, with its code, as a hint."""
    known = country_names(language)
    near = get_close_matches(folded(name), known, 1, 0.6)
    told = f"the nearest known name is `{near[0].title()}` ({known[near[0]] or 'ambiguous'}); " if near else ""
    return f"{told}say what it is in `[countries]`, or in `[totals]` where it is a sum"


def is_code(code: str) -> bool:
    """Whether it is a code of a country, or of a group."""
    return countries.country(code) is not None or groups.group(code) is not None


@cache
def chapters() -> frozenset[str]:
    """The chapters of the Harmonised System, and those that countries fill as they like (98, 99)."""
    return frozenset(row[0] for row in data.rows("statistics/tables/hs.tsv") if len(row[0]) == 2) | {"98", "99"}


@lru_cache(maxsize=512)
def pattern(form: str) -> re.Pattern[str]:
    """A form with holes (`İxrac / {year}`) as an expression for what fills it; `*` is anything."""
    made, end = "", 0
    for hole in _HOLE.finditer(form):
        made += re.escape(folded(form[end : hole.start()])) + (_HOLES[hole[1]] if hole[1] else ".*?")
        end = hole.end()
    return re.compile(made + re.escape(folded(form[end:])), re.IGNORECASE)


def has_holes(form: str) -> bool:
    """Whether a form names a period inside it."""
    return any(hole[1] for hole in _HOLE.finditer(form))


def period(parts: Mapping[str, str | None], months: Mapping[str, int]) -> str | None:
    """ISO text for year, month, to_month, quarter as they are written; None where they are none.

    >>> period({"year": "2023", "month": "jan", "to_month": "aug"}, month_names("en"))
    '2023-01/2023-08'
    """
    year, quarter = parts.get("year"), parts.get("quarter")
    if year is None:
        return None
    if quarter is not None:
        return f"{year}-Q{_ROMAN.get(quarter.upper(), quarter)}"
    written = [parts[name] for name in ("month", "to_month") if parts.get(name)]
    ends = [_month(name or "", months) for name in written]
    if not ends:
        return year
    first, last = ends[0], ends[-1]
    if first is None or last is None or first > last:
        return None
    return Period.of_months(int(year), first, last).text


def _month(written: str, months: Mapping[str, int]) -> int | None:
    place = int(written) if written.isdecimal() else months.get(folded(written.rstrip(".")))
    return place if place and place <= 12 else None


def read_period(written: str, forms: Iterable[str], months: Mapping[str, int]) -> str | None:
    """The period that a text tells in one of the forms, or as ISO 8601."""
    for form in forms:
        if (match := pattern(form).fullmatch(folded(written))) and (found := period(match.groupdict(), months)):
            return found
    try:
        return Period(written).text
    except ValueError:
        return None


def date_period(cell: dt.date) -> str:
    """A date as a spreadsheet keeps months: its month."""
    return f"{cell:%Y-%m}"
