"""What an amount measures: the word of flow that governs it, and the indicator."""

from __future__ import annotations

import itertools

from karvan.reading.comparing import is_plain_figure, is_value
from karvan.reading.context import Amount
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.naming import product_of
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, Clause, Sentence
from karvan.reading.story import Story

OF, POSS, THE = category("OF"), category("POSS"), category("THE")
TRADE = "trade."
_BOTH_WAYS = {"trade.exports", "trade.imports"}
_UNIT_INDICATORS = {"time": "duration", "length": "distance", "containers": "containers", "power": "capacity"}
_HELD = ("other", "containers", "freight", "flights")
"""What a place can hold so many of."""
_CARRIED = ("mass", "volume", "containers")
_CODE = 3
"""The length of a currency's code."""
_WEAK = {"cost": 2, "goods": 3}
"""How much less likely a word of such a sense governs a figure."""
_TIGHT, _TIGHT_WORTH = 4, 7
"""How far behind a figure its word may stand; `$255 million worth of Tajik products sold there` reaches further."""


def flow_of(scene: Scene, draft: Draft) -> tuple[Flow | None, int]:
    """The word of flow that governs a figure: the one right behind it, else the nearest, those before it first."""
    sentence, at, clause = scene.sentence, draft.at, draft.clause
    if clause.host is not None:
        host = scene.draft_at(clause.host)
        inner = _nearest(sentence, at, clause.start, clause.end, draft.amount)
        if inner[0] is not None:
            return inner
        if host is not None and host.amount.unit == draft.amount.unit:
            return host.flow, host.flow_at
    named = _former(sentence, at, clause, draft.amount)
    if named is not None:
        return named
    found = _nearest(sentence, at, clause.start, clause.end, draft.amount)
    if found[0] is None:
        found = _nearest(sentence, at, 0, clause.start, draft.amount)
    if found[0] is None and sentence.plays("this", clause.start, at):
        end = next((d.at for d in scene.drafts if d.at > at), len(sentence.nodes))
        later = _nearest(sentence, at, clause.end, max(end, clause.end), draft.amount)
        found = later if later[0] is not None and later[0].verb else found
    if found[0] is None and draft.amount.indicator is None and draft.amount.kind == "amount":
        made = next((m for m in reversed(scene.mentions) if m.part == "origin" and clause.start <= m.at < at), None)
        return (Flow("trade.exports", "goods"), made.at) if made is not None else found
    if found[0] is not None and found[0].sense == "goods":
        found = _of_goods(sentence, found, clause.end, draft.amount)
    ones = (
        next((k for k in range(at - 1, found[1], -1) if sentence.cues[k].pronoun == "ones"), -1)
        if found[1] >= 0
        else -1
    )
    return (found[0], ones) if ones > 0 else found


def _of_goods(sentence: Sentence, found: tuple[Flow | None, int], end: int, amount: Amount) -> tuple[Flow | None, int]:
    """`A worth of goods have been imported`: the verb behind the goods says which way they went."""
    for k in range(found[1] + 1, end):
        flow = sentence.cues[k].flow
        if flow is not None and flow.verb and fits(flow, amount):
            return flow, k
        if sentence.nodes[k].cat in (COMMA, AND):
            break
    return found


