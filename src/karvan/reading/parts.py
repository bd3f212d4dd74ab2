"""Parts: the figures that a share can be one of, by its own sentence and by what the text has told before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from karvan.nouns import Figure, Share
from karvan.reading.cues import Flow
from karvan.reading.grammar import category
from karvan.reading.known import Known
from karvan.reading.mentions import Mention
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, SEMICOLON
from karvan.reading.story import Story
from karvan.reading.subjects import begins, in_parentheses, nearest_before
from karvan.reading.wholes import Phrase, is_of

OF = category("OF")
TRADE = ("trade.exports", "trade.imports")
PERIODS = frozenset(("year", "day", "month", "week", "hour"))
_BACK = 24


@dataclass(slots=True)
class Asked:
    """A share whose part and whole are looked for, with what is known of them."""

    scene: Scene
    at: int
    drafts: list[Draft]
    phrase: Phrase
    last: Share | None
    """The share before it in the same sentence."""
    running: Figure | None
    """The whole of the list of shares that goes on, perhaps."""

    @property
    def subject(self) -> Draft | None:
        """The nearest figure before the share, where no other subject begins between them."""
        near = [
            d
            for d in self.drafts
            if (not d.compared or self._goes_on_when(d))
            and not (in_parentheses(self.scene, d) and self.at - d.clause.end > 4)
        ]
        return nearest_before(self.scene, near, self.at, self.at)

    def _goes_on_when(self, draft: Draft) -> bool:
        """`compared with 7 million in 2019, when they were 28 percent of all`: the share speaks of the older figure."""
        cues, between = self.scene.sentence.cues, range(draft.at + 1, self.at)
        when = next((k for k in between if cues[k].when), None)
        return when is not None and any(cues[k].pronoun == "this" for k in range(when + 1, self.at))

    @property
    def is_of_subject(self) -> bool:
        """`exports were $150 million, 40 percent of it copper`: that figure is the whole."""
        phrase, nodes, subject = self.phrase, self.scene.sentence.nodes, self.subject
        if nodes[0].cat == OF and subject is not None and subject.at <= 5 and not phrase.says_same:
            return True  # `Of the $150 million that X sold, 40 percent was copper`
        return phrase.complete or (phrase.behind and not phrase.entire and not phrase.says_same)

    def mentions(self, stretch: range) -> list[Mention]:
        """Whom a stretch names, but for what it says of the share before."""
        return [
            m
            for m in self.scene.mentions
            if m.at in stretch and m.at not in self.phrase.told and m.part not in ("body", "via")
        ]


class Parts:
    """Looks the parts of shares up, the likeliest first."""

    def __init__(self, known: Known, story: Story, aside: set[str]) -> None:
        self.known, self.story, self.aside = known, story, aside

    def find(self, asked: Asked) -> Iterator[Figure]:
        """The figures that may be meant, by syntax, by description, and because the text goes on about them."""
        scene, at, phrase = asked.scene, asked.at, asked.phrase
        cues = scene.sentence.cues
        if phrase.complete:
            return
        tied = _tied(asked)
        if tied is not None and tied is not phrase.figure:
            yield tied
            return
        if scene.sentence.clause_of(at).host is not None:
            yield from self._listed(asked)
            return
        yield from _beside(asked)
        yield from _owned(asked)
        if any(cues[k].pronoun == "this" for k in range(phrase.lo, min(phrase.lo + 3, at))):
            yield from self._goes_on(asked)
        yield from self._described(asked)
        yield from self._of_party(asked)
        if asked.last is not None and cues[at - 1].preposition == "and":
            yield from (f for f in self.known.figures if f.id == asked.last.part)
        yield from self._goes_on(asked)

    def _described(self, asked: Asked) -> Iterator[Figure]:
        """`Germany bought 28 percent of Polish exports`: exports between the two; `Imports made up 26 percent`: imports."""
        phrase, at = asked.phrase, asked.at
        opens = phrase.lo >= at - 1  # `10 percent of its exports went to X`
        if opens and phrase.flow is None:
            return
        mentions = asked.mentions(
            range(phrase.hi, len(asked.scene.sentence.nodes)) if opens else range(phrase.lo, phrase.hi)
        )
        if not opens and phrase.subject is None and not any(m.at < at for m in mentions):
            return  # what the share is of someone else names
        named = {code for m in mentions for code in self.story.resolve(m)}
        first = mentions[0].codes if mentions else ()
        flow = phrase.flow or (Flow(asked.running.indicator, "topic") if asked.running is not None else None)
        for figure in self._about(asked.scene):
            sides = {figure.reporter, figure.partner}
            if (
                phrase.subject is not None
                and phrase.subject.indicator == figure.indicator in TRADE
                and figure.product is None
            ):
                if named <= sides and phrase.flow is not phrase.subject:
                    yield figure
            elif (
                flow is not None
                and flow.indicator == figure.indicator
                and (_between(figure, named) or first == (figure.partner,))
            ):
                yield figure

    def _listed(self, asked: Asked) -> Iterator[Figure]:
        """`24 percent went to X, followed by Y (18 percent)`: the figure with Y, told elsewhere for the whole's time."""
        whole, start = asked.running, asked.scene.sentence.clause_of(asked.at).start
        if whole is None or asked.last is None:
            return
        codes = next((m.codes for m in asked.scene.mentions if m.end == start), ())
        yield from (
            f for f in self._about(asked.scene)
            if len(codes) == 1 and f.partner == codes[0] and f.reporter == whole.reporter and f.indicator == whole.indicator
            and f.product == whole.product and f.period is not None and whole.period is not None and f.period.same(whole.period)
        )  # fmt: skip

    def _of_party(self, asked: Asked) -> Iterator[Figure]:
        """`Turkmenistan's share in this amount`: the figure of that party in the same unit."""
        scene, at, phrase = asked.scene, asked.at, asked.phrase
        if phrase.flow is not None or not any(scene.sentence.cues[k].share_noun for k in range(phrase.lo, at)):
            return
        owner = next((m.codes for m in scene.mentions if phrase.lo <= m.at < at and m.part == "poss" and m.codes), None)
        own = [d.figure for d in scene.drafts if d.figure is not None and d.at < at]
        end = scene.figures_before
        near = [*reversed(own), *reversed(self.known.figures[max(0, end - _BACK) : end])]
        if owner is None or not near:
            return
        unit = near[0].quantity.unit
        yield from (
            f for f in near[1:] if f.quantity.unit == unit and f.reporter in owner and f.id not in self.known.bases
        )

    def _about(self, scene: Scene) -> list[Figure]:
        """Figures near a sentence, those of the time at hand and the latest before it first."""
        end, figures = scene.figures_before, self.known.figures
        pool = [*reversed(figures[max(0, end - _BACK) : end]), *figures[end : end + _BACK]]
        pool = [f for f in pool if f.id not in self.aside]
        return sorted(pool, key=lambda f: not (scene.period is None or f.period is None or f.period.same(scene.period)))

    def _goes_on(self, asked: Asked) -> Iterator[Figure]:
        """The figure of the sentence before, where this one goes on about it: `This is 93 percent of …`, `its share`."""
        scene, at, phrase = asked.scene, asked.at, asked.phrase
        cues = scene.sentence.cues
        before = [f for f in self.known.before(scene, _BACK) if f.quantity.unit not in PERIODS]
        if not before or any(cues[k].several for k in range(phrase.lo, at)):
            return  # `these goods`
        last = before[-1]
        named = asked.mentions(range(phrase.lo, at))
        parties = {code for m in named for code in self.story.resolve(m)}
        comma = next((k for k in range(at - 1, phrase.lo - 1, -1) if scene.sentence.nodes[k].cat == COMMA), phrase.lo)
        points = any(cues[k].pronoun in ("this", "own", "other") for k in range(comma, at)) or any(
            m.kind in ("region", "other") for m in named
        )
        if points and not parties - {last.reporter, last.partner} and (phrase.back is None or phrase.back > at):
            yield last


