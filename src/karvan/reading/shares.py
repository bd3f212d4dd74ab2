"""What a share is a share of: the part and the whole."""

from __future__ import annotations

from karvan.nouns import AnyRelation, Figure, Period, Share
from karvan.reading.comparing import is_compared
from karvan.reading.cues import Flow
from karvan.reading.figures import Draft, Scene
from karvan.reading.grammar import category
from karvan.reading.sentences import AMOUNT, COMMA, LPAR, PERIOD, SEMICOLON, Sentence
from karvan.reading.story import Story
from karvan.reading.subjects import same_subject

OF, IN = category("OF"), category("IN")
_KINDS = {"trade.exports": "trade.turnover", "trade.imports": "trade.turnover"}


class ShareTies:
    """Looks parts and wholes up, all of a document's figures being known."""

    def __init__(self, scenes: list[Scene], story: Story) -> None:
        self.story = story
        self.figures = [d.figure for scene in scenes for d in scene.drafts if d.figure is not None]
        self.place = {figure.id: n for n, figure in enumerate(self.figures)}
        self.bases = {d.figure.id for scene in scenes for d in scene.drafts if d.figure is not None and d.compared}

    def tie(self, scene: Scene, at: int, found: list[AnyRelation]) -> tuple[str | None, str | None, Period | None]:
        """The part and the whole, each a figure's id or words, and the time of which the share speaks."""
        sentence = scene.sentence
        drafts = [d for d in scene.drafts if d.figure is not None and d.figure.quantity.unit not in ("year", "day", "month")]
        if is_compared(sentence, at) and found and isinstance(found[-1], Share) and found[-1].span is not None and found[-1].span.start >= sentence.start:
            return self._compared(scene, at, found[-1])
        part = self._part(scene, at, drafts)
        period = part.period if part is not None else scene.period
        whole = self._whole(scene, at, part, drafts, period)
        return (part.id if part else _names(scene, at)), (whole.id if whole else None) or _words_behind(scene, at), period

    def _compared(self, scene: Scene, at: int, last: Share) -> tuple[str | None, str | None, Period | None]:
        """`73.8 percent, against 64.5 percent a year before`: the same share at another time."""
        sentence = scene.sentence
        now = last.period
        when = next((n.value for n in sentence.nodes[at + 1 : at + 8] if n.cat == PERIOD), None)
        then = when.resolved(now) if when is not None else now.year_before() if now is not None else None

        def moved(name: str | None) -> str | None:
            figure = next((f for f in self.figures if f.id == name), None)
            if figure is None or then is None:
                return None
            return next((f.id for f in self.figures if f.period is not None and f.period.same(then) and same_subject(f, figure)), None)

        return moved(last.part), moved(last.whole), then

    # --- the part -----------------------------------------------------------------------------------------

    def _part(self, scene: Scene, at: int, drafts: list[Draft]) -> Figure | None:
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        host = next((d for d in drafts if d.at == clause.host), None) if clause.host is not None else None
        if host is not None and at - clause.start <= 8:
            return host.figure
        inner = _in_parentheses_behind(sentence, at, drafts)
        if inner is not None:
            return inner.figure
        listed = self._respectively(scene, at, drafts)
        if listed is not None:
            return listed
        before = [d for d in drafts if d.at < at and (d.clause is clause or (sentence.nodes[d.clause.start].cat == LPAR and at - d.clause.end <= 4))]
        if before and not self._own_subject(scene, at, before[-1]):
            return before[-1].figure
        named = self._named(scene, at)
        if named is not None:
            return named
        earlier = [d for d in drafts if d.at < at and not d.compared]
        if earlier and not self._own_subject(scene, at, earlier[-1]) and sentence.nodes[clause.start].cat != LPAR:
            return earlier[-1].figure
        behind = [d for d in drafts if d.at > at and sentence.nodes[at + 1].cat != OF and d.at - at < 8 and sentence.nodes[d.clause.start].cat != LPAR]
        behind = behind or [d for d in drafts if d.at > at and any(sentence.cues[k].namely for k in range(at, d.at))]
        if behind:
            return behind[0].figure
        return self._goes_on(scene, at)

    @staticmethod
    def _own_subject(scene: Scene, at: int, draft: Draft) -> bool:
        """Whether a new subject stands between a figure and the share."""
        sentence = scene.sentence
        between = range(draft.at + 1, at)
        return any(m.at in between and m.part in ("subject", "plain") and m.codes for m in scene.mentions) and any(
            sentence.nodes[k].cat in (COMMA, SEMICOLON) or sentence.cues[k].preposition == "and" for k in between
        )

    @staticmethod
    def _respectively(scene: Scene, at: int, drafts: list[Draft]) -> Figure | None:
        """`A and B, meaning that 49 percent and 21 percent …`: first to first, second to second."""
        nodes = scene.sentence.nodes
        shares = [k for k, n in enumerate(nodes) if n.cat == AMOUNT and n.value.kind == "percent"]
        if len(shares) != 2:
            return None
        figures = [d for d in drafts if not d.compared and d.at < shares[0]]
        if len(shares) == 2 and len(figures) == 2 and shares[1] - shares[0] <= 3:
            return figures[shares.index(at)].figure
        return None

    def _named(self, scene: Scene, at: int) -> Figure | None:
        """`Imports made up 26 percent`: the figure of that name for the time the text speaks of."""
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        for k in range(clause.start, at):
            flow = sentence.cues[k].flow
            if flow is None or flow.verb or flow.indicator not in _KINDS:
                continue
            if k + 1 < at and sentence.cues[k + 1].share_noun:
                continue
            for figure in self._about(scene):
                if figure.indicator == flow.indicator:
                    return figure
        return None

    def _about(self, scene: Scene) -> list[Figure]:
        """Figures of the time and parties at hand, the latest before this sentence first, then those behind."""
        end = scene.figures_before
        pool = [*reversed(self.figures[:end]), *self.figures[end:]]
        subject = {code for code in scene.subject if code}
        return [
            f for f in pool
            if f.id not in self.bases and (scene.period is None or f.period is None or f.period.same(scene.period))
            and (not subject or subject == {f.reporter, f.partner})
        ]  # fmt: skip

    def _goes_on(self, scene: Scene, at: int) -> Figure | None:
        """The figure of the sentence before, where this one goes on about it or about its partner."""
        sentence = scene.sentence
        clause = sentence.clause_of(at)
        before = [f for f in self.figures[: scene.figures_before] if f.id not in self.bases]
        if not before:
            return None
        last = before[-1]
        opening = [*range(clause.start, min(clause.start + 10, at)), *range(min(3, at))]
        pronoun = any(sentence.cues[k].pronoun in ("this", "own", "other") for k in opening)
        named = [m for m in scene.mentions if clause.start <= m.at < at and m.part not in ("body", "via")]
        parties = {code for m in named for code in self.story.resolve(m)}
        if pronoun and not (parties - {last.reporter, last.partner}):
            return last
        if any(m.kind in ("region", "other") for m in named) and (not parties or parties & {last.reporter, last.partner}):
            return last
        if parties:
            return next((f for f in reversed(before[-4:]) if parties & {f.reporter, f.partner} and f.partner in parties), None)
        return None

    # --- the whole ----------------------------------------------------------------------------------------

    def _whole(self, scene: Scene, at: int, part: Figure | None, drafts: list[Draft], period: Period | None) -> Figure | None:
        sentence = scene.sentence
        nodes = sentence.nodes
        if at + 1 < len(nodes) and nodes[at + 1].cat == OF:
            behind = [d for d in drafts if at < d.at <= at + 8 and d.figure is not part and not any(nodes[k].cat == COMMA for k in range(at, d.at))]
            if behind and nodes[behind[0].clause.start].cat != LPAR:
                return behind[0].figure
        flow = _flow_behind(sentence, at)
        end = scene.figures_before + sum(1 for d in drafts if d.at < at)
        pool = [*reversed(self.figures[:end]), *self.figures[end:]]
        best: tuple[int, float] | None = None
        chosen: Figure | None = None
        for order, figure in enumerate(pool):
            fit = self._fit(figure, part, flow, period)
            if fit is None:
                continue
            # a part without a figure is a part of the largest one; else the nearest that can hold it
            rank = (fit, float(-figure.quantity.value) if part is None else float(order))
            if best is None or rank < best:
                best, chosen = rank, figure
        return chosen

    def _fit(self, whole: Figure, part: Figure | None, flow: Flow | None, period: Period | None) -> int | None:
        """How well a figure serves as the whole; None where it can't be one."""
        if whole is part or whole.id in self.bases and part is not None and part.id not in self.bases:
            return None
        if period is not None and whole.period is not None and not whole.period.same(period):
            return None
        if part is None:
            if flow is not None and flow.indicator != whole.indicator:
                return None
            if whole.indicator in ("other", "agreements", "projects", "duration", "distance", "capacity"):
                return None
            return 0 if whole.partner in ("WLD", None) or flow is not None else 1
        if whole.quantity.unit != part.quantity.unit or whole.quantity.value <= part.quantity.value:
            return None
        if flow is not None and flow.indicator.startswith("trade.") and flow.indicator not in (whole.indicator, part.indicator) and whole.indicator not in _KINDS:
            return None
        return broadness(whole, part, flow)