def _nearest(sentence: Sentence, at: int, start: int, end: int, amount: Amount) -> tuple[Flow | None, int]:
    """The word of flow between two nodes that governs an amount most likely, and where it stands."""
    best: tuple[float, int, Flow] | None = None
    flows = [k for k in sentence.places.get("flow", ()) if start <= k < end]
    if not flows:
        return None, -1
    partial = sentence.plays("part", at - 4, at)
    told = sentence.plays("this", start, at)
    money = amount.kind == "amount" and amount.indicator is None
    for k in flows:
        flow, cue = sentence.cues[k].flow, sentence.cues[k]
        if sentence.nodes[sentence.clause_of(k).start].cat == LPAR and sentence.clause_of(k) is not sentence.clause_of(
            at
        ):
            continue  # `the turnover (without undeclared trade) reached A`
        if flow is None or not fits(flow, amount) or sentence.nodes[k].cat in (AMOUNT, NUMBER):
            continue
        if k - at > _TIGHT and told:
            continue  # `the figure was A, including …`: the pronoun says what A is
        if flow.sense == "buy" and flow.verb and cue.receives and k < at and money:
            continue  # money received is no import
        cost = _distance(sentence, at, k, flow, partial=partial)
        if flow.sense == "topic" and money and cost >= 1:
            cost += 1.2
        cost += _WEAK.get(flow.sense, 0)
        if flow.sense == "turnover" and _balance_of(sentence, k):
            cost += 3
        if amount.indicator in ("mass", "volume", "energy") and flow.sense == "turnover":
            cost += 4
        if flow.sense in ("turnover", "sell", "buy") and k + 1 < len(sentence.nodes) and sentence.cues[k + 1].body:
            continue  # the foreign trade office
        if flow.indicator == "price" and k + 1 < len(sentence.nodes) and is_value(sentence.nodes[k + 1]):
            continue  # `at a rate of 3.8 per cent`
        if best is None or cost < best[0]:
            best = (cost, k, flow)
    return (best[2], best[1]) if best else (None, -1)


def _distance(sentence: Sentence, at: int, k: int, flow: Flow, *, partial: bool) -> float:
    """How far a word of flow is from governing a figure: those before it are nearer, but for one right behind."""
    nodes = sentence.nodes
    crossed = sum(1 for node in nodes[min(k, at) + 1 : max(k, at)] if is_plain_figure(node))
    if k < at:
        if at - k == 2 and nodes[at - 1].cat == OF:
            return 0.4
        return 1.0 + 0.2 * (at - k) + 1.5 * crossed + (2.5 if partial else 0)
    between = range(at + 1, k)
    tight = (
        k - at <= (_TIGHT_WORTH if sentence.cues[at + 1].worth else _TIGHT)
        and (k == at + 1 or _leads_on(sentence, at + 1))
        and not any(nodes[j].cat in (COMMA, AND, LPAR, AMOUNT, NUMBER) for j in between)
        and not (flow.sense == "turnover" and any(_points(sentence, j) for j in between))
    )
    return 0.5 if tight else (1.5 if partial else 4.0) + 0.2 * (k - at) + 4 * crossed


def _points(sentence: Sentence, at: int) -> bool:
    """Whether a word points back: the, this, which."""
    cue = sentence.cues[at]
    return sentence.nodes[at].cat == THE or cue.pronoun == "this" or cue.relative


def _leads_on(sentence: Sentence, at: int) -> bool:
    """Whether what stands behind a figure tells what it is of: `$5 million in exports`, `worth of goods`."""
    cue = sentence.cues[at]
    return cue.preposition in ("in", "of", "for") or cue.worth or sentence.nodes[at].cat == POSS


def _former(sentence: Sentence, at: int, clause: Clause, amount: Amount) -> tuple[Flow, int] | None:
    """`exports … imports: the former reached A, the latter B`."""
    either = [*sentence.places.get("former", ()), *sentence.places.get("latter", ())]
    which = max((k for k in either if clause.start <= k < at), default=None)
    if which is None:
        return None
    flows = [
        (cue.flow, k) for k, cue in enumerate(sentence.cues[:which]) if cue.flow is not None and fits(cue.flow, amount)
    ]
    first = [found for n, found in enumerate(flows) if found[0] not in [f for f, _ in flows[:n]]]
    if len(first) < 2:
        return None
    return first[0] if sentence.cues[which].pronoun == "former" else first[1]


def go_together(scene: Scene) -> None:
    """`machines worth A, B and C were imported`: what the last of a list has as its verb, all of it have."""
    for before, draft in zip(reversed(scene.drafts[:-1]), reversed(scene.drafts), strict=False):
        listed = all(cat in (COMMA, AND) for cat in scene.sentence.cats[before.at + 1 : draft.at])
        if before.flow is None and draft.flow is not None and listed and before.amount.unit == draft.amount.unit:
            before.flow, before.flow_at = draft.flow, draft.flow_at


