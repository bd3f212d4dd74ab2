"""Allotting: which of the parties named in a sentence are those of one of its figures."""

from __future__ import annotations

import itertools

from msgspec import Struct, structs

from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.mentions import Mention
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COMMA, LPAR, Clause, Sentence

FROM, TO = category("FROM"), category("TO")
_MOVES = frozenset(("sell", "buy", "ship"))


class Allotted(Struct, frozen=True):
    """What can name the parties of a figure: the word of flow that it hangs on, and the mentions beside both."""

    flow: Flow
    near: int
    """Where the word of flow stands; the figure, where it has none."""
    clause: Clause
    inside: list[Mention]
    """The mentions in the clause of that word."""
    own: list[Mention]
    """The mentions in the clause of the figure."""


def allotted(scene: Scene, draft: Draft, flow: Flow) -> Allotted:
    """The mentions that a figure of such a flow has to itself."""
    near, clause = draft.at, draft.clause
    if draft.flow_at >= 0:
        near, clause = draft.flow_at, scene.sentence.clause_of(draft.flow_at)
    own = _in_clause(scene, draft.clause, draft) or _around_parentheses(scene, draft)
    beside = own if clause is draft.clause else _in_clause(scene, clause, draft)
    return Allotted(flow, near, clause, [_turned(scene.sentence, mention, draft) for mention in beside], own)


def _around_parentheses(scene: Scene, draft: Draft) -> list[Mention]:
    """`Germany was the largest exporter to Armenia (A)`: what stands before parentheses that name nobody and explain no amount."""
    start, sentence = draft.clause.start, scene.sentence
    if draft.flow is not None or draft.clause.host is not None or not start or sentence.cats[start] != LPAR:
        return []
    before = _in_clause(scene, sentence.clause_of(start - 1), draft)
    return [m for m in before if m.end <= start] if any(m.kind == "partner" for m in before) else []


def _in_clause(scene: Scene, clause: Clause, draft: Draft) -> list[Mention]:
    return [
        _share_of(scene, mention, draft)
        for mention in scene.mentions
        if clause.start <= mention.at < clause.end
        and mention.part != "body"
        and not _is_anothers(scene, mention, draft)
        and not _is_of_other_words(mention, draft)
    ]


def _is_anothers(scene: Scene, mention: Mention, draft: Draft) -> bool:
    """`exports reached A, of which 24 percent went to China`: it stands behind a percentage of its own, or with who says it."""
    if mention.at < draft.at or draft.clause.host is not None:
        return False
    if any(scene.sentence.cues[at].says for at in range(draft.at + 1, mention.at)):
        return True  # who says it, and where
    if scene.sentence.plays("concludes", draft.at + 1, mention.at):
        return True  # `rose to A, so that Peru is now …`
    return any(draft.at < at < mention.at and mention.at - at <= 4 for at in scene.values) and any(
        COMMA in scene.sentence.cats[draft.at : at] for at in scene.values if draft.at < at < mention.at
    )


def _is_of_other_words(mention: Mention, draft: Draft) -> bool:
    """`exports amounted to A, with a lead of X`: an `of` behind a figure does not belong to the flow before it."""
    if draft.flow is None or draft.clause.host is not None or draft.flow.sense not in ("sell", "buy"):
        return False
    return mention.part == "of" and draft.flow_at < draft.at < mention.at


def _share_of(scene: Scene, mention: Mention, draft: Draft) -> Mention:
    """`trade with Vietnam and Malaysia rose to A and B`: the first figure is the first party's."""
    if len(mention.codes) < 2 or mention.part not in ("with", "to", "from", "poss", "subject", "of"):
        return mention
    behind = [
        d for d in scene.drafts if d.at > mention.end and d.clause.host is None and d.amount.unit == draft.amount.unit
    ]
    if draft not in behind or len(behind) != len(mention.codes) or not _joined(scene.sentence, [d.at for d in behind]):
        return mention
    return structs.replace(mention, codes=(mention.codes[behind.index(draft)],), kind="party")


def _joined(sentence: Sentence, places: list[int]) -> bool:
    """Whether nothing but commas and an `and` stands between figures."""
    return all(
        all(node.cat in (COMMA, AND) for node in sentence.nodes[a + 1 : b]) for a, b in itertools.pairwise(places)
    )


def _turned(sentence: Sentence, mention: Mention, draft: Draft) -> Mention:
    """`exported A to Uganda against imports of B`: whom the exports go to is whom the imports come from."""
    if draft.flow is None or mention.part not in ("to", "from"):
        return mention
    if draft.flow_at >= 0 and mention.at > draft.flow_at:
        tied = _part_between(sentence, draft.flow_at)
        return structs.replace(mention, part=tied) if tied else mention
    if not mention.at < draft.flow_at or not _is_opposite(_last_move(sentence, mention.at), draft.flow):
        return mention
    return structs.replace(mention, part="from" if mention.part == "to" else "to")


def _last_move(sentence: Sentence, end: int) -> Flow | None:
    """The last word before a node that says which way something goes."""
    return next((flow for at, flow in reversed(sentence.flows()) if at < end and flow.sense in _MOVES), None)


def _is_opposite(one: Flow | None, other: Flow) -> bool:
    return one is not None and other.sense in _MOVES and (one.sense == "buy") != (other.sense == "buy")


def _part_between(sentence: Sentence, at: int) -> str | None:
    """`imports from and exports to Chile`: what ties Chile to the first word stands right behind it."""
    cats = sentence.cats[at + 1 : at + 3]
    return {FROM: "from", TO: "to"}.get(cats[0]) if len(cats) == 2 and cats[1] == AND else None
