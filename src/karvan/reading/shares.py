"""What a share is a share of: the part and the whole.

As with growth, the words give the figures that may be meant, the likeliest first, and the pair from which the share
follows is taken. A whole that no word points at is given up where the share does not follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from karvan.nouns import AnyRelation, Figure, Period, Quantity, Share
from karvan.reading.comparing import is_compared
from karvan.reading.grammar import category
from karvan.reading.holding import Wholes, is_told, points, told_time
from karvan.reading.known import Known
from karvan.reading.nearly import nearly_share
from karvan.reading.parts import PERIODS, Asked, Parts, explained_behind, part_words
from karvan.reading.scene import Scene
from karvan.reading.sentences import COMMA, PERIOD
from karvan.reading.story import Story
from karvan.reading.subjects import converted, is_share, same_subject
from karvan.reading.wholes import broadness, is_of, is_part_of, phrase_of

OF, THE = category("OF"), category("THE")
_OPENING = 4
_PARAGRAPHS = 3
"""How far a list of shares may go on from the one that names its whole."""


class Shared(NamedTuple):
    """The part and the whole, each a figure's id or words, and the time of which the share speaks."""

    part: str | None
    whole: str | None
    period: Period | None


class ShareTies:
    """Looks parts and wholes up, all of a document's figures being known."""

    def __init__(self, known: Known, story: Story) -> None:
        self.known = known
        aside = known.bases | converted(known.scenes)
        self.parts, self.wholes = Parts(known, story, aside), Wholes(known, aside)
        self.running: tuple[int, Figure] | None = None
        """The whole of the last share, and its paragraph: a list of shares names it once."""

    def tie(self, scene: Scene, at: int, value: Quantity, found: list[AnyRelation]) -> Shared:
        """What the share at a node ties; `found` holds the relations before it."""
        last = found[-1] if found else None
        if not isinstance(last, Share) or last.span is None or last.span.start < scene.sentence.start:
            last = None
        if last is not None and is_compared(scene.sentence, at):
            return self._compared(scene, at, last)
        asked = self._asked(scene, at, last)
        parts = _each(self.parts.find(asked))
        wholes = _each(self.wholes.find(asked, parts))
        phrase = asked.phrase
        unnamed = (
            self._unnamed(scene)
            if phrase.figure is not None
            or (phrase.behind and not parts and not phrase.codes)
            or (phrase.points_back and not parts)
            else []
        )
        part, whole = (
            _following(value, parts, wholes)
            or _following(value, unnamed, wholes[:3])
            or self._likeliest(value, asked, parts, wholes)
        )
        if whole is not None:
            self.running = scene.sentence.paragraph, whole
        period = part.period if part is not None else scene.period
        return Shared(part.id if part else part_words(scene, at), whole.id if whole else phrase.words, period)

    def _asked(self, scene: Scene, at: int, last: Share | None) -> Asked:
        drafts = [d for d in scene.drafts if d.figure is not None and d.figure.quantity.unit not in PERIODS]
        near = self.running is not None and scene.sentence.paragraph - self.running[0] <= _PARAGRAPHS
        asked = Asked(
            scene,
            at,
            drafts,
            phrase_of(scene, at),
            last,
            self.running[1] if self.running is not None and near else None,
        )
        if asked.phrase.figure is None:
            asked.phrase.figure = self._explained(asked) or _opened_by(asked)
        return asked

    def _explained(self, asked: Asked) -> Figure | None:
        """`X, 12 percent of its turnover ($6 billion)`, `12 percent of all exports ($6 billion)`: the whole's figure."""
        explained = explained_behind(asked.scene, asked.at, asked.drafts)
        if explained is None or explained.figure is None or not is_of(asked.scene.sentence, asked.at):
            return None
        size, subject = explained.figure.quantity, asked.subject
        if subject is not None and subject.figure is not None:
            larger = size.unit == subject.figure.quantity.unit and size.value > subject.figure.quantity.value
        else:
            before = self.known.figures[: asked.scene.figures_before]
            larger = asked.phrase.entire and all(
                f.quantity.unit != size.unit or f.quantity.value < size.value for f in before
            )
        return explained.figure if larger else None

    def _unnamed(self, scene: Scene) -> list[Figure]:
        """Figures near a share whose part no word names, such as the one before `40 percent of this stretch`."""
        own = [d.figure for d in scene.drafts if d.figure is not None and not d.compared]
        return [*self.known.before(scene), *own][::-1]

    def _likeliest(
        self, value: Quantity, asked: Asked, parts: list[Figure], wholes: list[Figure]
    ) -> tuple[Figure | None, Figure | None]:
        """What the words say though the share does not follow from it, or else what it nearly follows from."""
        part, whole = self._said(asked, parts, wholes)
        if part is not None and whole is not None:
            return part, whole
        phrase, running = asked.phrase, self.running[1] if self.running is not None else None
        told = phrase.flow is not None or phrase.entire or phrase.back is not None
        meant = [
            f
            for f in wholes
            if f is phrase.figure or f is running or told or any(broadness(f, one) == 0 for one in parts)
        ]
        return _nearly_following(value, parts, meant) or (part, whole)

    def _said(self, asked: Asked, parts: list[Figure], wholes: list[Figure]) -> tuple[Figure | None, Figure | None]:
        time = told_time(asked)
        part = next((part for part in parts if time is None or part.period is None or part.period.same(time)), None)
        if part is None:
            running = (
                self.running is not None
                and self.running[0] == asked.scene.sentence.paragraph
                and wholes[:1] == [self.running[1]]
            )
            return None, wholes[0] if wholes and (running or points(asked.phrase)) else None
        whole = next((whole for whole in wholes if is_part_of(part, whole)), None)
        if whole is None and points(asked.phrase):
            whole = self._just_told(asked, part)
            return part, whole
        return part, whole if whole is not None and is_told(asked, whole, part, self.known.place[whole.id]) else None

    def _just_told(self, asked: Asked, part: Figure) -> Figure | None:
        """`It sold goods for $12 million in all. 24 percent of the sales went to X`: the total right before, whatever its size."""
        flow = asked.phrase.flow
        before = self.known.before(asked.scene)
        last = before[-1] if before else None
        if last is None or flow is None or last.partner != "WLD" or part.partner == "WLD":
            return None
        if last.quantity.unit != part.quantity.unit or {flow.indicator, part.indicator} != {last.indicator}:
            return None
        return last if last.reporter == part.reporter else None

    def _compared(self, scene: Scene, at: int, last: Share) -> Shared:
        """`73.8 percent, against 64.5 percent a year before`: the same share at another time."""
        now = last.period
        when = next((n.value for n in scene.sentence.nodes[at + 1 : at + 8] if n.cat == PERIOD), None)
        then = when.resolved(now) if when is not None else now.year_before() if now is not None else None
        return Shared(self._moved(last.part, then), self._moved(last.whole, then), then)

    def _moved(self, name: str | None, then: Period | None) -> str | None:
        """The figure about the same thing at another time."""
        figure = next((f for f in self.known.figures if f.id == name), None)
        if figure is None or then is None:
            return None
        same = (
            f.id for f in self.known.figures if f.period is not None and f.period.same(then) and same_subject(f, figure)
        )
        return next(same, None)


