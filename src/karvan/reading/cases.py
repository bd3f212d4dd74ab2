"""Cases: how the words around a mention tie it in."""

from __future__ import annotations

from karvan.reading.grammar import category
from karvan.reading.mentions import COUNTRY, GROUP, NATIONAL, POSS, THE
from karvan.reading.sentences import AMOUNT, AND, COMMA, DASH, LPAR, NUMBER, PERIOD, Sentence

ARTICLE, WORD, NAME, CUE, HYPHEN, PRODUCT = (
    category(c) for c in ("ARTICLE", "WORD", "NAME", "CUE", "HYPHEN", "PRODUCT")
)
_LEFT_STOP = frozenset((COMMA, AMOUNT, NUMBER, LPAR))
_BEHIND_STOP = frozenset((COMMA, AMOUNT, NUMBER, PERIOD, AND, LPAR))
_LOOSE = frozenset((THE, ARTICLE, WORD, NAME, CUE, NATIONAL, GROUP, HYPHEN))
"""What can stand between a preposition and the name that it governs."""


def pair_case(sentence: Sentence, at: int, end: int) -> str:
    """The part of a mention that names two."""
    part = case_of(sentence, at, end)
    return part if part in ("body", "via") else "pair"


def case_of(sentence: Sentence, at: int, end: int) -> str:
    """The part that a mention plays: see `Mention`."""
    nodes, cues = sentence.nodes, sentence.cues
    before = _preposition(sentence, at)
    node = nodes[at]
    possessive = end < len(nodes) and nodes[end].cat == POSS
    if before is None and at and cues[at - 1].dative and node.cat != NATIONAL and not possessive:
        return "to"  # `lent Bangladesh 72 billion yen`
    reach = end + 1 if possessive else end
    if before == "with" and end < len(nodes) and (flow := cues[end].flow) is not None and flow.verb:
        return "subject"  # `with Uganda exporting A`
    if possessive or node.cat == NATIONAL or (node.cat in (COUNTRY, GROUP) and _is_before_flow(sentence, reach)):
        part = _before_noun(sentence, reach, before)
        if part is not None:
            return part
        if node.cat == NATIONAL:
            return before if before in ("from", "to", "by", "with", "in") else "adj"
        return before if before and before not in ("of", "and", "in") else "poss"  # `in the country's history`
    if before == "of" and _body_before(sentence, at):
        return "body"
    if before:
        return before
    return "subject" if _is_subject(sentence, at, end) else "plain"


def _is_before_flow(sentence: Sentence, at: int) -> bool:
    """`Peru exports`, `Peru customs`: the country stands as an adjective does."""
    if at >= len(sentence.nodes):
        return False
    cue = sentence.cues[at]
    return cue.body or (cue.flow is not None and not cue.flow.verb)


def _before_noun(sentence: Sentence, start: int, before: str | None) -> str | None:
    """The part that the noun behind a possessive or an adjective gives it."""
    nodes, cues = sentence.nodes, sentence.cues
    for ahead in range(start, min(start + 4, len(nodes))):
        cue, flow = cues[ahead], cues[ahead].flow
        if nodes[ahead].cat in _BEHIND_STOP or cue.preposition:
            return None
        if cue.market:
            return before if before and before != "of" else "in"
        if cue.body:
            return "body"
        if cue.pronoun == "ones" or (flow is not None and not flow.verb and not cue.goods):
            tied = before in ("from", "to") and (flow is None or flow.sense == "topic")
            return before if tied else "poss"
        if cue.goods and _is_goods_flow(sentence, ahead + 1):
            continue  # `Seoul's goods surplus`
        if cue.goods or nodes[ahead].cat == PRODUCT or cue.made:
            return "origin"
        if cue.actor:
            return before if before in ("by", "from", "to", "for", "with", "of") else "agent"
    return None


def _is_goods_flow(sentence: Sentence, at: int) -> bool:
    """Whether a noun of flow stands there that names no goods itself."""
    if at >= len(sentence.nodes):
        return False
    flow = sentence.cues[at].flow
    return flow is not None and not flow.verb and not sentence.cues[at].goods


def _preposition(sentence: Sentence, at: int) -> str | None:
    """The preposition before a mention, over articles and adjectives."""
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(at - 5, -1), -1):
        cue = cues[back]
        if nodes[back].cat == NUMBER and back == at - 1 and nodes[at].cat == GROUP:
            continue  # `into the 25 EU states`
        if nodes[back].cat in _LEFT_STOP or nodes[back].cat == PERIOD:
            return None
        counted = nodes[back - 1].cat == AMOUNT and nodes[back - 1].value.kind == "count"
        if cue.preposition == "of" and back and (cues[back - 1].pronoun == "many" or cues[back - 1].bloc or counted):
            return _preposition(sentence, back - 1) or "of"  # `to the member countries of the union`
        if cue.following and not cue.preposition and back <= 1:
            return "after"  # `After the dispute with X, exports to Y …`
        if cue.preposition and cue.preposition != "and" and not (cue.compare and cue.upon):
            return cue.preposition
        if nodes[back].cat not in _LOOSE:
            return None
        if cue.flow is not None or cue.verb or cue.says or cue.body or cue.relative:
            return None
    return None


def _body_before(sentence: Sentence, at: int) -> bool:
    """Whether `of X` belongs to who says something: `the Statistics Committee of X`."""
    nodes, cues = sentence.nodes, sentence.cues
    for back in range(at - 1, max(at - 9, -1), -1):
        if nodes[back].cat in _LEFT_STOP or cues[back].flow is not None:
            return False
        if cues[back].body:
            return True
    return False


def _is_subject(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a verb follows before the next figure or comma."""
    nodes, cues = sentence.nodes, sentence.cues
    if (
        at
        and nodes[at - 1].cat not in (COMMA, AND, THE)
        and not cues[at - 1].contrast
        and nodes[at - 1].cat not in (WORD, NAME, DASH)
    ):
        return False
    for ahead in range(end, min(end + 8, len(nodes))):
        if cues[ahead].verb or cues[ahead].says:
            return True
        if nodes[ahead].cat in (AMOUNT, PERIOD, NUMBER):
            return False
    return False
