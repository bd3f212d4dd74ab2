"""What a search asks: words, phrases and beginnings of words, and the facets of claims."""

from __future__ import annotations

import re
from typing import Self

from msgspec import Struct

from karvan.nouns import INDICATORS, Period, UsageError, Verdict
from karvan.record.folding import words

_MOST_WORDS = 32
_PIECE = re.compile(r'["“„«]([^"”“»]*)["”“»]?|([^\s"“”„«»]+)')

Clause = tuple[tuple[str, bool], ...]
"""Words that stand side by side, each with whether it is only the beginning of one."""


def clauses(text: str) -> tuple[Clause, ...]:
    """The parts of a query, all of which a document has to hold.

    >>> clauses('alumin* "first quarter"')
    ((('alumin', True),), (('first', False), ('quarter', False)))
    >>> clauses("Azerbaijan-Tajikistan")
    ((('azerbaijan', False), ('tajikistan', False)),)
    """
    found = list[Clause]()
    for match in _PIECE.finditer(text):
        piece = match[1] if match[1] is not None else match[2]
        clause = tuple((word, piece[end : end + 1] == "*") for word, _, end in words(piece))
        if clause and clause not in found:
            found.append(clause)
    if not found:
        raise UsageError(f"no word to search for in `{text}`", hint='a word, a "phrase", or a beginning*')
    if sum(map(len, found)) > _MOST_WORDS:
        raise UsageError(f"a search takes at most {_MOST_WORDS} words", hint="search for the rarest of them")
    return tuple(found)


class Facets(Struct, frozen=True, kw_only=True):
    """What a claim has to be about. Fields are as the store spells them."""

    country: str | None = None
    indicator: str | None = None
    verdict: str | None = None
    last_day: str | None = None
    """The last day asked for: the claim has begun by then."""
    first_day: str | None = None

    @classmethod
    def asked(
        cls, country: str | None, indicator: str | None, period: Period | str | None, verdict: Verdict | str | None,
    ) -> Self:  # fmt: skip
        """Raises UsageError where a value is none of those that exist."""
        if indicator is not None and indicator not in {*INDICATORS, "trade"}:
            raise UsageError(f"no indicator `{indicator}`", hint=f"one of trade, {', '.join(INDICATORS)}")
        if verdict is not None and verdict not in set(Verdict):
            raise UsageError(f"no verdict `{verdict}`", hint=f"one of {', '.join(Verdict)}")
        if isinstance(period, str):
            try:
                period = Period(period)
            except ValueError:
                raise UsageError(f"not a period: `{period}`", hint="such as 2023, 2024-Q1 or 2023-01/2023-08") from None
        return cls(
            country=country and country.strip().casefold(),
            indicator=indicator,
            verdict=verdict and str(verdict),
            last_day=period and period.last.isoformat(),
            first_day=period and period.start.isoformat(),
        )

    def values(self) -> dict[str, str]:
        """The facets that were asked for."""
        return {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not None}