def _opened_by(asked: Asked) -> Figure | None:
    """`… that of the $150 million, 40 percent was copper`: the figure that `of the` stands before."""
    cats, at = asked.scene.sentence.cats, asked.at
    if at < _OPENING or cats[at - 1] != COMMA or cats[at - 4 : at - 2] != OF + THE:
        return None
    return next((d.figure for d in asked.drafts if d.at == at - 2), None)


def _each(figures: Iterator[Figure]) -> list[Figure]:
    """Every figure once, in order."""
    return list({figure.id: figure for figure in figures}.values())


def _following(value: Quantity, parts: Iterable[Figure], wholes: list[Figure]) -> tuple[Figure, Figure] | None:
    """The first part and whole from which the share follows."""
    for part in parts:
        for whole in wholes:
            if is_part_of(part, whole) and is_share(part.quantity, whole.quantity, value):
                return part, whole
    return None


def _nearly_following(value: Quantity, parts: list[Figure], wholes: list[Figure]) -> tuple[Figure, Figure] | None:
    """The first part and whole from which the share would follow but for one slip."""
    for part in parts:
        for whole in wholes:
            alike = part is not whole and part.quantity.unit == whole.quantity.unit and _of_one_time(part, whole)
            if alike and nearly_share(part.quantity, whole.quantity, value):
                return part, whole
    return None


def _of_one_time(one: Figure, other: Figure) -> bool:
    return one.period is None or other.period is None or one.period.same(other.period)


__all__ = ["ShareTies"]
