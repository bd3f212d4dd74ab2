"""Directions: the word beside a value that says up or down."""

from __future__ import annotations

from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, COMMA, DASH, LPAR, RPAR, SEMICOLON, Sentence

OF, TO, FROM, HEDGE = (category(c) for c in ("OF", "TO", "FROM", "HEDGE"))
Found = tuple[float, int, int, int]
"""How far a word stands, its sign, and the stretch of nodes from it to the value."""
_FAR_BEFORE, _FAR_BEHIND = 13, 5
_LEADS = 4
"""So near before a value, a word of growth leaves none to those behind it."""


def direction(sentence: Sentence, at: int) -> tuple[int, int, int]:
    """The nearest word that says up or down: its sign, and the stretch of nodes from it to the value (or back)."""
    before = _before(sentence, at)
    behind = _behind(sentence, at, led=before is not None and before[0] <= _LEADS)
    found = [word for word in (before, behind) if word is not None]
    if not found:
        return 0, at, at + 1
    _, sign, start, end = min(found, key=lambda word: word[0])
    return sign, start, end


def _before(sentence: Sentence, at: int) -> Found | None:
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(sentence.clause_of(at).start - 1, at - 1 - _FAR_BEFORE), -1):
        node, cue = nodes[back], cues[back]
        sign = cue.grow or cue.grow_noun or (cue.comparative if cue.standing else 0)
        if sign and (node.cat != HEDGE or cue.grow):
            return at - back + (0.5 if cue.grow_noun else 0.0), sign, back, at + 1
        if node.cat in (SEMICOLON, DASH) or _has_its_own(sentence, at, back):
            return None
    return None


def _has_its_own(sentence: Sentence, at: int, back: int) -> bool:
    """Whether a figure before has taken the verb before it, unless the text goes on with a comma, or tells `A, or B`."""
    nodes = sentence.nodes
    if not _is_figure(nodes[back]) or _or_between(back, at) or back + 1 == at:
        return False
    return nodes[back + 1].cat not in (COMMA, LPAR) and not (back and nodes[back - 1].cat in (TO, FROM))


def _behind(sentence: Sentence, at: int, *, led: bool) -> Found | None:
    nodes, cues = sentence.nodes, sentence.cues
    for ahead in range(at + 1, min(at + 1 + _FAR_BEHIND, sentence.clause_of(at).end)):
        node, cue = nodes[ahead], cues[ahead]
        if cue.upon and led:
            return None  # `fell by 8 percent over the year`
        if node.cat in (LPAR, RPAR, SEMICOLON, COMMA, OF) or _is_figure(node):
            return None
        sign = cue.comparative or cue.grow_noun or (cue.grow if cue.standing else 0)
        if sign:
            return ahead - at - (0.6 if cue.comparative else 0.0), sign, at, ahead + 1
    return None


def _is_figure(node: Node) -> bool:
    return node.cat == AMOUNT and node.value.kind in ("amount", "count")


def _or_between(first: int, second: int) -> bool:
    """`by $19 billion, or 63 percent`: two ways to say one change."""
    return second - first <= 4


def grew_in_list(sentence: Sentence, at: int) -> int:
    """`Many goods grew, such as tea (12 percent) and jute (120 percent)`: the sign of the growth that parentheses list."""
    nodes, cues = sentence.nodes, sentence.cues
    start = sentence.clause_of(at).start
    if nodes[start].cat != LPAR or start + 1 != at:
        return 0
    for back in range(start - 1, -1, -1):
        cue = cues[back]
        if nodes[back].cat == AMOUNT and not (back and nodes[back - 1].cat == LPAR):
            return 0
        if cue.share and nodes[back].cat != AMOUNT and not (cue.grow or cue.grow_noun):
            return 0
        if cue.grow or cue.grow_noun:
            return cue.grow or cue.grow_noun
    return 0


def grew_before(sentence: Sentence, at: int) -> bool:
    """Whether a word of growth stands right before a value."""
    return any(sentence.cues[k].grow or sentence.cues[k].comparative for k in range(max(0, at - 4), at))