# --- the share's own sentence ------------------------------------------------------------------------------------


def _tied(asked: Asked) -> Figure | None:
    """The figure that parentheses or a list of two tie to the share beyond doubt."""
    found = _host(asked) or _in_list(asked) or _said_again(asked)
    if found is None and (asked.subject is None or asked.is_of_subject):
        found = explained_behind(asked.scene, asked.at, asked.drafts)
    return found.figure if found is not None else None


def _beside(asked: Asked) -> Iterator[Figure]:
    """The figure before the share, and one behind it that says it again: `half of this flow, that is 60,000 lorries`."""
    subject, whole = asked.subject, asked.phrase.figure
    if subject is not None and subject.figure is not None and subject.figure is not whole and not asked.is_of_subject:
        yield subject.figure
    cues = asked.scene.sentence.cues
    behind = next(
        (d for d in asked.drafts if d.at > asked.at and any(cues[k].namely for k in range(asked.at, d.at))), None
    )
    if behind is not None and behind.figure is not None and behind.figure is not whole:
        yield behind.figure


def _owned(asked: Asked) -> Iterator[Figure]:
    """`the deficit was A and its share in the turnover 40 percent`: what the sentence has just told."""
    cues = asked.scene.sentence.cues
    own = next((k for k in range(asked.at - 1, 0, -1) if cues[k].pronoun == "own"), None)
    if own is None or not any(cues[k].share_noun for k in range(own + 1, min(own + 3, asked.at))):
        return
    before = [d.figure for d in asked.drafts if d.at < own and not d.compared and d.figure is not None]
    yield from before[-1:]


