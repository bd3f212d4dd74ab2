"""Fiscal years: the month in which a country's financial year begins, where it is not January.

Source: CIA World Factbook, field "Fiscal year"; Iran and Afghanistan by the solar year (about 21 March).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

from karvan.nouns import Period

_FIRST_MONTH = {
    4: "IND JPN GBR CAN SGP HKG ZAF BWA LSO NAM SWZ MMR NZL KWT JAM BRB BLZ BMU BRN IRN",
    7: "PAK BGD EGY KEN UGA TZA AUS ETH NPL BTN MUS MWI GMB SLE PRI TON COK BHS DMA KIR NRU",
    10: "USA THA LAO HTI TTO FSM MHL PLW LKA",
}
FIRST_MONTH = {code: month for month, codes in _FIRST_MONTH.items() for code in codes.split()}
FIRST_MONTH["LKA"] = 1


def fiscal_year(ends: int, countries: Iterable[str]) -> Period:
    """The fiscal year that ends in a year, by the first country whose year is not the calendar's.

    >>> fiscal_year(2024, ["AUS"]).text
    '2023-07/2024-06'
    """
    month = next((FIRST_MONTH[code] for code in countries if code in FIRST_MONTH), 1)
    if month == 1:
        return Period(f"{ends:04d}")
    last = month - 1
    return Period.between(dt.date(ends - 1, month, 1), dt.date(ends, last, calendar.monthrange(ends, last)[1]))
