"""Which amounts are figures: ambiguous signs settled, bare numbers given a unit, names and stretches of time left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from karvan.reading.context import Amount, Context, Number
from karvan.reading.grammar import category
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, NUMBER, PERIOD, RPAR, Sentence
from karvan.reading.story import Story
from karvan.vocabulary import currencies

if TYPE_CHECKING:
    from karvan.reading.scene import Draft, Scene

OF, TO, HYPHEN, THE, ARTICLE, HEDGE, NOUN, PEOPLE, SLASH, COLON, PUNCT, IN, PRODUCT = (
    category(c)
    for c in (
        "OF",
        "TO",
        "HYPHEN",
        "THE",
        "ARTICLE",
        "HEDGE",
        "NOUN",
        "PEOPLE",
        "SLASH",
        "COLON",
        "PUNCT",
        "IN",
        "PRODUCT",
    )
)
FROM, LABEL, NAME, NATIONAL = (category(c) for c in ("FROM", "LABEL", "NAME", "NATIONAL"))
_RATIOS = ("percent", "points", "fold", "fraction")


def amount_at(sentence: Sentence, at: int, context: Context, story: Story) -> Amount | None:
    """The amount or bare number at a node; None where the number is part of a name."""
    node = sentence.nodes[at]
    if node.cat == AMOUNT:
        return settled(node.value, context, story)
    if node.cat != NUMBER:
        return None
    if isinstance(node.value, Amount):
        return node.value
    number: Number = node.value
    if (number.words and number.value < 2) or is_label(sentence, at, context):
        return None
    return Amount(number, "", "number", number.hedge)


def settled(amount: Amount, context: Context, story: Story) -> Amount:
    """An ambiguous sign of currency is settled by what the text writes plainly, then by the document's countries."""
    codes = amount.candidates
    if len(codes) < 2 or amount.unit == "cent":
        return amount
    home = [story.home] if story.home else []
    if codes[0] == "USD":
        if "USD" not in context.currencies:
            own = next(
                (
                    code
                    for country in home
                    for code in currencies.of_country(country)
                    if code in codes and _is_dollar(code)
                ),
                None,
            )
            return structs.replace(amount, unit=own) if own is not None else amount
        return amount
    plain = next((code for code in codes if code in context.currencies), None)
    paid = (code for country in [*home, *context.countries] for code in currencies.of_country(country) if code in codes)
    found = plain or next(paid, None)
    return structs.replace(amount, unit=found) if found is not None else amount


def _is_dollar(code: str) -> bool:
    """Whether a currency is called dollar, so that at home `$` means it."""
    known = currencies.currency(code)
    return known is not None and "ollar" in known.name


# --- numbers that are names -----------------------------------------------------------------------------------


def is_label(sentence: Sentence, at: int, context: Context) -> bool:
    """Whether a number names something rather than counts: `Resolution 2231`, `No. 317`, `the Big Four`."""
    nodes, cues = sentence.nodes, sentence.cues
    node = nodes[at]
    number: Number = node.value
    if at:
        back = at - 2 if nodes[at - 1].cat == PUNCT and at > 1 else at - 1
        before = nodes[at - 1]
        if (
            cues[back].label
            or before.cat in (HYPHEN, LABEL)
            or (before.end == node.start and before.cat not in (COMMA, LPAR))
        ):
            return True
        if before.cat == NUMBER and not number.words:
            return True  # the groups of a telephone number
        if number.words and context.is_capital(node) and not cues[at - 1].verb and before.cat not in (COMMA, COLON):
            return True
    if at + 1 < len(nodes):
        after = nodes[at + 1]
        if after.start == node.end and (after.cat == HYPHEN or after.low.isalpha()):
            return True
        if after.cat in (COLON, SLASH, NAME) or cues[at + 1].clock:
            return True
    small = not number.words and number.value < 13 and number.unit >= 1 and number.scale == 1
    return small and not any(cue.number_of for cue in cues[max(0, at - 40) : at])


# --- bare numbers ---------------------------------------------------------------------------------------------


