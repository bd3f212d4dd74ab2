"""Which amounts are figures: ambiguous signs settled, names and stretches of time left out."""

from __future__ import annotations

from msgspec import structs

from karvan.reading.context import Amount, Context, Number
from karvan.reading.grammar import category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, NUMBER, Sentence
from karvan.reading.story import Story
from karvan.vocabulary import currencies

HYPHEN, THE, SLASH, COLON, PUNCT, IN, LABEL, NAME = (
    category(c) for c in ("HYPHEN", "THE", "SLASH", "COLON", "PUNCT", "IN", "LABEL", "NAME")
)


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
