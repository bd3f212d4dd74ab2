"""What an amount measures: the word of flow that governs it, and the indicator."""

from __future__ import annotations

from karvan.reading.comparing import is_plain_figure
from karvan.reading.context import Amount
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.naming import product_of
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, Clause, Sentence
from karvan.reading.story import Story

OF, POSS, THE = category("OF"), category("POSS"), category("THE")
TRADE = "trade."
_FAR = 7
_UNIT_INDICATORS = {
    "time": "duration",
    "length": "distance",
    "containers": "containers",
    "power": "capacity",
    "person": "passengers",
}


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
    if found[0] is None and any(sentence.cues[k].pronoun == "this" for k in range(clause.start, at)):
        end = next((d.at for d in scene.drafts if d.at > at), len(sentence.nodes))
        later = _nearest(sentence, at, clause.end, max(end, clause.end), draft.amount)
        found = later if later[0] is not None and later[0].verb else found
    if found[0] is None and draft.amount.indicator is None and draft.amount.kind == "amount":
        made = next((m for m in reversed(scene.mentions) if m.part == "origin" and clause.start <= m.at < at), None)
        return (Flow("trade.exports", "goods"), made.at) if made is not None else found
    ones = (
        next((k for k in range(at - 1, found[1], -1) if sentence.cues[k].pronoun == "ones"), -1)
        if found[1] >= 0
        else -1
    )
    return (found[0], ones) if ones > 0 else found


def _nearest(sentence: Sentence, at: int, start: int, end: int, amount: Amount) -> tuple[Flow | None, int]:
    best: tuple[float, int, Flow] | None = None
    if not any(cue.flow for cue in sentence.cues[start:end]):
        return None, -1
    partial = at >= 1 and any(sentence.cues[k].pronoun == "part" for k in range(max(0, at - 4), at))
    for k in range(start, end):
        flow = sentence.cues[k].flow
        if flow is None or not fits(flow, amount) or sentence.nodes[k].cat in (AMOUNT, NUMBER):
            continue
        if k - at > 4 and any(sentence.cues[j].pronoun == "this" for j in range(start, at)):
            continue  # `the figure was A, including …`: the pronoun says what A is
        if (
            flow.sense == "buy"
            and flow.verb
            and sentence.cues[k].receives
            and k < at
            and amount.kind == "amount"
            and amount.indicator is None
        ):
            continue  # money received is no import
        crossed = sum(
            1
            for j in range(min(k, at) + 1, max(k, at))
            if sentence.nodes[j].cat == AMOUNT and sentence.nodes[j].value.kind in ("amount", "count")
        )
        if k > at:
            tight = (
                k - at
                <= (_FAR if sentence.cues[at + 1].worth else 4)  # `$255 million worth of Tajik products sold there`
                and not crossed
                and all(sentence.nodes[j].cat not in (COMMA, AND, LPAR, AMOUNT, NUMBER) for j in range(at + 1, k))
            )
            whole = any(_points(sentence, j) for j in range(at + 1, k)) and flow.sense == "turnover"
            if tight and not whole and (k == at + 1 or _leads_on(sentence, at + 1)):
                cost = 0.5
            else:
                cost = (1.5 if partial else 4.0) + 0.2 * (k - at) + 4 * crossed
        elif at - k == 2 and sentence.nodes[at - 1].cat == OF:
            cost = 0.4
        else:
            cost = 1.0 + 0.2 * (at - k) + 1.5 * crossed + (2.5 if partial else 0)
        if flow.sense == "topic" and amount.kind == "amount" and amount.indicator is None and cost >= 1:
            cost += 1.2
        if flow.sense == "cost":
            cost += 2
        if flow.sense == "turnover" and _balance_of(sentence, k):
            cost += 3
        if flow.sense == "goods":
            cost += 3
        if amount.indicator in ("mass", "volume", "energy") and flow.sense == "turnover":
            cost += 4
        if flow.indicator == "trade.turnover" and k + 1 < len(sentence.nodes) and sentence.cues[k + 1].body:
            cost += 5
        if best is None or cost < best[0]:
            best = (cost, k, flow)
    return (best[2], best[1]) if best else (None, -1)


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
    which = next(
        (k for k in range(at - 1, clause.start - 1, -1) if sentence.cues[k].pronoun in ("former", "latter")), None
    )
    if which is None:
        return None
    flows = [
        (cue.flow, k) for k, cue in enumerate(sentence.cues[:which]) if cue.flow is not None and fits(cue.flow, amount)
    ]
    first = [found for n, found in enumerate(flows) if found[0] not in [f for f, _ in flows[:n]]]
    if len(first) < 2:
        return None
    return first[0] if sentence.cues[which].pronoun == "former" else first[1]


def respectively(scene: Scene) -> None:
    """`exports and imports were A and B, respectively`: first to first, second to second."""
    sentence = scene.sentence
    if not any(cue.respectively for cue in sentence.cues) or len(scene.drafts) < 2:
        return
    first = scene.drafts[0].at
    flows = [
        (k, cue.flow)
        for k, cue in enumerate(sentence.cues[:first])
        if cue.flow is not None and fits(cue.flow, scene.drafts[0].amount)
    ]
    if len(flows) == len(scene.drafts):
        for draft, (k, flow) in zip(scene.drafts, flows, strict=True):
            draft.flow, draft.flow_at = flow, k


