"""Amounts become figures: the reader that asks what each measures, for whom and when, sentence by sentence."""

from __future__ import annotations

from karvan.nouns import Figure, Quantity, Span
from karvan.reading.amounts import amount_at, counts
from karvan.reading.comparing import compares_between, is_compared
from karvan.reading.context import Amount, Context
from karvan.reading.differences import is_difference
from karvan.reading.governing import flow_of, go_together, respectively
from karvan.reading.grammar import category, standing
from karvan.reading.inheriting import inherit_units
from karvan.reading.measuring import TRADE, indicator_of
from karvan.reading.mentions import Mention
from karvan.reading.naming import counted_product, note_of, product_of
from karvan.reading.remembering import remember
from karvan.reading.rounding import meanings
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import NUMBER, PERIOD, Sentence, figures_in
from karvan.reading.story import Story
from karvan.reading.timing import period_of
from karvan.reading.whose import parties_of

ROUTE = category("ROUTE")


class FigureReader:
    """Reads the figures of a document sentence by sentence."""

    def __init__(self, context: Context, story: Story) -> None:
        self.context, self.story = context, story
        self.count = 0

    def scene(self, sentence: Sentence, found: list[Mention]) -> Scene:
        """The sentence with its figures; the story goes on by what it says."""
        scene = Scene(sentence, found, [], [], figures_before=len(self.story.figures))
        self.story.seen.update(code for mention in found for code in mention.codes)
        for at in figures_in(sentence):
            node = sentence.nodes[at]
            amount = amount_at(sentence, at, self.context, self.story)
            if amount is None:
                continue
            clause = sentence.clause_of(at)
            if amount.kind in ("percent", "points", "fold", "fraction") or is_difference(sentence, at, amount):
                node.value = amount
                scene.values.append(at)
                continue
            scene.drafts.append(Draft(at, node, amount, clause))
        for draft in scene.drafts:
            draft.compared = is_compared(sentence, draft.at)
        inherit_units(scene, self.story)
        scene.drafts = [draft for draft in scene.drafts if draft.amount.unit and counts(scene, draft)]
        for draft in scene.drafts:
            draft.flow, draft.flow_at = flow_of(scene, draft)
        go_together(scene)
        respectively(scene)
        for before, draft in zip(scene.drafts, scene.drafts[1:], strict=False):
            if (
                draft.compared
                and draft.flow is not None
                and before.flow is not None
                and before.at < draft.flow_at < draft.at
                and not compares_between(sentence, draft.flow_at, draft.at)
            ):
                # `exports of A against imports of B` are two things, not one thing at two times
                draft.compared = draft.flow.indicator == before.flow.indicator
        for draft in scene.drafts:
            self._read(scene, draft)
        remember(scene, self.story)
        scene.period, scene.subject = self.story.period, self.story.subject
        return scene

    def _read(self, scene: Scene, draft: Draft) -> None:
        amount, sentence = draft.amount, scene.sentence
        indicator = indicator_of(scene, draft, self.story)
        inner = draft.clause.host is not None and draft.clause.start <= draft.flow_at < draft.clause.end
        explains = draft.clause.host is not None and not inner
        model = self._model(scene, draft) if explains or draft.compared else None
        if model is not None:
            indicator, reporter, partner = model.indicator, model.reporter, model.partner
        else:
            reporter, partner = parties_of(scene, draft, indicator, self.story)
        draft.note = note_of(sentence, draft)
        leader = self._leader(scene, draft, indicator)
        if leader is not None:
            reporter, partner = leader.reporter, leader.partner
        period = (
            leader.period
            if leader is not None and leader.period is not None
            else period_of(scene, draft, indicator, self.story)
        )
        route = sentence.nodes[sentence.cats.index(ROUTE)].value if ROUTE in sentence.cats else None
        if indicator in ("freight", "containers", "capacity", "passengers") and route is None:
            route = self.story.route
        self.count += 1
        draft.figure = Figure(
            id=f"f{self.count}", span=Span(draft.node.start, draft.node.end), text=self.story.text[draft.node.start : draft.node.end],
            indicator=indicator, quantity=quantity(amount), reporter=reporter, partner=partner, product=counted_product(amount) or product_of(scene, draft, indicator, self.story.text),
            route=route, period=period, note=draft.note, inferred=self._inferred(scene, draft, model),
        )  # fmt: skip
        if indicator.startswith(TRADE) and draft.clause.host is None:
            self.story.subject, self.story.subject_paragraph = (reporter, partner), sentence.paragraph

    def _leader(self, scene: Scene, draft: Draft, indicator: str) -> Figure | None:
        """The counted whole that a bare number of the same sentence counts on (`204 firms, 67 of them …`)."""
        if draft.node.cat != NUMBER or indicator not in ("other", "agreements", "projects", "flights"):
            return None
        if PERIOD in scene.sentence.cats[draft.at + 1 : draft.at + 4]:
            return None  # `5,330 in May, 6,090 in June`
        before = [
            d.figure
            for d in scene.drafts
            if d.figure is not None and d.at < draft.at and d.amount.unit == draft.amount.unit
        ]
        return before[-1] if before and before[-1].indicator == indicator else None

    def _inferred(self, scene: Scene, draft: Draft, model: Figure | None) -> tuple[str, ...]:
        """What the figure's own sentence does not say."""
        clause, sentence = draft.clause, scene.sentence
        if model is not None:
            missing = [name for name in model.inferred if name != "period"]
        else:
            own = [m for m in scene.mentions if m.part != "body" and (m.codes or m.kind == "pair")]
            missing = [
                name
                for name, there in (
                    ("indicator", draft.flow is not None or draft.amount.kind == "count"),
                    ("parties", bool(own)),
                )
                if not there
            ]
        times = [sentence.nodes[at].value for at in standing(PERIOD, sentence.cats)]
        if clause.host is None and all(time.link == "past" for time in times):
            missing.append("period")
        return tuple(missing)

    def _model(self, scene: Scene, draft: Draft) -> Figure | None:
        """The figure whose subject a compared one shares."""
        if draft.clause.host is not None:
            host = scene.draft_at(draft.clause.host)
            if host is not None and host.figure is not None and host.amount.unit == draft.amount.unit:
                return host.figure
            if (
                host is not None
                and host.figure is not None
                and not draft.compared
                and len(host.amount.unit) == 3
                and len(draft.amount.unit) == 3
                and host.amount.unit.isupper()
            ):
                return host.figure
        if draft.compared:
            if draft.flow is not None and draft.flow_at > draft.at:
                return None
            earlier = [
                d
                for d in scene.drafts
                if d.figure is not None
                and d.amount.unit == draft.amount.unit
                and not d.compared
                and d.clause is draft.clause
            ]
            if not earlier and not draft.clause.start <= draft.flow_at < draft.clause.end:
                earlier = [
                    d
                    for d in scene.drafts
                    if d.figure is not None and d.amount.unit == draft.amount.unit and d.at < draft.at
                ]
            if earlier:
                return earlier[-1].figure
            if (
                not any(d.amount.unit == draft.amount.unit for d in scene.drafts if d is not draft)
                and draft.flow is None
            ):
                return next((f for f in reversed(self.story.figures) if f.quantity.unit == draft.amount.unit), None)
        return None


def quantity(amount: Amount) -> Quantity:
    """The amount with every value it can mean.

    >>> from decimal import Decimal
    >>> from karvan.reading.context import Number
    >>> quantity(Amount(Number(Decimal("6.1"), Decimal("0.1")), "USD", "amount")).interval.hi
    Decimal('6.15')
    """
    number = amount.number
    manner = "number"
    if amount.kind == "fraction":
        manner = "words"
    elif amount.kind == "fold" and number.words:
        manner = "fold"
    elif amount.kind == "count" and number.scale == 1:  # `1.7 million guests` is rounded, `1,700,000` need not be
        manner = "count"
    hedge = amount.hedge if amount.hedge != "signed" else None
    if amount.high is not None:
        low = 2 * number.value - amount.high.value
        strict = meanings(low, number.unit)[0].hull(meanings(amount.high.value, number.unit)[0])
        return Quantity(number.value, amount.unit, strict, strict, None, number.scale, amount.noun)
    strict, loose = meanings(number.value, number.unit, hedge, manner)
    return Quantity(
        number.value, amount.unit, strict, loose, "about" if hedge == "nearly" else hedge, number.scale, amount.noun
    )
