"""What grew, and from what: the figures that a growth or a multiple ties."""

from __future__ import annotations

from karvan.nouns import Figure, Interval, Quantity
from karvan.reading.context import Amount
from karvan.reading.figures import Draft, Scene
from karvan.reading.grammar import category
from karvan.reading.sentences import COMMA, LPAR, PERIOD, Sentence
from karvan.reading.story import Story

OF, FROM, TO = (category(c) for c in ("OF", "FROM", "TO"))


class Ties:
    """Looks figures up for the growths of a document, all of whose figures are known."""

    def __init__(self, scenes: list[Scene], story: Story) -> None:
        self.story = story
        self.figures = [d.figure for scene in scenes for d in scene.drafts if d.figure is not None]
        self.place = {figure.id: n for n, figure in enumerate(self.figures)}
        self.bases = {d.figure.id for scene in scenes for d in scene.drafts if d.figure is not None and d.compared}

    def before(self, scene: Scene) -> list[Figure]:
        """The figures of the sentences before."""
        first = next((d.figure for d in scene.drafts if d.figure is not None), None)
        end = self.place[first.id] if first is not None else scene.figures_before
        return self.figures[:end]

    def tie(self, scene: Scene, at: int, amount: Amount) -> tuple[Figure | None, Figure | None, str | None]:
        """The figure that grew, the one that it grew from, and words for what grew where that is no figure."""
        sentence = scene.sentence
        drafts = [d for d in scene.drafts if d.figure is not None and comparable_units(d, amount)]
        main = [d for d in drafts if not d.compared]
        of = nearest_main(sentence, at, main, self._named_elsewhere(scene, at, main))
        base_draft = self._base_draft(sentence, at, of, [d for d in drafts if d.compared], main)
        base = base_draft.figure if base_draft else None
        figure = of.figure if of else None
        if figure is not None and of is not None and base is None and of.clause is not sentence.clause_of(at) and of.at < at:
            later = self._later(figure, scene)
            if later is not None:
                return later, figure, None
        if figure is None:
            figure, remembered = self._remembered(scene, at, amount, base)
            base = base or remembered
        if figure is None:
            figure = self._named(scene, at, amount)
        if base is not None and figure is base:
            base = None
        if base is None and figure is not None:
            base = self._earlier(figure)
        return figure, base, None if figure else subject_words(scene, at)

    @staticmethod
    def _named_elsewhere(scene: Scene, at: int, main: list[Draft]) -> bool:
        """Whether the value's own clause names a subject that none of the sentence's figures has."""
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        if any(clause.start <= d.at < clause.end for d in main):
            return False
        own = {code for m in scene.mentions if clause.start <= m.at < clause.end and m.part in ("from", "subject", "poss") for code in m.codes}
        known = {code for d in main if d.figure is not None for code in (d.figure.reporter, d.figure.partner)}
        return bool(own) and not own & known

    def _base_draft(self, sentence: Sentence, at: int, of: Draft | None, bases: list[Draft], main: list[Draft]) -> Draft | None:
        unit = of.figure.quantity.unit if of is not None and of.figure is not None else None
        bases = [d for d in bases if unit is None or d.amount.unit == unit]
        here = sentence.clause_of(at)
        near = {id(here), id(of.clause) if of is not None else 0}
        bases = [d for d in bases if id(d.clause) in near or d.clause.host is not None or sentence.nodes[d.clause.start].cat == LPAR]
        ahead = [d for d in bases if d.at > at and not any(at < m.at < d.at for m in main)]
        if not ahead:
            ahead = [d for d in bases if d.at > at and any(sentence.nodes[k].cat == FROM for k in range(at, d.at)) and d.clause is sentence.clause_of(at)]
        if ahead:
            return ahead[0]
        behind = [d for d in bases if d.at < at and (of is None or of.at < d.at or d.clause is of.clause)]
        return behind[-1] if behind else None

    def _remembered(self, scene: Scene, at: int, amount: Amount, base: Figure | None) -> tuple[Figure | None, Figure | None]:
        """The figure of an earlier sentence that a value without one goes on about."""
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        goes_on = any(sentence.cues[k].pronoun == "this" for k in range(max(clause.start, at - 8), at))
        if not goes_on and base is None and any(d.figure is not None and not d.compared for d in scene.drafts):
            return None, None
        pool = [f for f in self.before(scene)[-5:] if f.quantity.unit not in ("year", "day", "hour", "month", "km")]
        if base is not None:
            pool = [f for f in pool if f.quantity.unit == base.quantity.unit]
        if amount.kind in ("amount", "count") and amount.unit:
            pool = [f for f in pool if f.quantity.unit == amount.unit]
        if not pool:
            return None, None
        named = {code for m in scene.mentions if m.part not in ("body", "via") and clause.start <= m.at < clause.end for code in m.codes}
        flow = next((sentence.cues[k].flow for k in range(clause.start, at) if sentence.cues[k].flow is not None), None)
        mains = [f for f in pool if f.id not in self.bases] or pool
        last = mains[-1]
        if base is None and not goes_on:
            if named and not named & {last.reporter, last.partner}:
                return None, None
            if flow is not None and flow.indicator.startswith("trade.") and flow.indicator != last.indicator:
                return None, None
        if base is not None:
            return last, None
        other = next((f for f in reversed(pool) if f is not last and alike(f, last) and f.period != last.period), None)
        if other is not None and other.period is not None and last.period is not None and other.period.start > last.period.start:
            return other, last
        return last, other if other is not None and other.id in self.bases else None

    def _named(self, scene: Scene, at: int, amount: Amount) -> Figure | None:
        """`Exports rose 2.7 percent`, whose amount the text gives elsewhere for the same time."""
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        flow = next((sentence.cues[k].flow for k in range(at, clause.start - 1, -1) if sentence.cues[k].flow is not None), None)
        if flow is None or amount.kind in ("amount", "count"):
            return None
        named = {code for m in scene.mentions if clause.start <= m.at < clause.end and m.part not in ("body", "via") for code in m.codes}
        times = [n.value.resolved(scene.period) for n in sentence.nodes if n.cat == PERIOD and n.value.link not in ("year_before", "past")]
        period = next((time for time in times if time is not None), scene.period)
        if period is None:
            return None
        for figure in self.figures:
            if figure.indicator != flow.indicator or figure.period is None or not figure.period.same(period) or figure.product:
                continue
            if named and not named <= {figure.reporter, figure.partner}:
                continue
            if not named and scene.subject[0] and {figure.reporter, figure.partner} != set(scene.subject):
                continue
            return figure
        return None

    def _earlier(self, figure: Figure) -> Figure | None:
        """The figure about the same thing a year before, if the text has it."""
        if figure.period is None:
            return None
        before = figure.period.year_before()
        for other in reversed(self.figures):
            if other is not figure and other.period is not None and other.period.same(before) and same_subject(other, figure) and (other.note == figure.note or figure.note):
                return other
        return None

    def _later(self, figure: Figure, scene: Scene) -> Figure | None:
        """The figure about the same thing at a later time that the text gave before: this one is its base."""
        if figure.period is None:
            return None
        for other in reversed(self.before(scene)[-4:]):
            if other.period is not None and other.period.start > figure.period.start and alike(other, figure) and other.id not in self.bases:
                return other
        return None


