"""Worldwide: whether a figure is of what a country trades with all the world."""

from __future__ import annotations

from karvan.reading.grammar import category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import COMMA, Clause, Sentence
from karvan.reading.story import Story

ROUTE = category("ROUTE")


def is_total(scene: Scene, clause: Clause, draft: Draft, story: Story) -> bool:
    """Whether the words beside a figure say that it is of all there is."""
    at = draft.flow_at if draft.flow_at >= 0 else draft.at
    near = range(max(clause.start, at - 4), min(clause.end, at + 3))
    return any(_says_total(scene, k, at, clause, draft, story) for k in near) or _goes_abroad(scene, clause, draft)


def _says_total(scene: Scene, k: int, at: int, clause: Clause, draft: Draft, story: Story) -> bool:
    """Whether a word near the one of flow, which stands at `at`, says total: one of the whole counts before it only."""
    cue = scene.sentence.cues[k]
    if any(m.at == k and m.kind == "region" for m in scene.mentions):
        return False  # `from the world's largest economy`
    weak = cue.whole and at - 3 <= k < at and cue.pronoun != "part"
    if not cue.total and not weak:
        return False
    if weak and _is_of_two(scene, k, at, clause, draft):
        return False
    entire = k < at and cue.entire
    if entire and story.focused and not {None, "WLD"} & {*story.subject} and not _is_owned(scene, clause, at, story):
        return False  # `total exports`, in a text on two countries, go on with theirs
    return not (entire and pair_inside(scene.sentence, clause))


def _is_of_two(scene: Scene, k: int, at: int, clause: Clause, draft: Draft) -> bool:
    """The overall volume of two countries is not their trade with the world."""
    if draft.flow is not None and draft.flow.sense != "turnover":
        return False
    if scene.sentence.nodes[k].cat == ROUTE:
        return False
    return not any(m.part in ("poss", "subject") and clause.start <= m.at < at for m in scene.mentions)


def _goes_abroad(scene: Scene, clause: Clause, draft: Draft) -> bool:
    """`sold goods for A abroad`: a word for the world behind the figure, before the next one."""
    sentence = scene.sentence
    if not sentence.plays("abroad"):
        return False
    ahead = range(draft.at + 1, next((d.at for d in scene.drafts if d.at > draft.at), clause.end))
    return any(sentence.cues[k].abroad for k in ahead if k < clause.end and sentence.nodes[k].cat != COMMA)


def _is_owned(scene: Scene, clause: Clause, at: int, story: Story) -> bool:
    """Whether the words say whose flow it is."""
    return story.worldly or any(
        (m.part in ("poss", "subject", "of", "adj") or m.kind == "home") and at - 6 <= m.at < clause.end
        for m in scene.mentions
    )


def is_of_all(first: str, scene: Scene, draft: Draft) -> bool:
    """`Peru's trade turnover amounted to A`, with nobody beside it: a turnover with one says with whom."""
    if draft.flow is None or draft.flow.sense != "turnover" or draft.flow_at < 1:
        return False
    others = [m for m in scene.mentions if m.part != "body" and m.codes != (first,)]
    owner = any(
        m.codes == (first,) and m.part == "poss" and m.kind == "party" and m.at < draft.flow_at for m in scene.mentions
    )
    return owner and not others and not scene.sentence.plays("pair")


def pair_inside(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause speaks of two: `the two countries`, `between`, `with`."""
    return any(
        sentence.cues[k].pronoun == "pair" or sentence.cues[k].preposition in ("between", "with")
        for k in range(clause.start, clause.end)
    )
