"""Footing: how firmly the text itself ties the numbers of a tie, as far as can be seen without reading it again.

A reading gives each figure what it measures, for whom and when, and each relation the figures that it ties. Some of that stands
beside the number, some comes from the text around it, and that is where a reading goes wrong. The places of the numbers tell
much of it, in any language: a percentage speaks of the amounts beside it, not of those with another amount in between.

| footing | growth, multiple, share                       | sum, part and whole, two values of one thing             |
|---------|-----------------------------------------------|----------------------------------------------------------|
| FIRM    | the figures stand beside each other           | they do, or each sentence says itself what and for whom  |
| LIKELY  | one does; the other says what it measures     | only the time is taken from the text around              |
| LOOSE   | all else, and two things that can't be tied   | all else                                                 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from itertools import pairwise

from msgspec import structs

from karvan.checking.families import ALL_GOODS, WORLD, one_sentence, thing
from karvan.checking.ties import Change, Complement, Difference, Rate, Ratio, Same, Tie, Total, Within
from karvan.nouns import Claim, Figure, Reading, Relation, Span
from karvan.vocabulary.countries import names
from karvan.vocabulary.groups import group
from karvan.vocabulary.groups import names as group_names

_NEXT_SENTENCE = 400
"""How far a sentence may stand from the next one that goes on about it, in characters."""
NEARBY = 60
"""Two changes of one figure speak of one base only where they stand this close, in characters."""
_PARENTHESES = re.compile(r"\([^()]*\)")


class Footing(IntEnum):
    LOOSE = 0
    LIKELY = 1
    FIRM = 2


class Ground:
    """A reading, looked up for the places of its claims."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.figures = {figure.id: figure for figure in reading.figures}
        self.relations: dict[str, Relation] = {relation.id: relation for relation in reading.relations}
        self.claims: dict[str, Claim] = {**self.figures, **self.relations}
        self._known_asides: list[Span] | None = None
        self._known_names: dict[str, bool | None] = {}

    def footing(self, tie: Tie) -> Footing:
        """How firmly the text ties these claims."""
        figures = [self.figures[name] for name in tie.figures]
        match tie:
            case Ratio(check="share"):
                return self._share(figures[0], figures[1], self.relations[tie.stated])
            case Ratio() | Difference():
                return self._change(figures[0], figures[1], self.relations[tie.stated], growth=tie.check == "growth")
            case Change():
                together = self._sentence(figures[0].span, *(self.relations[name].span for name in tie.relations))
                return Footing.FIRM if together else Footing.LIKELY
            case Total():
                return self._total(figures, self.relations[tie.first])
            case Within():
                # a whole is told before its parts; in a list of goods the one without a name is no whole
                listed = figures[0].span and figures[1].span and figures[0].span < figures[1].span
                return self._pair(figures[0], figures[1], together=not listed)
            case Same():
                return self._pair(figures[0], figures[1])
            case Complement() | Rate():
                return Footing.FIRM
            case _:
                return Footing.LOOSE

    def _change(self, of: Figure, base: Figure, relation: Relation, *, growth: bool) -> Footing:
        if growth and not (_one_thing(of, base) and _before(base, of)):
            return Footing.LOOSE
        if self._beside(of, base, also=relation.span):
            close = relation.sure or self._goes_on(of.span, base.span, relation.span)
            alike = not growth or (of.product, of.note) == (base.product, base.note)
            return Footing.FIRM if close and alike else Footing.LIKELY
        if growth and not _in_step(base, of):
            return Footing.LOOSE
        if self._sentence(of.span, base.span) and self._beside(of, base):
            return Footing.LIKELY  # the two are set against each other, the change is told elsewhere
        near = any(self._sentence(side.span, relation.span) for side in (of, base))
        return Footing.LIKELY if near and "indicator" not in of.inferred else Footing.LOOSE

    def _share(self, part: Figure, whole: Figure, relation: Relation) -> Footing:
        told = "period" not in part.inferred + whole.inferred
        if told and part.period and whole.period and not whole.period.contains(part.period):
            return Footing.LOOSE
        tied = getattr(relation, "whole", None) == whole.id
        if tied and relation.sure and self._beside(part, whole, also=relation.span):
            return Footing.FIRM
        near = self._sentence(part.span, relation.span) and self._beside(part, also=relation.span)
        return Footing.LIKELY if near and "indicator" not in whole.inferred and _holds(whole, part) else Footing.LOOSE

    def _total(self, figures: list[Figure], relation: Relation) -> Footing:
        whole, parts = figures[0], figures[1:]
        if any(part.period and whole.period and not whole.period.contains(part.period) for part in parts):
            return Footing.LOOSE
        if self._beside(*figures, when=whole) and self._close(figures):
            return Footing.FIRM
        told = all("indicator" not in figure.inferred for figure in figures)
        return Footing.LIKELY if relation.sure or told else Footing.LOOSE

    def _pair(self, one: Figure, other: Figure, *, together: bool = True) -> Footing:
        dated = not any("period" in figure.inferred for figure in (one, other))
        if together and self._beside(one, other) and self._sentence(one.span, other.span):
            return Footing.FIRM
        if self.says_itself(one) and self.says_itself(other):
            return Footing.FIRM if dated else Footing.LIKELY
        if (
            dated
            and _one_thing(one, other)
            and all(self.says_itself(one) or self._goes_back(one) for one in (one, other))
        ):
            return Footing.LIKELY
        return Footing.LIKELY if self._beside(one, other) and self._goes_on(one.span, other.span) else Footing.LOOSE

    def one_change(self, tie: Tie, other: Tie) -> bool:
        """Whether two growths tell of one change, as an amount and as a percentage."""
        if not (isinstance(tie, Ratio | Difference) and isinstance(other, Ratio | Difference)) or type(tie) is type(
            other
        ):
            return False
        spans = [self.relations[one.stated].span for one in (tie, other)]
        if spans[0] is None or spans[1] is None:
            return True
        first, second = sorted((spans[0], spans[1]))
        return second.start - first.end <= NEARBY

    def says_itself(self, figure: Figure) -> bool:
        """Whether the figure's own sentence says what it measures and for whom, none of its parties being left out."""
        return not {"indicator", "parties"} & set(figure.inferred) and self._named(figure) is not False

    def _goes_back(self, figure: Figure) -> bool:
        """Whether the sentence says what it measures and leaves both parties to the text before ("their trade")."""
        alone = figure.partner in (None, WORLD)
        return "indicator" not in figure.inferred and (alone or self._named(figure) is None)

    def _named(self, figure: Figure) -> bool | None:
        """Whether both parties stand in the figure's sentence; None if neither does, as where words mean the two."""
        if figure.id not in self._known_names:
            self._known_names[figure.id] = self._names_in_sentence(figure)
        return self._known_names[figure.id]

    def _names_in_sentence(self, figure: Figure) -> bool | None:
        codes = [code for code in (figure.reporter, figure.partner) if code and code != WORLD]
        if figure.span is None:
            return True
        sentence = self._around(figure.span)
        named = [bool(_names(code).search(sentence)) for code in codes]
        return True if all(named) else False if any(named) else None

    def _around(self, span: Span) -> str:
        """The sentence of a figure."""
        start = max(self.text.rfind(mark, 0, span.start) for mark in ("\n", ". ", "! ", "? "))
        ends = [end for mark in ("\n", ". ", "! ", "? ") if (end := self.text.find(mark, span.end)) >= 0]
        return self.text[start + 1 : min(ends, default=len(self.text))]

    def _close(self, figures: list[Figure]) -> bool:
        spans = [figure.span for figure in figures if figure.span is not None]
        return all(two.start - one.end <= _NEXT_SENTENCE for one, two in _neighbours(spans))

    def _beside(self, *figures: Figure, also: Span | None = None, when: Figure | None = None) -> bool:
        """Whether no other figure of their unit (and time) stands between some figures; what is said in brackets apart."""
        spans = [span for span in (*(figure.span for figure in figures), also) if span is not None]
        if len(spans) < 2:
            return True
        first, last = min(spans).start, max(span.end for span in spans)
        unit, own = figures[0].quantity.unit, {figure.id for figure in figures}
        return not any(
            figure.quantity.unit == unit and figure.id not in own and not self._in_brackets(figure.span, spans)
            for figure in self.figures.values()
            if figure.span is not None and first <= figure.span.start and figure.span.end <= last
            if not (when and when.period and figure.period and not when.period.overlaps(figure.period))
        )

    def _in_brackets(self, span: Span | None, apart_from: list[Span]) -> bool:
        """Whether a span stands in brackets that hold none of the others."""
        if self._known_asides is None:
            self._known_asides = [Span(*found.span()) for found in _PARENTHESES.finditer(self.text)]
        inside = next((aside for aside in self._known_asides if span is not None and aside.overlaps(span)), None)
        return inside is not None and not any(inside.overlaps(other) for other in apart_from)

    def _sentence(self, *spans: Span | None) -> bool:
        known = [span for span in spans if span is not None]
        return all(one_sentence(self.text, one, other) for one, other in _neighbours(known))

    def _goes_on(self, *spans: Span | None) -> bool:
        """Whether spans stand in one sentence or in two that follow each other in one paragraph."""
        known = sorted(span for span in spans if span is not None)
        if len(known) < 2:
            return True
        between = self.text[known[0].end : known[-1].start]
        breaks = sum(not one_sentence(self.text, one, other) for one, other in _neighbours(known))
        return len(between) <= _NEXT_SENTENCE and breaks <= 1 and "\n" not in between


