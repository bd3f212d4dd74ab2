"""Measuring: the indicator of a figure, by its unit and by the word of flow that it hangs on."""

from __future__ import annotations

from karvan.reading.context import Amount
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.naming import product_of
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import Sentence
from karvan.reading.story import Story

CURRENCY = category("CURRENCY")
TRADE = "trade."
_BOTH_WAYS = {"trade.exports", "trade.imports"}
_UNIT_INDICATORS = {"time": "duration", "length": "distance", "containers": "containers", "power": "capacity"}
_HELD = ("other", "containers", "freight", "flights")
"""What a place can hold so many of."""
_CARRIED = ("mass", "volume", "containers")
_CODE = 3
"""The length of a currency's code."""


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
    if _is_rate(scene.sentence, draft.at):
        return "price"
    if (amount.per is not None and len(amount.unit) == _CODE) or amount.unit.startswith("cent"):
        return "price"
    return None


def _is_rate(sentence: Sentence, at: int) -> bool:
    """`70 dinars per US dollar`: money for money."""
    behind = sentence.cats[at + 1 : at + 4]
    return len(behind) > 1 and sentence.cues[at + 1].per and CURRENCY in behind[1:]


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
