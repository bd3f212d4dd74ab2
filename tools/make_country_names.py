"""Writes the names of countries and months by which national tables are read: `python tools/make_country_names.py`.

They come from CLDR (babel); what statistical offices write otherwise stands in tools/vocabulary/statistical_names.txt.
`provenance.toml` beside them tells of the shipped mappings too. `--check` says whether the files are current.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib.metadata import version

from babel import Locale

from karvan.vocabulary.countries import countries
from vocabulary.source import lines, parts
from writing import ROOT, write_or_check

FOLDER = ROOT / "src" / "karvan" / "data" / "mappings"
RETRIEVED = "2026-11-24"
"""The day on which the package with CLDR was fetched."""
MADE_BY = "tools/make_country_names.py"
LANGUAGES = (
    "ar az be bg bs cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mk mn nl no pl ps pt ro ru sk sl "
    "sq sr sv tg th tk tr uk ur uz uz_Cyrl vi zh"
).split()
NAMES = {
    "producer": "Unicode CLDR, karvan",
    "title": "Names of countries and months in the languages of national tables",
    "version": f"Unicode CLDR in babel {version('babel')}; 2026-11",
    "retrieved": RETRIEVED,
    "address": "https://cldr.unicode.org",
    "licence": "Unicode-3.0 (CLDR); Apache-2.0",
}
OURS = {
    "producer": "karvan",
    "version": "2026-11",
    "address": "docs/how-to/import-a-national-table.md",
    "licence": "Apache-2.0",
}
MAPPINGS = {
    "customs-aze.toml": "How tables of the State Customs Committee of Azerbaijan are read",
    "statistics-tjk.toml": "How tables of Tajikistan's agency on statistics are read",
}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Language, kind, name, code."""
    for name in LANGUAGES:
        locale = Locale.parse(name)
        language = locale.language
        places = {
            text: code
            for known, code, texts in lines("statistical_names.txt")
            for text in parts(texts)
            if known == language
        }
        for country in countries():
            if place := locale.territories.get(country.alpha2):
                places.setdefault(" ".join(place.split()), country.code)
        months = {
            month.rstrip("."): str(number)
            for context in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            for number, month in locale.months[context][width].items()
            if not month.rstrip(".").isdecimal()
        }
        yield from ((language, "country", place, code) for place, code in places.items())
        yield from ((language, "month", month, number) for month, number in months.items())


def provenance(made: dict[str, str]) -> str:
    """`provenance.toml`, with the digest of each file."""
    told = {"names.tsv": NAMES} | {name: OURS | {"title": title} for name, title in MAPPINGS.items()}
    text = f"# Written by {MADE_BY}.\n"
    for name, known in sorted(told.items()):
        digest = hashlib.sha256(made[name].encode("utf-8")).hexdigest()
        kept = known | {"use": "shipped", "sha256": digest, "made_by": MADE_BY if name == "names.tsv" else "hand"}
        text += f'\n["{name}"]\n' + "".join(f'{key} = "{value}"\n' for key, value in kept.items())
    return text


def main() -> int:
    """Write, or check."""
    table = "language\tkind\tname\tcode\n" + "".join("\t".join(row) + "\n" for row in dict.fromkeys(rows()))
    made = {"names.tsv": table} | {name: (FOLDER / name).read_text("utf-8") for name in MAPPINGS}
    return write_or_check({FOLDER / "names.tsv": table, FOLDER / "provenance.toml": provenance(made)})


if __name__ == "__main__":
    sys.exit(main())
