"""Headings: the Harmonised System by code and by words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from karvan import data
from karvan.nouns.errors import UsageError
from karvan.vocabulary import products

_TABLE = "statistics/tables/hs.tsv"
_WORD = re.compile(r"[a-z]+|\d+")
_SHORT = 60
_ALIKE = 0.85
"""How much two spellings of a word have in common."""


class Heading(Struct, frozen=True, gc=False):
    """A chapter (2 digits), heading (4) or subheading (6) of the Harmonised System."""

    code: str
    section: str
    """Roman: `XV`."""
    description: str

    @property
    def parent(self) -> str | None:
        """The code above it; None of a chapter."""
        return self.code[:-2] or None


def heading(code: str) -> Heading:
    """What a code stands for; dots and spaces are no matter, and an unknown one is told with its neighbours.

    >>> heading("76.01").description, heading("7601").parent
    ('Aluminium; unwrought', '76')
    """
    wanted = code.replace(".", "").replace(" ", "")
    known = _by_code().get(wanted)
    if known is None:
        raise UsageError(f"`{code}` is no code of the Harmonised System", hint=_near(wanted))
    return known


def find(words: str, most: int = 10) -> tuple[Heading, ...]:
    """What is described by all of the words, whole groups first; else what the trade calls so.

    >>> [found.code for found in find("unwrought aluminum", 2)]
    ['7601', '760120']
    """
    wanted = [_stem(word) for word in _WORD.findall(words.lower())]
    found = [one for one, held in _described() if wanted and all(_holds(held, word) for word in wanted)]
    found.sort(key=lambda one: (len(one.code), len(one.description), one.code))
    if not found and (product := products.canonical(words.strip())):
        codes = (name.hs for name in products.products() if name.product == product)
        found = [_by_code()[code] for code in dict.fromkeys(codes) if code in _by_code()]
    return tuple(found[:most])


@cache
def _by_code() -> dict[str, Heading]:
    return {code: Heading(code, section, description) for code, section, description in data.rows(_TABLE)}


@cache
def _described() -> tuple[tuple[Heading, frozenset[str]], ...]:
    return tuple((one, frozenset(map(_stem, _WORD.findall(one.description.lower())))) for one in _by_code().values())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Each single word of a product with its other spellings: aluminum, aluminium."""
    groups: dict[str, set[str]] = {}
    for name in products.products():
        if _WORD.fullmatch(name.text):
            groups.setdefault(name.product, set()).add(_stem(name.text))
    return {word: frozenset(get_close_matches(word, words, 4, _ALIKE)) for words in groups.values() for word in words}


def _holds(held: frozenset[str], word: str) -> bool:
    return word in held or not held.isdisjoint(_spellings().get(word, frozenset()))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _near(wanted: str) -> str:
    if not (wanted.isdecimal() and wanted.isascii()):
        found = find(wanted, 2)
        return (
            f"did you mean {_listed(found)}?" if found else "a code has two, four or six digits; `find` looks for words"
        )
    if len(wanted) not in {2, 4, 6}:
        return "a code has two, four or six digits"
    if wanted[:2] not in _by_code():
        return "chapters run from 01 to 97, without 77"
    above = next(wanted[:size] for size in (len(wanted) - 2, 2) if wanted[:size] in _by_code())
    same = [one for code, one in _by_code().items() if len(code) == len(wanted) and code.startswith(above)]
    same.sort(key=lambda one: abs(int(one.code) - int(wanted)))
    return f"the nearest are {_listed(same[:2])}; codes of older editions may differ"


def _listed(found: object) -> str:
    return " and ".join(f"{one.code} ({_shortened(one.description)})" for one in found)  # type: ignore[attr-defined]


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT].rpartition(" ")[0] + " …"
