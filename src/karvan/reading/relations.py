"""Percentages, multiples, fractions and differences become relations that tie figures."""

from __future__ import annotations

from typing import NamedTuple

from karvan.nouns import AnyRelation, Figure, Growth, Multiple, Quantity, Share, Span
from karvan.reading.context import Amount
from karvan.reading.figures import Draft, Scene, is_compared, quantity
from karvan.reading.grammar import Node, category
from karvan.reading.sentences import AMOUNT, AND, COMMA, LPAR, PERIOD, RPAR, Sentence
from karvan.reading.story import Story

OF, FROM, TO, HEDGE, SEMICOLON, DASH = (category(c) for c in ("OF", "FROM", "TO", "HEDGE", "SEMICOLON", "DASH"))


class Meaning(NamedTuple):
    """What kind of relation a value is, with its sign and the words that say so."""

    kind: str
    sign: int
    start: int
    end: int


class RelationReader:
    """Reads the relations of a document sentence by sentence, after the figures."""

    def __init__(self, story: Story, text: str) -> None:
        self.story, self.text = story, text
        self.relations: list[AnyRelation] = []
        self.last_kind: str | None = None
        self.last_paragraph = -1

    def read(self, scene: Scene) -> None:
        for at in scene.values:
            amount: Amount = scene.sentence.nodes[at].value
            if amount.kind == "points":
                continue
            if scene.sentence.paragraph != self.last_paragraph:
                self.last_kind, self.last_paragraph = None, scene.sentence.paragraph
            meaning = self._meaning(scene, at, amount)
            if meaning is None:
                continue
            self.last_kind = meaning.kind
            if meaning.kind == "share":
                self._share(scene, at, amount, meaning)
            else:
                self._growth(scene, at, amount, meaning)

    # --- which kind ---------------------------------------------------------------------------------------

    def _meaning(self, scene: Scene, at: int, amount: Amount) -> Meaning | None:
        sentence = scene.sentence
        nodes, cues = sentence.nodes, sentence.cues
        start, end = at, at + 1
        if amount.kind in ("amount", "count", "number"):
            sign, start, end = self._direction(sentence, at)
            return Meaning("growth", sign or 1, start, end)
        if amount.kind == "fold":
            return self._fold(scene, at, amount)
        sign, start, end = self._direction(sentence, at)
        after_of = at + 1 < len(nodes) and nodes[at + 1].cat == OF or (at + 2 < len(nodes) and nodes[at + 1].cat == RPAR and False)
        if amount.kind == "fraction":
            return self._fraction(scene, at, amount, sign, start, end)
        if self._is_rate(sentence, at) and not sign:
            return None
        share_cost = self._share_distance(sentence, at)
        if sign and (share_cost is None or self._growth_distance(sentence, at, start, end) <= share_cost) and not (after_of and not self._grew(sentence, at)):
            return Meaning("growth", sign, start, end)
        if after_of or share_cost is not None:
            return Meaning("share", 1, at, at + 1)
        if sign:
            return Meaning("growth", sign, start, end)
        if amount.hedge == "signed":
            return Meaning("growth", 1, at, at + 1)
        if self.last_kind is not None and (self._listed(sentence, at)):
            return Meaning(self.last_kind, self._inherited_sign(scene, at), at, at + 1)
        if amount.kind == "percent" and self._listed(sentence, at):
            return Meaning("share", 1, at, at + 1)
        return None

    def _inherited_sign(self, scene: Scene, at: int) -> int:
        for relation in reversed(self.relations):
            if isinstance(relation, Growth):
                return -1 if relation.quantity.value < 0 else 1
        return 1

    @staticmethod
    def _listed(sentence: Sentence, at: int) -> bool:
        """Whether a percentage stands in a list or in parentheses beside what it describes."""
        nodes = sentence.nodes
        clause = sentence.clause_of(at)
        return clause.host is not None or nodes[clause.start].cat == LPAR or any(
            n.cat == AMOUNT and n.value.kind == "percent" for k, n in enumerate(nodes) if k != at
        )

    @staticmethod
    def _grew(sentence: Sentence, at: int) -> bool:
        return any(sentence.cues[k].grow or sentence.cues[k].comparative for k in range(max(0, at - 4), at))

    def _direction(self, sentence: Sentence, at: int) -> tuple[int, int, int]:
        """The nearest word that says up or down, with the stretch from it to the value."""
        nodes, cues = sentence.nodes, sentence.cues
        clause = sentence.clause_of(at)
        best: tuple[float, int, int, int] | None = None
        for back in range(at - 1, max(clause.start - 1, at - 14), -1):
            node, cue = nodes[back], cues[back]
            sign = cue.grow or cue.grow_noun or (cue.comparative if node.low in ("up", "down", "plus", "minus", "higher", "lower", "above", "below", "ahead", "positive", "negative") else 0)
            if sign and node.cat != HEDGE or (sign and node.low not in ("over", "above", "under", "below")):
                best = ((at - back) * 1.0 + (0 if cue.grow or cue.comparative else 0.5), sign, back, at + 1)
                break
            if node.cat == AMOUNT and node.value.kind in ("percent", "fold") and back < at - 1 and not any(cues[k].flow for k in range(back, at)):
                continue
            if node.cat in (SEMICOLON, DASH):
                break
        for ahead in range(at + 1, min(at + 6, clause.end)):
            node, cue = nodes[ahead], cues[ahead]
            if node.cat in (LPAR, RPAR, SEMICOLON) or (node.cat == AMOUNT and node.value.kind in ("amount", "count")):
                break
            sign = cue.comparative or cue.grow_noun or (cue.grow if node.low in ("up", "down", "higher", "lower") else 0)
            if node.low in ("more than", "larger than", "higher than", "greater than", "above", "over"):
                sign = 1
            elif node.low in ("less than", "fewer than", "lower than", "below", "under", "smaller than"):
                sign = -1
            if node.low in ("on", "in", "of") or node.cat in (COMMA,):
                if node.cat == COMMA or node.cat == OF:
                    break
                continue
            if sign:
                cost = (ahead - at) * 1.0 - (0.6 if cue.comparative or node.low.endswith("than") else 0)
                if best is None or cost < best[0]:
                    first = at
                    best = (cost, sign, first, ahead + 1)
                break
        if best is None:
            return 0, at, at + 1
        return best[1], best[2], max(best[3], at + 1)

    @staticmethod
    def _growth_distance(sentence: Sentence, at: int, start: int, end: int) -> float:
        return float(max(at - start, end - at - 1))

    @staticmethod
    def _share_distance(sentence: Sentence, at: int) -> float | None:
        """How far the nearest word of sharing stands."""
        nodes, cues = sentence.nodes, sentence.cues
        clause = sentence.clause_of(at)
        options = []
        for k in range(max(clause.start, at - 9), min(clause.end, at + 6)):
            if cues[k].share and k != at:
                crossed = sum(1 for j in range(min(k, at) + 1, max(k, at)) if nodes[j].cat == AMOUNT or nodes[j].cat == COMMA)
                options.append(abs(k - at) + 3 * crossed + (2 if k > at else 0))
        if at + 1 < len(nodes) and nodes[at + 1].cat == OF:
            options.append(1)
        return float(min(options)) if options else None

    @staticmethod
    def _is_rate(sentence: Sentence, at: int) -> bool:
        """Whether a percentage is a rate (interest, tariff) rather than growth or share."""
        clause = sentence.clause_of(at)
        return any(sentence.cues[k].rate for k in range(max(clause.start, at - 5), min(clause.end, at + 4)))

    def _fold(self, scene: Scene, at: int, amount: Amount) -> Meaning | None:
        sentence = scene.sentence
        nodes, cues = sentence.nodes, sentence.cues
        clause = sentence.clause_of(at)
        word = amount.noun or ""
        if word in ("double", "triple", "doubles") and any(cues[k].plan for k in range(max(clause.start, at - 4), at)):
            return None
        if word in ("twice", "thrice", "two times", "times"):
            after = nodes[at + 1].low if at + 1 < len(nodes) else ""
            if after in ("-", "a", "per", "each", "every", "weekly", "daily", "this", "in", "during") and amount.number.words:
                return None
        start = at
        for back in range(at - 1, max(clause.start - 1, at - 6), -1):
            if cues[back].grow or cues[back].grow_noun:
                start = back
                break
        end = at + 1
        for ahead in range(at + 1, min(at + 4, clause.end)):
            if cues[ahead].grow_noun or cues[ahead].comparative or nodes[ahead].low in ("as many as", "as much as", "more than", "as"):
                end = ahead + 1
                break
        multiple = self._is_multiple(scene, at)
        return Meaning("multiple" if multiple else "growth", 1, start, end)

    @staticmethod
    def _is_multiple(scene: Scene, at: int) -> bool:
        """`twelve times more in A than in B`: two things, not two times."""
        sentence = scene.sentence
        tail = range(at + 1, min(at + 10, len(sentence.nodes)))
        if not any(sentence.nodes[k].low in ("than", "as", "more than", "that of", "the size of") for k in tail):
            return False
        periods = any(sentence.nodes[k].cat == PERIOD for k in tail)
        return not periods and any(m.at > at or m.part in ("in", "subject") for m in scene.mentions) and any(
            m.at > at for m in scene.mentions
        )

    def _fraction(self, scene: Scene, at: int, amount: Amount, sign: int, start: int, end: int) -> Meaning | None:
        sentence = scene.sentence
        nodes, cues = sentence.nodes, sentence.cues
        by = any(nodes[k].low == "by" for k in range(max(0, at - 3), at))
        if sign and (by or (end - at > 1) or at - start <= 2) and not (at + 1 < len(nodes) and nodes[at + 1].cat == OF):
            return Meaning("growth", sign, start, end)
        if at + 1 < len(nodes) and (nodes[at + 1].cat == OF or cues[at + 1].total):
            inner = nodes[at + 2] if at + 2 < len(nodes) else None
            if inner is not None and inner.low in ("year", "month") or any(n.cat == PERIOD for n in nodes[at + 1 : at + 4]):
                return None
            return Meaning("share", 1, at, at + 1)
        if any(cues[k].share or nodes[k].low in ("that is", "i e", "or") for k in range(max(0, at - 5), at)):
            return Meaning("share", 1, at, at + 1)
        return None

    # --- what it ties -------------------------------------------------------------------------------------

    def _growth(self, scene: Scene, at: int, amount: Amount, meaning: Meaning) -> None:
        of, base = self._tied(scene, at, amount)
        value = quantity(amount)
        measure = "difference" if amount.kind in ("amount", "count", "number") else "fold" if amount.kind == "fold" else "percent"
        sign = meaning.sign
        if value.value < 0:
            sign = 1
        if sign < 0 and measure in ("percent", "difference"):
            value = _negative(value)
        if measure == "fold" and sign < 0 and value.value > 1:
            measure = "fold"
        span, text = self._span(scene, meaning, at)
        name = f"r{len(self.relations) + 1}"
        if meaning.kind == "multiple":
            first, second = self._multiples(scene, at)
            self.relations.append(Multiple(id=name, span=span, text=text, of=first, base=second, quantity=value))
            return
        self.relations.append(
            Growth(
                id=name, span=span, text=text, of=of.id if of else None, base=base.id if base else None, quantity=value, measure=measure,
                period=of.period if of else None,
            )
        )  # fmt: skip

    def _multiples(self, scene: Scene, at: int) -> tuple[str | None, str | None]:
        money = [d.figure for d in scene.drafts if d.figure is not None]
        pool = [*self.story.figures[-6:]]
        last = [f for f in pool if f.quantity.unit not in ("count",)] or pool
        chosen = (money or last)[-2:]
        if len(chosen) < 2:
            chosen = last[-2:]
        if len(chosen) < 2:
            return (chosen[0].id if chosen else None), None
        return chosen[0].id, chosen[1].id

    def _span(self, scene: Scene, meaning: Meaning, at: int) -> tuple[Span, str]:
        nodes = scene.sentence.nodes
        start = nodes[min(meaning.start, at)].start
        end = nodes[max(meaning.end - 1, at)].end
        if end - start > 60:
            start, end = nodes[at].start, nodes[at].end
        return Span(start, end), self.text[start:end]

    def _tied(self, scene: Scene, at: int, amount: Amount) -> tuple[Figure | None, Figure | None]:
        """The figure that grew and the one that it grew from."""
        sentence = scene.sentence
        drafts = [d for d in scene.drafts if d.figure is not None and comparable(d, amount)]
        main = [d for d in drafts if not d.compared]
        bases = [d for d in drafts if d.compared]
        of = self._nearest_main(sentence, at, main)
        base = None
        if bases:
            ahead = [d for d in bases if d.at > at and not self._blocked(sentence, at, d.at, main)]
            behind = [d for d in bases if d.at < at and (of is None or of.at < d.at or d.clause is of.clause)]
            base_draft = ahead[0] if ahead else (behind[-1] if behind else None)
            if base_draft is not None and of is not None and base_draft.figure is not None and of.figure is not None and base_draft.figure.quantity.unit != of.figure.quantity.unit:
                base_draft = None
            base = base_draft.figure if base_draft else None
        figure = of.figure if of else None
        if figure is not None and of is not None and base is None and of.clause is not sentence.clause_of(at):
            later = self._later(figure)
            if later is not None:
                return later, figure
        if figure is None:
            figure, remembered = self._remembered(scene, amount, base)
            base = base or remembered
        if base is not None and figure is base:
            base = None
        if base is None and figure is not None:
            base = self._earlier(figure)
        return figure, base

    @staticmethod
    def _blocked(sentence: Sentence, at: int, other: int, main: list[Draft]) -> bool:
        return any(at < d.at < other for d in main) and not any(sentence.nodes[k].cat == FROM for k in range(at, other))

    @staticmethod
    def _nearest_main(sentence: Sentence, at: int, main: list[Draft]) -> Draft | None:
        """The figure that a value speaks of: the host of its parentheses, the nearest before it, else the next one."""
        clause = sentence.clause_of(at)
        if clause.host is not None:
            host = next((d for d in main if d.at == clause.host), None)
            if host is not None:
                return host
        nodes = sentence.nodes
        before = [d for d in main if d.at < at]
        after = [d for d in main if d.at > at]
        if after:
            between = nodes[at + 1 : after[0].at]
            leads = len(between) <= 9 and any(n.low in ("to", "reaching", "and", "at", "or", "reached", "totalling", "totaling", "amounting to", "hit", "hitting", "stood at", ",", "amounted to", "to reach", "totaled", "totalled") for n in between)
            into = any(n.cat == TO or n.low in ("to", "reaching", "totalling", "totaling", "at", "amounting to", "reached", "to reach") for n in between)
            if before:
                joined = nodes[before[-1].at + 1 : at]
                breaks = any(n.low in ("and", "while", "but", ";") for n in joined) or any(sentence.cues[k].flow is not None for k in range(before[-1].at + 1, at))
                if into and leads and (breaks or len(joined) > 6) and not any(n.cat == COMMA and j > 6 for j, n in enumerate(between)):
                    return after[0]
                if breaks and leads and not any(n.low == "," for n in between[:2]):
                    return after[0]
                return before[-1]
            return after[0] if leads or len(between) <= 12 else None
        return before[-1] if before else None

    def _remembered(self, scene: Scene, amount: Amount, base: Figure | None) -> tuple[Figure | None, Figure | None]:
        """The figure of an earlier sentence that a value without one speaks of."""
        goes_on = any(scene.sentence.cues[k].pronoun == "this" for k in range(min(3, len(scene.sentence.nodes))))
        if not goes_on and base is None and any(d.figure is not None and not d.compared for d in scene.drafts):
            return None, None
        named = {code for m in scene.mentions for code in m.codes if m.part not in ("body", "via")}
        ids = {d.figure.id for d in scene.drafts if d.figure is not None}
        pool = [f for f in self.story.figures if f.id not in ids][-4:]
        pool = [f for f in pool if f.quantity.unit not in ("year", "day", "hour", "month", "km") and (base is None or f.quantity.unit == base.quantity.unit)]
        if amount.kind in ("amount", "count") and amount.unit:
            pool = [f for f in pool if f.quantity.unit == amount.unit]
        if not pool:
            return None, None
        last = pool[-1]
        if named and not named & {last.reporter, last.partner} and base is None:
            return None, None
        if base is not None:
            return last, None
        other = next((f for f in reversed(pool[:-1]) if same_subject(f, last) and f.period is not None and last.period is not None and f.period != last.period), None)
        if other is not None and other.period is not None and last.period is not None:
            if other.period.start > last.period.start:
                return other, last
            return last, other
        return last, None

    def _earlier(self, figure: Figure) -> Figure | None:
        """The figure about the same thing a year before, if the text has it."""
        if figure.period is None:
            return None
        before = figure.period.year_before()
        for other in reversed(self.story.figures):
            if other is not figure and other.period is not None and other.period.same(before) and same_subject(other, figure) and other.note == figure.note:
                return other
        return None

    def _later(self, figure: Figure) -> Figure | None:
        """The figure about the same thing a year after."""
        for other in reversed(self.story.figures[-6:]):
            if other is not figure and other.period is not None and figure.period is not None and same_subject(other, figure):
                if other.period.year_before().same(figure.period):
                    return other
        return None

    # --- shares -------------------------------------------------------------------------------------------

    def _share(self, scene: Scene, at: int, amount: Amount, meaning: Meaning) -> None:
        sentence = scene.sentence
        drafts = [d for d in scene.drafts if d.figure is not None and d.figure.quantity.unit not in ("year", "day", "month")]
        part: Figure | None = None
        clause = sentence.clause_of(at)
        host = next((d for d in drafts if d.at == clause.host), None) if clause.host is not None else None
        if host is not None:
            part = host.figure
        if part is None:
            inner = self._in_parentheses_after(sentence, at, drafts)
            part = inner.figure if inner else None
        if part is None:
            before = [d for d in drafts if d.at < at and sentence.clause_of(d.at) is clause]
            near = before[-1] if before else None
            if near is not None and not any(n.cat == PERIOD for n in sentence.nodes[near.at + 1 : at]):
                part = near.figure
            elif near is not None:
                part = near.figure
        if part is None:
            after = [d for d in drafts if d.at > at and sentence.nodes[at + 1].cat != OF and d.at - at < 8]
            part = after[0].figure if after else None
        if part is None:
            part = self._part_before(scene, at)
        whole = self._whole(scene, at, part, drafts)
        span, text = self._span(scene, meaning, at)
        self.relations.append(
            Share(
                id=f"r{len(self.relations) + 1}", span=span, text=text, part=part.id if part else self._words(scene, at),
                whole=whole.id if whole else self._whole_words(scene, at), quantity=quantity(amount), period=part.period if part else None,
            )
        )  # fmt: skip

    @staticmethod
    def _in_parentheses_after(sentence: Sentence, at: int, drafts: list[Draft]) -> Draft | None:
        """`21 percent of its trade ($21.7bn)`: the part stands in parentheses behind."""
        for ahead in range(at + 1, min(at + 10, len(sentence.nodes))):
            if sentence.nodes[ahead].cat == LPAR:
                return next((d for d in drafts if ahead < d.at <= ahead + 4), None)
            if sentence.nodes[ahead].cat in (AMOUNT, SEMICOLON):
                return None
        return None

    def _part_before(self, scene: Scene, at: int) -> Figure | None:
        """The figure of the sentence before, where this one goes on about it."""
        sentence = scene.sentence
        opening = sentence.nodes[:at]
        goes_on = any(sentence.cues[k].pronoun in ("this", "home") or sentence.nodes[k].low in ("their", "its", "it", "they") for k in range(min(len(opening), 12)))
        own = {d.figure.id for d in scene.drafts if d.figure is not None}
        pool = [f for f in self.story.figures if f.id not in own]
        if not pool:
            return None
        flow = next((sentence.cues[k].flow for k in range(at - 1, max(-1, at - 8), -1) if sentence.cues[k].flow is not None), None)
        if flow is not None and flow.indicator.startswith("trade."):
            return next((f for f in reversed(pool[-4:]) if f.indicator == flow.indicator), None)
        return pool[-1] if goes_on else None

    def _whole(self, scene: Scene, at: int, part: Figure | None, drafts: list[Draft]) -> Figure | None:
        sentence = scene.sentence
        after = [d for d in drafts if d.at > at and d.figure is not part and sentence.nodes[at + 1 : at + 2] and sentence.nodes[at + 1].cat == OF and d.at - at <= 8]
        if after:
            return after[0].figure
        pool = [f for f in self.story.figures if f is not part]
        if part is None:
            return None
        for figure in reversed(pool):
            if figure.quantity.unit != part.quantity.unit or figure.quantity.value <= part.quantity.value:
                continue
            if figure.period is not None and part.period is not None and not figure.period.same(part.period):
                continue
            if broader(figure, part):
                return figure
        return None

    def _words(self, scene: Scene, at: int) -> str | None:
        names = [m for m in scene.mentions if m.at < at and m.codes]
        return ", ".join(names[-1].codes) if names else None

    def _whole_words(self, scene: Scene, at: int) -> str | None:
        nodes = scene.sentence.nodes
        if at + 1 < len(nodes) and nodes[at + 1].cat == OF:
            end = at + 2
            while end < len(nodes) and end < at + 10 and nodes[end].cat not in (COMMA, LPAR, AMOUNT, SEMICOLON):
                end += 1
            return self.text[nodes[at + 2].start : nodes[end - 1].end] if end > at + 2 else None
        return None


