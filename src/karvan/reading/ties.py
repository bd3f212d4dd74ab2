"""What grew, and from what: the figures that a growth ties.

Syntax gives the pairs that a value can speak of, the likeliest first. Where the words leave the choice open, the pair
from which the value follows is taken: a text rarely states a growth that fits figures it does not speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from karvan.nouns import Figure, Period, Quantity
from karvan.reading.comparing import is_compared, is_plain_figure, is_value
from karvan.reading.context import Amount
from karvan.reading.grammar import category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COLON, COMMA, LPAR, PERIOD, SEMICOLON, Clause
from karvan.reading.story import Story
from karvan.reading.subjects import (
    Subject,
    alike,
    begins,
    described,
    earlier_than,
    fits,
    in_parentheses,
    is_measured,
    nearest_before,
    same_subject,
    suits,
)

TO, THE, IN, YEARWORD, HEDGE, ARTICLE = (category(c) for c in ("TO", "THE", "IN", "YEARWORD", "HEDGE", "ARTICLE"))
_THINGS = frozenset(category(c) for c in ("WORD", "NAME", "PRODUCT", "NOUN"))
_NEAR = 6
"""How many figures back a sentence without one can point."""


class Value(NamedTuple):
    """A value of growth in its sentence: the node, the word that says up or down, and what it says."""

    scene: Scene
    at: int
    start: int
    amount: Amount
    quantity: Quantity
    measure: str

    @property
    def clause(self) -> Clause:
        return self.scene.sentence.clause_of(self.at)

    @property
    def opening(self) -> int:
        """Where the words of growth begin."""
        return min(self.start, self.at)


class Tied(NamedTuple):
    of: Figure | None = None
    base: Figure | None = None


class Ties:
    """Looks figures up for the growths of a document, all of whose figures are known."""

    def __init__(self, scenes: list[Scene], story: Story) -> None:
        self.story, self.scenes = story, scenes
        self.figures = [d.figure for scene in scenes for d in scene.drafts if d.figure is not None]
        self.place = {figure.id: n for n, figure in enumerate(self.figures)}
        self.bases = {d.figure.id for scene in scenes for d in scene.drafts if d.figure is not None and d.compared}
        self.compared_with = _compared_with(scenes)
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
        again = any(cues[k].namely or cues[k].concludes for k in between) or (bool(between) and nodes[between.start].cat == LPAR)
        return self.last[1] if again else None

    def _likeliest(self, value: Value) -> Tied:
        pairs = list(dict.fromkeys(self._pairs(value)))
        if not pairs:
            return Tied()
        following = (
            pair for pair in pairs
            if pair.of is not None and pair.base is not None and fits(pair.of.quantity, pair.base.quantity, value.quantity, value.measure)
        )  # fmt: skip
        return next(following, pairs[0])

    def before(self, scene: Scene) -> list[Figure]:
        """The figures of the sentences before."""
        return self.figures[: scene.figures_before]

    # --- the pairs that the words allow ---------------------------------------------------------------------

    def _pairs(self, value: Value) -> Iterator[Tied]:
        scene = value.scene
        drafts = [d for d in scene.drafts if d.figure is not None and comparable_units(d, value.amount) and _of_measure(d, value)]
        if scene.sentence.nodes[value.clause.start].cat == LPAR:
            inside = _in_parentheses(value, drafts)
            if inside is not None:
                yield from self._with_base(value, inside.of, inside.base, drafts)
                return
        main = [d for d in drafts if not d.compared and not (in_parentheses(scene, d) and d.clause.host is not None)]
        listed = _respectively(value, main)
        if listed is not None:
            yield from self._with_base(value, listed, None, drafts)
            return
        reached, subject = _reached(value, main), nearest_before(scene, main, value.at, value.opening)
        options = [d.figure for d in (reached, subject) if d is not None and d.figure is not None]
        base = stated_base(value, drafts, reached)
        if base in options or self._is_taken(value, base, options):
            base = None
        if len(options) == 2 and base is None and _grew_into(options[1], options[0]):
            yield Tied(options[0], options[1])
        older = _concluded_from(value, main) if reached is None and base is None else None
        yield from _within(value, main, concluded=older is not None)
        if older is not None:
            yield from self._later(value, older)
        for figure in options:
            yield from self._with_base(value, figure, base, drafts)
        if not options:
            for figure in self._elsewhere(value, base):
                yield from self._with_base(value, figure, base, drafts)
        if older is not None:
            before = [f for f in self.before(scene)[-_NEAR:] if f.id not in self.bases and f.quantity.unit == older.quantity.unit]
            yield from (Tied(later, older) for later in reversed(before))

    def _is_taken(self, value: Value, base: Figure | None, options: list[Figure]) -> bool:
        """`by 79 percent, from A to B, and by a further 11 percent to C`: A is the base of B alone."""
        if base is None or self.last is None or self.last[0].scene is not value.scene:
            return False
        tied = self.last[1]
        return tied.base is base and tied.of is not None and bool(options) and tied.of is not options[0]

    def _with_base(self, value: Value, of: Figure, base: Figure | None, drafts: list[Draft]) -> Iterator[Tied]:
        if base is not None and base is not of and base.quantity.unit == of.quantity.unit:
            yield Tied(of, base)
            return
        said, when = compared_time(value, of.period)
        if said:
            at_that_time = list(self._of_time(of, when))
            told = [f for f in at_that_time if "period" not in f.inferred]
            likely = [f for f in told if same_subject(f, of)] or [f for f in told if _same_product(f, of) and (alike(f, of) or self._follows(f, of))]
            yield Tied(of, likely[0] if likely else None)
            yield from (Tied(of, other) for other in at_that_time)
            return
        yield from (Tied(of, other) for other in self._earlier(of) if "period" not in other.inferred)
        yield Tied(of)
        yield from (Tied(of, other) for other in self._earlier(of))
        if of.note:  # `a goal of $3 billion, four times the current volume`
            now = [f for f in self.before(value.scene)[-2 * _NEAR :] if not f.note and f.id not in self.bases]
            yield from (Tied(of, f) for f in reversed(now) if f.quantity.unit == of.quantity.unit)
        partner = self.compared_with.get(of.id)
        if partner is not None:
            yield Tied(of, partner)

    def _later(self, value: Value, older: Figure) -> Iterator[Tied]:
        """`In 2022 it had been 31 billion, so the volume grew by 32 percent`: the figure at hand is the base."""
        for later in reversed(self.before(value.scene)[-_NEAR:]):
            if later.id not in self.bases and earlier_than(older.period, later.period) and _comparable(older, later):
                yield Tied(later, older)

    def _elsewhere(self, value: Value, base: Figure | None) -> Iterator[Figure]:
        """Figures of other sentences that a value without one goes on about."""
        lo = subject_start(value)
        subject = described(value.scene, lo, value.opening)
        if subject.flow is None:
            behind = described(value.scene, value.at + 1, _end_of_phrase(value))
            subject = Subject(behind.flow, subject.codes | behind.codes, subject.product or behind.product, subject.goes_on)
        pool = [f for f in self.before(value.scene)[-_NEAR:] if is_measured(f) and (base is None or f.quantity.unit == base.quantity.unit)]
        pool = [f for f in pool if _is_of(f, _measure(value))]
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
        if base is None and not subject.is_bare and value.measure != "difference":
            yield from self._named(value, subject)

    def _turned_away(self, value: Value, figure: Figure) -> bool:
        """Whether the sentence before, without a figure, spoke of someone else."""
        place = self.scenes.index(value.scene)
        last = self.scenes[place - 1] if place else None
        if last is None or any(d.figure is not None for d in last.drafts):
            return False
        named = {code for m in last.mentions if m.part not in ("body", "via") for code in m.codes}
        return bool(named) and not named & {figure.reporter, figure.partner}

    def _named(self, value: Value, subject: Subject) -> Iterator[Figure]:
        """`Exports rose 2.7 percent`, whose amount the text gives elsewhere for the same time."""
        scene = value.scene
        times = [n.value.resolved(scene.period) for n in scene.sentence.nodes if n.cat == PERIOD and n.value.link not in ("year_before", "past")]
        period = next((time for time in times if time is not None), scene.period)
        if subject.flow is None or period is None:
            return
        for figure in self.figures:
            if figure.id in self.bases or figure.period is None or not figure.period.same(period) or not suits(figure, subject):
                continue
            if figure.product != subject.product or (not subject.codes and scene.subject[0] and {figure.reporter, figure.partner} != set(scene.subject)):
                continue
            yield figure

    # --- what the text has of the same thing at another time ------------------------------------------------

    def _of_time(self, figure: Figure, period: Period | None) -> Iterator[Figure]:
        """The figures about the same thing for the time that the words compare with, the nearest first."""
        if period is None or figure.period is None:
            return
        wanted = [period]
        if period.year == figure.period.year - 1 and period.contains(figure.period.year_before()):
            wanted.append(figure.period.year_before())  # `more than in 2022`, said of some months
        near = sorted(self.figures, key=lambda f: abs(self.place[f.id] - self.place[figure.id]))
        for time in wanted:
            yield from (f for f in near if f is not figure and f.period is not None and f.period.same(time) and same_subject(f, figure))
        for time in wanted:
            yield from (f for f in near if f is not figure and f.period is not None and f.period.same(time) and _comparable(f, figure))

    def _follows(self, older: Figure, newer: Figure) -> bool:
        """Whether a figure is the next one that the text gives."""
        return self.place[newer.id] - self.place[older.id] == 1

    def _earlier(self, figure: Figure) -> Iterator[Figure]:
        """The figure about the same thing a year before, if the text has it."""
        if figure.period is None:
            return
        before = figure.period.year_before()
        for other in reversed(self.figures):
            if other is figure or other.period is None or not other.period.same(before):
                continue
            if same_subject(other, figure) and (other.note == figure.note or figure.note):
                yield other


def comparable_units(draft: Draft, amount: Amount) -> bool:
    """Whether a figure can be what a growth of this unit speaks of."""
    if draft.figure is None or not is_measured(draft.figure):
        return False
    return not (amount.kind in ("amount", "count") and amount.unit) or draft.amount.unit == amount.unit


def _same_product(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one product, as far as the text says which."""
    return one.product == other.product or one.product is None or other.product is None


