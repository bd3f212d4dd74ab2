"""Holding: the figures that can be the whole of a share."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.nouns import Figure, Period
from karvan.reading.cues import Flow
from karvan.reading.known import Known
from karvan.reading.parts import PERIODS, TRADE, Asked, explained_behind
from karvan.reading.subjects import sides_of
from karvan.reading.wholes import Phrase, broadness, measures, told_by_verb

_BACK = 24


class Wholes:
    """Looks the wholes of shares up, the likeliest first."""

    def __init__(self, known: Known, aside: set[str]) -> None:
        self.known, self.aside = known, aside

    def find(self, asked: Asked, parts: list[Figure]) -> Iterator[Figure]:
        """The figure that the words hold, else those that they describe or point back at."""
        scene, at, phrase = asked.scene, asked.at, asked.phrase
        own = [d.figure for d in asked.drafts if d.at < at and not d.compared and d.figure is not None]
        if phrase.figure is not None:
            yield phrase.figure
            return
        if phrase.complete:  # `280 kilometers long and 85 percent complete`
            yield from (f for f in own if f.indicator == "distance")
            return
        explained = explained_behind(scene, at, asked.drafts)
        if explained is not None and explained.figure is not None and explained.figure not in parts:
            yield explained.figure
        part = parts[0] if parts else None
        pool = [f for f in self._before(asked, own) if f is not part]
        if phrase.flow is None:
            yield from self._unmeasured(asked, parts, own, pool)
        else:
            yield from self._measured(asked, part, pool)

    def _before(self, asked: Asked, own: list[Figure]) -> list[Figure]:
        """The figures before a share, the nearest first; those of the time that its words tell before others."""
        end = asked.scene.figures_before
        near = [f for f in self.known.figures[max(0, end - _BACK) : end] if f.id not in self.aside]
        pool = [f for f in [*reversed(own), *reversed(near)] if f.quantity.unit not in PERIODS]
        time = told_time(asked)
        return pool if time is None else sorted(pool, key=lambda f: f.period is None or not f.period.same(time))

    def _unmeasured(self, asked: Asked, parts: list[Figure], own: list[Figure], pool: list[Figure]) -> Iterator[Figure]:
        """Where no word says what the whole measures: `of it`, `of the total`, or a list that goes on."""
        phrase = asked.phrase
        if len(phrase.codes) == 2:
            yield from (f for f in pool if f.indicator in TRADE and sides_of(f) == phrase.codes and f.product is None)
        goes_on = (phrase.entire and told_time(asked) is None) or (phrase.back is None and not own)
        if asked.running is not None and goes_on:
            yield from self._same_side(asked.running, phrase.subject)
        yield from (pool if parts or phrase.back is not None or phrase.entire else [f for f in pool if f in own])

    def _measured(self, asked: Asked, part: Figure | None, pool: list[Figure]) -> Iterator[Figure]:
        """Where a flow tells the whole: `of its exports`, `of the overall turnover`."""
        scene, phrase, running = asked.scene, asked.phrase, asked.running
        if (
            running is not None
            and phrase.flow is not None
            and not phrase.codes
            and running.indicator == phrase.flow.indicator
        ):
            yield running
        start = scene.figures_before + sum(d.figure is not None and d.at < asked.at for d in scene.drafts)
        later = self.known.figures[start : start + _BACK]
        fitting = [f for f in [*pool, *later] if _is_described(asked, f, part)]
        if phrase.entire and part is not None:
            fitting = [f for f in fitting if f.partner == "WLD"] or fitting
        if part is not None:
            yield from sorted(fitting, key=lambda f: broadness(f, part, phrase.flow) or 0)
            return
        now = scene.period if not phrase.entire else None
        size = 0 if phrase.codes and not phrase.entire else -1
        yield from sorted(
            fitting, key=lambda f: (bool(f.note), _differ(f.period, now), f in later, size * f.quantity.value)
        )

    def _same_side(self, running: Figure, subject: Flow | None) -> Iterator[Figure]:
        """The whole of the list, or where the words turn to the other side, its counterpart there."""
        if (
            subject is not None
            and subject.indicator in TRADE
            and running.indicator in TRADE
            and subject.indicator != running.indicator
        ):
            yield from (
                f for f in self.known.figures
                if f.indicator == subject.indicator and sides_of(f) == sides_of(running) and f.id not in self.known.bases
                and f.product is None and not _differ(f.period, running.period)
            )  # fmt: skip
        yield running


def told_time(asked: Asked) -> Period | None:
    """The time of which the words behind a share speak."""
    return asked.phrase.time.resolved(asked.scene.period) if asked.phrase.time is not None else None


def _differ(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and not one.same(other)


def _is_described(asked: Asked, whole: Figure, part: Figure | None) -> bool:
    """Whether a figure can be the whole that words describe."""
    phrase, flow = asked.phrase, asked.phrase.flow
    if flow is None or _differ(whole.period, told_time(asked)):
        return False
    if phrase.actor is not None and flow.indicator in TRADE and len(phrase.codes) > 1:
        return told_by_verb(whole, phrase)
    if part is None:
        return measures(flow, whole) and phrase.codes <= sides_of(whole) and not _is_of_others(asked, whole)
    if whole.indicator == "trade.turnover" and flow.indicator in TRADE:
        return False  # `its share in the exports of X`: no turnover is meant
    if whole.indicator != "trade.turnover" and not measures(flow, whole) and not measures(flow, part):
        return False
    if _differ(part.period, whole.period):
        return phrase.entire and whole.indicator == flow.indicator and _is_day(whole)
    return broadness(whole, part, flow) is not None or (phrase.entire and whole.indicator == flow.indicator)


def _is_of_others(asked: Asked, whole: Figure) -> bool:
    """`Italy took 32 percent of exports`: what was sold to Georgia alone is not that whole."""
    before = [m for m in asked.mentions(range(asked.phrase.lo, asked.at)) if m.part != "poss" and m.codes]
    named = set(before[-1].codes) if before else set[str]()
    bare = asked.phrase.words is not None and " " not in asked.phrase.words
    return bare and whole.partner not in (None, "WLD") and bool(named) and not named & sides_of(whole)


def is_told(asked: Asked, whole: Figure, part: Figure, place: int) -> bool:
    """Whether words point at the whole though the share does not follow from it; `place` is where the whole stands."""
    phrase = asked.phrase
    if phrase.figure is whole:
        return True
    behind = place >= asked.scene.figures_before + len(asked.scene.drafts)
    if behind and not (phrase.entire and whole.partner in ("WLD", None)):
        return False
    if not _is_day(whole) and _differ(whole.period, told_time(asked) or part.period):
        return False
    if phrase.flow is None:
        return phrase.back is not None or phrase.entire or sides_of(whole) == phrase.codes
    if told_by_verb(whole, phrase):
        return True
    return (
        phrase.flow.indicator == whole.indicator
        and (phrase.entire or broadness(whole, part) == 0)
        and not _is_narrow(whole, part)
    )


def _is_day(figure: Figure) -> bool:
    """Whether a figure is as of a day."""
    return figure.period is not None and figure.period.start == figure.period.last


def _is_narrow(whole: Figure, part: Figure) -> bool:
    """Whether a whole has the part's own partner, so that `all exports` must mean another."""
    return (
        whole.indicator == part.indicator
        and whole.partner not in ("WLD", None)
        and whole.partner == part.partner
        and not part.product
    )


def points(phrase: Phrase) -> bool:
    """Whether words say of what a share is, or name no other whole."""
    return (
        phrase.words is None
        or phrase.points_back
        or phrase.flow is not None
        or phrase.figure is not None
        or phrase.entire
    )


__all__ = ["Wholes", "is_told", "points", "told_time"]
