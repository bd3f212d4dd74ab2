"""Stops: where sentences and paragraphs end."""

from __future__ import annotations

import itertools

from karvan.reading.grammar import Node, category
from karvan.reading.lexicon import Lexicon

STOP = category("STOP")
_WIDEST, _FEWEST = 110, 6
"""Lines broken at a fixed width are no longer than that, and a text has so many of them."""


def ends_sentence(text: str, start: int, end: int, nodes: list[Node], lexicon: Lexicon) -> bool:
    """A full stop ends a sentence unless it belongs to an abbreviation or a decimal."""
    if text[start:end] != ".":
        return True
    after = text[end : end + 3]
    if not after or "\n" in after[:2]:
        return True
    if not after[0].isspace() and after[0] not in "\"”»')’]":
        return False
    following = after.strip().lstrip("\"“«'(‘")[:1]
    if not following:
        return True
    before = nodes[-1] if nodes else None
    if before is not None and before.end == start:
        if before.low in lexicon.shortened or before.low.endswith("."):
            return following.isupper() and lexicon.shortened.get(before.low, False)
        if len(before.low) == 1 and before.low.isalpha() and text[before.start].isupper():
            return False  # an initial
    return not following.islower()


def end_line(nodes: list[Node], start: int, end: int) -> None:
    """A line's end that is a paragraph's: a stop, or the sentence's that stands there already."""
    if nodes and nodes[-1].cat == STOP:
        nodes[-1].value = "paragraph"
    elif nodes:
        nodes.append(Node(STOP, start, end, "\n", "paragraph"))


def is_closed(nodes: list[Node]) -> bool:
    """Whether the sentence before has ended."""
    return bool(nodes) and nodes[-1].cat == STOP


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width, so that a line's end is not a paragraph's."""
    lines = text[:20000].splitlines()
    full = [line for line in lines if line.strip()]
    if len(full) < _FEWEST or max(map(len, full)) > _WIDEST:
        return False
    tight = sum(1 for a, b in itertools.pairwise(lines) if len(a) > 50 and b.strip())
    return tight >= len(full) // 3
