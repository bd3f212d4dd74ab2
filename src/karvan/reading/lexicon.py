"""Lexicon: the words and phrases that mean something to a language's rules, looked up longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from karvan.reading.grammar import category

ANY, CAPITAL, EXACT = 0, 1, 2
"""How a word must be written: any way, with a capital first letter, or exactly as listed."""


_DASHES = str.maketrans("-–‑", "   ")
_DOTTED = re.compile(r"[^\W\d_.]+\.|(?:[^\W\d_]+\.)+[^\W\d_]+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_PIECES = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*|\d+")


class Lexicon:
    """Phrases with category and value. A phrase of several words is kept under its words joined by blanks.

    Dashes count as blanks, and the full stop of an abbreviation (`St. Petersburg`, `cu. m`) as nothing.

    >>> words = Lexicon()
    >>> words.add("UNIT", "metric tons", "t")
    >>> words.longest["metric"], words.entries["metric tons"][0][1]
    (2, 't')
    """

    __slots__ = ("dotted", "entries", "follow", "longest")

    def __init__(self) -> None:
        self.entries: dict[str, list[tuple[str, Any, int, str]]] = {}
        self.longest: dict[str, int] = {}
        """How many words and numbers the longest phrase has that begins with a word."""
        self.dotted: set[str] = set()
        """Words that phrases write with a full stop."""
        self.follow: dict[str, set[str]] = {}
        """For each first word of a phrase, the words that can come second."""

    def add(self, cat: str, phrase: str, value: Any = None, case: int = ANY) -> None:
        """Adds a phrase. Earlier entries of the same phrase win, exact spelling first."""
        parts = phrase.translate(_DASHES).split()
        if "." in phrase[:-1]:
            parts = [self._undotted(part) for part in parts]
        spelled = " ".join(parts)
        low = spelled.lower()
        entry = (category(cat), value, case, spelled)
        held = self.entries.setdefault(low, [])
        if case == EXACT:
            held.insert(sum(1 for other in held if other[2] == EXACT), entry)
        else:
            held.append(entry)
        bare = low.replace("'s", "")  # the scanner takes `'s` with the word before it
        pieces = bare.split() if bare.replace(" ", "").isalpha() else _PIECES.findall(bare) or [low]
        first = pieces[0].removesuffix("'s")
        then = self.follow.setdefault(first, set())
        if len(pieces) > 1:
            then.add(pieces[1].removesuffix("'s"))
        if self.longest.get(first, 0) < len(pieces):
            self.longest[first] = len(pieces)

    def _undotted(self, part: str) -> str:
        if _INITIALS.fullmatch(part) or not _DOTTED.fullmatch(part):
            return part
        self.dotted.update(part.lower().rstrip(".").split("."))
        return part.replace(".", "")

    def table(self, cat: str, words: str, value: Any = None, case: int = ANY) -> None:
        """Adds a comma-separated list of words with one value; without a value each word stands for itself."""
        for word in words.replace("\n", " ").split(","):
            if word := word.strip():
                self.add(cat, word, word if value is None else value, case)

    def pairs(self, cat: str, rows: Iterable[tuple[str, Any]], case: int = ANY) -> None:
        for words, value in rows:
            self.table(cat, words, value, case)
