"""World Bank, World Development Indicators: gross domestic product, population and trade of a country, yearly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from karvan.nouns import DataError, UsageError
from karvan.statistics import naming
from karvan.statistics.asking import Damaged, Question, changed
from karvan.statistics.sources import Offer, Query, Row, Service, parts, spanned
from karvan.vocabulary.countries import country
from karvan.vocabulary.currencies import of_country

if TYPE_CHECKING:
    from karvan.statistics.asking import Asking

_PAGE = 1000
_COUNTRIES = 60
"""Codes that a question names at most: the service takes 1,500 characters between two slashes."""

_ASKED = {
    "gdp": ("NY.GDP.MKTP.CD", "USD", None),
    "gdp.national": ("NY.GDP.MKTP.CN", "", None),
    "population": ("SP.POP.TOTL", "person", None),
    "trade.exports": ("TX.VAL.MRCH.CD.WT", "USD", "fob"),
    "trade.imports": ("TM.VAL.MRCH.CD.WT", "USD", "cif"),
}
"""The service's code, unit and valuation; national product stands in the country's own currency."""


class _Meta(msgspec.Struct):
    page: int
    pages: int
    total: int
    lastupdated: str | None = None


class _Value(msgspec.Struct):
    countryiso3code: str
    date: str
    value: float | None
    obs_status: str | None = ""


class _Said(msgspec.Struct):
    id: str
    key: str = ""
    value: str = ""


class _Refusal(msgspec.Struct):
    message: list[_Said]


def rows(query: Query, asking: Asking) -> Iterator[Row]:
    """The rows of all answers."""
    if query.products or {*query.partners} - {naming.WORLD}:
        raise UsageError("the World Bank's indicators know no partners and products", hint="`comtrade` does")
    wanted = query.indicators or tuple(_ASKED)
    some = list(parts(query.reporters, _COUNTRIES)) or [()]
    asking.expected += len(wanted) * len(some)
    found = 0
    for indicator in wanted:
        for reporters in some:
            for row in _pages(indicator, reporters, query.periods, asking):
                found += 1
                yield row
    if not found:
        raise DataError(f"nothing is published for {spanned(query.periods) or 'these countries'}", where=SERVICE.title)


def _pages(indicator: str, reporters: tuple[str, ...], periods: tuple[str, ...], asking: Asking) -> Iterator[Row]:
    code, unit, valuation = _ASKED[indicator]
    page, pages = 1, 1
    while page <= pages:
        date = f"&date={min(periods)}:{max(periods)}" if periods else ""
        target = f"country/{';'.join(reporters) or 'all'}/indicator/{code}?format=json&source=2{date}&per_page={_PAGE}&page={page}"
        what = f"{indicator}, page {page}" if page > 1 else indicator
        meta, values = asking.ask(Question(target=target, what=what), lambda data: _read(data, asking))
        if page == 1:
            pages = meta.pages
            asking.expected += max(pages - 1, 0)
        for value in values:
            if not country(value.countryiso3code):
                asking.left_out["rows of groups of countries"] += 1
            elif value.value is not None and (not periods or value.date in periods):
                asking.published.setdefault(f"{value.countryiso3code} {indicator}", set()).add(value.date)
                yield _row(indicator, unit or _tender(value.countryiso3code), valuation, value)
        page += 1


def _row(indicator: str, unit: str, valuation: str | None, value: _Value) -> Row:
    partner = naming.WORLD if indicator.startswith("trade.") else None
    level = {"E": "estimate", "F": "projection"}.get((value.obs_status or "").upper(), "reported")
    assert value.value is not None
    return Row(value.countryiso3code, partner, indicator, None, value.date, value.value, unit, valuation, level)


def _read(data: bytes, asking: Asking) -> tuple[_Meta, list[_Value]]:
    """A page: `[meta, values]`; a refusal: `[{"message": […]}]` with status 200; values are null where there is nothing."""
    try:
        found = msgspec.json.decode(data, type=list[msgspec.Raw])
        if len(found) == 1 and b'"message"' in bytes(found[0]):
            said = msgspec.json.decode(found[0], type=_Refusal).message
            raise DataError(f"the service says: {'; '.join(each.value for each in said)}", where=asking.service.title)
        pages, values = found
        meta = msgspec.json.decode(pages, type=_Meta)
        asking.version = max(asking.version or "", meta.lastupdated or "") or None
        return meta, msgspec.json.decode(values, type=list[_Value] | None) or []
    except msgspec.ValidationError as error:
        raise changed(asking.service, str(error)) from None
    except msgspec.DecodeError:
        raise Damaged("the answer breaks off") from None
    except ValueError:
        raise changed(asking.service, "a list of two parts is expected: pages and values") from None


def _tender(code: str) -> str:
    paid = of_country(code)
    return paid[0] if paid else "national currency"


SERVICE = Service(
    id="wdi",
    producer="World Bank",
    title="World Development Indicators",
    address="https://api.worldbank.org/v2",
    documentation="https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures",
    licence="CC-BY-4.0",
    terms="https://www.worldbank.org/en/about/legal/terms-of-use-for-datasets",
    use="shipped",
    catalogue=(
        Offer("gdp", "Gross domestic product, current US dollars (NY.GDP.MKTP.CD)", ("A",), "USD"),
        Offer(
            "gdp.national", "Gross domestic product, current national currency (NY.GDP.MKTP.CN)", ("A",), "its currency"
        ),
        Offer("population", "Population in the middle of the year (SP.POP.TOTL)", ("A",), "person"),
        Offer("trade.exports", "Exports of goods to the world, f.o.b. (TX.VAL.MRCH.CD.WT)", ("A",), "USD"),
        Offer("trade.imports", "Imports of goods from the world, c.i.f. (TM.VAL.MRCH.CD.WT)", ("A",), "USD"),
    ),
    fetch=rows,
    pause=0.2,
)
