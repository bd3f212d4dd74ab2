"""Known: the figures of a document, looked up for values that do not stand beside theirs."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.nouns import Figure, Period
from karvan.reading.scene import Scene
from karvan.reading.subjects import Subject, alike, described, earlier_than, is_measured, same_subject, suits
from karvan.reading.times import told_times
from karvan.reading.values import Value, end_of_phrase, is_of_measure, measure_of, subject_start

_NEAR = 6
"""How many figures back a sentence without one can point."""


class Known:
    """The figures of all sentences, in the order of the text."""

    def __init__(self, scenes: list[Scene]) -> None:
        self.scenes = scenes
        self.order = {id(scene): n for n, scene in enumerate(scenes)}
        self.figures = [d.figure for scene in scenes for d in scene.drafts if d.figure is not None]
        self.place = {figure.id: n for n, figure in enumerate(self.figures)}
        self.bases = {d.figure.id for scene in scenes for d in scene.drafts if d.figure is not None and d.compared}
        self.compared_with = _compared_with(scenes)

    def before(self, scene: Scene, most: int = _NEAR) -> list[Figure]:
        """The last figures of the sentences before, that are not what others are compared with."""
        return [
            f
            for f in self.figures[max(0, scene.figures_before - most) : scene.figures_before]
            if f.id not in self.bases
        ]

    def elsewhere(self, value: Value, base: Figure | None) -> Iterator[Figure]:
        """Figures of other sentences that a value without one goes on about."""
        subject = _subject_of(value)
        near = self.figures[max(0, value.scene.figures_before - _NEAR) : value.scene.figures_before]
        pool = [f for f in near if is_measured(f) and (base is None or f.quantity.unit == base.quantity.unit)]
        measure = measure_of(value)
        pool = [f for f in pool if is_of_measure(f, measure)]
        if value.amount.kind in ("amount", "count") and value.amount.unit:
            pool = [f for f in pool if f.quantity.unit == value.amount.unit]
        mains = [f for f in pool if f.id not in self.bases] or pool
        if base is not None or subject.goes_on or subject.is_bare:
            mains = [f for f in mains if not self._turned_away(value, f)]
            yield from (
                f for f in reversed([f for f in mains if f.note] + [f for f in mains if not f.note])
                if f is not base and (base is None or alike(f, base)) and not subject.product and _goes_on_about(f, subject)
            )  # fmt: skip
            if base is not None:
                yield from (f for f in reversed(mains) if f is not base and f.quantity.unit == base.quantity.unit)
        if base is None and not subject.is_bare:
            yield from self._named(value, subject)

    def compared_nearby(self, value: Value) -> Iterator[tuple[Figure, Figure]]:
        """Figures of the sentences around, with those that they are compared with there, where the words describe both."""
        subject = _subject_of(value)
        if subject.flow is None:
            return
        at = value.scene.figures_before
        near = [*reversed(self.figures[max(0, at - _NEAR) : at]), *self.figures[at : at + 2]]
        for figure in near:
            base = self.compared_with.get(figure.id)
            if base is not None and suits(figure, subject) and is_measured(figure):
                yield figure, base

    def _turned_away(self, value: Value, figure: Figure) -> bool:
        """Whether the sentence before, without a figure, spoke of someone else."""
        place = self.order[id(value.scene)]
        last = self.scenes[place - 1] if place else None
        if last is None or any(d.figure is not None for d in last.drafts):
            return False
        named = {code for m in last.mentions if m.part not in ("body", "via") for code in m.codes}
        return bool(named) and not named & {figure.reporter, figure.partner}

    def _named(self, value: Value, subject: Subject) -> Iterator[Figure]:
        """`Exports rose 2.7 percent`, whose amount the text gives elsewhere for the same time."""
        scene = value.scene
        times = [
            scene.sentence.nodes[at].value.resolved(scene.period)
            for at in told_times(scene)
            if scene.sentence.nodes[at].value.link not in ("year_before", "past")
        ]
        period = next((time for time in times if time is not None), scene.period)
        if subject.flow is None or period is None:
            return
        for figure in self.figures:
            if (
                figure.id in self.bases
                or figure.period is None
                or not figure.period.same(period)
                or not suits(figure, subject)
            ):
                continue
            if figure.product != subject.product or (
                not subject.codes and scene.subject[0] and {figure.reporter, figure.partner} != set(scene.subject)
            ):
                continue
            yield figure

    def later_than(self, value: Value, older: Figure) -> Iterator[Figure]:
        """`In 2022 it had been 31 billion, so the volume grew by 32 percent`: the figure at hand is the base."""
        for later in reversed(self.before(value.scene)):
            if earlier_than(older.period, later.period) and _comparable(older, later):
                yield later

    def of_time(self, figure: Figure, period: Period | None) -> Iterator[Figure]:
        """The figures about the same thing for the time that the words compare with, the nearest first."""
        if period is None or figure.period is None:
            return
        wanted = [period]
        if period.year == figure.period.year - 1 and period.contains(figure.period.year_before()):
            wanted.append(figure.period.year_before())  # `more than in 2022`, said of some months
        near = sorted(self.figures, key=lambda f: abs(self.place[f.id] - self.place[figure.id]))
        for time in wanted:
            yield from (
                f
                for f in near
                if f is not figure and f.period is not None and f.period.same(time) and same_subject(f, figure)
            )
        for time in wanted:
            yield from (
                f
                for f in near
                if f is not figure and f.period is not None and f.period.same(time) and _comparable(f, figure)
            )

    def follows(self, older: Figure, newer: Figure) -> bool:
        """Whether a figure is the next one that the text gives."""
        return self.place[newer.id] - self.place[older.id] == 1

    def earlier(self, figure: Figure) -> Iterator[Figure]:
        """The figure about the same thing a year before, if the text has it."""
        if figure.period is None:
            return
        before = figure.period.year_before()
        for other in reversed(self.figures):
            if other is figure or other.period is None or not other.period.same(before):
                continue
            if same_subject(other, figure) and (other.note == figure.note or figure.note):
                yield other


def same_product(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one product, as far as the text says which."""
    return one.product == other.product or one.product is None or other.product is None


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures can measure one thing: unit and indicator agree, as far as the text says."""
    return one.quantity.unit == other.quantity.unit and one.indicator == other.indicator


def _goes_on_about(figure: Figure, subject: Subject) -> bool:
    """Whether what a sentence names besides its pronoun is what the figure measures."""
    if subject.codes and not subject.codes <= {figure.reporter, figure.partner}:
        return False
    return subject.flow is None or not subject.codes or subject.flow.indicator == figure.indicator


def _compared_with(scenes: list[Scene]) -> dict[str, Figure]:
    """For each figure the one that its own clause compares it with, whether or not a growth is stated there."""
    found: dict[str, Figure] = {}
    for scene in scenes:
        for base in scene.drafts:
            if base.figure is None or not base.compared:
                continue
            same = [
                d for d in scene.drafts if d.figure is not None and not d.compared and d.amount.unit == base.amount.unit
            ]
            near = [d for d in same if d.clause is base.clause or d.at == base.clause.host]
            near = near or [d for d in same if d.at < base.at][-1:]
            if near:
                main = min(near, key=lambda d: abs(d.at - base.at))
                assert main.figure is not None
                found.setdefault(main.figure.id, base.figure)
    return found


__all__ = ["Known", "same_product"]


def _subject_of(value: Value) -> Subject:
    """What the words before a value describe, completed by those behind it."""
    subject = described(value.scene, subject_start(value), value.opening)
    if subject.flow is not None:
        return subject
    behind = described(value.scene, value.at + 1, end_of_phrase(value))
    if behind.flow is None and value.measure == "difference":
        behind = described(value.scene, value.opening, value.at)  # `a fall in trade volumes of A`
    return Subject(behind.flow, subject.codes | behind.codes, subject.product or behind.product, subject.goes_on)
