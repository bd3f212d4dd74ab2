"""Comparing: which figures and times stand behind a word of comparison, as what something is measured against."""

from __future__ import annotations

from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, AND, COLON, COMMA, LPAR, PERIOD, SEMICOLON, Clause, Sentence

FROM, TO, OF, THE = (category(c) for c in ("FROM", "TO", "OF", "THE"))
_SMALL = frozenset(category(c) for c in ("HEDGE", "THE", "WORD", "CUE", "ARTICLE", "ADJECTIVE"))
_PLACES = frozenset(category(c) for c in ("COUNTRY", "GROUP", "CITY", "CAPITALCITY", "PEOPLE"))
COMPARING = frozenset(("compare", "upon", "as_many", "exceeds", "following"))
"""The parts of words by which something is compared."""
_VALUES = frozenset(("percent", "points", "fold", "fraction"))


def is_plain_figure(node: Node) -> bool:
    """Whether a node is an amount that is no percentage, multiple or fraction."""
    return node.cat == AMOUNT and node.value.kind in ("amount", "count")


def is_value(node: Node) -> bool:
    """Whether a node is a percentage, multiple or fraction."""
    return node.cat == AMOUNT and node.value.kind in _VALUES


def is_compared(sentence: Sentence, at: int) -> bool:
    """Whether a node stands behind a word of comparison: than, against, compared with, from … to."""
    if not _may_compare(sentence):
        return False
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    time = nodes[at].cat == PERIOD
    if time and nodes[at].value.link == "year_before" and not _tells_alone(sentence, clause):
        return True
    if not time and (
        (AMOUNT in sentence.cats[:at] and _after_multiple(sentence, at))
        or (PERIOD in sentence.cats[:at] and _tells_of_earlier_time(sentence, clause, at))
    ):
        return True
    if not time and cues[at].upon and _grew_before(sentence, at):
        return True  # `a 6 percent improvement over $581 million`: the word was taken for a hedge
    if not time and cues[at].exceeds and _by_behind(sentence, at, clause.end):
        return True
    if time:
        for back in range(at - 1, max(clause.start - 1, at - 4), -1):
            if cues[back].compare and (not cues[back].upon or _grew_to(sentence, back)):
                break  # `a rise of $2 million compared to 2023`
            if is_plain_figure(nodes[back]):
                return is_compared(sentence, back)  # `the $1.4 billion registered in H1 2023`
    comma = told = False  # `more than in 2022, with exports of $5 million`: the time ends the comparison
    for back in range(at - 1, max(clause.start - 1, at - 12), -1):
        node, cue = nodes[back], cues[back]
        comma = comma or node.cat == COMMA
        told = told or (comma and node.cat == PERIOD)
        if time and at - back <= 3 and is_plain_figure(node):
            return is_compared(sentence, back)
        if is_plain_figure(node):
            break  # `more than A worth B`: the word belongs to A
        if cue.upon:
            pointed = cue.compare and PERIOD not in sentence.cats[back:at] and sentence.plays("this", back + 1, at)
            if _grew_before(sentence, back) or pointed or (time and cue.compare and _grew_to(sentence, back)):
                return True  # `below the figure of $7.1 billion`
        elif cue.compare:
            return time or not told
        if cue.as_many and back and is_value(nodes[back - 1]):
            return time or not told  # `1.3 times as many as in 2022`
        if cue.exceeds and not time and _by_behind(sentence, at, clause.end):
            return True
        if (
            node.cat == PERIOD
            and node.value.link == "year_before"
            and at - back <= 4
            and not time
            and nodes[at - 1].cat == OF
        ):
            return True  # `the year-earlier level of 107.9 billion`
        if node.cat == FROM:
            return _from_is_base(sentence, back, at)
        if cue.following and back and not time:
            return True
        if node.cat == AND and not time:
            return _joins_compared(sentence, clause, back, at)
        if _ends_comparison(sentence, back, time=time):
            break
    if time or nodes[clause.start].cat != LPAR:
        return False
    return _time_explained(sentence, at) or (clause.host is not None and _parenthesis_is_base(sentence, clause, at))


