"""Inheriting: a bare number counts what the text counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from karvan.reading.context import Amount, Number
from karvan.reading.grammar import category
from karvan.reading.mentions import NATIONAL, PEOPLE
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, COMMA, DASH, PERIOD, Sentence
from karvan.reading.story import Story

NOUN, PRODUCT = category("NOUN"), category("PRODUCT")
_NEAR_BEFORE, _NEAR_BEHIND, _NEAR_COUNTED = 16, 8, 40
"""So many figures before and behind a number can lend it their unit; so many words before it can a counted noun."""
_JOINTS = frozenset((COMMA, DASH, PERIOD, *(category(c) for c in ("TO", "HYPHEN", "HEDGE", "FROM"))))


def inherit_units(scene: Scene, story: Story) -> None:
    """`from 28,000 to 29,000 tons`, `the number of trucks was 67`: each bare number gets its unit, where there is one."""
    drafts = scene.drafts
    for place, draft in enumerate(drafts):
        before = drafts[max(0, place - _NEAR_BEFORE) : place]
        if draft.amount.unit == "cent":
            _inherit_price(draft, before, story)
        if draft.amount.unit:
            continue
        model = _number_of(scene, draft) or _beside(
            scene, draft, before, drafts[place + 1 : place + 1 + _NEAR_BEHIND], story
        )
        if model is not None and model.kind in ("count", "amount") and model.indicator != "time":
            number = _scaled(draft.amount.number, model)
            draft.amount = structs.replace(model, number=number, hedge=draft.amount.hedge, high=None)


def _beside(scene: Scene, draft: Draft, before: list[Draft], behind: list[Draft], story: Story) -> Amount | None:
    """The amount whose unit a number shares: the one that it is joined to, the last before it, else a remembered one."""
    number = draft.amount.number
    if number.words and number.value < 10:
        return None
    after = next((d for d in behind if d.amount.unit), None)
    if after is not None and _joined(scene.sentence, draft.at, after.at):
        return after.amount
    last = next((d for d in reversed(before) if d.amount.unit and d.amount.indicator != "time"), None)
    return last.amount if last is not None else _remembered_unit(scene, draft, story)


def _scaled(number: Number, model: Amount) -> Number:
    """`from 4.3 to 5.1 million`: the scale word stands once, where the digits are of one size."""
    scale = model.number.scale
    if number.scale != 1 or scale < 1000 or not number.value:
        return number
    digits = model.number.value / scale
    return number.times(scale) if digits / 50 < number.value < digits * 50 and number.value < 1000 else number


def _inherit_price(draft: Draft, before: list[Draft], story: Story) -> None:
    """`2 cents` after a price in cents per kilowatt-hour is one too."""
    units = [d.amount.unit for d in reversed(before)] + [f.quantity.unit for f in reversed(story.figures[-4:])]
    found = next((unit for unit in units if unit.startswith("cent/")), None)
    if found is not None:
        draft.amount = structs.replace(draft.amount, unit=found)


def _number_of(scene: Scene, draft: Draft) -> Amount | None:
    """What is counted where the sentence speaks of a number of it: `the number of freight trains rose to 14 a day`."""
    sentence = scene.sentence
    counting = sentence.where("number_of")
    if not counting:
        return None
    for at in range(draft.at - 1, max(draft.at - _NEAR_COUNTED, -1), -1):
        node = sentence.nodes[at]
        if node.cat in (NOUN, PRODUCT) and _is_counted(sentence, at, counting):
            unit, indicator = node.value if node.cat == NOUN else ("count", "freight")
            return Amount(draft.amount.number, unit, "count", noun=node.low, indicator=indicator)
        if node.cat != AMOUNT:
            continue
        amount: Amount = node.value
        if amount.kind in ("amount", "count") and amount.indicator != "time" and amount.unit:
            return None
    return None


def _is_counted(sentence: Sentence, at: int, counting: Sequence[int]) -> bool:
    """Whether a noun is the first one behind a word such as number."""
    named = next((k for k in counting if at - 5 <= k < at), None)
    return named is not None and not any(node.cat in (NOUN, PRODUCT) for node in sentence.nodes[named + 1 : at])


def _remembered_unit(scene: Scene, draft: Draft, story: Story) -> Amount | None:
    """The unit of what is spoken of: people who travel, or the count before that is nearest in size."""
    number = draft.amount.number
    if number.scale == 1 and (number.value < 20 or not number.is_whole):
        return None
    people = _travelling(scene, draft)
    if people is not None:
        return people
    counted = [f for f in story.figures[-4:] if f.quantity.unit in ("count", "person") and f.quantity.value > 0]
    if not counted or not number.value:
        return None
    figure = min(reversed(counted), key=lambda f: max(f.quantity.value / number.value, number.value / f.quantity.value))
    return Amount(number, figure.quantity.unit, "count", noun=figure.quantity.noun, indicator=figure.indicator)


def _travelling(scene: Scene, draft: Draft) -> Amount | None:
    """The people that a number counts where a nation or a word of travel stands beside it."""
    number, sentence = draft.amount.number, scene.sentence
    people = Amount(number, "person", "count", noun="people", indicator="tourists")
    behind = sentence.cats[draft.at + 1 : draft.at + 3]
    if behind[:1] == NATIONAL and behind[1:] not in (NOUN, PRODUCT):
        return people  # `274,000 Chinese headed to Thailand`
    for at in range(max(0, draft.at - 8), min(len(sentence.nodes), draft.at + 8)):
        flow = sentence.cues[at].flow
        if flow is not None and flow.indicator in ("tourists", "passengers"):
            return structs.replace(people, noun=sentence.nodes[at].low, indicator=flow.indicator)
    near = any(sentence.nodes[m.at].cat == PEOPLE and abs(m.at - draft.at) <= 3 for m in scene.mentions)
    return people if near else None


def _joined(sentence: Sentence, first: int, second: int) -> bool:
    """Whether two numbers stand close enough to share a unit."""
    return second - first <= 4 and all(
        node.cat in _JOINTS or cue.preposition in ("and", "to") or cue.compare or cue.namely
        for node, cue in zip(sentence.nodes[first + 1 : second], sentence.cues[first + 1 : second], strict=True)
    )
