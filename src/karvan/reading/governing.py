"""Governing: the word of flow that a figure hangs on."""

from __future__ import annotations

import itertools

from karvan.reading.comparing import is_plain_figure, is_value
from karvan.reading.context import Amount
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.measuring import fits
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, Clause, Sentence

OF, POSS, THE, NAME = (category(c) for c in ("OF", "POSS", "THE", "NAME"))
Governed = tuple[Flow | None, int]
"""A flow and where its word stands; -1 without one."""
_WEAK = {"cost": 2, "goods": 3}
"""How much less likely a word of such a sense governs a figure."""
_TIGHT, _TIGHT_WORTH = 4, 7
"""How far behind a figure its word may stand; `$255 million worth of Tajik products sold there` reaches further."""


def flow_of(scene: Scene, draft: Draft) -> Governed:
    """The word of flow that governs a figure: the one right behind it, else the nearest, those before it first."""
    sentence, at, clause = scene.sentence, draft.at, draft.clause
    settled = (_inside(scene, draft) if clause.host is not None else None) or _former(
        sentence, at, clause, draft.amount
    )
    if settled is not None:
        return settled
    flow, place = _around(scene, draft)
    if flow is None:
        return _of_origin(scene, draft)
    if flow.sense == "goods":
        flow, place = _of_goods(sentence, flow, place, clause.end, draft.amount)
    # `exports rose, Peruvian ones to A`: the pronoun stands for the flow
    ones = next((k for k in range(at - 1, place, -1) if sentence.cues[k].pronoun == "ones"), -1)
    return flow, (ones if ones > 0 else place)


def _inside(scene: Scene, draft: Draft) -> Governed | None:
    """The word inside the parentheses that a figure stands in, else that of the figure that they explain."""
    clause, amount = draft.clause, draft.amount
    inner = _nearest(scene.sentence, draft.at, clause.start, clause.end, amount)
    if inner[0] is not None:
        return inner
    host = scene.draft_at(clause.host) if clause.host is not None else None
    return (host.flow, host.flow_at) if host is not None and host.amount.unit == amount.unit else None


def _around(scene: Scene, draft: Draft) -> Governed:
    """The nearest word of the clause, else of what stands before it, else a verb behind that tells what `this` is."""
    sentence, at, clause, amount = scene.sentence, draft.at, draft.clause, draft.amount
    found = _nearest(sentence, at, clause.start, clause.end, amount)
    if found[0] is None:
        found = _nearest(sentence, at, 0, clause.start, amount)
    if found[0] is None and sentence.plays("this", clause.start, at):
        end = next((d.at for d in scene.drafts if d.at > at), len(sentence.nodes))
        later = _nearest(sentence, at, clause.end, max(end, clause.end), amount)
        found = later if later[0] is not None and later[0].verb else found
    return found


def _of_origin(scene: Scene, draft: Draft) -> Governed:
    """Where no word says that money flows, the origin of goods does: `Peruvian copper worth A`."""
    if draft.amount.indicator is not None or draft.amount.kind != "amount":
        return None, -1
    start, at = draft.clause.start, draft.at
    made = next((m for m in reversed(scene.mentions) if m.part == "origin" and start <= m.at < at), None)
    return (Flow("trade.exports", "goods"), made.at) if made is not None else (None, -1)


def _of_goods(sentence: Sentence, goods: Flow, at: int, end: int, amount: Amount) -> tuple[Flow, int]:
    """`A worth of goods have been imported`: the verb behind the goods says which way they went."""
    for k in range(at + 1, end):
        flow = sentence.cues[k].flow
        if flow is not None and flow.verb and fits(flow, amount):
            return flow, k
        if sentence.nodes[k].cat in (COMMA, AND):
            break
    return goods, at


def _nearest(sentence: Sentence, at: int, start: int, end: int, amount: Amount) -> Governed:
    """The word of flow between two nodes that governs an amount most likely, and where it stands."""
    best: tuple[float, int, Flow] | None = None
    flows = [(k, flow) for k, flow in sentence.flows() if start <= k < end]
    if not flows:
        return None, -1
    partial = sentence.plays("part", at - 4, at)
    told = sentence.plays("this", start, at)
    for k, flow in flows:
        if not _can_govern(sentence, at, k, flow, amount, told=told):
            continue
        cost = _cost(sentence, at, k, flow, amount, partial=partial)
        if best is None or cost < best[0]:
            best = (cost, k, flow)
    return (best[2], best[1]) if best else (None, -1)


def _can_govern(sentence: Sentence, at: int, k: int, flow: Flow, amount: Amount, *, told: bool) -> bool:
    """Whether a word of flow at a node can govern an amount; `told` where a pronoun says already what the amount is."""
    if not fits(flow, amount) or sentence.nodes[k].cat in (AMOUNT, NUMBER):
        return False
    clause = sentence.clause_of(k)
    if sentence.nodes[clause.start].cat == LPAR and clause is not sentence.clause_of(at):
        return False  # `the turnover (without undeclared trade) reached A`
    if k - at > _TIGHT and told:
        return False  # `the figure was A, including …`
    if flow.sense == "buy" and flow.verb and sentence.cues[k].receives and k < at and _is_money(amount):
        return False  # money received is no import
    if k > at and sentence.cats[at + 1] == OF and at > 1 and sentence.cues[at - 1].namely:
        return False  # `23 percent, or A of all trade`: the word tells the whole
    if k + 1 == len(sentence.nodes):
        return True
    if flow.sense in ("turnover", "sell", "buy") and not flow.verb and sentence.cues[k + 1].says:
        return False  # `the chamber of industry and trade said`
    if not flow.verb and sentence.cats[k + 1] == NAME and sentence.plays("body", k + 2, k + 3):
        return False  # `the Trade Promotion Commission`
    if flow.sense in ("turnover", "sell", "buy") and sentence.cues[k + 1].body:
        return False  # the foreign trade office
    return flow.indicator != "price" or not is_value(sentence.nodes[k + 1])  # `at a rate of 3.8 per cent`


def _cost(sentence: Sentence, at: int, k: int, flow: Flow, amount: Amount, *, partial: bool) -> float:
    """How unlikely a word of flow governs an amount."""
    cost = _distance(sentence, at, k, flow, partial=partial)
    if flow.sense == "topic" and _is_money(amount) and cost >= 1:
        cost += 1.2
    cost += _WEAK.get(flow.sense, 0)
    if flow.sense == "turnover" and _balance_of(sentence, k):
        cost += 3
    if flow.sense == "turnover" and amount.indicator in ("mass", "volume", "energy"):
        cost += 4
    return cost


def _is_money(amount: Amount) -> bool:
    return amount.kind == "amount" and amount.indicator is None


def _balance_of(sentence: Sentence, at: int) -> bool:
    """`the negative balance of its trade`: the balance is what is measured, not the trade."""
    for back in range(at - 1, max(at - 7, -1), -1):
        flow = sentence.cues[back].flow
        if flow is not None and flow.sense == "balance":
            return True
        if is_plain_figure(sentence.nodes[back]):
            return False
    return False


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


def _former(sentence: Sentence, at: int, clause: Clause, amount: Amount) -> Governed | None:
    """`exports … imports: the former reached A, the latter B`."""
    either = [*sentence.where("former"), *sentence.where("latter")]
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