def _may_compare(sentence: Sentence) -> bool:
    """Whether a sentence has anything at all that compares: half of them have not."""
    if sentence.compares is None:
        sentence.compares = (
            not COMPARING.isdisjoint(sentence.places)
            or FROM in sentence.cats
            or LPAR in sentence.cats
            or any(
                node.value.link == "year_before"
                if node.cat == PERIOD
                else node.cat == AMOUNT and node.value.kind == "fold"
                for node in sentence.nodes
            )
        )
    return sentence.compares


def _tells_alone(sentence: Sentence, clause: Clause) -> bool:
    """`Turnover was A in the same period last year`: nothing in the sentence is compared, the time is A's own."""
    figures = [node for node in sentence.nodes[clause.start : clause.end] if node.cat == AMOUNT]
    return (
        len(figures) == 1
        and is_plain_figure(figures[0])
        and not any(node.cat == AMOUNT and is_value(node) for node in sentence.nodes)
        and not any(cue.compare or cue.grow or cue.grow_noun for cue in sentence.cues[clause.start : clause.end])
    )


def _time_explained(sentence: Sentence, at: int) -> bool:
    """`On a year-on-year basis (December 2022: $38 million) …`."""
    nodes = sentence.nodes
    return at >= 2 and nodes[at - 1].cat == COLON and nodes[at - 2].cat == PERIOD and nodes[at - 3].cat == LPAR


def compares_between(sentence: Sentence, lo: int, hi: int) -> bool:
    """Whether a word of comparison stands between two nodes."""
    return any(
        sentence.nodes[k].cat == FROM or sentence.cues[k].compare or sentence.cues[k].following
        for k in range(lo + 1, hi)
    )


def _after_multiple(sentence: Sentence, at: int) -> bool:
    """`twice the $7 million of 2022`, `double the previous figure of $7 million`."""
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(-1, at - 8), -1):
        if is_value(nodes[back]):
            return nodes[back].value.kind == "fold" and at - back > 1 and nodes[back + 1].cat == THE
        if nodes[back].cat in (COMMA, TO, FROM, AND) or cues[back].flow is not None or cues[back].verb:
            break
    return False


def _tells_of_earlier_time(sentence: Sentence, clause: Clause, at: int) -> bool:
    return _opens_with_earlier_time(sentence, clause, at) or _in_compared_time(sentence, clause, at)


def _opens_with_earlier_time(sentence: Sentence, clause: Clause, at: int) -> bool:
    """`A year earlier, it had been $10 million`."""
    nodes = sentence.nodes
    for k in range(clause.start, min(clause.start + 4, at)):
        if nodes[k].cat == PERIOD:
            return nodes[k].value.link == "year_before"
    return False


def _in_compared_time(sentence: Sentence, clause: Clause, at: int) -> bool:
    """`less than in the same period of 2023, when it was $2.8 billion`."""
    nodes = sentence.nodes
    for k in range(at - 1, clause.start, -1):
        if sentence.cues[k].when:
            time = k - 2 if nodes[k - 1].cat == COMMA else k - 1
            return time >= 0 and nodes[time].cat == PERIOD and is_compared(sentence, time)
        if is_plain_figure(nodes[k]) or nodes[k].cat in (COMMA, SEMICOLON):
            return False
    return False


def _joins_compared(sentence: Sentence, clause: Clause, joint: int, at: int) -> bool:
    """`against $1.3 million in November and $1.7 million a year before`: what is compared can be two."""
    nodes = sentence.nodes
    if any(node.cat not in _SMALL for node in nodes[joint + 1 : at]):
        return False
    for back in range(joint - 1, clause.start - 1, -1):
        if is_plain_figure(nodes[back]):
            # `from A to B and C` has no other base
            return (
                nodes[back].value.unit == nodes[at].value.unit
                and nodes[back - 1].cat != FROM
                and is_compared(sentence, back)
            )
        if sentence.cues[back].verb or sentence.cues[back].flow is not None:
            return False
    return False


def _ends_comparison(sentence: Sentence, back: int, *, time: bool) -> bool:
    """Whether no word of comparison before this node reaches behind it."""
    node, cue = sentence.nodes[back], sentence.cues[back]
    if node.cat in (SEMICOLON, TO, AND) or (node.cat == PERIOD and time) or cue.contrast or cue.onto:
        return True
    return (cue.verb and not cue.grow and not cue.worth) or (cue.flow is not None and cue.flow.verb)


