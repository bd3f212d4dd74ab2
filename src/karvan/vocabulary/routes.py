"""Named corridors, railways, roads, sea lanes, pipelines and power lines."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from karvan import data


class Route(Struct, frozen=True, gc=False):
    """A named route and the countries it crosses (empty where it is a network without fixed ends)."""

    name: str
    kind: str
    """road, rail, sea, pipeline, power, digital or multimodal."""
    countries: tuple[str, ...]


class RouteName(Struct, frozen=True, gc=False):
    """One writing of a route's name; it holds also in capitals unless `case_sensitive`."""

    text: str
    name: str
    """The route's canonical name."""
    kind: str
    case_sensitive: bool
    ambiguous: bool


@cache
def routes() -> tuple[Route, ...]:
    """All routes."""
    return tuple(
        Route(name, kind, tuple(countries.split(" ")) if countries else ())
        for name, kind, countries in data.rows("vocabulary/routes.tsv")
    )


@cache
def _by_name() -> dict[str, Route]:
    return {route.name: route for route in routes()}


def route(name: str) -> Route | None:
    """The route of a canonical name; None where there is none.

    >>> route("Middle Corridor").countries
    ('CHN', 'KAZ', 'AZE', 'GEO', 'TUR')
    """
    return _by_name().get(name)


def _route_name(text: str, name: str, kind: str, flags: str) -> RouteName:
    return RouteName(text, name, kind, "c" in flags, "a" in flags)


NAMES = data.Table("vocabulary/route_names.tsv", _route_name)


@cache
def names() -> tuple[RouteName, ...]:
    """Every writing of every route's name; each text occurs once.

    >>> next(name.name for name in names() if name.text == "TITR")
    'Middle Corridor'
    """
    return NAMES.all()
