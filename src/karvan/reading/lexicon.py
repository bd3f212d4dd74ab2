"""Lexicon: the words and phrases that mean something to a language's rules, looked up longest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from karvan.reading.grammar import category

ANY, CAPITAL, EXACT = 0, 1, 2
"""How a word must be written: any way, with a capital first letter, or exactly as listed."""

Row = tuple[str, str, Any, int]
"""Category, phrase, value, and how it must be written."""
Entry = tuple[str, Any, int, str]
"""The character of the category, value, how it must be written, and the phrase."""

_BLANKS = "-–‑\u00a0\u202f\t"
_DOTTED = re.compile(r"[^\W\d_.]+\.|(?:[^\W\d_]+\.)+[^\W\d_]+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_PIECES = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*|\d+")


class Lexicon:
    """Phrases with category and value. A phrase of several words is kept under its words joined by blanks.

    Dashes count as blanks, and the full stop of an abbreviation (`St. Petersburg`, `cu. m`) as nothing.

    >>> words = Lexicon()
    >>> words.add("UNIT", "metric tons", "t")
    >>> words.follow["metric"], words.entries["metric tons"][0][1]
    ({'tons'}, 't')
    """

    __slots__ = ("dotted", "entries", "follow", "most")

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Entry, ...]] = {}
        self.follow: defaultdict[str, set[str]] = defaultdict(set)
        """For each first word of a phrase of several, the words that can come second."""
        self.most = 1
        """How many words and numbers the longest phrase has."""
        self.dotted: set[str] = set()
        """Words that phrases write with a full stop."""

    def fill(self, rows: Iterable[Row]) -> None:
        """Adds phrases. Earlier entries of the same phrase win, exact spelling first."""
        columns = tuple(zip(*rows, strict=True))
        if not columns:
            return
        cats, phrases, values, cases = columns
        # all phrases as one text: thousands of them are added at every start
        spelled = self._spelled("\n".join(phrases))
        lows = "\n".join(spelled).lower().split("\n")
        entries, begins = self.entries, self._begins
        made = zip(zip(map(category, cats), values, cases, spelled, strict=True), strict=True)
        for low, entry in zip(lows, made, strict=True):
            held = entries.setdefault(low, entry)
            if held is not entry:
                entries[low] = _joined(held, entry)
            elif not low.isalpha():
                begins(low)

    def add(self, cat: str, phrase: str, value: Any = None, case: int = ANY) -> None:
        self.fill([(cat, phrase, value, case)])

    def table(self, cat: str, words: str, value: Any = None, case: int = ANY) -> None:
        """Adds a comma-separated list of words with one value; without a value each word stands for itself."""
        self.pairs(cat, [(words, value)], case)

    def pairs(self, cat: str, rows: Iterable[tuple[str, Any]], case: int = ANY) -> None:
        self.fill(
            (cat, word, word if value is None else value, case) for words, value in rows for word in _listed(words)
        )

    def _spelled(self, phrases: str) -> list[str]:
        """Each line's phrase with single blanks for its dashes and without the full stops of abbreviations."""
        for blank in _BLANKS:
            phrases = phrases.replace(blank, " ")
        while "  " in phrases:
            phrases = phrases.replace("  ", " ")
        lines = phrases.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")
        return [self._unstopped(line) if "." in line else line for line in lines] if "." in phrases else lines

    def _unstopped(self, line: str) -> str:
        return " ".join(map(self._undotted, line.split(" "))) if "." in line[:-1] else line

    def _undotted(self, part: str) -> str:
        if _INITIALS.fullmatch(part) or not _DOTTED.fullmatch(part):
            return part
        self.dotted.update(part.lower().rstrip(".").split("."))
        return part.replace(".", "")

    def _begins(self, low: str) -> None:
        bare = low.replace("'s", "") if "'" in low else low  # the scanner takes `'s` with the word before it
        pieces = bare.split() if bare.replace(" ", "").isalpha() else _PIECES.findall(bare)
        if len(pieces) > 1:
            self.follow[pieces[0]].add(pieces[1])
            if len(pieces) > self.most:
                self.most = len(pieces)


def _joined(held: tuple[Entry, ...], made: tuple[Entry]) -> tuple[Entry, ...]:
    exact = sum(1 for entry in held if entry[2] == EXACT) if made[0][2] == EXACT else len(held)
    return held[:exact] + made + held[exact:]


def _listed(words: str) -> Iterator[str]:
    return filter(None, (word.strip() for word in words.replace("\n", " ").split(",")))