def comparable(draft: Draft, amount: Amount) -> bool:
    """Whether a figure can be what a growth value speaks of."""
    if draft.amount.indicator == "time" or draft.amount.unit in ("km",):
        return False
    if amount.kind in ("amount", "count") and amount.unit:
        return draft.amount.unit == amount.unit
    return True


def same_subject(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same thing between the same parties, whatever the time."""
    if one.quantity.unit != other.quantity.unit or one.product != other.product:
        return False
    if (one.indicator, one.reporter, one.partner) == (other.indicator, other.reporter, other.partner):
        return True
    if {one.indicator, other.indicator} == {"trade.exports", "trade.imports"}:
        return (one.reporter, one.partner) == (other.partner, other.reporter)
    return one.indicator == other.indicator == "trade.turnover" and {one.reporter, one.partner} == {other.reporter, other.partner}


_BROADER = {"trade.exports": "trade.turnover", "trade.imports": "trade.turnover"}


def broader(whole: Figure, part: Figure) -> bool:
    """Whether one figure's subject holds the other's: turnover its exports, all partners one, all products one."""
    kinds = whole.indicator == part.indicator or _BROADER.get(part.indicator) == whole.indicator
    if not kinds:
        return {whole.indicator, part.indicator} == {"trade.exports", "trade.imports"} and whole.partner == "WLD" and whole.reporter == part.partner
    if whole.partner == "WLD" and part.partner != "WLD":
        return whole.reporter in (part.reporter, part.partner)
    same = {whole.reporter, whole.partner} == {part.reporter, part.partner} or whole.reporter == part.reporter
    return same and (whole.indicator != part.indicator or whole.product != part.product or whole.partner != part.partner or whole.quantity.value > part.quantity.value)


def _negative(value: Quantity) -> Quantity:
    minus = lambda interval: type(interval)(-interval.hi, -interval.lo)  # noqa: E731
    return Quantity(-value.value, value.unit, minus(value.interval), minus(value.loose), value.hedge, value.scale, value.noun)


__all__ = ["AND", "Node", "RelationReader", "broader", "is_compared", "same_subject"]
