"""Lexicon: the words and phrases that mean something to a language's rules, looked up longest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from karvan.reading.grammar import category

ANY, CAPITAL, EXACT = 0, 1, 2
"""How a word must be written: any way, with a capital first letter, or exactly as listed."""


class Lexicon:
    """Phrases with category and value. A phrase of several words is kept under its words joined by blanks.

    >>> words = Lexicon()
    >>> words.add("UNIT", "metric tons", "t")
    >>> words.longest["metric"], words.entries["metric tons"][0][1]
    (2, 't')
    """

    __slots__ = ("entries", "follow", "longest")

    def __init__(self) -> None:
        self.entries: dict[str, list[tuple[str, Any, int, str]]] = {}
        self.longest: dict[str, int] = {}
        self.follow: dict[str, set[str]] = {}
        """For each first word of a phrase, the words that can come second."""

    def add(self, cat: str, phrase: str, value: Any = None, case: int = ANY) -> None:
        """Adds a phrase. Earlier entries of the same phrase win, exact spelling first."""
        parts = phrase.replace("-", " ").split()
        low = " ".join(parts).lower()
        entry = (category(cat), value, case, " ".join(parts))
        held = self.entries.setdefault(low, [])
        if case == EXACT:
            held.insert(sum(1 for other in held if other[2] == EXACT), entry)
        else:
            held.append(entry)
        first = parts[0].lower().removesuffix("'s")
        then = self.follow.setdefault(first, set())
        if len(parts) > 1:
            then.add(parts[1].lower().removesuffix("'s"))
        if self.longest.get(first, 0) < len(parts):
            self.longest[first] = len(parts)

    def table(self, cat: str, words: str, value: Any = None, case: int = ANY) -> None:
        """Adds a comma-separated list of words with one value; without a value each word stands for itself."""
        for word in words.replace("\n", " ").split(","):
            if word := word.strip():
                self.add(cat, word, word if value is None else value, case)

    def pairs(self, cat: str, rows: Iterable[tuple[str, Any]], case: int = ANY) -> None:
        for words, value in rows:
            self.table(cat, words, value, case)