def _between(figure: Figure, named: set[str]) -> bool:
    """Whether a figure is between the parties that are named, or with the one that is."""
    sides = {figure.reporter, figure.partner}
    return bool(named) and (named == sides or (figure.partner in named and named <= sides))


def _host(asked: Asked) -> Draft | None:
    """`X (12 percent of the total)`, `(X, 12 percent)`: the figure that parentheses explain or hold."""
    scene, at = asked.scene, asked.at
    clause = scene.sentence.clause_of(at)
    if scene.sentence.nodes[clause.start].cat != LPAR:
        return None
    inside = [d for d in asked.drafts if d.clause is clause and d.at < at]
    if inside:
        return inside[-1]
    host = next((d for d in asked.drafts if d.at == clause.host), None)
    if host is None or at - clause.start > 8 or clause.start - host.at > 7:
        return None
    return None if begins(scene, host.at + 1, clause.start) else host


def explained_behind(scene: Scene, at: int, drafts: list[Draft]) -> Draft | None:
    """`21 percent of its trade ($21.7bn)`: a figure in parentheses behind the share or what it is of."""
    nodes = scene.sentence.nodes
    for ahead in range(at + 1, min(at + 16, len(nodes))):
        if nodes[ahead].cat == LPAR:
            return next((d for d in drafts if ahead < d.at <= ahead + 4), None)
        if nodes[ahead].cat in (AMOUNT, SEMICOLON):
            return None
    return None


def _said_again(asked: Asked) -> Draft | None:
    """`of the $150 million, 40 percent or $60 million was copper`: the figure right behind that says the share in money."""
    cats, cues, at = asked.scene.sentence.cats, asked.scene.sentence.cues, asked.at
    joint = at + 1 + (cats[at + 1 : at + 2] == COMMA)
    if joint + 1 >= len(cats) or not cues[joint].namely or is_of(asked.scene.sentence, at):
        return None
    return next((d for d in asked.drafts if d.at == joint + 1), None)


def _in_list(asked: Asked) -> Draft | None:
    """`A and B, meaning that 49 percent and 21 percent …`: first to first, second to second."""
    nodes = asked.scene.sentence.nodes
    shares = [k for k, node in enumerate(nodes) if node.cat == AMOUNT and node.value.kind == "percent"]
    if len(shares) != 2 or shares[1] - shares[0] > 3 or asked.at not in shares:
        return None
    figures = [d for d in asked.drafts if not d.compared and d.at < shares[0]]
    return figures[shares.index(asked.at)] if len(figures) == 2 else None


def part_words(scene: Scene, at: int) -> str | None:
    """The party that a share comes from, else the nearest before it, for a part that is no figure."""
    behind = next((m for m in scene.mentions if at < m.at <= at + 3 and m.part in ("from", "to") and m.codes), None)
    if behind is not None:
        return ", ".join(behind.codes)
    named = [m for m in scene.mentions if m.at < at and m.codes]
    return ", ".join(named[-1].codes) if named else None


__all__ = ["PERIODS", "TRADE", "Asked", "Parts", "explained_behind", "part_words"]
