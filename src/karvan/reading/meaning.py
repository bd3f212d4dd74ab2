"""What a percentage, multiple, fraction or difference says: growth, share, multiple, or nothing that ties figures."""

from __future__ import annotations

from msgspec import Struct

from karvan.reading.context import Amount
from karvan.reading.grammar import category
from karvan.reading.scene import Scene
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, PERIOD, RPAR, Sentence
from karvan.reading.wholes import is_of

OF, TO, FROM, SEMICOLON, DASH, HEDGE, HYPHEN, THE, NATIONAL, COUNTRY = (
    category(c) for c in ("OF", "TO", "FROM", "SEMICOLON", "DASH", "HEDGE", "HYPHEN", "THE", "NATIONAL", "COUNTRY")
)


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
        sign, start, end = direction(sentence, at)
        return Meaning("growth", sign or 1, start, end)
    if amount.kind == "fold":
        return _fold(scene, at, amount)
    if amount.kind == "fraction":
        return _fraction(scene, at)
    return _percent(scene, at, amount, last_kind, last_sign)


def _percent(scene: Scene, at: int, amount: Amount, last_kind: str | None, last_sign: int) -> Meaning | None:
    sentence = scene.sentence
    nodes = sentence.nodes
    sign, start, end = direction(sentence, at)
    after_of = is_of(sentence, at)
    if _is_rate(sentence, at) and not sign and not after_of:
        return None
    if amount.hedge == "signed":
        return Meaning("growth", -1 if amount.number.value < 0 else 1, at, at + 1)
    if _share_moved(sentence, at):
        return Meaning("share", 1, at, at + 1)
    if _is_level(sentence, at):
        return None
    share = _share_distance(sentence, at)
    growth = max(at - start, end - at - 1) if sign else None
    if growth is not None and (share is None or growth <= share) and not (after_of and not _grew(sentence, at)):
        return Meaning("growth", sign, start, end)
    if after_of or share is not None:
        return Meaning("share", 1, at, at + 1)
    if sign:
        return Meaning("growth", sign, start, end)
    again = _says_again(sentence, at)
    if again is not None:  # `more by $12 billion, or 23.9 percent`; `of the 1,245 km, 1,045 km, or 84 percent`
        grew = again in scene.values or nodes[again].value.kind in ("percent", "fold")
        if grew and last_kind == "growth":
            return Meaning("growth", last_sign, at, at + 1)
        if not grew:
            return Meaning("share", 1, at, at + 1)
    start = sentence.clause_of(at).start
    if nodes[start].cat == LPAR and start - 1 in scene.values and last_kind == "growth":
        return Meaning("growth", last_sign, at, at + 1)  # `up 1,900 (32 percent)`
    if at + 1 < len(nodes) and sentence.cues[at + 1].complete:
        return Meaning("share", 1, at, at + 2)
    if _by(sentence, at) and last_kind == "growth":
        return Meaning("growth", last_sign, at, at + 1)  # `…, that of X by 18 percent`
    grew = _grew_in_list(sentence, at)
    if grew:
        return Meaning("growth", grew, at, at + 1)
    if _listed(sentence, at):
        return (
            Meaning(last_kind, last_sign, at, at + 1)
            if last_kind in ("growth", "share")
            else Meaning("share", 1, at, at + 1)
        )
    opens = nodes[0].cat == OF or sentence.cues[0].pronoun == "part"  # `Of the $150 million, 40 percent was copper`
    return Meaning("share", 1, at, at + 1) if (last_kind == "share" or opens) and not _is_rate(sentence, at) else None


def _says_again(sentence: Sentence, at: int) -> int | None:
    """The amount right before a value that a word of restating joins it to."""
    for back in range(at - 1, max(at - 4, -1), -1):
        if sentence.nodes[back].cat == AMOUNT:
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


def _grew_in_list(sentence: Sentence, at: int) -> int:
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


def _grew(sentence: Sentence, at: int) -> bool:
    return any(sentence.cues[k].grow or sentence.cues[k].comparative for k in range(max(0, at - 4), at))


