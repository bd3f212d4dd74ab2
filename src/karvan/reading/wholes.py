"""The words that say of what a share is: `of its total exports`, `of this amount`, `share in the turnover`."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.nouns import Figure
from karvan.reading.comparing import is_plain_figure, is_value
from karvan.reading.context import When
from karvan.reading.cues import Cue, Flow
from karvan.reading.grammar import category
from karvan.reading.scene import Scene
from karvan.reading.sentences import AND, COLON, COMMA, DASH, LPAR, PERIOD, SEMICOLON, Sentence
from karvan.reading.subjects import begins

OF, RPAR = category("OF"), category("RPAR")
_CONTENT = frozenset(category(c) for c in ("WORD", "NAME", "PRODUCT", "NOUN"))
_ENDS = frozenset((COMMA, SEMICOLON, LPAR, RPAR, DASH, COLON))
_PEOPLE = frozenset(("tourists", "passengers"))
_WHOLES = {"trade.exports": "trade.turnover", "trade.imports": "trade.turnover"}
_HOLDERS = {**_WHOLES, "trade.balance": "trade.turnover"}


@dataclass(slots=True)
class Phrase:
    """What the words around a share say of its part and its whole."""

    lo: int
    hi: int
    """The nodes that can name part and whole."""
    flow: Flow | None = None
    """What the whole measures."""
    subject: Flow | None = None
    """What the part measures, where the words before the share name it."""
    figure: Figure | None = None
    """The whole's figure, where it stands in the phrase."""
    back: int | None = None
    """Where `of this`, `of which`, `of the total` points back at a figure."""
    behind: bool = False
    """Whether it stands right behind the share."""
    entire: bool = False
    """`all`, `total`: the whole has no partner of its own."""
    codes: frozenset[str] = frozenset()
    actor: str | None = None
    """Who sells or buys, where a verb tells the whole: `what X paid for Y's goods`."""
    time: When | None = None
    told: range = range(0)
    """The nodes that say of what the value before was a share."""
    complete: bool = False
    """`85 percent complete`: the whole is a work."""
    says_same: bool = False
    """`X, or 12 percent of it`: the share says of the figure before it how large it is."""
    words: str | None = None
    """The words behind `of`, for a whole that is no figure."""

    @property
    def points_back(self) -> bool:
        """Whether the whole is said to be a figure named before, and nothing else."""
        return self.back is not None and self.flow is None


def told_by_verb(figure: Figure, phrase: Phrase) -> bool:
    """Whether a figure is what the actor of a verb of trade sold or bought, whichever side tells it."""
    if phrase.flow is None or phrase.actor is None or figure.indicator not in _WHOLES:
        return False
    sells = phrase.flow.indicator == "trade.exports"
    seller, buyer = (
        (figure.reporter, figure.partner) if figure.indicator == "trade.exports" else (figure.partner, figure.reporter)
    )
    other = seller if not sells else buyer
    return phrase.actor == (seller if sells else buyer) and (len(phrase.codes) < 2 or other in phrase.codes)


def is_of(sentence: Sentence, at: int) -> bool:
    """Whether a value is followed by `of …`, also by `of it`, `of which`."""
    if at + 1 >= len(sentence.nodes):
        return False
    return sentence.nodes[at + 1].cat == OF or (
        sentence.cues[at + 1].pronoun == "part" and not sentence.cues[at + 1].includes
    )


def measures(flow: Flow, figure: Figure) -> bool:
    """Whether a figure is of the flow that a word names; people who travel are counted under two names."""
    return flow.indicator == figure.indicator or (flow.indicator in _PEOPLE and figure.quantity.unit == "person")


