"""Rates: what a text gives in two currencies, each time by about the same exchange rate.

"612 billion rubles ($6.1 billion)" and "470 billion rubles ($4.7 billion)" are both a hundred rubles a dollar; with 612 million
the one would be a tenth. No rate has to be known: the amounts of a text are held against each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from karvan.checking.ties import Rate, Tie
from karvan.nouns import Figure, Reading
from karvan.vocabulary.currencies import currency

_BESIDE = 16
"""How far the amount in brackets may stand from the one before them, in characters."""
Pair = tuple[Figure, Figure]


def rate_ties(reading: Reading) -> Iterator[Tie]:
    """Every pair of amounts held against the one of middling rate."""
    of_currencies: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for one, other in pairwise(reading.figures):
        if one.quantity.unit != other.quantity.unit and _is_restated(one, other, reading):
            pair = (one, other) if one.quantity.unit < other.quantity.unit else (other, one)
            of_currencies[pair[0].quantity.unit, pair[1].quantity.unit].append(pair)
    for pairs in of_currencies.values():
        if len(pairs) > 1:
            ranked = sorted(pairs, key=lambda pair: pair[0].quantity.value / pair[1].quantity.value)
            middle = ranked[len(ranked) // 2]
            for pair in pairs:
                if pair is not middle:
                    yield _tie(pair, middle)


def _tie(one: Pair, other: Pair) -> Tie:
    ids = [figure.id for figure in (*one, *other)]
    return Rate(check="conflict", figures=tuple(ids), one=(ids[0], ids[1]), other=(ids[2], ids[3]))


def _is_restated(one: Figure, other: Figure, reading: Reading) -> bool:
    """Whether an amount stands in brackets behind one in another currency."""
    if one.span is None or other.span is None or not 0 <= other.span.start - one.span.end <= _BESIDE:
        return False
    between = reading.document.text[one.span.end : other.span.start]
    if "(" not in between or ")" in between or not one.quantity.value > 0 < other.quantity.value:
        return False
    return all(currency(figure.quantity.unit) is not None for figure in (one, other))
