"""Phrases: every writing of the vocabulary in one index, made beforehand: a start has no time to sort twenty thousand.

A phrase of several words is kept in lower case, its words joined by blanks: dashes count as blanks, and the full stop
of an abbreviation (`St. Petersburg`, `cu. m`) as nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from karvan import data
from karvan.vocabulary import counting, countries, currencies, groups, places, products, routes, units

TABLES: dict[str, data.Table[Any]] = {
    "currency": currencies.NAMES,
    "unit": units.NAMES,
    "noun": counting.NOUNS,
    "country": countries.NAMES,
    "group": groups.NAMES,
    "product": products.NAMES,
    "route": routes.NAMES,
    "place": places.PLACES,
}
"""The tables whose first column is in the index, in the order in which a phrase's meanings are tried."""

_BLANKS = "-–‑\u00a0\u202f\t"
_DOTTED = re.compile(r"[^\W\d_.]+\.|(?:[^\W\d_]+\.)+[^\W\d_]+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_PIECES = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*|\d+")


class Phrases(msgspec.Struct):
    """The index of phrases in lower case."""

    lines: dict[str, str]
    """What the tables say of a phrase: lines, each behind the name of its table and a tab."""
    follow: dict[str, dict[str, int]]
    """By first and second word, how many words and numbers the longest such phrase has."""
    dotted: list[str]
    """Words that phrases write with a full stop."""
    signs: list[str]
    """Phrases that hold a sign of currency."""

    def nouns(self, low: str) -> Iterator[tuple[str, Any]]:
        """What the vocabulary knows by a phrase in lower case, each with the name of its table.

        >>> [(kind, noun.text) for kind, noun in phrases().nouns("saint paul")]
        [('place', 'Saint-Paul'), ('place', 'Saint Paul')]
        """
        for line in self.lines[low].split("\n") if low in self.lines else ():
            kind, _, row = line.partition("\t")
            yield kind, TABLES[kind].of(row)


def phrases() -> Phrases:
    r"""The index; a new one at each call, so that a lexicon can make it its own.

    >>> index = phrases()
    >>> index.lines["metric tons"], index.follow["metric"]["tons"]
    ('unit\tmetric tons\tt\t1\tmass\t', 2)
    """
    return msgspec.json.decode(data.content("vocabulary/phrases.json"), type=Phrases)


def gathered(tables: Mapping[str, Sequence[str]]) -> Phrases:
    """The index of the lines of all tables by the names of `TABLES`, for the maker of the shipped one."""
    index = Phrases({}, {}, [], [])
    for kind, lines in tables.items():
        for line in lines:
            written, dotted = spelled(line.partition("\t")[0])
            low = written.lower()
            index.lines[low] = f"{index.lines[low]}\n{kind}\t{line}" if low in index.lines else f"{kind}\t{line}"
            index.dotted += dotted
    enter(index.lines, index.follow)
    index.dotted = sorted(set(index.dotted))
    index.signs = sorted(low for low in index.lines if any(unicodedata.category(char) == "Sc" for char in low))
    return index


def spelled(phrase: str) -> tuple[str, Sequence[str]]:
    """The phrase with single blanks for its dashes and without the full stops of abbreviations, and the words of these.

    >>> spelled("St. Petersburg"), spelled("Saint-Paul"), spelled("U.S.-China trade")
    (('St Petersburg', ['st']), ('Saint Paul', ()), ('U.S. China trade', []))
    """
    if phrase.isalpha():
        return phrase, ()
    for blank in _BLANKS:
        phrase = phrase.replace(blank, " ")
    parts = phrase.split()
    if "." not in phrase[:-1]:
        return " ".join(parts), ()
    short = [part for part in parts if _DOTTED.fullmatch(part) and not _INITIALS.fullmatch(part)]
    dotted = [word for part in short for word in part.lower().rstrip(".").split(".")]
    return " ".join(part.replace(".", "") if part in short else part for part in parts), dotted


def enter(lows: Iterable[str], follow: dict[str, dict[str, int]]) -> None:
    """Notes how the phrases of several words begin."""
    for low in lows:
        if low.isalpha():
            continue
        pieces = _PIECES.findall(low.replace("'s", ""))  # the scanner takes `'s` with the word before it
        if len(pieces) > 1:
            seconds = follow.setdefault(pieces[0], {})
            seconds[pieces[1]] = max(seconds.get(pieces[1], 0), len(pieces))