def phrase_of(scene: Scene, at: int) -> Phrase:
    """The phrase that tells the whole of the share at a node: behind it, else before, around the word of sharing."""
    sentence = scene.sentence
    nodes, cues = sentence.nodes, sentence.cues
    clause = sentence.clause_of(at)
    start = _subject_start(scene, at)
    at = list_end(sentence, at)
    if at + 1 < len(nodes) and cues[at + 1].share_noun:
        at += 1  # `a 40 percent share of this sum`
    hi = at + 1
    while hi < clause.end and nodes[hi].cat not in _ENDS and not is_value(nodes[hi]) and not is_plain_figure(nodes[hi]):
        hi += 1
    if hi < len(nodes) and is_value(nodes[hi]):
        joint = next((k for k in range(hi - 1, at + 1, -1) if nodes[k].cat == AND), hi)
        hi = joint if nodes[hi - 1].cat != AND else hi - 1  # `47 percent of exports and chemicals 14 percent`
    phrase = Phrase(start, hi)
    of = is_of(sentence, at)
    behind = range(at + 1, hi)
    if of:
        phrase.words = " ".join(node.low for node in nodes[at + 2 : hi]) or None
        phrase.figure = _figure(scene, at, hi)
    phrase.back = at + 1 if of and cues[at + 1].pronoun == "part" else None
    phrase.behind = phrase.back is not None
    if phrase.back is None and not of:
        phrase.back = next((k for k in range(at - 1, clause.start - 1, -1) if cues[k].pronoun == "part"), None)
    said = next((k for k in behind if _says(cues[k])), hi)  # `of the total is handled at …`
    phrase.flow = next((cues[k].flow for k in range(at + 1, said) if cues[k].flow is not None), None)
    if phrase.behind and not any(_is_noun(cues[k]) for k in range(at + 2, min(at + 4, said))):
        phrase.flow = None  # `12 percent of which went to mining`
    if phrase.flow is not None and phrase.flow.indicator == "other":
        phrase.flow = None  # `of payments for supplies`
    phrase.told = _told_before(scene, phrase.lo, at)
    phrase.entire = any(cues[k].whole or cues[k].total for k in behind)
    phrase.time = next((nodes[k].value for k in range(at + 1, min(hi + 1, len(nodes))) if nodes[k].cat == PERIOD), None)
    phrase.complete = at + 1 < len(nodes) and cues[at + 1].complete
    phrase.says_same = any(
        cues[k].namely or (cues[k].share and not cues[k].share_noun) for k in range(max(clause.start, at - 4), at)
    )
    _before(phrase, scene, at)
    named = behind if phrase.flow is not None and of else range(phrase.lo, hi)
    if phrase.flow is not None and phrase.flow.verb:
        phrase.actor = next(
            (m.codes[0] for m in scene.mentions if at < m.at < hi and m.codes and m.part != "body"), None
        )
    phrase.codes = frozenset(
        code
        for m in scene.mentions
        if m.at in named and m.at not in phrase.told and m.part not in ("body", "via")
        for code in m.codes
    )
    if (
        phrase.back == at + 1
        and phrase.flow is None
        and any(nodes[k].cat in _CONTENT for k in range(at + 2, hi))
        and not cues[at + 1].whole
    ):
        phrase.words = " ".join(node.low for node in nodes[at + 1 : hi])
    elif of and phrase.back is None and phrase.flow is None and phrase.figure is None and not phrase.entire:
        phrase.back = _points_back(sentence, at + 2, hi)
    return phrase


def _is_noun(cue: Cue) -> bool:
    return cue.flow is not None and not cue.flow.verb


def _says(cue: Cue) -> bool:
    """Whether a word is the verb that ends the phrase: `is`, `reached`; `total` can be one, but is none here."""
    return cue.reach and not (cue.total or cue.whole or cue.worth)


def list_end(sentence: Sentence, at: int) -> int:
    """`15 percent, 13 percent and 12 percent of its trade`: the last value tells the whole of all."""
    nodes = sentence.nodes
    while at + 2 < len(nodes) and nodes[at + 1].cat in (COMMA, AND) and is_value(nodes[at + 2]):
        at += 2
    return at


def _points_back(sentence: Sentence, lo: int, hi: int) -> int | None:
    """`of the sum`, `of that`: a pronoun behind `of`."""
    return next((k for k in range(lo, hi) if sentence.cues[k].pronoun == "this"), None)