def comparable_units(draft: Draft, amount: Amount) -> bool:
    """Whether a figure can be what a growth of this unit speaks of."""
    if draft.amount.indicator == "time" or draft.amount.unit in ("km",):
        return False
    if amount.kind in ("amount", "count") and amount.unit:
        return draft.amount.unit == amount.unit
    return True


def nearest_main(sentence: Sentence, at: int, main: list[Draft], elsewhere: bool = False) -> Draft | None:
    """The figure that a value speaks of: the host of its parentheses, the nearest before it, else the next one."""
    clause = sentence.clause_of(at)
    nodes, cues = sentence.nodes, sentence.cues
    if clause.host is not None:
        host = next((d for d in main if d.at == clause.host), None)
        if host is not None:
            return host
    if elsewhere:
        return None
    before = [d for d in main if d.at < at and (nodes[d.clause.start].cat != LPAR or d.clause is clause)]
    after = [d for d in main if d.at > at and (nodes[d.clause.start].cat != LPAR or d.clause is clause)]
    if not after:
        return before[-1] if before else None
    between = range(at + 1, after[0].at)
    into = any(nodes[k].cat == TO or cues[k].reach or cues[k].preposition == "to" for k in between) and not any(
        nodes[k].cat == COMMA and k - at > 6 for k in between
    )
    leads = len(between) <= 9 and (into or any(cues[k].preposition in ("and", "in") or nodes[k].cat == COMMA for k in between))
    if not before:
        return after[0] if leads or len(between) <= 12 else None
    joined = range(before[-1].at + 1, at)
    breaks = any(cues[k].preposition == "and" or cues[k].contrast or cues[k].flow is not None for k in joined) or before[-1].clause is not clause
    if into and leads and (breaks or len(joined) > 6):
        return after[0]
    if breaks and leads and nodes[at + 1].cat != COMMA and after[0].clause is clause:
        return after[0]
    return before[-1]


