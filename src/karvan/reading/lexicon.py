"""Lexicon: the words and phrases that mean something to a language's rules, looked up longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import Any, TypeVar

from karvan.data import Table
from karvan.reading.grammar import category

ANY, CAPITAL, EXACT = 0, 1, 2
"""How a word must be written: any way, with a capital first letter, or exactly as listed."""

Noun = TypeVar("Noun")
Row = tuple[str, str, Any, int]
"""Category, phrase, value, and how it must be written."""
Rows = Callable[[Noun, bool], Iterable[Row]]
"""What a noun of the vocabulary adds, told whether its phrase is known already."""
Entry = tuple[str, Any, int, str]
"""The character of the category, value, how it must be written, and the phrase."""

_BLANKS = "-–‑\u00a0\u202f\t"
_DOTTED = re.compile(r"[^\W\d_.]+\.|(?:[^\W\d_]+\.)+[^\W\d_]+\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_PIECE = r"(?>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʻʼ`‘](?!s\b)[^\W\d_]+)*|\d+)"
_PIECES = re.compile(_PIECE)
_OPENINGS = re.compile(rf"^[^\w\n]*+({_PIECE})?+[^\w\n]*+({_PIECE})?+", re.MULTILINE)
"""The first two pieces of each line."""


class Lexicon:
    """Phrases with category and value. A phrase of several words is kept under its words joined by blanks.

    Dashes count as blanks, and the full stop of an abbreviation (`St. Petersburg`, `cu. m`) as nothing.

    >>> words = Lexicon()
    >>> words.add("UNIT", "metric tons", "t")
    >>> words.phrases["metric", "tons"], words.held("metric tons")[0][1]
    (2, 't')
    """

    __slots__ = ("dotted", "entries", "firsts", "phrases", "waiting")

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Entry, ...]] = {}
        self.waiting: dict[str, tuple[tuple[tuple[Table[Any], Rows[Any]], str], ...]] = {}
        """Lines of the vocabulary's tables that become entries when a text has their phrase."""
        self.phrases: dict[tuple[str, str], int] = {}
        """By their first two words, how many words and numbers the longest phrase has."""
        self.firsts: set[str] = set()
        """The first words of phrases of several."""
        self.dotted: set[str] = set()
        """Words that phrases write with a full stop."""

    def __contains__(self, low: str) -> bool:
        return low in self.entries or low in self.waiting

    def held(self, low: str) -> tuple[Entry, ...]:
        """The entries of a phrase in lower case, exact spelling first; empty where it is unknown."""
        held = self.entries.get(low)
        if held is None and low in self.waiting:
            held = self.entries[low] = self._made(self.waiting[low], ())
        return held or ()

    def fill(self, rows: Iterable[Row]) -> None:
        """Adds phrases. Earlier entries of the same phrase win, exact spelling first."""
        columns = tuple(zip(*rows, strict=True))
        if not columns:
            return
        cats, phrases, values, cases = columns
        spelled = self._spelled("\n".join(phrases))
        lows = "\n".join(spelled).lower().split("\n")
        for low, entry in zip(lows, zip(map(category, cats), values, cases, spelled, strict=True), strict=True):
            held = self.held(low)
            self.entries[low] = _joined(held, entry) if held else (entry,)
        self._begin(lows)

    def later(self, table: Table[Noun], rows: Rows[Noun]) -> None:
        """Adds a table of the vocabulary by its first column; its lines are read when a text has their phrase.

        A start has no time to make entries of twenty thousand lines, and a text has use for a hundred.
        """
        lines = table.lines
        lows = "\n".join(self._spelled("\n".join([line[: line.index("\t")] for line in lines]))).lower().split("\n")
        for low, line in zip(lows, zip(zip(repeat((table, rows)), lines)), strict=True):
            if low in self.entries:
                self.entries[low] = self._made(line, self.entries[low])
            else:
                held = self.waiting.setdefault(low, line)
                if held is not line:
                    self.waiting[low] = held + line
        self._begin(lows)

    def add(self, cat: str, phrase: str, value: Any = None, case: int = ANY) -> None:
        self.fill([(cat, phrase, value, case)])

    def table(self, cat: str, words: str, value: Any = None, case: int = ANY) -> None:
        """Adds a comma-separated list of words with one value; without a value each word stands for itself."""
        self.pairs(cat, [(words, value)], case)

    def pairs(self, cat: str, rows: Iterable[tuple[str, Any]], case: int = ANY) -> None:
        self.fill(
            (cat, word, word if value is None else value, case) for words, value in rows for word in _listed(words)
        )

    def _made(
        self, lines: tuple[tuple[tuple[Table[Any], Rows[Any]], str], ...], held: tuple[Entry, ...]
    ) -> tuple[Entry, ...]:
        for (table, rows), line in lines:
            for cat, phrase, value, case in rows(table.of(line), bool(held)):
                held = _joined(held, (category(cat), value, case, self._spelled(phrase)[0]))
        return held

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

    def _begin(self, lows: list[str]) -> None:
        """Notes how the phrases of several words begin."""
        several = [low for low in lows if not low.isalpha()]
        if not several:
            return
        # the scanner takes `'s` with the word before it
        openings = _OPENINGS.findall("\n".join(several).replace("'s", ""))
        for low, opening in zip(several, openings, strict=True):
            if opening[1]:
                count = low.count(" ") + 1 if low.replace(" ", "").isalpha() else len(_PIECES.findall(low))
                if self.phrases.get(opening, 0) < count:
                    self.phrases[opening] = count
                    self.firsts.add(opening[0])


def _joined(held: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    exact = sum(1 for other in held if other[2] == EXACT) if entry[2] == EXACT else len(held)
    return (*held[:exact], entry, *held[exact:])


def _listed(words: str) -> Iterator[str]:
    return filter(None, (word.strip() for word in words.replace("\n", " ").split(",")))
