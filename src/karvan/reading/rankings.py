"""Rankings: who is named as a partner of somebody, or as one of several who are ranked."""

from __future__ import annotations

from msgspec import structs

from karvan.reading.grammar import category
from karvan.reading.mentions import THE, Mention
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, RPAR, Sentence

WORD, CUE = category("WORD"), category("CUE")
_NEAR_BEING, _NEAR_PARTNER = 3, 12
"""How far from a party the verb of being may stand, and from that the word for a partner."""


def partnered(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """`ASEAN remained China's largest trading partner`, either way round: who is the partner is traded with."""
    if not sentence.plays("partner") and not sentence.plays("ranks"):
        return found
    placed: list[Mention] = []
    for mention in found:
        if mention.part in ("subject", "plain"):
            before = placed[-1] if placed else None
            goes_on = before is not None and before.kind == "partner" and _lists_on(sentence, before.end, mention.at)
            one = mention.kind in ("party", "city") and len(mention.codes) == 1
            if (goes_on and mention.kind == "pair") or (one and (goes_on or _is_ranked(sentence, mention))):
                mention = structs.replace(mention, part="with", kind="partner")
        placed.append(mention)
    return placed


def _is_ranked(sentence: Sentence, mention: Mention) -> bool:
    """`the United States came in third`, `Peru was its partner`, `its partner was Peru`."""
    if sentence.plays("ranks", mention.end, mention.end + 2):
        return True
    behind = _being(sentence, range(mention.end, min(mention.end + _NEAR_BEING, len(sentence.nodes))))
    if behind is not None and _is_partner(
        sentence, range(behind + 1, min(behind + _NEAR_PARTNER, len(sentence.nodes)))
    ):
        return True
    ahead = _being(sentence, range(mention.at - 1, max(mention.at - 1 - _NEAR_BEING, -1), -1))
    return ahead is not None and _is_partner(sentence, range(ahead - 1, max(ahead - _NEAR_PARTNER, -1), -1))


def _lists_on(sentence: Sentence, start: int, end: int) -> bool:
    """`was China, followed by Brazil (18%) and Peru`: who stands in the list too is a partner too."""
    return any(sentence.cues[at].ranks for at in range(start, end)) or all(
        node.cat in _LISTING for node in sentence.nodes[start:end]
    )


_LISTING = frozenset((COMMA, AND, THE, LPAR, RPAR, AMOUNT, NUMBER))


def _being(sentence: Sentence, places: range) -> int | None:
    """The verb of being at hand (`was`, `remained`, `ranked`)."""
    for at in places:
        if sentence.cues[at].remains:
            return at
        if sentence.nodes[at].cat not in (WORD, THE, CUE) or sentence.cues[at].preposition:
            return None
    return None


def _is_partner(sentence: Sentence, places: range) -> bool:
    """Whether a word for a partner comes before the next figure or comma."""
    for at in places:
        if sentence.cues[at].partner:
            return True
        if sentence.nodes[at].cat in (AMOUNT, COMMA, LPAR) or sentence.cues[at].says:
            return False
    return False
