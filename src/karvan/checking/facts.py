"""What a check may know beside the reading: recipes from the shipped tables, figures of other documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import structs

from karvan.checking.families import Thing, thing
from karvan.nouns import Document, Figure, Observation, Reading, Recipe

Elsewhere = Callable[[Figure], tuple[tuple[Document, Figure], ...]]
_SHINGLE = 8
_COPY = 0.5


class Known:
    """Facts for one document. `elsewhere` asks a record or the documents given together; without them it is silent.

    Official statistics come from the shipped snapshot and the user's store, unless `official` is False.
    """

    def __init__(
        self,
        *,
        recipes: tuple[Recipe, ...] | None = None,
        elsewhere: Elsewhere | None = None,
        official: bool = True,
    ) -> None:
        self._recipes = recipes
        self._elsewhere = elsewhere
        self.official = official

    def recipes(self) -> tuple[Recipe, ...]:
        if self._recipes is None:
            from karvan.data import recipes

            self._recipes = tuple(recipes())
        return self._recipes

    def elsewhere(self, figure: Figure) -> tuple[tuple[Document, Figure], ...]:
        return () if self._elsewhere is None else self._elsewhere(figure)

    def observed(self, one: str, other: str) -> tuple[Observation, ...]:
        return _between(*sorted((one, other))) if self.official else ()

    def economy(self, country: str) -> tuple[Observation, ...]:
        return _of_country(country) if self.official else ()


_PAIRS = 256
"""Pairs whose statistics are remembered: a text names few, a run over many texts the same ones again."""


@lru_cache(_PAIRS)
def _between(one: str, other: str) -> tuple[Observation, ...]:
    from karvan.statistics.holdings import holdings
    from karvan.statistics.observed import between

    return between(one, other, holdings())


@lru_cache(_PAIRS)
def _of_country(country: str) -> tuple[Observation, ...]:
    from karvan.statistics.holdings import holdings
    from karvan.statistics.observed import of_country

    return of_country(country, holdings())


class Together:
    """The readings of one call: each is a witness for the others, copies apart."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._index: defaultdict[tuple[Thing, object], list[tuple[Document, Figure]]] = defaultdict(list)
        for reading in readings:
            for figure in reading.figures:
                key = _when(figure)
                if key is not None:
                    self._index[key].append((reading.document, figure))
        self._prints: dict[str, frozenset[int]] = {}

    def facts_for(self, document: Document, *, official: bool = True) -> Known:
        """What the other documents say, for the checks of one."""

        def elsewhere(figure: Figure) -> tuple[tuple[Document, Figure], ...]:
            key = _when(figure)
            found = self._index.get(key, ()) if key is not None else ()
            return tuple(pair for pair in found if not self._copies(document, pair[0]))

        return Known(elsewhere=elsewhere, official=official)

    def _copies(self, one: Document, other: Document) -> bool:
        if one is other or one.text == other.text or (one.sha256 and one.sha256 == other.sha256):
            return True
        first, second = self._print(one), self._print(other)
        shorter = min(len(first), len(second))
        return bool(shorter) and len(first & second) >= _COPY * shorter

    def _print(self, document: Document) -> frozenset[int]:
        known = self._prints.get(document.text)
        if known is None:
            known = self._prints[document.text] = shingles(document.text)
        return known


def shingles(text: str) -> frozenset[int]:
    """Runs of eight words: two texts that share half of them are copies of one.

    >>> one, other = "a b c d e f g h i j", "Reprint: a b c d e f g h i j"
    >>> len(shingles(one) & shingles(other)) == len(shingles(one))
    True
    """
    words = text.lower().split()
    return frozenset(hash(tuple(words[at : at + _SHINGLE])) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _when(figure: Figure) -> tuple[Thing, object] | None:
    """What a figure measures and when, whoever says so; None where that is not known."""
    if figure.period is None or figure.reporter is None:
        return None
    key = structs.replace(thing(figure), note=figure.note)
    return key, (figure.period.start, figure.period.last)
