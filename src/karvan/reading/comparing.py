"""Comparing: which figures and times stand behind a word of comparison, as what something is measured against."""

from __future__ import annotations

from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, AND, PERIOD, Clause, Sentence

FROM, TO = category("FROM"), category("TO")


def is_plain_figure(node: Node) -> bool:
    return node.cat == AMOUNT and node.value.kind in ("amount", "count")


def is_compared(sentence: Sentence, at: int) -> bool:
    """Whether a node stands behind a word of comparison: than, against, compared with, from … to."""
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    if nodes[at].cat == PERIOD and nodes[at].value.link == "year_before":
        return True
    for back in range(at - 1, max(clause.start - 1, at - 12), -1):
        node, cue = nodes[back], cues[back]
        if nodes[at].cat == PERIOD and at - back <= 3 and is_plain_figure(node):
            return is_compared(sentence, back)
        if cue.compare and node.low != "on":
            return True
        if node.cat == PERIOD and node.value.link == "year_before" and at - back <= 4 and nodes[at].cat != PERIOD and cues[at - 1].preposition == "of":
            return True  # `the year-earlier level of 107.9 billion`
        if node.low == "on" and back and (cues[back - 1].grow_noun or cues[back - 1].comparative):
            return True
        if node.cat == FROM:
            return _from_is_base(sentence, back, at)
        if node.low in ("after",) and back and nodes[at].cat != PERIOD:
            return True
        if is_plain_figure(node) or node.cat in (category("SEMICOLON"),):
            break
        if node.cat == PERIOD and nodes[at].cat == PERIOD:
            break
        if node.cat in (TO, AND) or cue.contrast:
            break
        if cue.verb and not cue.grow:
            break
        if cue.flow is not None and cue.flow.verb:
            break
    if clause.host is not None and nodes[at].cat != PERIOD:
        return _parenthesis_is_base(sentence, clause, at)
    return False


def _from_is_base(sentence: Sentence, back: int, at: int) -> bool:
    """`from $5 million (to …)` is a base; `from January` and `from Uzbekistan` are not."""
    nodes, cues = sentence.nodes, sentence.cues
    if nodes[at].cat == PERIOD:
        if not any(cues[k].grow or cues[k].comparative or cues[k].grow_noun for k in range(max(0, back - 8), back)):
            return False
        return all(nodes[k].cat not in (category("COUNTRY"), category("GROUP")) for k in range(back + 1, at))
    return at - back <= 4 and all(nodes[k].cat in (category("HEDGE"), category("THE"), category("WORD"), category("CUE"), category("ARTICLE")) for k in range(back + 1, at))


def _parenthesis_is_base(sentence: Sentence, clause: Clause, at: int) -> bool:
    """`40 percent more than in the same period of 2023 ($1.03 billion)`, `up 3 percent ($5.9 million in 2022)`."""
    nodes, cues = sentence.nodes, sentence.cues
    inside = [k for k in range(clause.start, clause.end) if nodes[k].cat == PERIOD]
    host = nodes[clause.host] if clause.host is not None else None
    if host is not None and host.value.kind == "amount" and clause.start - clause.host <= 2 and host.value.unit == nodes[at].value.unit:
        return True  # an amount explained by another in the same unit is compared with it
    if inside and any(cues[k].grow or cues[k].comparative or cues[k].grow_noun or nodes[k].value and getattr(nodes[k].value, "kind", "") in ("percent", "fold") for k in range(max(0, clause.start - 8), clause.start)):
        return True
    for back in range(clause.start - 1, max(clause.start - 3, -1), -1):
        if nodes[back].cat == PERIOD:
            return is_compared(sentence, back)
        if nodes[back].cat == AMOUNT:
            return False
    return False