def _neighbours(spans: list[Span]) -> Iterator[tuple[Span, Span]]:
    ordered = sorted(spans)
    return pairwise(ordered)


def _one_thing(of: Figure, base: Figure) -> bool:
    """Whether two figures measure the same.

    Of what goes on about a thing ("they had been 5 billion") its name is left out, and a plan may be held against a fact.
    """
    one, other = (structs.replace(thing(figure), note=None, unit=figure.quantity.unit) for figure in (of, base))
    if None in (one.product, other.product):
        one, other = structs.replace(one, product=None), structs.replace(other, product=None)
    nouns = {figure.quantity.noun for figure in (of, base) if figure.quantity.unit == "count"} - {None}
    return one == other and len(nouns) < 2


def _before(base: Figure, of: Figure) -> bool:
    return base.period is None or of.period is None or base.period.start < of.period.start


def _in_step(base: Figure, of: Figure) -> bool:
    """Whether one period is the other's in an earlier year, or ends where the other begins."""
    if base.period is None or of.period is None:
        return False
    years = of.period.year - base.period.year
    return base.period.end == of.period.start or base.period.same(of.period.years_later(-years))


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether the one is what the other is a part of, by kind or by partner."""
    if whole.indicator not in (part.indicator, "trade.turnover") or whole.product not in (
        None,
        part.product,
        *ALL_GOODS,
    ):
        return False
    wider = whole.partner == WORLD or whole.partner is None or group(whole.partner) is not None
    return wider or {whole.reporter, whole.partner} == {part.reporter, part.partner}


@cache
def _names(code: str) -> re.Pattern[str]:
    """Every way in which texts call a country, its people and its capital, or a group."""
    words: list[str] = []
    for name in (*names(), *group_names()):
        if code == name.code or code in getattr(name, "also", ()):
            words += [name.text] if name.case_sensitive else [name.text, name.text.upper()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)")
