"""What grew, and from what: the figures that a growth ties.

Syntax gives the pairs that a value can speak of, the likeliest first. Where the words leave the choice open, the pair
from which the value follows is taken: a text rarely states a growth that fits figures it does not speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from karvan.nouns import Figure
from karvan.reading.beside import both_within, concluded_from, exceeded, grew_into, inside_of, reached, stated_base
from karvan.reading.comparing import is_plain_figure, is_value
from karvan.reading.known import Known, same_product
from karvan.reading.listed import told_of
from karvan.reading.nearly import nearly_grew
from karvan.reading.scene import Draft
from karvan.reading.sentences import LPAR
from karvan.reading.subjects import alike, earlier_than, fits, in_parentheses, nearest_before, same_subject
from karvan.reading.values import Value, comparable_units, compared_time, is_of_measure, measure_of, respectively

_AHEAD = 8
"""So many figures ahead may the base of a plan stand."""


class Tied(NamedTuple):
    """What grew and what it grew from, as far as the text has them as figures."""

    of: Figure | None = None
    base: Figure | None = None


class Ties:
    """Looks figures up for the growths of a document, all of whose figures are known."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.last: tuple[Value, Tied] | None = None

    def tie(self, value: Value) -> Tied:
        """The figure that grew and the one that it grew from."""
        tied = self._same_change(value) or self._likeliest(value)
        self.last = value, tied
        return tied

    def _same_change(self, value: Value) -> Tied | None:
        """`by $19 billion, or 63 percent`: two ways to say one change tie the same figures."""
        if self.last is None or self.last[0].scene is not value.scene or self.last[0].measure == value.measure:
            return None
        nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
        between = range(self.last[0].at + 1, value.at)
        if len(between) > 9 or any(is_plain_figure(nodes[k]) for k in between):
            return None
        again = any(cues[k].namely or cues[k].concludes for k in between) or (
            bool(between) and nodes[between.start].cat == LPAR
        )
        return self.last[1] if again else None

    def _likeliest(self, value: Value) -> Tied:
        first = nearly = None
        for pair in self._pairs(value):
            if pair.of and pair.base:
                if fits(pair.of.quantity, pair.base.quantity, value.quantity, value.measure):
                    return pair
                if nearly is None and nearly_grew(pair.of.quantity, pair.base.quantity, value.quantity, value.measure):
                    nearly = pair
            first = first or pair
        own = {d.figure.id for d in value.scene.drafts if d.figure is not None}
        told = first is not None and all(side is not None and side.id in own for side in first)
        return first if told and first else nearly or first or Tied()

    # --- the pairs that the words allow ---------------------------------------------------------------------

    def _pairs(self, value: Value) -> Iterator[Tied]:
        scene = value.scene
        drafts = [d for d in scene.drafts if comparable_units(d, value.amount)]
        measure = measure_of(value) if drafts else None
        drafts = [d for d in drafts if d.figure is not None and is_of_measure(d.figure, measure)]
        if scene.sentence.nodes[value.clause.start].cat == LPAR:
            inside = inside_of(value, drafts)
            if inside is not None:
                yield from self._with_base(value, inside.of, inside.base)
                return
        for figure in told_of(value, self.known):
            yield from self._with_base(value, figure, None)
        main = [d for d in drafts if not d.compared and not (in_parentheses(scene, d) and d.clause.host is not None)]
        listed = respectively(value, main)
        if listed is not None:
            yield from self._with_base(value, listed, None)
            return
        to, subject = reached(value, main), nearest_before(scene, main, value.at, value.opening)
        options = [d.figure for d in (to, subject) if d is not None and d.figure is not None]
        base = stated_base(value, drafts, to) or exceeded(value, main)
        if base in options or self._is_taken(value, base, options):
            base = None
        older = concluded_from(value, main) if to is None and base is None else None
        yield from self._older_and_newer(value, options if base is None else [], main, older, to)
        for figure in options or _told_behind(value, main) or self.known.elsewhere(value, base):
            if options or _agrees(value, figure):
                yield from self._with_base(value, figure, base)
        earlier = [d.figure for d in main if d.at < value.at and d.figure is not None]
        if to is not None and to.figure is not None and base is None and earlier and grew_into(earlier[-1], to.figure):
            yield Tied(to.figure, earlier[-1])
        if not options and base is None:
            yield from self._told_nearby(value)
        if older is not None:
            later = [f for f in self.known.before(scene) if f.quantity.unit == older.quantity.unit]
            yield from (Tied(figure, older) for figure in reversed(later))

    def _last_told(self, value: Value, of: Figure) -> Iterator[Figure]:
        """`$14 million in February. In March there was an 82 percent fall to $3 million`: if it follows."""
        before = reversed(self.known.figures[: self.known.place[of.id]])
        last = next((f for f in before if same_subject(f, of) and earlier_than(f.period, of.period)), None)
        if last is not None and fits(of.quantity, last.quantity, value.quantity, value.measure):
            yield last

    def _told_before(self, value: Value, of: Figure) -> Iterator[Tied]:
        """`In 1992 the turnover was A; in 2022 it came to B, a 175-fold increase`: the figure before it in the sentence."""
        before = [d.figure for d in value.scene.drafts if d.figure is not None and d.at < value.at]
        for older, newer in pairwise(before):
            if newer is of and grew_into(older, newer) and alike(older, newer):
                yield Tied(newer, older)

    def _told_nearby(self, value: Value) -> Iterator[Tied]:
        """`Exports rose by 4 percent. They came to A against B`, `from A to B. … fell by 75 tonnes`: if it follows."""
        for figure, base in self.known.compared_nearby(value):
            sides = figure.quantity, base.quantity, value.quantity, value.measure
            if fits(*sides) or nearly_grew(*sides):
                yield Tied(figure, base)

    def _older_and_newer(
        self, value: Value, options: list[Figure], main: list[Draft], older: Figure | None, to: Draft | None
    ) -> Iterator[Tied]:
        """Pairs of two main figures: what something was before, and what it came to."""
        if len(options) == 2 and grew_into(options[1], options[0]):
            yield Tied(options[0], options[1])
        elif len(options) == 1 and to is not None:  # `Having stood at A in 2022, exports grew by 20 percent to B`
            before = [d.figure for d in main if d.at < value.at and d.figure is not None]
            if before and grew_into(before[-1], options[0]) and alike(before[-1], options[0]):
                yield Tied(options[0], before[-1])
        if older is None:
            return
        both = both_within(value, main)
        if both is not None:
            yield Tied(*both)
        yield from (Tied(later, older) for later in self.known.later_than(value, older))

    def _is_taken(self, value: Value, base: Figure | None, options: list[Figure]) -> bool:
        """`by 79 percent, from A to B, and by a further 11 percent to C`: A is the base of B alone."""
        if base is None or self.last is None or self.last[0].scene is not value.scene:
            return False
        tied = self.last[1]
        return tied.base is base and tied.of is not None and bool(options) and tied.of is not options[0]

    def _with_base(self, value: Value, of: Figure, base: Figure | None) -> Iterator[Tied]:
        if base is not None and base is not of and base.quantity.unit == of.quantity.unit:
            yield Tied(of, base)
            return
        said, when = compared_time(value, of.period)
        if said:
            then = list(self.known.of_time(of, when))
            told = [f for f in then if "period" not in f.inferred]
            likely = [f for f in told if same_subject(f, of)] or [
                f for f in told if same_product(f, of) and (alike(f, of) or self.known.follows(f, of))
            ]  # fmt: skip
            yield Tied(of, likely[0] if likely else None)
            yield from (Tied(of, other) for other in then)
            return
        earlier = list(self.known.earlier(of))
        yield from (Tied(of, other) for other in earlier if "period" not in other.inferred)
        yield Tied(of)
        yield from (Tied(of, other) for other in earlier)
        yield from self._told_before(value, of)
        if of.note:  # `a goal of $3 billion, four times the current volume`
            now = [f for f in self.known.before(value.scene, 12) if not f.note and f.quantity.unit == of.quantity.unit]
            yield from (Tied(of, figure) for figure in reversed(now))
            later = self.known.figures[self.known.place[of.id] + 1 :][:_AHEAD]
            yield from (Tied(of, figure) for figure in later if not figure.note and alike(figure, of))
        yield from (Tied(of, other) for other in self._last_told(value, of))
        if of.id in self.known.compared_with:
            yield Tied(of, self.known.compared_with[of.id])


def _told_behind(value: Value, main: list[Draft]) -> list[Figure]:
    """`The balance fell by 1.6 times, but stayed positive, totalling A`: A is of the flow that fell."""
    behind = next((d for d in main if d.at > value.at), None)
    told = behind is not None and behind.figure is not None and 0 <= behind.flow_at < value.opening
    return [behind.figure] if told and behind is not None and behind.figure is not None else []


def _agrees(value: Value, figure: Figure) -> bool:
    """`Firewood exports rose by $1.4 million, or 25 percent`: a figure told elsewhere is not meant if both can't be its change."""
    nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
    if value.measure != "difference" or not figure.quantity.value:
        return True
    for k in range(value.at + 1, min(value.at + _RESTATED, len(nodes) - 1)):
        if cues[k].namely and is_value(nodes[k + 1]) and nodes[k + 1].value.kind == "percent":
            said, change = nodes[k + 1].value.number.value, abs(value.quantity.value) / figure.quantity.value
            return said / _FAR_OFF < change < said * _FAR_OFF
        if is_plain_figure(nodes[k]):
            break
    return True


_RESTATED = 6
_FAR_OFF = 2
"""A change that is so many times larger or smaller than its percentage is another figure's."""

__all__ = ["Tied", "Ties"]
