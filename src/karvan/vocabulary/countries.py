"""Countries: ISO 3166 codes and the names by which documents call them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from karvan import data

NameKind = Literal["name", "adjective", "people", "capital", "seat"]


class Country(Struct, frozen=True, gc=False):
    """A country or territory of ISO 3166 (and Kosovo, `XKX`)."""

    code: str
    """ISO 3166 alpha-3."""
    alpha2: str
    numeric: str
    name: str
    """The English name of CLDR."""
    adjective: str
    """The usual English adjective; empty where there is none."""
    capital: str
    continent: str
    """GeoNames' continent: AF, AN, AS, EU, NA, OC, SA."""


class CountryName(Struct, frozen=True, gc=False):
    """One writing of a country's name.

    `kind` is name, adjective (Kazakh), people (Kazakhs), capital, or seat: a building or body that stands for the
    government (Kremlin). The text holds also in capitals (`KAZAKHSTAN`) unless `case_sensitive`, never in lower case.
    """

    text: str
    kind: NameKind
    code: str
    case_sensitive: bool
    """Only in exactly this writing: `US`."""
    ambiguous: bool
    """Has other common readings (Georgia, Jordan): believe it only in company."""
    also: tuple[str, ...] = ()
    """Further codes that the same text can mean (`Congo`: COD, also COG)."""


@cache
def countries() -> tuple[Country, ...]:
    """All countries by alpha-3 code."""
    return tuple(Country(*row) for row in data.rows("vocabulary/countries.tsv"))


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in countries()}


def country(code: str) -> Country | None:
    """The country of an alpha-3 code; None where the code is none.

    >>> country("KGZ").name, country("CIS")
    ('Kyrgyzstan', None)
    """
    return _by_code().get(code)


def _country_name(text: str, kind: str, code: str, flags: str, also: str) -> CountryName:
    codes = tuple(also.split(" ")) if also else ()
    return CountryName(text, kind, code, "c" in flags, "a" in flags, codes)  # type: ignore[arg-type]


NAMES = data.Table("vocabulary/country_names.tsv", _country_name)


@cache
def names() -> tuple[CountryName, ...]:
    """Every writing of every country's name; each text occurs once.

    >>> [name.text for name in names() if name.code == "KAZ" and name.kind == "adjective"]
    ['Kazakh', 'Kazakhstani', 'Kazak', 'Qazaq']
    """
    return NAMES.all()


@cache
def styled(style: str) -> frozenset[str]:
    """The countries that their official name calls a kingdom, a sultanate, an Islamic republic …

    >>> sorted(styled("sultanate"))
    ['OMN']
    """
    return frozenset(
        name.code
        for name in names()
        if (low := name.text.lower()).startswith(f"{style} of") or low.endswith(f" {style}")
    )


@cache
def lookalikes() -> frozenset[str]:
    """Names that hold a country's name and mean something else.

    >>> "Indian Ocean" in lookalikes()
    True
    """
    return frozenset(row[0] for row in data.rows("vocabulary/lookalikes.tsv"))
