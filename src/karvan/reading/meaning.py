"""What a percentage, multiple, fraction or difference says: growth, share, multiple, or nothing that ties figures."""

from __future__ import annotations

from msgspec import Struct

from karvan.reading.context import Amount
from karvan.reading.differences import signed
from karvan.reading.directions import direction, grew_before, grew_in_list
from karvan.reading.folds import fold_kind, fold_sign, fold_stretch
from karvan.reading.grammar import category
from karvan.reading.scene import Scene
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, PERIOD, Sentence
from karvan.reading.wholes import is_of, list_end

OF, TO, FROM, HEDGE = (category(c) for c in ("OF", "TO", "FROM", "HEDGE"))


class Meaning(Struct, frozen=True):
    """The kind of relation, its sign, and the nodes from the word that says so to the value."""

    kind: str
    sign: int
    start: int
    end: int


def meaning_of(scene: Scene, at: int, amount: Amount, last_kind: str | None, last_sign: int) -> Meaning | None:
    """None where the value ties nothing: an interest rate, `twice a week`, percentage points."""
    sentence = scene.sentence
    if amount.kind == "points":
        return None
    if amount.kind in ("amount", "count", "number"):
        said = signed(sentence, at)
        sign, start, end = (said, at - 1, at + 1) if said else direction(sentence, at)
        return Meaning("growth", sign or 1, start, end)
    if amount.kind == "fold":
        kind = fold_kind(scene, at, amount)
        return (
            Meaning(kind, fold_sign(sentence, at) if kind == "growth" else 1, *fold_stretch(sentence, at))
            if kind is not None
            else None
        )
    if amount.kind == "fraction":
        return _fraction(sentence, at)
    return _percent(scene, at, amount, last_kind, last_sign)


def _percent(scene: Scene, at: int, amount: Amount, last_kind: str | None, last_sign: int) -> Meaning | None:
    """What the words beside a percentage say of it, else what those say that it goes on with."""
    sentence = scene.sentence
    sign, start, end = direction(sentence, at)
    after_of = is_of(sentence, at)
    if _is_rate(sentence, at) and not sign and not after_of:
        return None
    if amount.hedge == "signed":
        return Meaning("growth", -1 if amount.number.value < 0 else 1, at, at + 1)
    if _share_moved(sentence, at):
        return _share(at)
    if _is_level(sentence, at):
        return None
    share = _share_distance(sentence, at)
    nearer = share is None or max(at - start, end - at - 1) <= share
    last = list_end(sentence, at)
    if last != at and not sign:
        sign, start, end = direction(sentence, last)[0], at, at + 1
        if sign and sentence.plays("respectively", last):
            return Meaning("growth", sign, start, end)  # `with 30 percent and 15 percent growth respectively`
        sign = 0
    if sign and nearer and (not after_of or grew_before(sentence, at)):
        return Meaning("growth", sign, start, end)
    if after_of or share is not None:
        return _share(at)
    if sign:
        return Meaning("growth", sign, start, end)
    return _goes_on(scene, at, last_kind, last_sign)


def _share(at: int) -> Meaning:
    return Meaning("share", 1, at, at + 1)


def _goes_on(scene: Scene, at: int, last_kind: str | None, last_sign: int) -> Meaning | None:
    """What a percentage says that has no word of its own: it tells again, explains, lists or goes on."""
    sentence = scene.sentence
    nodes = sentence.nodes
    grows_too = Meaning("growth", last_sign, at, at + 1) if last_kind == "growth" else None
    again = _says_again(sentence, at)
    if again is not None:  # `more by $12 billion, or 23.9 percent`; `of the 1,245 km, 1,045 km, or 84 percent`
        grew = again in scene.values or nodes[again].value.kind in ("percent", "fold")
        if not grew:
            return _share(at)
        if grows_too:
            return grows_too
    start = sentence.clause_of(at).start
    if nodes[start].cat == LPAR and start - 1 in scene.values and grows_too:
        return grows_too  # `up 1,900 (32 percent)`
    if at + 1 < len(nodes) and sentence.cues[at + 1].complete:
        return Meaning("share", 1, at, at + 2)
    if grows_too and _by(sentence, at):
        return grows_too  # `…, that of X by 18 percent`
    grew = grew_in_list(sentence, at)
    if grew:
        return Meaning("growth", grew, at, at + 1)
    if _listed(sentence, at):
        return Meaning(last_kind, last_sign, at, at + 1) if last_kind in ("growth", "share") else _share(at)
    opens = nodes[0].cat == OF or sentence.cues[0].pronoun == "part"  # `Of the $150 million, 40 percent was copper`
    return _share(at) if (last_kind == "share" or opens) and not _is_rate(sentence, at) else None