def indicator_of(scene: Scene, draft: Draft, story: Story) -> str:
    amount, flow = draft.amount, draft.flow
    if amount.kind == "count" and amount.unit == "count":
        if (
            flow is not None
            and flow.indicator == "capacity"
            and amount.indicator in ("other", "containers", "freight", "flights")
        ):
            return "capacity"
        return amount.indicator or "other"
    if amount.unit == "person":
        if amount.indicator in ("passengers", "tourists"):
            return amount.indicator
        if any(f.indicator == "tourists" for f in story.figures[-8:]):
            return "tourists"
        if flow is not None and flow.indicator == "freight" and amount.indicator == "other":
            return "passengers"  # `ferries carried 3 million people`
        return (
            flow.indicator
            if flow is not None and flow.indicator in ("tourists", "passengers")
            else amount.indicator
            if amount.indicator == "other"
            else "tourists"
        )
    if amount.unit == "TEU":
        return (
            "capacity"
            if (flow is not None and flow.indicator == "capacity") or _can(scene.sentence, draft)
            else "containers"
        )
    if amount.indicator in _UNIT_INDICATORS:
        return _UNIT_INDICATORS[amount.indicator]
    if amount.per is not None and len(amount.unit) == 3:
        return "price"
    if amount.unit == "cent" or amount.unit.startswith("cent"):
        return "price"
    if flow is not None:
        if amount.indicator in ("mass", "volume", "containers") and flow.sense in ("ship", "goods"):
            return "freight"  # what is shipped is freight; what is exported is trade, also in tonnes
        if (
            flow.sense == "buy"
            and amount.indicator is None
            and story.figures
            and story.figures[-1].quantity.unit == "person"
            and not _named_goods(scene, draft)
        ):
            return "other"  # what tourists spend is no import
        if flow.indicator in ("freight", "containers", "production") and _can(scene.sentence, draft):
            return "capacity"
        return flow.indicator
    if amount.indicator is None and any(
        d.figure is not None and d.figure.indicator in ("agreements", "projects") for d in scene.drafts
    ):
        return "investment"
    own = range(draft.clause.start, draft.at)
    cues = scene.sentence.cues
    if (
        amount.indicator is None
        and any(cues[k].together for k in own)
        and {f.indicator for f in story.figures[-2:]} == {"trade.exports", "trade.imports"}
    ):
        return "trade.turnover"  # `together they came to`
    if amount.indicator is None and any(cues[k].pronoun == "pair" for k in own) and any(cues[k].plan for k in own):
        return "trade.turnover"  # `the two sides set themselves a target of`
    listed = range(draft.at)
    if (
        amount.indicator is None
        and story.lead is not None
        and story.lead.sense == "turnover"
        and any(scene.sentence.cues[k].ranks for k in listed)
    ):
        return story.lead.indicator  # `in second place is Russia with A`, in a text on turnover by partner
    before = story.figures[-1] if story.figures else None
    if (
        before is not None and amount.indicator is None and before.indicator.startswith(TRADE)
        and story.paragraphs.get(before.id) == scene.sentence.paragraph and product_of(scene, draft, before.indicator, story.text)
    ):  # fmt: skip
        return before.indicator  # a list of products goes on with the flow before it
    lead = story.lead
    if (
        lead is not None
        and story.lead_paragraph == scene.sentence.paragraph
        and fits(lead, amount)
        and any(scene.sentence.cues[k].pronoun == "this" for k in range(draft.clause.start, draft.at))
    ):
        return lead.indicator
    if amount.indicator in ("mass", "volume", "energy"):
        like = next((f for f in reversed(story.figures[-5:]) if f.quantity.unit == amount.unit), None)
        if like is not None:
            return like.indicator  # a quantity goes on with the last one in its unit
    if story.flow is not None and fits(story.flow, amount):
        moves = amount.indicator in ("mass", "volume", "containers") and story.flow.indicator.startswith(TRADE)
        return "freight" if moves else story.flow.indicator
    last = story.figures[-1] if story.figures else None
    like = next((f for f in reversed(story.figures[-5:]) if f.quantity.unit == amount.unit), None)
    if amount.indicator in ("mass", "volume"):
        return like.indicator if like is not None else "freight"
    if amount.indicator == "energy":
        return like.indicator if like is not None else "production"
    if amount.indicator is None and last is not None:
        money = next(
            (
                f
                for f in reversed(story.figures)
                if len(f.quantity.unit) == 3 and f.quantity.unit.isupper() and f.quantity.unit != "TEU"
            ),
            None,
        )
        if money is not None:
            return money.indicator
    return "trade.turnover" if amount.indicator is None and story.couple() and not story.figures else "other"


def _named_goods(scene: Scene, draft: Draft) -> bool:
    return any(scene.sentence.cues[k].goods for k in range(draft.clause.start, draft.clause.end))


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
