"""Language: what a folder such as `en/` brings to the engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karvan.nouns import Span
from karvan.reading.context import Context, Number
from karvan.reading.cues import NOTHING, Cue
from karvan.reading.grammar import Level, Node, categories, category, standing
from karvan.reading.lexicon import Lexicon
from karvan.reading.scan import currency_signs, scan
from karvan.vocabulary import currencies

if TYPE_CHECKING:
    from karvan.reading.acts import EventWords

_NUMBER, _YEAR, _DIGITS, _CURRENCY, _STOP, _MONTH, _IN = (
    category(c) for c in ("NUMBER", "YEAR", "DIGITS", "CURRENCY", "STOP", "MONTH", "IN")
)
_CITY, _FISCAL, _POSS, _SOLAR = (category(c) for c in ("CITY", "FISCAL", "POSS", "SOLAR"))
_COUNTRIES = frozenset(category(c) for c in ("COUNTRY", "NATIONAL", "PEOPLE", "CAPITALCITY"))
_BEFORE_NO_YEAR = frozenset(category(c) for c in ("CURRENCY",))
_AFTER_NO_YEAR = frozenset(
    category(c) for c in ("UNIT", "SCALE", "LETTER", "CURRENCY", "NOUN", "PERCENT", "PERCENTWORD", "TIMES")
)


@dataclass(frozen=True)
class Language:
    """The tables and rules of one language."""

    code: str
    lexicon: Callable[[], Lexicon]
    cues: Callable[[], dict[str, Cue]]
    comma_is_decimal: Callable[[list[str]], bool]
    number_levels: tuple[Level, ...]
    levels: tuple[Level, ...]
    event_words: Callable[[], EventWords]

    @cached_property
    def signs(self) -> tuple[str, ...]:
        return currency_signs(self.lexicon())

    def nodes(self, text: str, context: Context, opening: Span | None = None) -> list[Node]:
        """The row of nodes after all levels; fills in what the context learns from the text."""
        context.text = text
        row = scan(text, self.lexicon(), self.signs)
        cats = categories(row)
        context.solar = _SOLAR in cats
        context.comma_is_decimal = self.comma_is_decimal([row[at].low for at in standing(_DIGITS, cats)])
        if not context.countries:
            context.counts = named_counts(row, cats)
            context.countries = sorted(context.counts, key=lambda code: -context.counts[code])
        paid = [money for at in standing(_CURRENCY, cats) if len((money := row[at].value)[0]) == 1]
        context.currencies = frozenset(money[0][0] for money in paid if not money.weak)
        if context.countries and context.home is None:
            context.custom = _fiscal_home(row, cats) or _paying_home([money[0][0] for money in paid], context.countries)
            context.home = (
                context.custom
                or self._facing_home(row, context.countries)
                or _opening_home(row, context.countries, opening)
            )
        for level in self.number_levels:
            row, cats = level.apply(row, cats, context)
        row, cats = mark_years(row, cats)
        for level in self.levels:
            row, cats = level.apply(row, cats, context)
        return row

    def _facing_home(self, row: list[Node], countries: list[str]) -> str | None:
        """Of two countries the one that is not only whom something goes to or comes from: `Peru's exports to Chile`."""
        top = countries[:2]
        faced, named = dict.fromkeys(top, 0), dict.fromkeys(top, 0)
        for at, node in enumerate(row):
            if node.cat in _COUNTRIES and node.value in named:
                named[node.value] += 1
                faced[node.value] += at > 0 and self.cue(row[at - 1]).preposition in _FACING
        if len(top) < 2 or min(named.values()) < 2:
            return None
        shares = [faced[code] / named[code] for code in top]
        if max(shares) < _FACED or min(shares) > 1 - _FACED:
            return None
        return top[shares.index(min(shares))]

    def cue(self, node: Node) -> Cue:
        return self.cues().get(node.low, NOTHING)


_BEFORE_YEAR = frozenset(category(name) for name in ("IN", "OF", "SINCE"))
_OFTEN = 3
_FACING = frozenset(("to", "from", "with"))
_FACED = 0.6
"""So large a part of its mentions tells that a country is but the other side."""


def _fiscal_home(row: list[Node], cats: str) -> str | None:
    """The country whose fiscal year a text speaks of: `Bangladesh's financial year ends on June 30`."""
    for at in standing(_FISCAL, cats):
        if at >= 2 and row[at - 1].cat == _POSS and row[at - 2].cat in _COUNTRIES:
            return row[at - 2].value
    return None


def _paying_home(paid: list[str], countries: list[str]) -> str | None:
    """The country whose own currency a text counts in, three times or more: taka in a text on Bangladesh and India."""
    top = countries[:3]
    for code in dict.fromkeys(paid):
        if code in ("USD", "EUR") or paid.count(code) < _OFTEN:
            continue
        paying = [country for country in top if code in currencies.of_country(country)]
        if len(paying) == 1:
            return paying[0]
    return None


def _opening_home(row: list[Node], countries: list[str], opening: Span | None) -> str | None:
    """The country of the dateline, if the text is about it; else the most named one of its opening."""
    top = countries[:4]
    if opening is not None:
        for node in row:
            if node.start >= opening.end:
                break
            code = node.value[0] if node.cat == _CITY else node.value if node.cat in _COUNTRIES else None
            if node.start >= opening.start and code in top:
                return code
    return next((code for code in most_named(row[:60]) if code in top[:2]), top[0] if top else None)


def most_named(row: list[Node]) -> list[str]:
    """The countries that a text names, the most named first, then the first named."""
    counts = named_counts(row, categories(row))
    return sorted(counts, key=lambda code: -counts[code])


_COUNTED = re.compile(f"[{_STOP}{''.join(sorted(_COUNTRIES))}]")


def named_counts(row: list[Node], cats: str) -> dict[str, int]:
    """How often a text names each country, its opening counting twice."""
    counts: dict[str, int] = {}
    opening = 3  # the headline and the opening say whom a text is about
    for found in _COUNTED.finditer(cats):
        if found[0] == _STOP:
            opening = max(opening - 1, 0)
        else:
            code = row[found.start()].value
            counts[code] = counts.get(code, 0) + (2 if opening else 1)
    return counts


def mark_years(row: list[Node], cats: str) -> tuple[list[Node], str]:
    """Four digits that can be a year become one, unless a unit or a currency stands beside them."""
    kinds = list(cats)
    for at in standing(_NUMBER, cats):
        node = row[at]
        if node.end - node.start != 4 or node.rule != "digits":
            continue
        value: Number = node.value
        if not 1900 <= value.value <= 2100 or not node.low.isdecimal():
            continue
        if at and row[at - 1].cat in _BEFORE_NO_YEAR and not row[at - 1].value.weak:
            continue
        if at + 2 < len(row) and row[at + 1].cat == _IN and row[at + 2].cat == _MONTH:
            continue  # `up from 2076 in January`
        if (
            at + 1 < len(row)
            and row[at + 1].cat in _AFTER_NO_YEAR
            and not (at and (row[at - 1].cat == _MONTH or row[at - 1].cat in _BEFORE_YEAR))
        ):
            continue
        row[at] = Node(_YEAR, node.start, node.end, node.low, int(value.value), "", node.children)
        kinds[at] = _YEAR
    return row, "".join(kinds)