def multiples(scene: Scene, at: int, ties: Ties) -> tuple[str | None, str | None]:
    """The two figures of a multiple: those of its sentence, else the last two of one unit before."""
    own = [d.figure for d in scene.drafts if d.figure is not None and d.at < at]
    pool = own if len(own) >= 2 else [*ties.before(scene)[-4:], *own]
    pool = [f for f in pool if f.quantity.unit not in ("count", "year", "day", "km")] or pool
    by_subject: dict[tuple[object, ...], Figure] = {}
    for figure in pool:
        if figure.id not in ties.bases:
            by_subject[figure.indicator, figure.reporter, figure.partner] = figure
    chosen = list(by_subject.values())[-2:]
    if len(chosen) < 2:
        return (chosen[0].id if chosen else None), None
    return chosen[0].id, chosen[1].id


def subject_words(scene: Scene, at: int) -> str | None:
    """Words for what grew: the parties that its clause names."""
    clause = scene.sentence.clause_of(at)
    named = [code for m in scene.mentions if clause.start <= m.at < clause.end and m.part != "body" for code in m.codes]
    return ", ".join(dict.fromkeys(named)) or None


def same_subject(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing between the same parties, whatever the time."""
    if one.quantity.unit != other.quantity.unit or one.product != other.product:
        return False
    if (one.indicator, one.reporter, one.partner) == (other.indicator, other.reporter, other.partner):
        return True
    if {one.indicator, other.indicator} == {"trade.exports", "trade.imports"}:
        return (one.reporter, one.partner) == (other.partner, other.reporter)
    return one.indicator == other.indicator == "trade.turnover" and {one.reporter, one.partner} == {other.reporter, other.partner}


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing, as far as the text says whose."""
    if one.quantity.unit != other.quantity.unit or one.indicator != other.indicator:
        return False
    return all(a is None or b is None or a == b for a, b in ((one.reporter, other.reporter), (one.partner, other.partner))) or {
        one.reporter, one.partner
    } == {other.reporter, other.partner}  # fmt: skip


def negative(value: Quantity) -> Quantity:
    """The same quantity as a fall."""
    return Quantity(
        -value.value, value.unit, Interval(-value.interval.hi, -value.interval.lo), Interval(-value.loose.hi, -value.loose.lo),
        value.hedge, value.scale, value.noun,
    )  # fmt: skip