def direction(sentence: Sentence, at: int) -> tuple[int, int, int]:
    """The nearest word that says up or down: its sign, and the stretch of nodes from it to the value (or back)."""
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    best: tuple[float, int, int, int] | None = None
    for back in range(at - 1, max(clause.start - 1, at - 14), -1):
        node, cue = nodes[back], cues[back]
        sign = cue.grow or cue.grow_noun or (cue.comparative if cue.standing else 0)
        if sign and (node.cat != HEDGE or cue.grow):
            best = (at - back + (0.5 if cue.grow_noun else 0.0), sign, back, at + 1)
            break
        if node.cat in (SEMICOLON, DASH):
            break
        between = node.cat == AMOUNT and node.value.kind in ("amount", "count") and not _or_between(back, at)
        if (
            between
            and nodes[back + 1].cat not in (COMMA, LPAR)
            and back + 1 != at
            and not (back and nodes[back - 1].cat in (TO, FROM))
        ):
            break  # a verb before that figure has said its growth already, unless the text goes on with a comma
    led = best is not None and best[0] <= 4
    for ahead in range(at + 1, min(at + 6, clause.end)):
        node, cue = nodes[ahead], cues[ahead]
        if cue.upon and led:
            break  # `fell by 8 percent over the year`
        if node.cat in (LPAR, RPAR, SEMICOLON, COMMA, OF) or (
            node.cat == AMOUNT and node.value.kind in ("amount", "count")
        ):
            break
        sign = cue.comparative or cue.grow_noun or (cue.grow if cue.standing else 0)
        if sign:
            cost = ahead - at - (0.6 if cue.comparative else 0.0)
            if best is None or cost < best[0]:
                best = (cost, sign, at, ahead + 1)
            break
    if best is None:
        return 0, at, at + 1
    return best[1], best[2], max(best[3], at + 1)


def _or_between(first: int, second: int) -> bool:
    """`by $19 billion, or 63 percent`: two ways to say one change."""
    return second - first <= 4


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


def _fold(scene: Scene, at: int, amount: Amount) -> Meaning | None:
    sentence = scene.sentence
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    after = nodes[at + 1] if at + 1 < len(nodes) else None
    if after is not None and (after.cat == HYPHEN or cues[at + 1].per) and amount.number.value <= 7:
        return None  # twice a week
    if cues[at].often and not _compares_fold(sentence, at):
        return None  # they met twice
    start, end = at, at + 1
    for back in range(at - 1, max(clause.start - 1, at - 6), -1):
        if cues[back].grow or cues[back].grow_noun:
            start = back
            break
    for ahead in range(at + 1, min(at + 4, clause.end)):
        if cues[ahead].grow_noun or cues[ahead].comparative or cues[ahead].as_many:
            end = ahead + 1
            break
    return Meaning("multiple" if _is_multiple(scene, at) else "growth", 1, start, end)


def _compares_fold(sentence: Sentence, at: int) -> bool:
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
    end = next((k for k in range(at + 1, len(nodes)) if nodes[k].cat in (COMMA, SEMICOLON)), len(nodes))
    tail = range(at + 1, min(at + 14, end))
    if cues[at].verb or (at and (nodes[at - 1].cat == TO or cues[at - 1].plan)):
        return False  # `doubled its imports`, `to double its imports`
    direct = tail and (cues[at + 1].pronoun == "own" or nodes[at + 1].cat in (THE, NATIONAL, COUNTRY))
    if not direct and not any(cues[k].compare or cues[k].as_many for k in tail[:4]):
        return False
    measured = next((cues[k].flow for k in range(at - 1, -1, -1) if cues[k].flow is not None), None)
    named = {m.at for m in scene.mentions if m.codes}
    for k in tail:
        if nodes[k].cat == PERIOD:
            return False
        flow = cues[k].flow
        if flow is not None and (measured is None or flow.indicator != measured.indicator):
            return True
        if k in named:
            return True
    return False


def _fraction(scene: Scene, at: int) -> Meaning | None:
    sentence = scene.sentence
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
