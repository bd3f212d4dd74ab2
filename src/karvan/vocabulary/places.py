"""Places: the cities of the world, ports and border crossings, with the country each lies in."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from karvan import data


class Place(Struct, frozen=True, gc=False):
    """One writing of a place's name."""

    text: str
    name: str
    """The place's usual name: `Khujand` for `Leninabad`."""
    country: str
    """ISO 3166 alpha-3."""
    kind: Literal["city", "port", "crossing"]
    population: int
    """0 where unknown: small ports and crossings."""
    common: bool
    """Is also an everyday word, a given name or a surname (`Nice`, `Reading`): believe it only in company."""


def _place(text: str, name: str, country: str, kind: str, population: str, flags: str) -> Place:
    return Place(text, name, country, kind, int(population), flags == "w")  # type: ignore[arg-type]


PLACES = data.Table("vocabulary/places.tsv", _place)


@cache
def places() -> tuple[Place, ...]:
    """Every writing of every place; each text occurs once, ambiguous ones for the largest place.

    >>> next((place.name, place.country) for place in places() if place.text == "Bombay")
    ('Mumbai', 'IND')
    """
    return PLACES.all()