def inherit_units(scene: Scene, story: Story) -> None:
    """A bare number counts what the text counts beside it: `from 28,000 to 29,000 tons`, `the number of trucks was 67`."""
    drafts = scene.drafts
    for place, draft in enumerate(drafts):
        if draft.amount.unit == "cent":
            _inherit_price(draft, drafts[max(0, place - 16) : place], story)
        if draft.amount.unit:
            continue
        number = draft.amount.number
        model = _number_of(scene, draft)
        small = number.words and number.value < 10
        if model is None and not small:
            after = next((d for d in drafts[place + 1 : place + 9] if d.amount.unit), None)
            before = next(
                (
                    d
                    for d in reversed(drafts[max(0, place - 16) : place])
                    if d.amount.unit and d.amount.indicator != "time"
                ),
                None,
            )
            if after is not None and _joined(scene.sentence, draft.at, after.at):
                model = after.amount
            elif before is not None:
                model = before.amount
            else:
                model = _remembered_unit(scene, draft, story)
        if model is None or model.kind not in ("count", "amount") or model.indicator == "time":
            continue
        draft.amount = structs.replace(model, number=_scaled(number, model), hedge=draft.amount.hedge, high=None)


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
    counting = sentence.places.get("number_of")
    if counting is None:
        return None
    for at in range(draft.at - 1, max(draft.at - 40, -1), -1):
        node = sentence.nodes[at]
        named = next((k for k in counting if at - 5 <= k < at), None)
        if (
            node.cat in (NOUN, PRODUCT)
            and named is not None
            and not any(sentence.nodes[k].cat in (NOUN, PRODUCT) for k in range(named + 1, at))
        ):
            unit, indicator = node.value if node.cat == NOUN else ("count", "freight")
            return Amount(draft.amount.number, unit, "count", noun=node.low, indicator=indicator)
        if (
            node.cat == AMOUNT
            and node.value.kind in ("amount", "count")
            and node.value.indicator != "time"
            and node.value.unit
        ):
            return None
    return None


def _remembered_unit(scene: Scene, draft: Draft, story: Story) -> Amount | None:
    """The unit of what is spoken of: people who travel, or the count before that is nearest in size."""
    number = draft.amount.number
    if number.scale == 1 and (number.value < 20 or not number.is_whole):
        return None
    sentence = scene.sentence
    behind = sentence.nodes[draft.at + 1 : draft.at + 3]
    if behind and behind[0].cat == NATIONAL and (len(behind) < 2 or behind[1].cat not in (NOUN, PRODUCT)):
        return Amount(
            number, "person", "count", noun="people", indicator="tourists"
        )  # `274,000 Chinese headed to Thailand`
    for at in range(max(0, draft.at - 8), min(len(sentence.nodes), draft.at + 8)):
        flow = sentence.cues[at].flow
        if flow is not None and flow.indicator in ("tourists", "passengers"):
            return Amount(number, "person", "count", noun=sentence.nodes[at].low, indicator=flow.indicator)
    if any(sentence.nodes[mention.at].cat == PEOPLE and abs(mention.at - draft.at) <= 3 for mention in scene.mentions):
        return Amount(number, "person", "count", noun="people", indicator="tourists")
    counted = [f for f in story.figures[-4:] if f.quantity.unit in ("count", "person") and f.quantity.value > 0]
    if not counted or not number.value:
        return None
    figure = min(reversed(counted), key=lambda f: max(f.quantity.value / number.value, number.value / f.quantity.value))
    return Amount(number, figure.quantity.unit, "count", noun=figure.quantity.noun, indicator=figure.indicator)


def _joined(sentence: Sentence, first: int, second: int) -> bool:
    """Whether two numbers stand close enough to share a unit."""
    between = sentence.nodes[first + 1 : second]
    cues = sentence.cues[first + 1 : second]
    return second - first <= 4 and all(
        node.cat in (TO, COMMA, HYPHEN, HEDGE, PERIOD, category("DASH"), category("FROM")) or cue.preposition in ("and", "to") or cue.compare or cue.namely
        for node, cue in zip(between, cues, strict=True)
    )  # fmt: skip


# --- counts and durations -------------------------------------------------------------------------------------


def counts(scene: Scene, draft: Draft) -> bool:
    """Whether a counted noun or a duration says how much there is of something reported."""
    amount, sentence, at = draft.amount, scene.sentence, draft.at
    if amount.indicator == "time":
        return _is_reported_duration(sentence, draft)
    if amount.kind == "count":
        if at and sentence.cues[at - 1].definite and amount.number.value <= 10:
            return False
        if at and sentence.cues[at - 1].foremost and amount.indicator in ("other", None):
            return False  # `its top five suppliers`
        return not (amount.number.words and amount.number.value <= 2 and amount.indicator in ("other", None))
    return True