def _says_again(sentence: Sentence, at: int) -> int | None:
    """The amount right before a value that a word of restating joins it to."""
    for back in range(at - 1, max(at - 6, -1), -1):
        if sentence.nodes[back].cat == AMOUNT:
            if at - back > 3 and PERIOD not in sentence.cats[back:at]:
                return None  # `by $1.4 million in the first quarter, or 25 percent`
            return back if any(sentence.cues[k].namely for k in range(back + 1, at)) else None
    return None


def _by(sentence: Sentence, at: int) -> bool:
    back = at - 1
    while back > 0 and sentence.nodes[back].cat == HEDGE:
        back -= 1
    return back >= 0 and sentence.cues[back].preposition == "by"


def _share_moved(sentence: Sentence, at: int) -> bool:
    """`its share dipped to 46% from 50%`: what moved is a share, the value is one."""
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    back = at - 1
    while back > clause.start and nodes[back].cat == HEDGE:
        back -= 1
    if back < clause.start or (
        nodes[back].cat not in (TO, FROM) and not cues[back].compare and cues[back].preposition not in ("in", "to")
    ):
        return False
    return any(cues[k].share_noun for k in range(max(clause.start, at - 14), back))


def _is_level(sentence: Sentence, at: int) -> bool:
    """`duties were cut (from 15) to 5 percent`: the value is what something came to, unless growth itself did."""
    nodes, cues = sentence.nodes, sentence.cues
    back = at - 1
    while back > 0 and nodes[back].cat == HEDGE:
        back -= 1
    if back <= 0 or nodes[back].cat not in (TO, FROM):
        return False
    moved = any(cues[k].grow for k in range(max(0, back - 6), back))
    return moved and not any(cues[k].grow_noun and not cues[k].grow for k in range(max(0, back - 8), back))


def _listed(sentence: Sentence, at: int) -> bool:
    """Whether a percentage stands in a list or in parentheses beside what it describes."""
    nodes = sentence.nodes
    clause = sentence.clause_of(at)
    return nodes[clause.start].cat == LPAR or any(
        node.cat == AMOUNT and node.value.kind == "percent" for k, node in enumerate(nodes) if k != at
    )


def _share_distance(sentence: Sentence, at: int) -> float | None:
    """How far the nearest word of sharing stands; what lies between pushes it away."""
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    options = []
    for k in range(max(clause.start, at - 9), min(clause.end, at + 6)):
        if cues[k].share and k != at and nodes[k].cat != AMOUNT:
            crossed = sum(1 for j in range(min(k, at) + 1, max(k, at)) if nodes[j].cat in (AMOUNT, COMMA))
            if crossed < 2 or k < at:
                options.append(abs(k - at) + 3 * crossed + (2 if k > at and not cues[k].share_noun else 0))
    if is_of(sentence, at):
        options.append(1)
    if not options:
        for k in range(at - 1, clause.start - 1, -1):
            if nodes[k].cat == AMOUNT:
                break
            if cues[k].share_noun:  # `the share of X in the number of … was 14 percent`
                options.append(at - k)
                break
    return float(min(options)) if options else None


def _is_rate(sentence: Sentence, at: int) -> bool:
    """Whether a percentage is a rate (interest, tariff) rather than growth or share."""
    clause = sentence.clause_of(at)
    return sentence.plays("rate", max(clause.start, at - 5), min(clause.end, at + 4))


def _fraction(sentence: Sentence, at: int) -> Meaning | None:
    nodes, cues = sentence.nodes, sentence.cues
    sign, start, end = direction(sentence, at)
    after_of = is_of(sentence, at)
    if (
        sign
        and not after_of
        and (any(cues[k].preposition == "by" for k in range(max(0, at - 3), at)) or end - at > 1 or at - start <= 2)
    ):
        return Meaning("growth", sign, start, end)
    if after_of or (at + 1 < len(nodes) and (cues[at + 1].total or cues[at + 1].whole)):
        if any(node.cat == PERIOD for node in nodes[at + 1 : at + 4]):
            return None  # half of the year
        return Meaning("share", 1, at, at + 1)
    if any(cues[k].share or cues[k].namely for k in range(max(0, at - 5), at)):
        return Meaning("share", 1, at, at + 1)
    return None
