"""Differences: amounts that say by how much something changed, not how much there is."""

from __future__ import annotations

from karvan.reading.context import Amount
from karvan.reading.grammar import category
from karvan.reading.mentions import THE
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, PERIOD, RPAR, Sentence

OF, FROM, IN, HEDGE, ARTICLE, HYPHEN = (category(c) for c in ("OF", "FROM", "IN", "HEDGE", "ARTICLE", "HYPHEN"))
_RATIOS = ("percent", "points", "fold", "fraction")
_BEHIND_A_RISE = frozenset((FROM, COMMA, IN, PERIOD))


def is_difference(sentence: Sentence, at: int, amount: Amount) -> bool:
    """Whether an amount says by how much something changed: `by $2 million`, `$5 million more`, `a rise of 500 tons`."""
    if amount.kind in _RATIOS or amount.indicator == "time":
        return False
    if _is_more(sentence, at + 1):
        return True
    with_percent = _before_percent_up(sentence, at)
    if with_percent is not None:
        return with_percent
    if _and_percent_more(sentence, at) or _is_a_rise(sentence, at) or signed(sentence, at):
        return True
    back = at - 1
    while back >= 0 and (sentence.nodes[back].cat in (HEDGE, ARTICLE, THE) or sentence.cues[back].adds):
        back -= 1
    return back >= 0 and _is_changed_by(sentence, at, back)


def _is_more(sentence: Sentence, after: int) -> bool:
    """`$5 million more`, `$5 million less than`."""
    if after >= len(sentence.nodes):
        return False
    cue = sentence.cues[after]
    return bool(cue.comparative) and (cue.compare or not (cue.standing or cue.upon))


def _before_percent_up(sentence: Sentence, at: int) -> bool | None:
    """`A or 5 percent up`: whether A is the difference too; None where no such words stand behind."""
    nodes, cues, after = sentence.nodes, sentence.cues, at + 1
    for step in sentence.where("comparative"):
        if (
            after < step <= after + 2
            and (cues[step].standing or cues[step].upon)
            and nodes[step - 1].cat == AMOUNT
            and nodes[step - 1].value.kind == "percent"
        ):
            return cues[after].namely or cues[after].preposition == "and"
    return None


def _and_percent_more(sentence: Sentence, at: int) -> bool:
    """`a $2.3bn or 13.4% year-on-year rise`: an amount and a percentage before one word of growth."""
    nodes, cues = sentence.nodes, sentence.cues
    if at + 2 >= len(nodes) or not (cues[at + 1].namely or nodes[at + 1].cat == LPAR):
        return False
    if nodes[at + 2].cat != AMOUNT or nodes[at + 2].value.kind != "percent":
        return False
    if nodes[at + 1].cat == LPAR and sentence.cats[at + 3 : at + 4] != RPAR:
        return False  # `A (a 24% increase)`
    for step in range(at + 3, min(at + 9, len(nodes))):
        if nodes[step].cat in (COMMA, AMOUNT):
            return False
        if cues[step].grow_noun:
            return True
    return False


def _is_a_rise(sentence: Sentence, at: int) -> bool:
    """`a $2.2 billion rise over the same period`."""
    nodes, cues, after = sentence.nodes, sentence.cues, at + 1
    if not at or nodes[at - 1].cat not in (ARTICLE, THE) or after >= len(nodes) or not cues[after].grow_noun:
        return False
    return (
        after + 1 == len(nodes)
        or nodes[after + 1].cat in _BEHIND_A_RISE
        or cues[after + 1].upon
        or cues[after + 1].compare
    )


def signed(sentence: Sentence, at: int) -> int:
    """The sign that parentheses open with, `(+$2 million)`: 1 or -1; 0 without one."""
    if at < 2 or sentence.nodes[at - 2].cat != LPAR:
        return 0
    return -1 if sentence.nodes[at - 1].cat == HYPHEN else 1 if sentence.nodes[at - 1].low == _PLUS else 0


_PLUS = "+"


def _is_changed_by(sentence: Sentence, at: int, back: int) -> bool:
    """Whether the word before an amount, which stands at `back`, makes a change of it."""
    cues = sentence.cues
    cue = cues[back]
    if cue.namely and not cue.reach and _has_percent(sentence, back - 2, back):
        # `shrank by 15.83 percent, or Ksh5.42 billion`: one change told twice
        return any(cues[k].grow or cues[k].grow_noun for k in range(max(0, back - 10), back))
    if cue.preposition == "by":
        return _grew_by(sentence, at, back)
    if cue.upon and cue.compare and back == at - 1 and back and cues[back - 1].grow and not cues[back - 1].standing:
        return True  # `has decreased on A`
    if sentence.nodes[back].cat == OF:
        return any(cues[k].grow_noun for k in range(max(0, back - 2), back)) or _grew_in(sentence, back)
    if _goes_on_with(sentence, at, back):
        return True
    if cue.reach or cue.equals:
        return any(_is_the_rise(sentence, k) for k in range(max(0, back - 3), back))
    return bool(cue.comparative and cue.standing) and _goes_on(sentence, at + 1)


def _grew_in(sentence: Sentence, of: int) -> bool:
    """`a fall in trade volumes of $260 million`."""
    for k in range(of - 1, max(of - 6, 0), -1):
        if sentence.nodes[k].cat == IN:
            return bool(sentence.cues[k - 1].grow_noun)
        if sentence.nodes[k].cat == AMOUNT or sentence.cues[k].verb:
            return False
    return False


def _goes_on_with(sentence: Sentence, at: int, joint: int) -> bool:
    """`by $260 million and $65 million, respectively`: what is joined to a difference is one too."""
    if sentence.cues[joint].preposition != "and" or not sentence.plays("respectively"):
        return False
    before = sentence.nodes[joint - 1]
    same = before.cat == AMOUNT and before.value.unit == sentence.nodes[at].value.unit
    return same and is_difference(sentence, joint - 1, before.value)


def _has_percent(sentence: Sentence, start: int, end: int) -> bool:
    return any(node.cat == AMOUNT and node.value.kind == "percent" for node in sentence.nodes[max(0, start) : end])


def _grew_by(sentence: Sentence, at: int, by: int) -> bool:
    """Whether something grows near the `by` before an amount."""
    cues = sentence.cues
    if any(cues[k].grow or cues[k].grow_noun or cues[k].comparative for k in range(max(0, by - 10), by)):
        return True
    return any(cues[k].grow for k in range(by, min(len(cues), at + 6)))


def _is_the_rise(sentence: Sentence, k: int) -> bool:
    """`the increase was A`, `this growth reached A`: its noun is the subject."""
    if not sentence.cues[k].grow_noun:
        return False
    return k == 0 or sentence.nodes[k - 1].cat in (THE, ARTICLE) or sentence.cues[k - 1].pronoun == "this"


def _goes_on(sentence: Sentence, after: int) -> bool:
    """`up $2 million on the year`, `up $2 million from A`."""
    if after >= len(sentence.nodes):
        return False
    cue = sentence.cues[after]
    return sentence.nodes[after].cat in (FROM, COMMA) or cue.upon or cue.compare or cue.namely