def respectively(scene: Scene) -> None:
    """`exports and imports were A and B`: first to first, second to second; with one figure it is of both together."""
    sentence = scene.sentence
    both = _both_ways(sentence)
    if both is None:
        return
    drafts = [
        d for d in scene.drafts if d.flow_at in both and d.at > both[1] and d.clause.host is None and not d.compared
    ]
    drafts = [d for d in drafts if fits(sentence.cues[both[0]].flow or d.flow or _TURNOVER, d.amount)]
    if len(drafts) == 2 and drafts[0].amount.unit == drafts[1].amount.unit:
        for draft, at in zip(drafts, both, strict=True):
            draft.flow, draft.flow_at = sentence.cues[at].flow, at
    elif len(drafts) == 1:
        drafts[0].flow = _TURNOVER
    for draft in scene.drafts:
        host = scene.draft_at(draft.clause.host) if draft.clause.host is not None else None
        if host is not None and draft.flow_at in both:
            draft.flow, draft.flow_at = host.flow, host.flow_at


_TURNOVER = Flow("trade.turnover", "turnover")
_JOINING = frozenset((AND, category("FROM"), category("TO"), category("SLASH")))
_SIDES = frozenset(("sell", "buy"))


def _both_ways(sentence: Sentence) -> tuple[int, int] | None:
    """Where `exports and imports` (or `imports from and exports to`) stand."""
    sides = [(at, flow) for at, flow in sentence.flows() if flow.sense in _SIDES]
    for (a, one), (b, two) in itertools.pairwise(sides):
        between = sentence.cats[a + 1 : b]
        if one.sense != two.sense and len(between) in (1, 2) and AND in between and all(c in _JOINING for c in between):
            return a, b
    return None


def indicator_of(scene: Scene, draft: Draft, story: Story) -> str:
    """The indicator of a figure: by its unit, else its word of flow, else its sentence, else what the text speaks of."""
    return (
        _by_unit(scene, draft, story)
        or _by_flow(scene, draft, story)
        or _by_sentence(scene, draft, story)
        or _by_story(draft.amount, story)
    )


def _by_unit(scene: Scene, draft: Draft, story: Story) -> str | None:
    """What is counted, carried or measured in a unit of its own needs no word of flow."""
    amount, flow = draft.amount, draft.flow
    if amount.kind == "count" and amount.unit == "count":
        held = flow is not None and flow.indicator == "capacity"
        return "capacity" if held and amount.indicator in _HELD else amount.indicator or "other"
    if amount.unit == "person":
        return _of_people(amount, flow, story)
    if amount.unit == "TEU":
        held = (flow is not None and flow.indicator == "capacity") or _can(scene.sentence, draft)
        return "capacity" if held else "containers"
    if amount.indicator in _UNIT_INDICATORS:
        return _UNIT_INDICATORS[amount.indicator]
    if (amount.per is not None and len(amount.unit) == _CODE) or amount.unit.startswith("cent"):
        return "price"
    return None


def _of_people(amount: Amount, flow: Flow | None, story: Story) -> str:
    """Passengers, tourists or others: as they are called, as the text spoke of them before, as they are moved."""
    if amount.indicator in ("passengers", "tourists"):
        return amount.indicator
    if any(f.indicator == "tourists" for f in story.figures[-8:]):
        return "tourists"
    if flow is not None and flow.indicator == "freight" and amount.indicator == "other":
        return "passengers"  # `ferries carried 3 million people`
    if flow is not None and flow.indicator in ("tourists", "passengers"):
        return flow.indicator
    return "other" if amount.indicator == "other" else "tourists"


def _by_flow(scene: Scene, draft: Draft, story: Story) -> str | None:
    amount, flow = draft.amount, draft.flow
    if flow is None:
        return None
    if amount.indicator in _CARRIED and flow.sense in ("ship", "goods"):
        return "freight"  # what is shipped is freight; what is exported is trade, also in tonnes
    by_people = bool(story.figures) and story.figures[-1].quantity.unit == "person"
    own = scene.sentence.cues[draft.clause.start : draft.clause.end]
    if flow.sense == "buy" and amount.indicator is None and by_people and not any(cue.goods for cue in own):
        return "other"  # what tourists spend is no import
    if flow.indicator in ("freight", "containers", "production") and _can(scene.sentence, draft):
        return "capacity"
    return flow.indicator


