"""Lists of parties: `between X and Y` is one mention of both, in `X, Y and Z` each takes the first one's part."""

from __future__ import annotations

from karvan.reading.grammar import Node
from karvan.reading.mentions import POSS, THE, Mention
from karvan.reading.sentences import AND, COMMA, Sentence

_JOINED = frozenset(("party", "city", "region", "other"))
_JOINS = frozenset(("party", "city", "pair", "region"))


def lists(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """The mentions of a sentence, those of a list as one."""
    merged: list[Mention] = []
    for mention in found:
        previous = merged[-1] if merged else None
        if previous is not None and _goes_with(sentence.nodes, previous, mention):
            merged[-1] = _merged(previous, mention)
        else:
            merged.append(mention)
    return merged


def _goes_with(nodes: list[Node], previous: Mention, mention: Mention) -> bool:
    """Whether a mention goes on with the list that the one before it is in."""
    if mention.kind not in _JOINED or previous.kind not in _JOINS or not mention.codes:
        return False
    joints = [node.cat for node in nodes[previous.end : mention.at] if node.cat not in (THE, POSS)]
    if not 0 < len(joints) <= 2 or any(cat not in (AND, COMMA) for cat in joints):
        return False
    if mention.part not in ("plain", "subject", previous.part, "adj", "poss", "body") and previous.part != "between":
        return False
    if previous.part in ("origin", "agent") or (previous.part == "body" and mention.part != "body"):
        return False
    return AND in joints or _goes_on(nodes, mention.end)


def _goes_on(nodes: list[Node], at: int) -> bool:
    """Whether a list goes on: of two names joined by a comma alone, the second begins something new."""
    return at < len(nodes) and nodes[at].cat in (AND, COMMA)


def _merged(previous: Mention, mention: Mention) -> Mention:
    part = previous.part if previous.part not in ("plain", "adj") else mention.part
    if previous.part in ("plain", "subject") and mention.part == "poss":
        part = "poss"
    codes = tuple(dict.fromkeys(previous.codes + mention.codes))
    return Mention(codes, previous.at, mention.end, part, "pair", previous.place)
