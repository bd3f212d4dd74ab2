"""Folds: whether `twice`, `three times`, `doubled` tell a growth, a multiple of another thing, or how often."""

from __future__ import annotations

from karvan.reading.context import Amount
from karvan.reading.grammar import category
from karvan.reading.mentions import COUNTRY, NATIONAL, THE
from karvan.reading.scene import Scene
from karvan.reading.sentences import AMOUNT, COMMA, PERIOD, SEMICOLON, Sentence

TO, HYPHEN = category("TO"), category("HYPHEN")


def fold_kind(scene: Scene, at: int, amount: Amount) -> str | None:
    """Growth or multiple; None where it tells how often."""
    sentence = scene.sentence
    after = at + 1
    recurs = after < len(sentence.nodes) and (sentence.nodes[after].cat == HYPHEN or sentence.cues[after].per)
    if recurs and amount.number.value <= 7:
        return None  # twice a week
    if sentence.cues[at].often and not _compares(sentence, at):
        return None  # they met twice
    return "multiple" if _is_multiple(scene, at) else "growth"


def fold_stretch(sentence: Sentence, at: int) -> tuple[int, int]:
    """From the word of growth before a multiple, if there is one, to the one behind it."""
    cues, clause = sentence.cues, sentence.clause_of(at)
    before = range(at - 1, max(clause.start - 1, at - 6), -1)
    behind = range(at + 1, min(at + 4, clause.end))
    start = next((k for k in before if cues[k].grow or cues[k].grow_noun), at)
    last = next((k for k in behind if cues[k].grow_noun or cues[k].comparative or cues[k].as_many), at)
    return start, last + 1


def fold_sign(sentence: Sentence, at: int) -> int:
    """-1 where something fell by so many times: `fell by 1.6 times`, `a 1.4 times decline`."""
    cues, amount = sentence.cues, sentence.nodes[at].value
    start, end = fold_stretch(sentence, at)
    by = any(cues[k].preposition == "by" for k in range(max(0, at - 2), at))
    fell = by and start < at and (cues[start].grow or cues[start].grow_noun) < 0
    return -1 if amount.number.value > 1 and (fell or (end > at + 1 and cues[end - 1].grow_noun < 0)) else 1


def _compares(sentence: Sentence, at: int) -> bool:
    """Whether `twice` or `three times` says how much larger something is, not how often it happened."""
    nodes, cues = sentence.nodes, sentence.cues
    if any(
        cues[k].grow or cues[k].grow_noun or cues[k].comparative or cues[k].exceeds for k in range(max(0, at - 6), at)
    ):
        return True
    behind = range(at + 1, min(at + 4, len(nodes)))
    if any(cues[k].comparative or cues[k].compare or cues[k].as_many or cues[k].grow_noun for k in behind):
        return True
    return at + 1 < len(nodes) and (
        cues[at + 1].pronoun in ("own", "this") or nodes[at + 1].cat in (THE, NATIONAL, COUNTRY, AMOUNT)
    )


def _is_multiple(scene: Scene, at: int) -> bool:
    """`three times its imports`, `2.7 times as much as it bought`: two things, not one thing at two times."""
    sentence = scene.sentence
    nodes, cues = sentence.nodes, sentence.cues
    if cues[at].verb or (at and (nodes[at - 1].cat == TO or cues[at - 1].plan)):
        return False  # `doubled its imports`, `to double its imports`
    end = next((k for k in range(at + 1, len(nodes)) if nodes[k].cat in (COMMA, SEMICOLON)), len(nodes))
    tail = range(at + 1, min(at + 14, end))
    direct = tail and (cues[at + 1].pronoun == "own" or nodes[at + 1].cat in (THE, NATIONAL, COUNTRY))
    if not direct and not any(cues[k].compare or cues[k].as_many for k in tail[:4]):
        return False
    return _names_another(scene, at, tail)


def _names_another(scene: Scene, at: int, tail: range) -> bool:
    """Whether what stands behind a multiple, before a time, names another flow or a party."""
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    measured = next((cues[k].flow for k in range(at - 1, -1, -1) if cues[k].flow is not None), None)
    named = {m.at for m in scene.mentions if m.codes}
    for k in tail:
        if nodes[k].cat == PERIOD:
            return False
        flow = cues[k].flow
        if k in named or (flow is not None and (measured is None or flow.indicator != measured.indicator)):
            return True
    return False
