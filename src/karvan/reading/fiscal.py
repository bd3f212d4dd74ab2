"""Fiscal years: the month in which a country's financial year begins, where it is not January.

Sources: CIA World Factbook, field "Fiscal year"; Iran and Afghanistan by the solar year (about 21 March). Japan and
Singapore name a fiscal year by the year in which it begins (their ministries of finance), all others by its end.
"""

from __future__ import annotations

from collections.abc import Iterable

from karvan.nouns import Period
from karvan.reading import solar

_BEGINS = {
    4: "IND JPN GBR CAN SGP HKG ZAF BWA LSO NAM SWZ MMR NZL KWT JAM BRB BLZ BMU BRN IRN",
    7: "PAK BGD EGY KEN UGA TZA AUS ETH NPL BTN MUS MWI GMB SLE PRI TON COK BHS DMA KIR NRU",
    10: "USA THA LAO HTI TTO FSM MHL PLW",
}
FIRST_MONTH = {code: month for month, codes in _BEGINS.items() for code in codes.split()}
_SOLAR = "IRN"
_NAMED_BY_START = frozenset(("JPN", "SGP"))


def first_month(countries: Iterable[str]) -> int:
    """The month in which the fiscal year begins, by the first country whose year is not the calendar's; else 1.

    >>> first_month(["UZB", "PAK"]), first_month(["UZB"])
    (7, 1)
    """
    return next((FIRST_MONTH[code] for code in countries if code in FIRST_MONTH), 1)


def fiscal_year(ends: int, countries: Iterable[str]) -> Period:
    """The fiscal year that ends in a year.

    >>> fiscal_year(2024, ["AUS"]).text
    '2023-07/2024-06'
    >>> fiscal_year(2024, ["IRN"]).text
    '2023-03-21/2024-03-19'
    """
    countries = list(countries)
    month = first_month(countries)
    if month == FIRST_MONTH[_SOLAR] and next(code for code in countries if code in FIRST_MONTH) == _SOLAR:
        return solar.year_from(ends - 1)
    return Period(f"{ends:04d}") if month == 1 else Period.of_months(ends - 1, month, month - 1, ends)


def fiscal_named(year: int, countries: Iterable[str]) -> Period:
    """The fiscal year that one number names: by its end, in some countries by its start.

    >>> fiscal_named(2023, ["PAK"]).text, fiscal_named(2023, ["JPN"]).text
    ('2022-07/2023-06', '2023-04/2024-03')
    """
    whose = next((code for code in countries if code in FIRST_MONTH), "")
    return fiscal_year(year + (whose in _NAMED_BY_START), [whose])
