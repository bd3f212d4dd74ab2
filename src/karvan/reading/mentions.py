"""Mention: a country or group where a sentence names it, and the part that it plays there."""

from __future__ import annotations

from msgspec import Struct

from karvan.reading.grammar import Node, category
from karvan.vocabulary import groups

COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP, POSS, THE = (
    category(c) for c in ("COUNTRY", "NATIONAL", "PEOPLE", "CAPITALCITY", "CITY", "SEAT", "GROUP", "POSS", "THE")
)
WORLD = "WLD"
PARTY = frozenset((COUNTRY, NATIONAL, PEOPLE, CAPITALCITY, CITY, SEAT, GROUP))


class Mention(Struct, frozen=True):
    """One or more parties named at a node. `part` is how the words around tie them in:

    a preposition (from, to, with, between, of, by, in, for, via), poss (`X's`, `Xian` before a noun of flow),
    origin (`Xian goods`), agent (`Xian companies`), subject, pair (`X-Y`), body (`X's customs`), or plain.
    """

    codes: tuple[str, ...]
    at: int
    end: int
    part: str
    kind: str = "party"
    """party, city, pair, partner (of a ranking), other, home or styled (pronouns), region (`the Central Asian republic`)."""
    place: str | None = None


def code_of(node: Node) -> str:
    return node.value[0] if node.cat == CITY else node.value


def in_region(code: str, region: str) -> bool:
    """Whether a country lies in a region; all lie in the world."""
    return region == WORLD or groups.contains(region, code)
