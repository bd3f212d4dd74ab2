"""For whom a figure stands: reporter and partner, by its place in the sentence, by the words around it, by the text."""

from __future__ import annotations

from msgspec import structs

from karvan.reading.allotting import Allotted, allotted
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.measuring import TRADE
from karvan.reading.mentions import Mention
from karvan.reading.partners import in_list
from karvan.reading.roles import Parties, parties
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import Sentence
from karvan.reading.story import Story, is_group
from karvan.reading.topics import parties_of_topic, parties_of_visit
from karvan.reading.trading import parties_of_trade
from karvan.reading.worldwide import is_total
from karvan.vocabulary import routes

ROUTE = category("ROUTE")
_SENSES = {"trade.exports": "sell", "trade.imports": "buy", "trade.turnover": "turnover"}
_ROUTED = frozenset(("freight", "containers", "passengers", "distance", "capacity"))
"""What goes from one end of a route to the other."""


def parties_of(scene: Scene, draft: Draft, indicator: str, story: Story) -> Parties:
    """Reporter and partner of a figure; None where neither its sentence nor the text tells."""
    around = allotted(scene, draft, _flow_of(draft, indicator))
    placed = _the_other_way(scene, draft, indicator, story) or in_list(scene, draft, around, indicator, story)
    if placed is not None:
        return placed
    named = _named(scene, draft, around, indicator, story)
    if draft.flow is not None and draft.flow.sense == "transit":
        return _transit_parties(named, around.inside, story)
    ends = _route_ends(scene) if indicator in _ROUTED and not all(named) else None
    return ends or _completed(named, scene, draft, around, indicator, story)


def _flow_of(draft: Draft, indicator: str) -> Flow:
    """The flow whose words tie the parties in: that of a figure's word, where it measures no other thing."""
    flow = draft.flow
    if flow is not None and (flow.indicator == indicator or flow.indicator.startswith(TRADE)):
        return flow
    return Flow(indicator, _SENSES.get(indicator, "topic"))


def _the_other_way(scene: Scene, draft: Draft, indicator: str, story: Story) -> Parties | None:
    """`A of goods went from India to the Emirates and B the other way`."""
    behind = range(draft.at + 1, min(draft.at + 4, draft.clause.end))
    if not indicator.startswith(TRADE) or not any(scene.sentence.cues[at].reverses for at in behind):
        return None
    return (story.subject[1], story.subject[0]) if None not in story.subject else None


def _named(scene: Scene, draft: Draft, around: Allotted, indicator: str, story: Story) -> Parties:
    """First and second party as the words beside a figure name them."""
    if indicator in ("duration", "distance"):
        return _ends(around, indicator, story)
    if indicator in ("freight", "containers", "capacity") and _on_route(scene.sentence, story) and not _ships(draft):
        moved = [m for m in around.inside or around.own if m.part in ("from", "to", "origin", "between")]
        return parties(around.flow, moved, story, around.near) if moved else (None, None)
    if around.clause is not draft.clause and any(m.codes for m in around.own):
        mine = parties(around.flow, _in_its_place(around), story, draft.at)
        if any(mine):
            return mine
    others = tuple(d.at for d in scene.drafts if d is not draft)
    received = _received_at(scene.sentence, draft) if indicator in ("investment", "loan") else -1
    return parties(around.flow, around.inside or around.own, story, around.near, draft.at, others, received=received)


def _in_its_place(around: Allotted) -> list[Mention]:
    """`Imports from India fell to A while China grew to B`: China takes the place of India."""
    faced = [m for m in around.inside if m.part in ("to", "from", "with") and len(m.codes) == 1 and m.kind == "party"]
    own = [m for m in around.own if m.codes]
    if len(own) != 1 or own[0].part != "subject" or not faced or around.flow.verb or around.inside == around.own:
        return around.own
    return [structs.replace(m, part=faced[-1].part) if m is own[0] else m for m in around.own]


def _ends(around: Allotted, indicator: str, story: Story) -> Parties:
    """Between whom a way or its time is told; of a way inside a country, that country."""
    beside = around.inside or around.own
    ends = [m for m in beside if m.kind == "pair" or m.part in ("from", "to", "between")]
    first: str | None = None
    second: str | None = None
    if len(ends) > 1 or any(m.kind == "pair" for m in ends):
        named = parties(around.flow, ends, story, around.near)
        first, second = (None if code and is_group(code) else code for code in named)
    if first is None and indicator == "distance" and not ends:
        inside = (m for m in around.own if m.part in ("in", "poss", "adj"))
        first = next((code for m in inside for code in story.resolve(m)), None)
    return first, second


def _on_route(sentence: Sentence, story: Story) -> bool:
    return story.route is not None or ROUTE in sentence.cats


def _ships(draft: Draft) -> bool:
    return draft.flow is not None and draft.flow.sense == "ship"


def _received_at(sentence: Sentence, draft: Draft) -> int:
    """Where the word stands that tells who gets the money: before it, the party gets."""
    return next((k for k in range(draft.clause.start, draft.at) if sentence.cues[k].receives), -1)


def _transit_parties(named: Parties, inside: list[Mention], story: Story) -> Parties:
    """`Afghan transit trade through Pakistan` goes to Afghanistan; what comes from there is told by `from`."""
    first, second = named
    if first and not second:
        other = next((m.codes[0] for m in inside if m.codes and m.codes[0] != first), None) or story.counterpart(first)
        return (first, other) if any(m.part == "from" for m in inside) else (other, first)
    return named if first or second else story.subject


def _route_ends(scene: Scene) -> tuple[str, str] | None:
    """The two countries that a route named in the sentence joins."""
    for node in scene.sentence.nodes if ROUTE in scene.sentence.cats else ():
        if node.cat == ROUTE:
            known = routes.route(node.value)
            if known is not None and len(known.countries) == 2:
                return known.countries[0], known.countries[1]
    return None


def _completed(named: Parties, scene: Scene, draft: Draft, around: Allotted, indicator: str, story: Story) -> Parties:
    """Both parties, given those that words name: what is left out comes from the text, for each indicator its way."""
    first, second = named
    if indicator == "tourists":
        return parties_of_visit(scene, draft, story)
    trade = _is_trade(draft, indicator)
    total = (trade or indicator == "freight") and is_total(scene, around.clause, draft, story)
    if indicator == "freight" and total and first and not second:
        return first, "WLD"
    if trade:
        return parties_of_trade(named, scene, draft, story, total=total)
    return parties_of_topic(first, second, indicator, scene, draft, story)


def _is_trade(draft: Draft, indicator: str) -> bool:
    """Whether a figure is of trade, or of the goods that are traded, in tonnes."""
    if indicator.startswith(TRADE):
        return True
    return (
        indicator == "freight"
        and draft.flow is not None
        and draft.flow.indicator.startswith(TRADE)
        and not _ships(draft)
    )