def _grew_before(sentence: Sentence, at: int) -> bool:
    """Whether a value or a word of growth stands right before a node."""
    if at > 1 and sentence.cats[at - 1] == COMMA:
        at -= 1  # `a decrease of A, or 8 percent, on the year before`
    if not at:
        return False
    cue = sentence.cues[at - 1]
    return is_value(sentence.nodes[at - 1]) or (
        bool(cue.grow_noun or cue.comparative) and sentence.nodes[at - 1].cat != AMOUNT
    )


def _grew_to(sentence: Sentence, at: int) -> bool:
    """`rose 16 percent to A on the first quarter of 2005`: the time is that of the base."""
    before = sentence.nodes[max(0, at - 5) : at]
    return len(before) > 2 and is_plain_figure(before[-1]) and any(is_value(node) for node in before[:-1])


def _by_behind(sentence: Sentence, at: int, end: int) -> bool:
    """Whether the difference follows: `exceeded $107.9 billion by 28.7 percent`."""
    nodes, cues = sentence.nodes, sentence.cues
    for ahead in range(at + 1, min(at + 9, end - 1)):
        if is_plain_figure(nodes[ahead]) or cues[ahead].standing or cues[ahead].grow:
            return False  # `exceeding A, down by 10 percent`
        if cues[ahead].preposition == "by" and any(
            nodes[k].cat == AMOUNT for k in range(ahead + 1, min(ahead + 4, end))
        ):
            return True
    return False


def _from_is_base(sentence: Sentence, back: int, at: int) -> bool:
    """`from $5 million (to …)` is a base; `from January` and `from Uzbekistan` are not."""
    nodes, cues = sentence.nodes, sentence.cues
    between = nodes[back + 1 : at]
    if nodes[at].cat == PERIOD:
        if not any(cues[k].grow or cues[k].comparative or cues[k].grow_noun for k in range(max(0, back - 12), back)):
            return False
        return all(node.cat not in _PLACES for node in between)
    if any(cues[k].pronoun == "there" for k in range(back + 1, at)):
        return False  # `imports from there $1.2 billion`
    if len(between) > 3 or not all(node.cat in _SMALL for node in between):
        return False
    if nodes[at].cat == AMOUNT and nodes[at].value.kind == "count":
        # `1.7 million guests from 186 countries`: without growth, and with nothing that it went to, no base
        clause = sentence.clause_of(at)
        changed = any(_says_growth(sentence, k) for k in range(clause.start, clause.end))
        return changed or TO in sentence.cats[at + 1 : min(at + 5, clause.end)]
    return True


def _parenthesis_is_base(sentence: Sentence, clause: Clause, at: int) -> bool:
    """`40 percent more than in the same period of 2023 ($1.03 billion)`, `up 3 percent ($5.9 million in 2022)`."""
    nodes, cues = sentence.nodes, sentence.cues
    if any(cues[k].flow is not None or cues[k].pronoun == "part" for k in range(clause.start, at)):
        return False  # `(exports $1.1 billion, imports $0.4 billion)`: parts
    host = nodes[clause.host] if clause.host is not None else None
    if (
        host is not None
        and host.value.kind == "amount"
        and clause.start - (clause.host or 0) <= 2
        and host.value.unit == nodes[at].value.unit
    ):
        return True  # an amount explained by another in the same unit is compared with it
    inside = any(nodes[k].cat == PERIOD for k in range(clause.start, clause.end))
    if inside and any(_says_growth(sentence, k) for k in range(max(0, clause.start - 8), clause.start)):
        return True
    for back in range(clause.start - 1, max(clause.start - 3, -1), -1):
        if nodes[back].cat == PERIOD:
            return is_compared(sentence, back)
        if nodes[back].cat == AMOUNT:
            return False
    return False


def _says_growth(sentence: Sentence, at: int) -> bool:
    cue, node = sentence.cues[at], sentence.nodes[at]
    return bool(cue.grow or cue.comparative or cue.grow_noun) or (
        node.cat == AMOUNT and node.value.kind in ("percent", "fold")
    )


__all__ = ["compares_between", "is_compared", "is_plain_figure", "is_value"]