def _by_sentence(scene: Scene, draft: Draft, story: Story) -> str | None:
    """What the other words of its sentence say that it goes on with."""
    amount, sentence = draft.amount, scene.sentence
    own = sentence.cues[draft.clause.start : draft.at]
    if amount.indicator is None:
        if any(d.figure is not None and d.figure.indicator in ("agreements", "projects") for d in scene.drafts):
            return "investment"
        if any(cue.together for cue in own) and {f.indicator for f in story.figures[-2:]} == _BOTH_WAYS:
            return "trade.turnover"  # `together they came to`
        if any(cue.pronoun == "pair" for cue in own) and any(cue.plan for cue in own):
            return "trade.turnover"  # `the two sides set themselves a target of`
        if (
            story.lead is not None
            and story.lead.sense == "turnover"
            and any(c.ranks for c in sentence.cues[: draft.at])
        ):
            return story.lead.indicator  # `in second place is Russia with A`, in a text on turnover by partner
        before = story.figures[-1] if story.figures else None
        if (
            before is not None and before.indicator.startswith(TRADE) and story.paragraphs.get(before.id) == sentence.paragraph
            and product_of(scene, draft, before.indicator, story.text)
        ):  # fmt: skip
            return before.indicator  # a list of products goes on with the flow before it
    lead = story.lead if story.lead_paragraph == sentence.paragraph else None
    if lead is not None and fits(lead, amount) and any(cue.pronoun == "this" for cue in own):
        return lead.indicator
    return None


def _by_story(amount: Amount, story: Story) -> str:
    """What the text last spoke of in such a unit."""
    if amount.indicator in ("mass", "volume", "energy"):
        like = next((f for f in reversed(story.figures[-5:]) if f.quantity.unit == amount.unit), None)
        if like is not None:
            return like.indicator
    if story.flow is not None and fits(story.flow, amount):
        moves = amount.indicator in _CARRIED and story.flow.indicator.startswith(TRADE)
        return "freight" if moves else story.flow.indicator
    if amount.indicator is not None:
        return {"mass": "freight", "volume": "freight", "energy": "production"}.get(amount.indicator, "other")
    if not story.figures:
        return "trade.turnover" if story.couple() else "other"
    return next((f.indicator for f in reversed(story.figures) if _is_money(f.quantity.unit)), "other")


def _is_money(unit: str) -> bool:
    return len(unit) == _CODE and unit.isupper() and unit != "TEU"


def fits(flow: Flow, amount: Amount) -> bool:
    """Whether an amount of this unit can measure that flow."""
    indicator = flow.indicator
    if flow.sense == "transit" and amount.kind == "amount" and amount.indicator is None:
        return True
    if amount.kind == "count" or amount.unit == "person":
        return indicator in ("capacity", amount.indicator, "tourists", "passengers", "freight")
    kind = amount.indicator
    if kind in ("mass", "volume", "energy"):
        return indicator in ("trade.exports", "trade.imports", "trade.turnover", "freight", "production", "capacity")
    if kind == "containers":
        return indicator in ("containers", "capacity", "freight")
    if kind in ("time", "length", "area", "power", "flow"):
        return indicator in ("capacity", "production", "distance", "freight") and kind in ("power", "flow")
    return indicator not in (
        "freight",
        "containers",
        "passengers",
        "tourists",
        "production",
        "capacity",
        "flights",
        "distance",
    )


def _can(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause says what can be carried rather than what was."""
    return any(
        (flow := sentence.cues[k].flow) is not None and flow.indicator == "capacity" for k in range(draft.clause.start, draft.at)
    )  # fmt: skip


def _balance_of(sentence: Sentence, at: int) -> bool:
    """`the negative balance of its trade`: the balance is what is measured, not the trade."""
    for back in range(at - 1, max(at - 7, -1), -1):
        flow = sentence.cues[back].flow
        if flow is not None and flow.sense == "balance":
            return True
        if is_plain_figure(sentence.nodes[back]):
            return False
    return False
