"""The English lexicon: function words and tables of this folder, names and codes of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from karvan.reading.en import words
from karvan.reading.en.cues import cues
from karvan.reading.lexicon import ANY, CAPITAL, EXACT, Lexicon, Row
from karvan.vocabulary import counting, countries, currencies, groups, places, products, routes, units
from karvan.vocabulary.phrases import Phrases, phrases

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


@cache
def lexicon() -> Lexicon:
    """Every English phrase with its category; what is added first wins."""
    table = Lexicon()
    table.fill(("NAME", phrase, None, CAPITAL) for phrase in sorted(countries.lookalikes()))
    index = phrases()
    table.shortened, table.owner = words.SHORTENED, "s"
    _calendar(table)
    _relative_times(table)
    _years(table)
    _numbers(table)
    _letters(table, index)
    _function_words(table)
    table.open(index, _ROWS)
    table.table("NOUN", words.TRIPS, ("person", "passengers"))
    table.fill(("CUE", phrase, None, ANY) for phrase in cues() if not table.held(phrase.lower()))
    return table


def _calendar(table: Lexicon) -> None:
    """Months, days and words of time; `half` and `quarter` are fractions, which the rules of periods read as well."""
    for number, name in enumerate(_MONTHS, 1):
        table.add("MONTH", name, number, CAPITAL if name in ("March", "May", "August") else ANY)
        table.add("MONTH", name[:3], number, CAPITAL)
    table.add("MONTH", "Sept", 9, CAPITAL)
    for number, (name, short) in enumerate(zip(_DAYS, _SHORT_DAYS, strict=True)):
        table.add("WEEKDAY", name, number, CAPITAL)
        if short not in ("Sat", "Sun"):
            table.add("WEEKDAY", short, number, CAPITAL)
    table.pairs("SEASON", [("spring", 3), ("summer", 6), ("autumn", 9), ("winter", 12)])
    table.pairs("DAYWORD", [("yesterday", -1), ("today", 0), ("tomorrow", 1)])
    table.table("DAYPART", "morning, afternoon, evening, night")
    table.table("YEARWORD", "year, years", "year")
    table.pairs("TIMEUNIT", [
        ("day, days", "day"), ("week, weeks", "week"), ("month, months", "month"), ("hour, hours, hrs", "hour"),
        ("minute, minutes, mins", "minute"), ("semester, half year", "half"), ("decade, decades", "decade"),
        ("trimester", "quarter"), ("century, centuries", "century"), ("half day, half hour", "half a unit"),
    ])  # fmt: skip


def _relative_times(table: Lexicon) -> None:
    """What hangs a time on the day of publication or on a time told before."""
    table.table("LAST", "last, just concluded, recently concluded, just ended, recently ended, just completed", "last")
    table.table("LAST", "previous, preceding, prior, latter", "previous")
    table.table("LAST", "past, recent", "past")
    table.table("THIS", "this, current, present, ongoing", "this")
    table.table("OFTHIS", "of this", "this")
    table.table("OFTHAT", "of that", "that")
    table.table("NEXT", "next, coming, following, subsequent, upcoming", "next")
    table.table(
        "SAME",
        "same, corresponding, similar, analogous, comparable, equivalent, respective, identical, like, matching",
        "same",
    )
    table.table("SAMETIME", "same time, this time, same stretch", "same")
    table.table("THAT", "that", "that")
    table.table(
        "PERIODWORD",
        "period, periods, timeframe, time frame, interval, time span, reporting period, period of time",
        "period",
    )
    table.table("UNDERREVIEW", "under review, under consideration, in question, concerned")
    table.table(
        "REPORTING",
        "reporting, reported, reference, referenced, review, reviewed, mentioned, specified, aforementioned, indicated, said, given",
    )
    table.table("AGO", "ago, earlier, before, previously, prior, back", "ago")
    table.table("LATER", "later", "later")
    table.table("ASOF", "as of, as at, as on", "as of")
    table.pairs("PART", [
        ("start, beginning, early, turn", "start"), ("middle, mid", "middle"), ("end, late, close", "end"),
    ])  # fmt: skip
    table.table(
        "SOFAR",
        "so far, thus far, to date, to the present day, to the present, until now, till now, up to now, until today, till today",
    )


def _years(table: Lexicon) -> None:
    """Fiscal years, parts of years, decades and the ordinals that count them."""
    table.table("YTD", "year to date, ytd")
    table.table("FISCAL", "fiscal, financial, fiscal year, financial year, marketing year")
    table.table("FY", "FY", "fy", EXACT)
    table.table("CALENDAR", "calendar")
    table.table("SOLAR", words.SOLAR_YEARS, "year")
    table.table(
        "SOLAR", "Iranian calendar, Persian calendar, Iranian calendar month, Iranian month, Persian month", "calendar"
    )
    table.table("ENDED", "ended, ending")
    table.table("DURING", "during, throughout")
    table.table("FEW", "few, several, couple of, many")
    table.table("THETWO", "the two", 2)
    table.add("QMARK", "Q", "quarter", EXACT)
    table.add("QMARK", "H", "half", EXACT)
    table.table("DECADE", "s")
    decades = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    table.pairs("DECADENAME", [(name, 1920 + 10 * at) for at, name in enumerate(decades)])
    for number, name in enumerate(words.ORDINALS, 1):
        table.add("ORDINAL", name, number)
    table.pairs("ORDINAL", [("opening", 1), ("final, closing", -1)])
    for number, name in enumerate(("I", "II", "III", "IV"), 1):
        table.add("ROMAN", name, number, EXACT)
    table.table("ORDINALEND", "st, nd, rd, th", "th", EXACT)
    table.table("WHOLE", "whole, full, entire, all")
    table.table("ASAWHOLE", "as a whole")


def _numbers(table: Lexicon) -> None:
    table.fill(("NUMBERWORD", word, None, ANY) for word in words.NUMBER_WORDS)
    table.pairs("SCALE", words.SCALES)
    table.pairs("HALF", words.FRACTIONS)
    table.pairs("PERCENTWORD", words.PERCENT)
    table.pairs("FOLDVERB", words.FOLD_VERBS)
    table.table("TIMES", "times, x, ×")
    table.table("FOLD", "fold")
    table.table("FACTOR", "factor of, a factor of")
    table.table("POINT", "point, points")
    table.table("SIGN", "minus, plus")
    table.table("OUTOF", "out of, out of every, in every")
    table.table("SPREAD", "spread over, stretched over, divided over, distributed over, spread across")


def _letters(table: Lexicon, index: Phrases) -> None:
    """`k`, `m`, `bn` and the like: what stands beside them tells scale, unit and currency apart."""
    for letter, scale in words.LETTERS.items():
        nouns = list(index.nouns(letter))
        money = {name.text: _money(name) for kind, name in nouns if kind == "currency"}
        measures = {name.text: (name.unit, name.factor, name.kind) for kind, name in nouns if kind == "unit"}
        for written in dict.fromkeys((letter, letter.upper(), letter.title())):
            table.add("LETTER", written, words.Letter(scale, measures.get(written), money.get(written)), EXACT)


def _money(name: currencies.CurrencyName) -> words.Money:
    codes = name.codes[:1] if name.firm and name.codes[0] != "USD" else name.codes
    return words.Money(
        codes,
        name.factor,
        name.kind,
        name.common and not (name.kind in ("name", "subunit") and name.text.endswith("s")),
    )


def _function_words(table: Lexicon) -> None:
    table.pairs("HEDGE", words.HEDGES)
    table.pairs("HEDGEBEHIND", words.HEDGES_BEHIND)
    for name in ("of", "in", "from", "between", "over", "for", "within", "after", "the", "since", "on"):
        table.add(name.upper(), name)
    table.table("TO", "to, through, until, till, thru, up to")
    table.table("AND", "and, &")
    table.table("ARTICLE", "a, an")


def _currency(name: currencies.CurrencyName, known: bool) -> Iterator[Row]:
    money = _money(name)
    if name.kind == "code" and not name.common and not known:
        yield "CURRENCY", name.text.lower(), money._replace(weak=True), EXACT
    yield "CURRENCY", name.text, money, EXACT if name.case_sensitive else ANY


def _unit(name: units.UnitName, _known: bool) -> Iterator[Row]:
    if name.kind not in ("share", "time", "percent") and (len(name.text) > 1 or name.text in "tmg"):
        yield "UNIT", name.text, (name.unit, name.factor, name.kind), EXACT if name.case_sensitive else ANY


def _counted(noun: counting.CountedNoun, _known: bool) -> Iterator[Row]:
    yield "NOUN", noun.text, (noun.unit, noun.indicator), ANY


_COUNTRY_CATEGORIES = {
    "name": "COUNTRY",
    "adjective": "NATIONAL",
    "people": "PEOPLE",
    "capital": "CAPITALCITY",
    "seat": "SEAT",
}


def _country(name: countries.CountryName, _known: bool) -> Iterator[Row]:
    yield _COUNTRY_CATEGORIES[name.kind], name.text, name.code, EXACT if name.case_sensitive else CAPITAL


def _group(name: groups.GroupName, _known: bool) -> Iterator[Row]:
    yield "GROUP", name.text, name.code, EXACT if name.case_sensitive else CAPITAL


def _product(name: products.ProductName, known: bool) -> Iterator[Row]:
    if not known or not name.text.islower():
        yield "PRODUCT", name.text, (name.product, name.ambiguous), EXACT if name.text.isupper() else ANY


def _route(name: routes.RouteName, _known: bool) -> Iterator[Row]:
    yield "ROUTE", name.text, name.name, EXACT if name.case_sensitive else CAPITAL


def _place(place: places.Place, known: bool) -> Iterator[Row]:
    if not place.common and not known:
        yield "CITY", place.text, (place.country, place.name), CAPITAL


_ROWS = {
    "currency": _currency, "unit": _unit, "noun": _counted, "country": _country, "group": _group, "product": _product,
    "route": _route, "place": _place,
}  # fmt: skip
__all__ = ["Decimal", "lexicon"]