def broadness(whole: Figure, part: Figure, flow: Flow | None = None) -> int | None:
    """0 where the whole's subject surely holds the part's, 1 where it may, None where it can't."""
    same_pair = {whole.reporter, whole.partner} == {part.reporter, part.partner}
    seen_from_partner = {whole.indicator, part.indicator} == {"trade.exports", "trade.imports"} and whole.reporter == part.partner
    if whole.indicator != part.indicator and _KINDS.get(part.indicator) != whole.indicator and not seen_from_partner:
        return None
    if whole.partner == "WLD" and part.partner != "WLD":
        total = flow is None or flow.indicator == whole.indicator or flow.indicator == part.indicator
        return 0 if whole.reporter in (part.reporter, part.partner) and total else None
    if same_pair and whole.indicator != part.indicator:
        return 0
    if same_pair or whole.reporter == part.reporter:
        return 1
    if whole.indicator == part.indicator == "trade.turnover" and {whole.reporter, whole.partner} & {part.reporter, part.partner}:
        return 1
    return None


def _flow_behind(sentence: Sentence, at: int) -> Flow | None:
    """The flow that a share is said to be of: `of its foreign trade`, `in total exports`."""
    for k in range(at + 1, min(at + 9, len(sentence.nodes))):
        if sentence.nodes[k].cat in (AMOUNT, SEMICOLON, LPAR) or (sentence.nodes[k].cat == COMMA and k > at + 1):
            return None
        flow = sentence.cues[k].flow
        if flow is not None and not flow.verb:
            return flow
    return None


def _in_parentheses_behind(sentence: Sentence, at: int, drafts: list[Draft]) -> Draft | None:
    """`21 percent of its trade ($21.7bn)`: the part stands in parentheses behind."""
    for ahead in range(at + 1, min(at + 10, len(sentence.nodes))):
        node = sentence.nodes[ahead]
        if node.cat == LPAR:
            return next((d for d in drafts if ahead < d.at <= ahead + 4), None)
        if node.cat in (AMOUNT, SEMICOLON):
            return None
    return None


def _names(scene: Scene, at: int) -> str | None:
    """The nearest party before the share, for a part that is no figure."""
    named = [m for m in scene.mentions if m.at < at and m.codes]
    return ", ".join(named[-1].codes) if named else None


def _words_behind(scene: Scene, at: int) -> str | None:
    """The words behind `of`, for a whole that is no figure."""
    nodes = scene.sentence.nodes
    if at + 1 >= len(nodes) or nodes[at + 1].cat != OF:
        return None
    end = at + 2
    while end < min(len(nodes), at + 12) and nodes[end].cat not in (COMMA, LPAR, AMOUNT, SEMICOLON, category("RPAR")):
        end += 1
    return " ".join(node.low for node in nodes[at + 2 : end]) or None
