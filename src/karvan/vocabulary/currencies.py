"""Currencies: ISO 4217 codes, names, signs and nicknames, and which country pays in which."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from msgspec import Struct

from karvan import data


class Currency(Struct, frozen=True, gc=False):
    """A currency of ISO 4217."""

    code: str
    numeric: str
    minor_units: int
    """Decimals in use: 2 for the dollar, 0 for the yen."""
    name: str
    plural: str
    active: bool
    """False for what the euro or a new currency has replaced and documents still name."""


class CurrencyName(Struct, frozen=True, gc=False):
    """One writing of a currency.

    `kind` is code (USD), sign ($, US$, Rs: before or after the amount), name (dollars: after the amount, or
    `dollar` before a noun), or subunit (cents, with `factor` 0.01). A sign of a single letter (`R`, `N`, `K`) stands
    before the amount only: "50K" is a scale. `codes` holds all it can mean, the default first.
    """

    text: str
    codes: tuple[str, ...]
    kind: Literal["code", "sign", "name", "subunit"]
    factor: Decimal
    """What one of these is in the currency's unit: a toman is 10 rials, a cent 0.01."""
    case_sensitive: bool
    common: bool
    """Is also an everyday word or a single letter (`won`, `sum`, `R`): only right beside a number."""
    firm: bool
    """The default holds whatever countries the document is about: `$` is the US dollar."""


@cache
def currencies() -> tuple[Currency, ...]:
    """All currencies by code."""
    return tuple(
        Currency(code, numeric, int(minor), name, plural, active == "1")
        for code, numeric, minor, name, plural, active in data.rows("vocabulary/currencies.tsv")
    )


@cache
def _by_code() -> dict[str, Currency]:
    return {currency.code: currency for currency in currencies()}


def currency(code: str) -> Currency | None:
    """The currency of an ISO 4217 code; None where the code is none.

    >>> currency("KZT").plural, currency("t")
    ('Kazakhstani tenges', None)
    """
    return _by_code().get(code)


def _currency_name(text: str, codes: str, kind: str, factor: str, flags: str) -> CurrencyName:
    several = tuple(codes.split(" "))
    return CurrencyName(text, several, kind, _factor(factor), "c" in flags, "w" in flags, "f" in flags)  # type: ignore[arg-type]


_factor = cache(Decimal)
NAMES = data.Table("vocabulary/currency_names.tsv", _currency_name)


@cache
def currency_names() -> tuple[CurrencyName, ...]:
    """Every writing of every currency; each text occurs once.

    >>> next(name.codes for name in currency_names() if name.text == "manat")
    ('AZN', 'TMT')
    """
    return NAMES.all()


@cache
def _by_country() -> dict[str, tuple[str, ...]]:
    return {code: tuple(paid.split(" ")) for code, paid in data.rows("vocabulary/country_currencies.tsv")}


def of_country(code: str) -> tuple[str, ...]:
    """The legal tender of a country by its alpha-3 code, the main one first; empty where unknown.

    >>> of_country("TKM"), of_country("SLV")
    (('TMT',), ('USD',))
    """
    return _by_country().get(code, ())
