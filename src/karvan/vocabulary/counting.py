"""Counted nouns: what documents count, and which indicator the count is."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from karvan import data


class CountedNoun(Struct, frozen=True, gc=False):
    """One writing of what is counted: `lorries` are `trucks`, their number is `freight`."""

    text: str
    noun: str
    """The canonical plural."""
    indicator: str
    unit: Literal["count", "person"]


NOUNS = data.Table("vocabulary/counted_nouns.tsv", CountedNoun)


@cache
def counted_nouns() -> tuple[CountedNoun, ...]:
    """Every writing of every counted noun; each text occurs once, in lower case but for abbreviations.

    >>> next(noun for noun in counted_nouns() if noun.text == "memoranda")
    CountedNoun(text='memoranda', noun='agreements', indicator='agreements', unit='count')
    """
    return NOUNS.all()
