"""Spotting: where a sentence names countries and groups, by name or by a pronoun."""

from __future__ import annotations

import re

from karvan.reading.cases import case_of, pair_case
from karvan.reading.grammar import Node, category
from karvan.reading.lists import lists
from karvan.reading.mentions import CAPITALCITY, CITY, COUNTRY, GROUP, PARTY, POSS, THE, WORLD, Mention, code_of
from karvan.reading.pronouns import FOR_A_PARTY, pronoun
from karvan.reading.rankings import partnered
from karvan.reading.sentences import AMOUNT, DASH, LPAR, PERIOD, Sentence

HYPHEN, SLASH, WORD, CUE, ORDINAL, CURRENCY, OF = (
    category(c) for c in ("HYPHEN", "SLASH", "WORD", "CUE", "ORDINAL", "CURRENCY", "OF")
)
_NAMED = re.compile(f"[{''.join(sorted(PARTY))}]")
_JOINTS = frozenset((HYPHEN, SLASH, DASH))


def mentions(sentence: Sentence) -> list[Mention]:
    """Every mention of a sentence in order."""
    nodes, cues = sentence.nodes, sentence.cues
    found: list[Mention] = []
    passed = 0
    for at in _spots(sentence):
        if at < passed:
            continue
        if nodes[at].cat in PARTY:
            mention = _named(sentence, at)
        else:
            kind = cues[at].pronoun or ""
            stands = kind in FOR_A_PARTY and nodes[at].cat not in (AMOUNT, PERIOD)
            mention = _described(sentence, found, at, kind) if stands else None
        if mention is not None:
            found.append(mention)
            passed = mention.end
    return partnered(sentence, lists(sentence, found))


def _spots(sentence: Sentence) -> list[int]:
    """Where parties and pronouns stand."""
    named = [found.start() for found in _NAMED.finditer(sentence.cats)]
    pronouns = sentence.where("pronoun")
    return sorted({*named, *pronouns}) if pronouns else named


def _named(sentence: Sentence, at: int) -> Mention | None:
    """The mention that a name opens; none where the name explains what stands before it."""
    nodes = sentence.nodes
    node = nodes[at]
    codes, end = _joined(nodes, at)
    if len(codes) > 1:
        return Mention(codes, at, end, pair_case(sentence, at, end), "pair", node.low)
    if node.cat == GROUP and (stop := _region_of_one(sentence, at)) is not None:
        return Mention((node.value,), at, stop, case_of(sentence, at, stop), "region")
    if at and nodes[at - 1].cat == LPAR and _explains(nodes, at):
        return None  # `5 billion (US) dollars`
    kind = "city" if node.cat in (CITY, CAPITALCITY) else "party"
    return Mention(codes, at, end, case_of(sentence, at, end), kind, node.value[1] if node.cat == CITY else node.low)


def _described(sentence: Sentence, found: list[Mention], at: int, kind: str) -> Mention | None:
    """The mention that a pronoun is, or that words behind it name: `the countries of ASEAN`, `the world's largest economy`."""
    if kind == "world":
        stop = _region_of_one(sentence, at)
        return None if stop is None else Mention((WORLD,), at, stop, case_of(sentence, at, stop), "region")
    if kind in ("pair", "many") and (end := _members(sentence.nodes, at, GROUP)) is not None:
        return Mention((sentence.nodes[end - 1].value,), at, end, case_of(sentence, at, end))
    if kind in ("styled", "home") and (end := _members(sentence.nodes, at, COUNTRY)) is not None:
        return Mention((sentence.nodes[end - 1].value,), at, end, case_of(sentence, at, end))  # `the Kingdom of X`
    return pronoun(sentence, found, at, kind)


def _members(nodes: list[Node], at: int, named: str) -> int | None:
    """Where the name ends that `of` joins to a pronoun: `the countries of the union`."""
    name = at + 2 + (at + 2 < len(nodes) and nodes[at + 2].cat == THE)
    return name + 1 if name < len(nodes) and nodes[at + 1].cat == OF and nodes[name].cat == named else None


def _joined(nodes: list[Node], at: int) -> tuple[tuple[str, ...], int]:
    """The parties of one word such as `X-Y` or `X/Y`, and where it ends."""
    codes, end = [code_of(nodes[at])], at + 1
    while end + 1 < len(nodes) and nodes[end + 1].cat in PARTY and nodes[end].cat in _JOINTS:
        if nodes[end].cat == DASH and nodes[end + 1].start - nodes[end - 1].end > 3:
            break
        codes.append(code_of(nodes[end + 1]))
        end += 2
    return tuple(dict.fromkeys(codes)), end


def _explains(nodes: list[Node], at: int) -> bool:
    """`5 billion (US) dollars`, `the European Union (EU)`: what stands in parentheses names no further party."""
    if at + 2 < len(nodes) and nodes[at + 2].cat == CURRENCY:
        return True
    return at > 1 and nodes[at - 2].cat in PARTY and code_of(nodes[at - 2]) == code_of(nodes[at])


def _region_of_one(sentence: Sentence, at: int) -> int | None:
    """Where a country named by its region ends: `the Central Asian republic`, `Asia's fourth largest economy`."""
    for ahead in range(at + 1, min(at + 6, len(sentence.nodes))):
        if sentence.cues[ahead].realm:
            return ahead + 1
        if sentence.nodes[ahead].cat not in (POSS, WORD, CUE, HYPHEN, ORDINAL) or sentence.cues[ahead].preposition:
            return None
    return None
