"""Whom a text is about: whose article it is, the groups that it trades with, and the parties of its opening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from karvan.nouns import Document, Span
from karvan.reading.context import Context
from karvan.reading.grammar import Node
from karvan.reading.language import most_named
from karvan.reading.mentions import PARTY, Mention, code_of
from karvan.reading.sentences import Sentence
from karvan.reading.story import is_continent, is_group
from karvan.vocabulary import groups

_OPENING = 3
"""Sentences, the headline among them, that say whom a text is about."""
_TYING = frozenset(("from", "to", "with", "between", "poss", "pair", "subject"))

_OWNING = frozenset(("poss", "subject", "agent"))
_OFTEN = 3
_FACED = 0.6

Named = Sequence[tuple[Sentence, list[Mention]]]


def home_of(document: Document, row: list[Node], context: Context, named: Named) -> str | None:
    """The country whose article it is: the dateline's, that of the statistics it cites, else the one named first."""
    if not context.countries:
        return None
    top = context.countries[:2]
    if context.custom in top:
        return context.custom
    opening = document.dateline or Span(0, 0)
    parties = [node for node in row if node.cat in PARTY]
    line = [
        code_of(node)
        for node in parties
        if opening.start <= node.start and node.end <= opening.end and not is_group(code_of(node))
    ]
    beyond = Counter(code_of(node) for node in row if node.start >= opening.end and node.cat in PARTY)
    if line and beyond[line[0]] and (line[0] in top or beyond[line[0]] * 2 >= beyond[top[-1]]) and beyond[line[0]] > 1:
        return line[0]
    bodies = [code for _, found in named for mention in found if mention.part == "body" for code in mention.codes]
    if bodies and bodies[0] in top:
        return bodies[0]
    for code, other in zip(top, reversed(top), strict=True):
        if len(top) > 1 and _only_faced(code, named) > _only_faced(other, named) + 1:
            return other
    facing = [_faced(code, named) for code in top]
    if len(top) > 1 and max(facing) >= _FACED and min(facing) <= 1 - _FACED:
        return top[facing.index(min(facing))]
    owned = [_owns(code, named) for code in top]
    if len(top) > 1 and max(owned) >= _OFTEN and max(owned) >= 2 * min(owned):
        return top[owned.index(max(owned))]
    first = most_named(row[:60])
    return next((code for code in first if code in top), top[0])


def _only_faced(code: str, named: Named) -> int:
    """How often a country is only whom something goes to or comes from, the other end unsaid: `exports to Peru`."""
    return sum(
        1
        for _, found in named
        if (codes := [m for m in found if m.codes and m.part != "body"])
        and len({c for m in codes for c in m.codes}) == 1
        and codes[0].codes[0] == code
        and codes[0].part in ("to", "from", "with")
    )


def _faced(code: str, named: Named) -> float:
    """In what part of its mentions a country is but whom something goes to or comes from."""
    parts = [m.part for _, found in named for m in found if code in m.codes and m.part != "body"]
    return sum(part in ("to", "from", "with") for part in parts) / len(parts) if len(parts) > 1 else 0.5


def _owns(code: str, named: Named) -> int:
    """How often the text tells what a country sells and buys: `X's exports to Y`, `X imported from Y`."""
    return sum(
        any(m.codes == (code,) and m.part in _OWNING for m in found)
        for sentence, found in named
        if any(flow.sense in ("sell", "buy", "earn") for _, flow in sentence.flows())
    )


def placed(found: list[Mention], context: Context) -> list[Mention]:
    """The mentions without cities of countries that a text on others never names: `Santander` may lie anywhere."""
    if len(context.counts) < 2:
        return found
    return [m for m in found if m.kind != "city" or any(code in context.counts for code in m.codes)]


def trading_groups(named: Named) -> dict[str, int]:
    """How often a text names each group of states that it trades with, its opening counting twice.

    A group counts where a flow of trade is tied to it more than once: it is a partner then, not the setting.
    """
    counts: dict[str, int] = {}
    tied: dict[str, int] = {}
    for sentence, found in named:
        flows = any(flow.indicator.startswith("trade.") for _, flow in sentence.flows())
        for mention in found:
            for code in mention.codes:
                group = groups.group(code)
                if group is None or group.kind == "region" or not group.members:
                    continue
                weight = 2 if sentence.index < _OPENING else 1
                counts[code] = counts.get(code, 0) + weight
                tied[code] = tied.get(code, 0) + weight * (flows and mention.part in _TYING)
    return {code: count for code, count in counts.items() if tied[code] > 1}


def opens_with(codes: Sequence[str], named: Named) -> bool:
    """Whether the opening of a text names two parties, both of them and nobody else."""
    opening = {
        code for sentence, found in named if sentence.index < _OPENING for mention in found for code in mention.codes
    }
    return len(codes) > 1 and {code for code in opening if not is_continent(code) or code in codes} == set(codes)
