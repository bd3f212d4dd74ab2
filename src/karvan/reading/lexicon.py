"""Lexicon: the words and phrases that mean something to a language's rules, looked up longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from karvan.reading.grammar import category
from karvan.vocabulary.phrases import Phrases, enter, spelled

ANY, CAPITAL, EXACT = 0, 1, 2
"""How a word must be written: any way, with a capital first letter, or exactly as listed."""

Row = tuple[str, str, Any, int]
"""Category, phrase, value, and how it must be written."""
Entry = tuple[str, Any, int, str]
"""The character of the category, value, how it must be written, and the phrase."""
Word = tuple[str, dict[str, int] | None, str, Any]
"""A word as written: in lower case, the words that can follow it in a phrase, category and value."""
Rows = Mapping[str, Callable[[Any, bool], Iterable[Row]]]
"""By table of the vocabulary, what a noun of it adds, told whether its phrase is known already."""


class Lexicon:
    """Phrases with category and value, by phrase in lower case as the vocabulary's index has it.

    >>> words = Lexicon()
    >>> words.add("UNIT", "metric tons", "t")
    >>> words.follow["metric"], words.held("metric tons")[0][1]
    ({'tons': 2}, 't')
    """

    __slots__ = ("dotted", "entries", "follow", "index", "owner", "rows", "shortened", "waiting", "words")

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Entry, ...]] = {}
        self.follow: dict[str, dict[str, int]] = {}
        """By first and second word, how many words and numbers the longest such phrase has."""
        self.dotted: set[str] = set()
        """Words that phrases write with a full stop."""
        self.words: dict[str, Word] = {}
        """Words that were looked up, as they were written."""
        self.shortened: dict[str, bool] = {}
        """Words written short with a full stop, and whether a capital behind it opens a sentence all the same."""
        self.owner = ""
        """What stands behind an apostrophe where a name owns what follows; nothing where a language has no such ending."""
        self.index = Phrases({}, {}, [], [])
        self.rows: Rows = {}
        self.waiting = self.index.lines
        """Phrases of the vocabulary, which become entries when a text has them."""

    def held(self, low: str) -> tuple[Entry, ...]:
        """The entries of a phrase in lower case, exact spelling first; empty where it is unknown."""
        held = self.entries.get(low)
        if held is None and low in self.waiting:
            held = self.entries[low] = self._made(low, ())
        return held or ()

    def open(self, index: Phrases, rows: Rows) -> None:
        """Adds the vocabulary, behind what is known already. A text has use for a hundred of its phrases."""
        self.index, self.rows, self.waiting = index, rows, index.lines
        for low in self.entries.keys() & index.lines.keys():
            self.entries[low] = self._made(low, self.entries[low])
        ours, self.follow = self.follow, index.follow
        for first, seconds in ours.items():
            then = self.follow.setdefault(first, {})
            then.update((second, max(count, then.get(second, 0))) for second, count in seconds.items())
        self.dotted.update(index.dotted)

    def fill(self, rows: Iterable[Row]) -> None:
        """Adds phrases. Earlier entries of the same phrase win, exact spelling first."""
        for cat, phrase, value, case in rows:
            written, dotted = spelled(phrase)
            low = written.lower()
            entry = category(cat), value, case, written
            if held := self.held(low):
                self.entries[low] = _joined(held, entry)
                continue
            self.entries[low] = (entry,)
            self.dotted.update(dotted)
            if not low.isalpha():
                enter((low,), self.follow)

    def add(self, cat: str, phrase: str, value: Any = None, case: int = ANY) -> None:
        self.fill([(cat, phrase, value, case)])

    def table(self, cat: str, words: str, value: Any = None, case: int = ANY) -> None:
        """Adds a comma-separated list of words with one value; without a value each word stands for itself."""
        self.pairs(cat, [(words, value)], case)

    def pairs(self, cat: str, rows: Iterable[tuple[str, Any]], case: int = ANY) -> None:
        self.fill(
            (cat, word, word if value is None else value, case) for words, value in rows for word in _listed(words)
        )

    def _made(self, low: str, held: tuple[Entry, ...]) -> tuple[Entry, ...]:
        for kind, noun in self.index.nouns(low):
            for cat, phrase, value, case in self.rows[kind](noun, bool(held)):
                held = _joined(held, (category(cat), value, case, spelled(phrase)[0]))
        return held


def _joined(held: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    exact = sum(1 for other in held if other[2] == EXACT) if entry[2] == EXACT else len(held)
    return (*held[:exact], entry, *held[exact:])


def _listed(words: str) -> Iterator[str]:
    return filter(None, (word.strip() for word in words.replace("\n", " ").split(",")))