def _grew_into(older: Figure, newer: Figure) -> bool:
    """`$7 million in 2022 doubled to $14 million in 2023`: one thing at two times."""
    if older.quantity.unit != newer.quantity.unit or older.product != newer.product:
        return False
    if older.period is None or newer.period is None:
        return older.period is newer.period
    return earlier_than(older.period, newer.period) and not newer.period.contains(older.period) and not newer.period.overlaps(older.period)


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures can measure one thing: unit and indicator agree, as far as the text says."""
    return one.quantity.unit == other.quantity.unit and one.indicator == other.indicator


def _compared_with(scenes: list[Scene]) -> dict[str, Figure]:
    """For each figure the one that its own clause compares it with, whether or not a growth is stated there."""
    found: dict[str, Figure] = {}
    for scene in scenes:
        for base in scene.drafts:
            if base.figure is None or not base.compared:
                continue
            same = [d for d in scene.drafts if d.figure is not None and not d.compared and d.amount.unit == base.amount.unit]
            near = [d for d in same if d.clause is base.clause or d.at == base.clause.host]
            if near:
                main = min(near, key=lambda d: abs(d.at - base.at))
                assert main.figure is not None
                found.setdefault(main.figure.id, base.figure)
    return found


def _goes_on_about(figure: Figure, subject: Subject) -> bool:
    """Whether what a sentence names besides its pronoun is what the figure measures."""
    if subject.codes and not subject.codes <= {figure.reporter, figure.partner}:
        return False
    return subject.flow is None or not subject.codes or subject.flow.indicator == figure.indicator


def _of_measure(draft: Draft, value: Value) -> bool:
    """`up 9 percent in volume and 14 percent in value`: tonnes grew by the first, money by the second."""
    return draft.figure is None or _is_of(draft.figure, _measure(value))


def _is_of(figure: Figure, measure: str | None) -> bool:
    unit = figure.quantity.unit
    return measure is None or (len(unit) == 3 and unit.isupper() and unit != "TEU") == (measure == "money")


def _measure(value: Value) -> str | None:
    nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
    found: list[str] = []
    for k in range(value.at + 1, min(value.at + 12, len(nodes))):
        if is_plain_figure(nodes[k]) or (is_value(nodes[k]) and found):
            break
        if cues[k].measure:
            found += cues[k].measure.split()
    if len(found) > 1:
        values = _list_of_values(value)
        return found[values.index(value.at)] if len(values) == len(found) else found[0]
    return found[0] if found else None


def _list_of_values(value: Value) -> list[int]:
    """The values that stand in one list with this one: `1.2 percent, 18 percent and 19.5 percent`."""
    nodes = value.scene.sentence.nodes
    found = [value.at]
    for step in (1, -1):
        k = value.at + step
        while 0 <= k < len(nodes):
            if is_value(nodes[k]):
                found.append(k)
            elif nodes[k].cat not in (COMMA, AND, HEDGE, ARTICLE):
                break
            k += step
    return sorted(found)


def _respectively(value: Value, main: list[Draft]) -> Figure | None:
    """`A, B and C, up 1 percent, 18 percent and 19 percent, respectively`: first to first, second to second."""
    values = _list_of_values(value)
    before = [d for d in main if d.at < values[0]]
    if len(values) < 2 or len(before) < len(values) or not any(cue.respectively for cue in value.scene.sentence.cues):
        return None
    draft = before[-len(values) :][values.index(value.at)]
    return draft.figure


# --- the figures of the sentence -------------------------------------------------------------------------------


class _Inside(NamedTuple):
    of: Figure
    base: Figure | None


def _in_parentheses(value: Value, drafts: list[Draft]) -> _Inside | None:
    """The figure that parentheses hold or explain; a compared one is the base of the one before it."""
    scene, clause = value.scene, value.clause
    own = [d for d in drafts if d.clause is clause]
    main = [d for d in own if not d.compared]
    base = stated_base(value, own, None)
    if main:
        assert main[-1].figure is not None
        return _Inside(main[-1].figure, base)
    host = next((d for d in drafts if d.at == clause.host), None)
    if host is None or host.figure is None or begins(scene, host.at + 1, clause.start):
        return None
    if not host.compared:
        return _Inside(host.figure, base)
    before = [d for d in drafts if d.at < host.at and not d.compared and d.figure is not None and not in_parentheses(scene, d)]
    return _Inside(before[-1].figure, host.figure) if before and before[-1].figure is not None else None


def _within(value: Value, main: list[Draft], *, concluded: bool) -> Iterator[Tied]:
    """`In 1994 it was 1.3 billion; last year 3.5 billion, so that it has almost tripled`: both stand in the sentence."""
    before = [d.figure for d in main if d.at < value.at and d.figure is not None]
    if concluded and len(before) > 1 and _grew_into(before[-2], before[-1]):
        yield Tied(before[-1], before[-2])


def _concluded_from(value: Value, main: list[Draft]) -> Figure | None:
    """The figure before a growth that is said to follow from it: `…, so the volume grew by 32 percent`."""
    before = [d for d in main if d.at < value.at]
    if not before:
        return None
    cues, nodes = value.scene.sentence.cues, value.scene.sentence.nodes
    between = range(before[-1].at + 1, value.at)
    follows = any(cues[k].concludes or nodes[k].cat == COLON or (cues[k].grow_noun and nodes[k - 1].cat == THE) for k in between)
    return before[-1].figure if follows else None


def _reached(value: Value, main: list[Draft]) -> Draft | None:
    """The figure that the growth led to: `rose 3 percent to $6 million`, `up 3 percent and totalled $6 million`."""
    scene = value.scene
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    after = next((d for d in main if d.at > value.at), None)
    if after is None or after.at - value.at > 16:
        return None
    between = range(value.at + 1, after.at)
    if begins(scene, between.start, between.stop) or any(nodes[k].cat == SEMICOLON or cues[k].contrast for k in between):
        return None
    if _acts_anew(scene, between):
        return None
    if any(is_value(nodes[k]) and k - value.at > 4 for k in between) and _measure(value) is None:
        return None
    leads = any(nodes[k].cat == TO or cues[k].reach or cues[k].preposition == "to" for k in between)
    at_level = bool(between) and cues[after.at - 1].preposition == "in" and nodes[after.at - 1].cat != IN
    bare = not any(d.at < value.at for d in main) and len(between) <= 12 and any(nodes[k].cat == COMMA or cues[k].preposition in ("and", "in") for k in between)
    return after if leads or at_level or bare else None


def _acts_anew(scene: Scene, between: range) -> bool:
    """`…, and forestry products earned`: other words that act stand between a joint and a verb of amount."""
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    joint = next((k for k in reversed(between) if nodes[k].cat == AND), None)
    verb = next((k for k in range(joint, between.stop) if cues[k].reach), None) if joint is not None else None
    if joint is None or verb is None:
        return False
    return any(nodes[k].cat in _THINGS for k in range(joint + 1, verb)) and not any(cues[k].pronoun == "this" for k in range(joint + 1, verb))


def stated_base(value: Value, drafts: list[Draft], reached: Draft | None) -> Figure | None:
    """The figure that the sentence itself compares with: behind the value, else between the subject and it."""
    scene = value.scene
    nodes = scene.sentence.nodes
    bases = [d for d in drafts if d.compared]
    main = [d for d in drafts if not d.compared]
    for draft in (d for d in bases if d.at > value.at):
        if any(value.at < d.at < draft.at and d is not reached for d in main) or begins(scene, value.at + 1, draft.at, joined=False) and not _explained(scene, draft):
            break
        if any(is_value(nodes[k]) for k in range(value.at + 5, draft.at)):
            break  # another growth stands between, whose base it is
        return draft.figure
    behind = [d for d in bases if d.at < value.at]
    if behind:
        between = range(behind[-1].at + 1, max(value.opening, behind[-1].at + 1))
        if not begins(scene, between.start, between.stop) or any(scene.sentence.cues[k].concludes for k in between):
            return behind[-1].figure
    return None


def _explained(scene: Scene, draft: Draft) -> bool:
    return in_parentheses(scene, draft)


def compared_time(value: Value, period: Period | None) -> tuple[bool, Period | None]:
    """Whether words behind the value say what time it is compared with, other than just a year before; and that time."""
    scene = value.scene
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    for k in range(value.at + 1, min(value.at + 12, len(nodes))):
        if is_plain_figure(nodes[k]) or is_value(nodes[k]) and k > value.at + 3 or nodes[k].cat == SEMICOLON:
            break
        if cues[k].month_before:
            return True, None
        if nodes[k].cat == PERIOD and is_compared(scene.sentence, k):
            when = nodes[k].value
            time = when.resolved(period or scene.period)
            return time is not None, time
    return _compares_with_words(value), None


def _compares_with_words(value: Value) -> bool:
    """`30 percent below the trough`, `more than planned`: the base is named, but no figure and no time."""
    nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
    for k in range(value.at + 1, min(value.at + 4, len(nodes))):
        if cues[k].compare or cues[k].upon:
            behind = nodes[k + 1 : k + 5]
            return bool(behind) and not any(node.cat in (PERIOD, COMMA, YEARWORD) or is_plain_figure(node) for node in behind)
        if nodes[k].cat in (COMMA, LPAR, SEMICOLON):
            return False
    return False


def subject_start(value: Value) -> int:
    """Where the words that can name the value's subject begin: the clause, or the joint behind the last figure."""
    nodes = value.scene.sentence.nodes
    for k in range(value.opening - 1, value.clause.start - 1, -1):
        if is_plain_figure(nodes[k]) or is_value(nodes[k]):
            return k + 1
    return value.clause.start


def _end_of_phrase(value: Value) -> int:
    """The end of `a 12 percent increase in trade with X`."""
    nodes = value.scene.sentence.nodes
    for k in range(value.at + 1, value.clause.end):
        if nodes[k].cat in (COMMA, SEMICOLON, COLON, LPAR) or is_plain_figure(nodes[k]):
            return k
    return value.clause.end


def subject_words(scene: Scene, at: int) -> str | None:
    """Words for what grew: the parties that its clause names."""
    clause = scene.sentence.clause_of(at)
    named = [code for m in scene.mentions if clause.start <= m.at < clause.end and m.part != "body" for code in m.codes]
    return ", ".join(dict.fromkeys(named)) or None


__all__ = ["Tied", "Ties", "Value", "comparable_units", "subject_words"]
