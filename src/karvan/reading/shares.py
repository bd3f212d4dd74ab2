"""What a share is a share of: the part and the whole.

As with growth, the words give the figures that may be meant, the likeliest first, and the pair from which the share
follows is taken. A whole that no word points at is given up where the share does not follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karvan.nouns import AnyRelation, Figure, Period, Quantity, Share
from karvan.reading.comparing import is_compared
from karvan.reading.cues import Flow
from karvan.reading.known import Known
from karvan.reading.parts import explained_behind, host_of, in_list, is_narrow, is_whole, names, subject_of
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import PERIOD
from karvan.reading.story import Story
from karvan.reading.subjects import converted, is_share, same_subject, sides_of
from karvan.reading.wholes import Phrase, broadness, is_of, is_part_of, measures, phrase_of, told_by_verb

_PERIODS = frozenset(("year", "day", "month", "week", "hour"))
_TRADE = ("trade.exports", "trade.imports")
_BACK = 24
_PARAGRAPHS = 3
"""How far a list of shares may go on from the one that names its whole."""


class ShareTies:
    """Looks parts and wholes up, all of a document's figures being known."""

    def __init__(self, known: Known, story: Story) -> None:
        self.story, self.figures, self.place, self.bases = story, known.figures, known.place, known.bases
        self.aside = self.bases | converted(known.scenes)
        self.running: tuple[int, Figure] | None = None
        """The whole of the last share, and its paragraph: a list of shares names it once."""

    def tie(
        self, scene: Scene, at: int, value: Quantity, found: list[AnyRelation]
    ) -> tuple[str | None, str | None, Period | None]:
        """The part and the whole, each a figure's id or words, and the time of which the share speaks."""
        sentence = scene.sentence
        drafts = [d for d in scene.drafts if d.figure is not None and d.figure.quantity.unit not in _PERIODS]
        last = found[-1] if found else None
        if (
            isinstance(last, Share)
            and is_compared(sentence, at)
            and last.span is not None
            and last.span.start >= sentence.start
        ):
            return self._compared(scene, at, last)
        phrase = phrase_of(scene, at)
        explained = explained_behind(scene, at, drafts)
        if (
            phrase.figure is None
            and explained is not None
            and self._explains_whole(scene, at, explained, drafts, phrase)
        ):
            phrase.figure = explained.figure
        parts = list(dict.fromkeys(self._parts(scene, at, drafts, phrase, last)))
        wholes = list(dict.fromkeys(self._wholes(scene, at, drafts, phrase, parts)))
        unnamed = (
            self._unnamed(scene)
            if phrase.figure is not None or (phrase.behind and not parts and not phrase.codes)
            else ()
        )
        part, whole = (
            self._following(value, parts, wholes)
            or self._following(value, unnamed, wholes[:3])
            or self._likeliest(scene, parts, wholes, phrase)
        )
        if whole is not None:
            self.running = sentence.paragraph, whole
        period = part.period if part is not None else scene.period
        return (part.id if part else names(scene, at)), (whole.id if whole else phrase.words), period

    @staticmethod
    def _following(value: Quantity, parts: Iterable[Figure], wholes: list[Figure]) -> tuple[Figure, Figure] | None:
        """The first part and whole from which the share follows."""
        for part in parts:
            for whole in wholes:
                if is_part_of(part, whole) and is_share(part.quantity, whole.quantity, value):
                    return part, whole
        return None

    def _unnamed(self, scene: Scene) -> Iterator[Figure]:
        """Figures near a share whose part no word names, such as the one before `40 percent of this stretch`."""
        own = [d.figure for d in scene.drafts if d.figure is not None and not d.compared]
        yield from reversed(
            [
                *[
                    f
                    for f in self.figures[max(0, scene.figures_before - 6) : scene.figures_before]
                    if f.id not in self.bases
                ],
                *own,
            ]
        )

    def _likeliest(
        self, scene: Scene, parts: list[Figure], wholes: list[Figure], phrase: Phrase
    ) -> tuple[Figure | None, Figure | None]:
        time = phrase.time.resolved(scene.period) if phrase.time is not None else None
        part = next((part for part in parts if time is None or part.period is None or part.period.same(time)), None)
        if part is None:
            goes_on = (
                self.running is not None
                and self.running[0] == scene.sentence.paragraph
                and wholes[:1] == [self.running[1]]
            )
            told = wholes and (
                goes_on or phrase.words is None or phrase.points_back or phrase.flow or phrase.figure or phrase.entire
            )
            return None, wholes[0] if told else None
        whole = next((whole for whole in wholes if is_part_of(part, whole)), None)
        return part, whole if whole is not None and self._is_told(scene, whole, part, phrase) else None

    def _is_told(self, scene: Scene, whole: Figure, part: Figure, phrase: Phrase) -> bool:
        """Whether words point at the whole though the share does not follow from it."""
        if phrase.figure is whole:
            return True
        if self.place[whole.id] >= scene.figures_before + len(scene.drafts) and not (
            phrase.entire and whole.partner in ("WLD", None)
        ):
            return False
        time = phrase.time.resolved(scene.period) if phrase.time is not None else part.period
        if (
            time is not None
            and whole.period is not None
            and whole.period.start != whole.period.last
            and not whole.period.same(time)
        ):
            return False
        if phrase.flow is None:
            return phrase.back is not None or phrase.entire or sides_of(whole) == phrase.codes
        if told_by_verb(whole, phrase):
            return True
        return (
            phrase.flow.indicator == whole.indicator
            and (phrase.entire or broadness(whole, part) == 0)
            and not is_narrow(whole, part)
        )

    def _compared(self, scene: Scene, at: int, last: Share) -> tuple[str | None, str | None, Period | None]:
        """`73.8 percent, against 64.5 percent a year before`: the same share at another time."""
        now = last.period
        when = next((n.value for n in scene.sentence.nodes[at + 1 : at + 8] if n.cat == PERIOD), None)
        then = when.resolved(now) if when is not None else now.year_before() if now is not None else None

        def moved(name: str | None) -> str | None:
            figure = next((f for f in self.figures if f.id == name), None)
            if figure is None or then is None:
                return None
            return next(
                (
                    f.id
                    for f in self.figures
                    if f.period is not None and f.period.same(then) and same_subject(f, figure)
                ),
                None,
            )

        return moved(last.part), moved(last.whole), then

    def _explains_whole(self, scene: Scene, at: int, explained: Draft, drafts: list[Draft], phrase: Phrase) -> bool:
        """`X, 12 percent of its turnover ($6 billion)`, `12 percent of all exports ($6 billion)`: it is the whole's figure."""
        if explained.figure is None or not is_of(scene.sentence, at):
            return False
        size = explained.figure.quantity
        subject = subject_of(scene, at, drafts)
        if subject is None or subject.figure is None:
            return phrase.entire and all(
                f.quantity.unit != size.unit or f.quantity.value < size.value
                for f in self.figures[: scene.figures_before]
            )
        return size.unit == subject.figure.quantity.unit and size.value > subject.figure.quantity.value

    # --- the part -----------------------------------------------------------------------------------------

    def _parts(
        self, scene: Scene, at: int, drafts: list[Draft], phrase: Phrase, last: AnyRelation | None
    ) -> Iterator[Figure]:
        sentence = scene.sentence
        if phrase.complete:
            return
        subject = subject_of(scene, at, drafts)
        sure = host_of(scene, at, drafts) or in_list(scene, at, drafts)
        if sure is None and (subject is None or is_whole(phrase)):
            sure = explained_behind(scene, at, drafts)
        if sure is not None and sure.figure is not None and sure.figure is not phrase.figure:
            yield sure.figure
            return
        if sentence.clause_of(at).host is not None:
            return
        if (
            subject is not None
            and subject.figure is not None
            and subject.figure is not phrase.figure
            and not is_whole(phrase)
        ):
            yield subject.figure
        behind = next((d for d in drafts if d.at > at and any(sentence.cues[k].namely for k in range(at, d.at))), None)
        if behind is not None and behind.figure is not None and behind.figure is not phrase.figure:
            yield behind.figure
        if any(sentence.cues[k].pronoun == "this" for k in range(phrase.lo, min(phrase.lo + 3, at))):
            yield from self._goes_on(scene, at, phrase)
        yield from self._described(scene, at, phrase)
        yield from self._of_party(scene, at, phrase)
        if (
            isinstance(last, Share)
            and last.span is not None
            and last.span.start >= sentence.start
            and sentence.cues[at - 1].preposition == "and"
        ):
            yield from (f for f in self.figures if f.id == last.part)
        yield from self._goes_on(scene, at, phrase)

    def _described(self, scene: Scene, at: int, phrase: Phrase) -> Iterator[Figure]:
        """`Germany bought 28 percent of Polish exports`: exports between the two; `Imports made up 26 percent`: imports."""
        opens = phrase.lo >= at - 1  # `10 percent of its exports went to X`
        if opens and phrase.flow is None:
            return
        stretch = range(phrase.hi, len(scene.sentence.nodes)) if opens else range(phrase.lo, phrase.hi)
        mentions = [
            m for m in scene.mentions if m.at in stretch and m.at not in phrase.told and m.part not in ("body", "via")
        ]
        if not opens and phrase.lo < at - 1 and phrase.subject is None and not any(m.at < at for m in mentions):
            return  # what the share is of someone else names
        named = {code for m in mentions for code in self.story.resolve(m)}
        flow = phrase.flow or (Flow(self.running[1].indicator, "topic") if self.running is not None else None)
        for figure in self._about(scene):
            sides = {figure.reporter, figure.partner}
            if (
                phrase.subject is not None
                and phrase.subject.indicator == figure.indicator in _TRADE
                and figure.product is None
            ):
                if named <= sides and phrase.flow is not phrase.subject:
                    yield figure
            elif (
                flow is not None
                and flow.indicator == figure.indicator
                and named
                and (named == sides or (figure.partner in named and len(named & sides) == len(named)))
            ) or (
                flow is not None
                and flow.indicator == figure.indicator
                and mentions
                and mentions[0].codes == (figure.partner,)
            ):
                yield figure

    def _of_party(self, scene: Scene, at: int, phrase: Phrase) -> Iterator[Figure]:
        """`Turkmenistan's share in this amount`: the figure of that party in the same unit."""
        if phrase.flow is not None or not any(scene.sentence.cues[k].share_noun for k in range(phrase.lo, at)):
            return
        owner = next((m.codes for m in scene.mentions if phrase.lo <= m.at < at and m.part == "poss" and m.codes), None)
        own = [d.figure for d in scene.drafts if d.figure is not None and d.at < at]
        near = [*reversed(own), *reversed(self.figures[max(0, scene.figures_before - _BACK) : scene.figures_before])]
        if owner is None or not near:
            return
        yield from (
            f
            for f in near[1:]
            if f.quantity.unit == near[0].quantity.unit and f.reporter in owner and f.id not in self.bases
        )

    def _about(self, scene: Scene) -> list[Figure]:
        """Figures near a sentence, those of the time at hand and the latest before it first."""
        end = scene.figures_before
        pool = [*reversed(self.figures[max(0, end - _BACK) : end]), *self.figures[end : end + _BACK]]
        pool = [f for f in pool if f.id not in self.aside]
        return sorted(pool, key=lambda f: not (scene.period is None or f.period is None or f.period.same(scene.period)))

    def _goes_on(self, scene: Scene, at: int, phrase: Phrase) -> Iterator[Figure]:
        """The figure of the sentence before, where this one goes on about it: `This is 93 percent of …`, `its share`."""
        sentence = scene.sentence
        before = [
            f
            for f in self.figures[: scene.figures_before]
            if f.id not in self.bases and f.quantity.unit not in _PERIODS
        ]
        if not before:
            return
        last = before[-1]
        named = [
            m
            for m in scene.mentions
            if phrase.lo <= m.at < at and m.at not in phrase.told and m.part not in ("body", "via")
        ]
        parties = {code for m in named for code in self.story.resolve(m)}
        if any(sentence.cues[k].several for k in range(phrase.lo, at)):
            return  # `these goods`
        pronoun = any(sentence.cues[k].pronoun in ("this", "own", "other") for k in range(phrase.lo, at))
        region = any(m.kind in ("region", "other") for m in named)
        if (
            (pronoun or region)
            and not parties - {last.reporter, last.partner}
            and (phrase.back is None or phrase.back > at)
        ):
            yield last

    # --- the whole ----------------------------------------------------------------------------------------

    def _wholes(
        self, scene: Scene, at: int, drafts: list[Draft], phrase: Phrase, parts: list[Figure]
    ) -> Iterator[Figure]:
        if phrase.figure is not None:
            yield phrase.figure
            return
        if phrase.complete:  # `280 kilometers long and 85 percent complete`
            yield from (
                d.figure for d in drafts if d.at < at and d.figure is not None and d.figure.indicator == "distance"
            )
            return
        explained = explained_behind(scene, at, drafts)
        if explained is not None and explained.figure is not None and explained.figure not in parts:
            yield explained.figure
        own = [d.figure for d in drafts if d.at < at and not d.compared and d.figure is not None]
        end = scene.figures_before
        earlier = [
            *reversed(own),
            *reversed([f for f in self.figures[max(0, end - _BACK) : end] if f.id not in self.aside]),
        ]
        part = parts[0] if parts else None
        pool = [f for f in earlier if f is not part and f.quantity.unit not in _PERIODS]
        time = phrase.time.resolved(scene.period) if phrase.time is not None else None
        if time is not None:
            pool.sort(key=lambda f: f.period is None or not f.period.same(time))
        if phrase.flow is None and len(phrase.codes) == 2:
            yield from (f for f in pool if f.indicator in _TRADE and sides_of(f) == phrase.codes and f.product is None)
        if phrase.flow is None:
            lists = self.running is not None and scene.sentence.paragraph - self.running[0] <= _PARAGRAPHS
            if (
                lists
                and self.running is not None
                and ((phrase.entire and time is None) or (phrase.back is None and not own))
            ):
                yield from self._same_side(self.running[1], phrase.subject)
            yield from (pool if parts or phrase.back is not None or phrase.entire else [f for f in pool if f in own])
            return
        if (
            self.running is not None
            and not phrase.codes
            and self.running[1].indicator == phrase.flow.indicator
            and scene.sentence.paragraph - self.running[0] <= _PARAGRAPHS
        ):
            yield self.running[1]
        later = self.figures[end + len([d for d in scene.drafts if d.figure is not None and d.at < at]) :][:_BACK]
        fitting = [f for f in [*pool, *later] if self._fits(scene, f, part, phrase)]
        if part is None:
            now = scene.period if not phrase.entire else None
            fitting.sort(key=lambda f: (
                bool(f.note), now is not None and f.period is not None and not f.period.same(now), f in later, 0 if phrase.codes and not phrase.entire else -f.quantity.value
            ))  # fmt: skip
        yield from sorted(fitting, key=lambda f: broadness(f, part, phrase.flow) or 0 if part is not None else 0)

    def _same_side(self, running: Figure, subject: Flow | None) -> Iterator[Figure]:
        """The whole of the list, or where the words turn to the other side, its counterpart there."""
        if (
            subject is not None
            and subject.indicator in _TRADE
            and running.indicator in _TRADE
            and subject.indicator != running.indicator
        ):
            sides = {running.reporter, running.partner}
            yield from (
                f for f in self.figures
                if f.indicator == subject.indicator and {f.reporter, f.partner} == sides and f.id not in self.bases and f.product is None
                and (running.period is None or f.period is None or f.period.same(running.period))
            )  # fmt: skip
        yield running

    def _fits(self, scene: Scene, whole: Figure, part: Figure | None, phrase: Phrase) -> bool:
        """Whether a figure can be the whole that words describe."""
        flow = phrase.flow
        assert flow is not None
        time = phrase.time.resolved(scene.period) if phrase.time is not None else None
        if time is not None and whole.period is not None and not whole.period.same(time):
            return False
        if phrase.actor is not None and flow.indicator in _TRADE and len(phrase.codes) > 1:
            return told_by_verb(whole, phrase)
        if part is None:
            return measures(flow, whole) and (not phrase.codes or phrase.codes <= {whole.reporter, whole.partner})
        if whole.indicator != "trade.turnover" and not measures(flow, whole) and not measures(flow, part):
            return False
        if part.period is not None and whole.period is not None and not whole.period.same(part.period):
            return (
                phrase.entire and whole.indicator == flow.indicator and whole.period.start == whole.period.last
            )  # as of a day
        return broadness(whole, part, flow) is not None or (phrase.entire and whole.indicator == flow.indicator)


__all__ = ["ShareTies"]
