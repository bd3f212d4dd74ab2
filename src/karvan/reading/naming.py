"""What else a figure is told apart by: its product and its note."""

from __future__ import annotations

from karvan.reading.comparing import is_plain_figure
from karvan.reading.context import Amount
from karvan.reading.grammar import Node, category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, NUMBER, PERIOD, Sentence

OF, FROM, TO, HYPHEN, PRODUCT, CUE, WORD, THIS = (
    category(c) for c in ("OF", "FROM", "TO", "HYPHEN", "PRODUCT", "CUE", "WORD", "THIS")
)
_TIMES = frozenset((category("TIMEUNIT"), category("YEARWORD")))
_WITH_PRODUCT = ("trade.exports", "trade.imports", "trade.turnover", "freight", "production", "price", "capacity")


def note_of(sentence: Sentence, draft: Draft) -> str | None:
    """What keeps a figure from being compared with others: plan, target, forecast, per year, range."""
    notes = []
    if draft.amount.high is not None:
        notes.append("range")
    nodes, cues = sentence.nodes, sentence.cues
    for k in sentence.where("plan"):
        plan = cues[k].plan
        if (
            plan
            and draft.clause.start <= k < draft.at
            and nodes[k].cat != PERIOD
            and not _is_no_plan(sentence, draft, k)
        ):
            notes.append(plan)
            break
    nearby = range(max(draft.clause.start, draft.at - 6), draft.at - 1)
    if any(k in nearby and nodes[k + 1].cat in _TIMES for k in sentence.where("every")):
        notes.append("per time")  # `every day some 400 trucks`
    often = sentence.plays("per") or sentence.plays("yearly")
    for k in range(draft.at + 1, min(draft.at + 7, draft.clause.end)) if often else ():
        unit = cues[k + 1].lasts if cues[k].per and k + 1 < draft.clause.end else None
        if unit is not None and k + 2 < len(nodes) and nodes[k + 2].cat == HYPHEN:
            unit = None  # `a year-on-year increase`
        if cues[k].yearly or unit is not None:
            notes.append(f"per {cues[k].yearly or unit}")
            break
    return ", ".join(dict.fromkeys(notes)) or None


def _is_no_plan(sentence: Sentence, draft: Draft, at: int) -> bool:
    """`will grow to A from the current B`: B is there already; `the Planning Authority`: a name."""
    if sentence.plays("body", at + 1, at + 4) and not sentence.cues[at].verb and AND in sentence.cats[at + 1 : at + 3]:
        return True
    behind = [n for n in sentence.nodes[at : draft.at] if is_plain_figure(n)]
    now = sentence.cats[draft.at - 1 : draft.at] == THIS or sentence.cats[draft.at - 1 : draft.at] == FROM
    return bool(behind) and now and FROM in sentence.cats[draft.at - 3 : draft.at]


def product_of(scene: Scene, draft: Draft, indicator: str, text: str) -> str | None:
    """The product that an amount counts: named beside it, with no other figure between, or behind the flow's `of`."""
    if indicator not in _WITH_PRODUCT:
        return None
    nodes = scene.sentence.nodes
    inner = draft.clause.host is not None
    start, end = draft.clause.start, draft.clause.end
    if nodes[start].cat == LPAR and not inner:
        start = max(0, start - 6)  # `fuel (58 million USD)`
    if inner:
        host = scene.draft_at(draft.clause.host or 0)
        return host.figure.product if host is not None and host.figure is not None else None
    behind = _named_product(nodes, range(draft.at + 1, min(draft.at + 5, end)), stop=True)
    if behind is not None:
        return behind
    names: list[str] = []
    for at in range(draft.at - 1, start - 1, -1):
        node = nodes[at]
        if is_plain_figure(node):
            break
        if node.cat == PRODUCT and not (node.value[1] and draft.flow is None) and not _is_plant(nodes, at):
            names.append(node.value[0])
    if names:
        return ", ".join(dict.fromkeys(reversed(names)))
    if draft.compared and scene.drafts:
        earlier = [d for d in scene.drafts if d.figure is not None and d.clause is draft.clause and d.at < draft.at]
        if earlier and earlier[-1].figure is not None:
            return earlier[-1].figure.product
    return _behind_flow(scene, draft, text)


_PLANTS = frozenset((category("NOUN"), category("ROUTE"), HYPHEN))


def _is_plant(nodes: list[Node], at: int) -> bool:
    """Whether a product names something else here: `oil companies`, `gas pipeline`."""
    return at + 1 < len(nodes) and nodes[at + 1].cat in _PLANTS


def _named_product(nodes: list[Node], places: range, *, stop: bool) -> str | None:
    for at in places:
        node = nodes[at]
        if node.cat == PRODUCT:
            return node.value[0] if not _is_plant(nodes, at) else None
        if stop and (node.cat in (COMMA, AND, LPAR, PERIOD, AMOUNT, NUMBER, TO, FROM)):
            return None
    return None


def _behind_flow(scene: Scene, draft: Draft, text: str) -> str | None:
    """`exports of <words>`: a product that no table holds."""
    nodes, at = scene.sentence.nodes, draft.flow_at
    if at < 0 or at + 1 >= len(nodes) or nodes[at + 1].cat != OF or draft.flow is None or draft.flow.verb:
        return None
    stop = at + 2
    while (
        stop < len(nodes)
        and stop < at + 8
        and nodes[stop].cat in (WORD, CUE, AND, category("NOUN"), PRODUCT, HYPHEN)
        and not (scene.sentence.cues[stop].preposition not in (None, "and") or scene.sentence.cues[stop].verb)
        and scene.sentence.cues[stop].pronoun is None
    ):
        stop += 1
    while stop > at + 2 and nodes[stop - 1].cat == AND:
        stop -= 1
    words = text[nodes[at + 2].start : nodes[stop - 1].end] if stop > at + 2 else None
    return words if words and words.lower() not in ("goods", "goods and services", "products") else None


def counted_product(amount: Amount) -> str | None:
    return amount.noun if amount.kind == "count" and amount.indicator in ("other", "freight") else None