def _is_reported_duration(sentence: Sentence, draft: Draft) -> bool:
    """How long something takes or lasts; not when it was, how old it is, or over which months figures run."""
    nodes, cues, at = sentence.nodes, sentence.cues, draft.at
    amount = draft.amount
    if amount.number.words and amount.number.value == 1 and amount.unit != "hour":
        return False
    if at + 1 < len(nodes) and (cues[at + 1].ago or nodes[at + 1].cat == HYPHEN):
        return False
    if at and (cues[at - 1].stretch or (nodes[at - 1].cat == THE and amount.unit in ("month", "week", "year"))):
        return nodes[at - 1].cat == IN and amount.unit in ("hour", "minute", "day")
    return True


# --- differences ----------------------------------------------------------------------------------------------


def _and_percent_more(sentence: Sentence, at: int) -> bool:
    """`a $2.3bn or 13.4% year-on-year rise`: an amount and a percentage before one word of growth."""
    nodes, cues = sentence.nodes, sentence.cues
    if at + 2 >= len(nodes) or not (cues[at + 1].namely or nodes[at + 1].cat == LPAR):
        return False
    if nodes[at + 2].cat != AMOUNT or nodes[at + 2].value.kind != "percent":
        return False
    if nodes[at + 1].cat == LPAR and sentence.cats[at + 3 : at + 4] != RPAR:
        return False  # `A (a 24% increase)`
    for step in range(at + 3, min(at + 9, len(nodes))):
        if nodes[step].cat in (COMMA, AMOUNT):
            return False
        if cues[step].grow_noun:
            return True
    return False


def _is_a_rise(sentence: Sentence, at: int) -> bool:
    """`a $2.2 billion rise over the same period`."""
    nodes, cues, after = sentence.nodes, sentence.cues, at + 1
    if not at or nodes[at - 1].cat != ARTICLE or after >= len(nodes) or not cues[after].grow_noun:
        return False
    return (
        after + 1 == len(nodes)
        or nodes[after + 1].cat in _BEHIND_A_RISE
        or cues[after + 1].upon
        or cues[after + 1].compare
    )


_BEHIND_A_RISE = frozenset((FROM, COMMA, IN, PERIOD))


def is_difference(sentence: Sentence, at: int, amount: Amount) -> bool:
    """Whether an amount says by how much something changed: `by $2 million`, `$5 million more`, `a rise of 500 tons`."""
    nodes, cues = sentence.nodes, sentence.cues
    if amount.kind in _RATIOS or amount.indicator == "time":
        return False
    after = at + 1
    if after < len(nodes):
        cue = cues[after]
        if cue.comparative and (cue.compare or not (cue.standing or cue.upon)):
            return True
    for step in sentence.places.get("comparative", ()):
        if (
            after < step < after + 6
            and (cues[step].standing or cues[step].upon)
            and nodes[step - 1].cat == AMOUNT
            and nodes[step - 1].value.kind == "percent"
            and step - after <= 2
        ):
            return cues[after].namely or cues[after].preposition == "and"
    if _and_percent_more(sentence, at) or _is_a_rise(sentence, at):
        return True
    back = at - 1
    while back >= 0 and (nodes[back].cat in (HEDGE, ARTICLE, THE) or cues[back].adds):
        back -= 1
    if back < 0:
        return False
    if cues[back].namely and not cues[back].reach and any(
        nodes[k].cat == AMOUNT and nodes[k].value.kind == "percent" for k in range(max(0, back - 2), back)
    ):  # fmt: skip
        # `shrank by 15.83 percent, or Ksh5.42 billion`: one change told twice
        return any(cues[k].grow or cues[k].grow_noun for k in range(max(0, back - 10), back))
    if cues[back].preposition == "by":
        near = range(max(0, back - 10), back)
        return any(cues[k].grow or cues[k].grow_noun or cues[k].comparative for k in near) or any(
            cues[k].grow for k in range(back, min(len(nodes), at + 6))
        )
    if nodes[back].cat == OF:
        return any(cues[k].grow_noun for k in range(max(0, back - 2), back))
    if cues[back].reach or cues[back].equals:
        return any(
            cues[k].grow_noun and (k == 0 or nodes[k - 1].cat in (THE, ARTICLE) or cues[k - 1].pronoun == "this")
            for k in range(max(0, back - 3), back)
        )
    moved = cues[back].comparative and cues[back].standing
    return bool(
        moved
        and after < len(nodes)
        and (nodes[after].cat in (FROM, COMMA) or cues[after].upon or cues[after].compare or cues[after].namely)
    )