def _subject_start(scene: Scene, at: int) -> int:
    """Where the words that name the part begin: behind the last figure, or behind a value of another subject."""
    nodes, clause = scene.sentence.nodes, scene.sentence.clause_of(at)
    goes_on = nodes[clause.start].cat == AND and not begins(scene, clause.start, at, joined=True)
    start = 0 if goes_on else clause.start  # `This is 2 percent above … and corresponds to 4 percent of …`
    for k in range(at - 1, start - 1, -1):
        value = is_value(nodes[k]) or k in scene.values
        if (is_plain_figure(nodes[k]) and not value) or (value and begins(scene, k + 1, at)):
            return k + 1
    return start


def _before(phrase: Phrase, scene: Scene, at: int) -> None:
    """A flow before the share is the part's (`Imports made up 26 percent`) or, behind a word of sharing, the whole's."""
    cues = scene.sentence.cues
    noun = next((k for k in range(at - 1, phrase.lo - 1, -1) if cues[k].share_noun), None)
    if noun is not None and phrase.back is None:
        phrase.back = next((k for k in range(noun + 1, at) if cues[k].pronoun in ("this", "part")), None)
    for k in range(at - 1, phrase.lo - 1, -1):
        flow = cues[k].flow
        if flow is None or k in phrase.told:
            continue
        if noun is not None and noun < k:
            phrase.flow = phrase.flow or flow
        elif not flow.verb and phrase.subject is None:
            phrase.subject = flow


def _told_before(scene: Scene, lo: int, at: int) -> range:
    """The nodes that say of what the value before was a share: `47 percent of exports and chemicals 14 percent`."""
    nodes = scene.sentence.nodes
    before = next((k for k in range(at - 1, lo - 1, -1) if is_value(nodes[k])), None)
    if before is None or not is_of(scene.sentence, before):
        return range(0)
    return range(before, next((k for k in range(before + 1, at) if nodes[k].cat in (AND, COMMA, SEMICOLON)), at))


def _figure(scene: Scene, at: int, hi: int) -> Figure | None:
    """`68 percent of the total aid of Rs 6,600 crore`, `of all exports, which came to $423.7 million`."""
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    if hi >= len(nodes) or any(_says(cues[k]) for k in range(at + 1, hi)):
        return None
    if is_plain_figure(nodes[hi]):
        draft = scene.draft_at(hi)
        return draft.figure if draft is not None else None
    if nodes[hi].cat == COMMA and hi + 1 < len(nodes) and cues[hi + 1].relative:
        draft = next((d for d in scene.drafts if hi < d.at <= hi + 6), None)
        return draft.figure if draft is not None else None
    return None


def is_part_of(part: Figure, whole: Figure) -> bool:
    return (
        part is not whole and part.quantity.unit == whole.quantity.unit and part.quantity.value < whole.quantity.value
    )


def broadness(whole: Figure, part: Figure, flow: Flow | None = None) -> int | None:
    """0 where the whole's subject surely holds the part's, 1 where it may, None where it can't."""
    if whole is part or whole.quantity.unit != part.quantity.unit:
        return None
    same_pair = {whole.reporter, whole.partner} == {part.reporter, part.partner}
    seen_from_partner = {whole.indicator, part.indicator} == {
        "trade.exports",
        "trade.imports",
    } and whole.reporter == part.partner
    if whole.indicator != part.indicator and _HOLDERS.get(part.indicator) != whole.indicator and not seen_from_partner:
        return None
    if whole.partner == "WLD" and part.partner != "WLD":
        total = flow is None or flow.indicator in (whole.indicator, part.indicator)
        return 0 if whole.reporter in (part.reporter, part.partner) and total else None
    if same_pair and (whole.indicator != part.indicator or part.product):
        return 0
    if same_pair or whole.reporter == part.reporter:
        return 1
    if whole.indicator == part.indicator == "trade.turnover" and {whole.reporter, whole.partner} & {
        part.reporter,
        part.partner,
    }:
        return 1
    return None


__all__ = ["Phrase", "broadness", "is_of", "is_part_of", "measures", "phrase_of", "told_by_verb"]
