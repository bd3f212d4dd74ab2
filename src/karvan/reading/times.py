"""Times: which of those that a sentence names the text tells of, and which of them stands beside a figure."""

from __future__ import annotations

from karvan.nouns import Period
from karvan.reading.comparing import is_compared, is_plain_figure
from karvan.reading.context import When
from karvan.reading.grammar import Node, category, standing
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import COMMA, LPAR, PERIOD, Sentence

DURING, TO, SINCE = category("DURING"), category("TO"), category("SINCE")


def told_times(scene: Scene) -> list[int]:
    """Where the times stand that the text tells of: not those compared with, nor those at which it was said."""
    if scene.times is None:
        sentence = scene.sentence
        scene.times = [
            at
            for at in standing(PERIOD, sentence.cats)
            if not is_compared(sentence, at) and not is_said_when(sentence, at) and not _bounds_a_record(sentence, at)
        ]
    return scene.times


def _bounds_a_record(sentence: Sentence, at: int) -> bool:
    """`the highest value since 2014`: the time says since when it is the highest."""
    since = sentence.nodes[at].value.edge == "since" or sentence.cats[at - 1 : at] == SINCE
    return since and sentence.plays("record", at - _RECORD, at)


_RECORD = 10
"""So far before its bound may a record be told: `the lowest monthly result in 13 years, since July 2006`."""


def is_said_when(sentence: Sentence, at: int) -> bool:
    """Whether a time belongs to who said it: `…, he said on Tuesday`."""
    value = sentence.nodes[at].value
    if value.weekday is None and not (value.period is not None and value.period.start == value.period.last):
        return False
    return sentence.plays("says", at - 4, at + 4)


def has_time(sentence: Sentence, draft: Draft) -> bool:
    """Whether the clause of a figure names a time."""
    return PERIOD in sentence.cats[draft.clause.start : draft.clause.end]


def own_time(scene: Scene, draft: Draft) -> When | None:
    """The time that stands right beside a figure: behind it, or before it without another figure between."""
    before, behind = _told_before(scene, draft), _told_behind(scene, draft)
    at = before if behind is None else behind
    if before is not None and behind is not None and not _belongs_behind(scene.sentence, draft, before, behind):
        at = before
    return scene.sentence.nodes[at].value if at is not None else None


def explained_time(scene: Scene, draft: Draft) -> When | None:
    """`most of it in November ($178 million)`: the time that a figure in parentheses stands right behind."""
    nodes, start = scene.sentence.nodes, draft.clause.start
    if nodes[start].cat != LPAR or not start or nodes[start - 1].cat != PERIOD or draft.compared:
        return None
    return nodes[start - 1].value if start - 1 in told_times(scene) else None


def _told_behind(scene: Scene, draft: Draft) -> int | None:
    """Where the first time behind a figure stands, before the next figure."""
    for at in range(draft.at + 1, draft.clause.end):
        node = scene.sentence.nodes[at]
        if node.cat == PERIOD:
            return at if node.value.link != "past" and at in told_times(scene) else None
        far = node.cat == COMMA and at - draft.at > 6
        if is_plain_figure(node) or far or (node.cat == LPAR and draft.clause.host is None):
            return None
    return None


def _told_before(scene: Scene, draft: Draft) -> int | None:
    """Where the last time before a figure stands, behind the figure before."""
    for at in range(draft.at - 1, draft.clause.start - 1, -1):
        node = scene.sentence.nodes[at]
        if node.cat == PERIOD:
            return at if node.value.link != "past" and at in told_times(scene) else None
        if is_plain_figure(node):
            return None
    return None


def _belongs_behind(sentence: Sentence, draft: Draft, before: int, behind: int) -> bool:
    """Whether of two times beside a figure the one behind is its: a comma parts it from the other, or it stands tight."""
    if COMMA in sentence.cats[before + 1 : draft.at] and COMMA not in sentence.cats[draft.at : behind]:
        return True
    tied = sentence.cues[behind - 1].preposition not in (None, "and") or sentence.nodes[behind - 1].cat == DURING
    return behind - draft.at <= 3 and tied


def compared_time(scene: Scene, draft: Draft) -> When | None:
    """The time of what is compared with: beside the figure, in its parentheses or just before them."""
    sentence, nodes, start = scene.sentence, scene.sentence.nodes, draft.clause.start
    for at in range(draft.at + 1, min(draft.at + 7, len(nodes))):
        if nodes[at].cat == PERIOD:
            return nodes[at].value
        if is_plain_figure(nodes[at]) or nodes[at].cat == COMMA:
            break
        if nodes[at].cat == TO and any(is_plain_figure(node) for node in nodes[at + 1 : at + 4]):
            break
    enclosed = nodes[start].cat == LPAR
    floor = start - 3 if draft.clause.host is not None or enclosed else start
    for at in range(draft.at - 1, max(draft.at - 9, floor - 1, -1), -1):
        if nodes[at].cat == PERIOD and (
            (enclosed and at > start) or is_compared(sentence, at) or _explains_a_year_before(nodes, at)
        ):
            return nodes[at].value
        if is_plain_figure(nodes[at]):
            break
    return None


def _explains_a_year_before(nodes: list[Node], at: int) -> bool:
    """`A year ago, in 1Q2022, …`: the second time says which."""
    before = next((node for node in reversed(nodes[max(0, at - 3) : at]) if node.cat == PERIOD), None)
    return before is not None and before.value.link == "year_before" and nodes[at].value.link is None


def end_of_stretch(scene: Scene, draft: Draft) -> Period | None:
    """`between 2016 and 2020 it grew from A to B`: A is of the first year, B of the last, also where A is left out."""
    sentence = scene.sentence
    same = [d for d in scene.drafts if d.clause is draft.clause and d.amount.unit == draft.amount.unit]
    grown = len(same) == 1 and TO in sentence.cats[max(0, draft.at - 2) : draft.at] and bool(scene.values)
    if not grown and (len(same) != 2 or not same[0].compared or same[1].compared):
        return None
    times = [n.value for n in sentence.nodes[draft.clause.start : draft.clause.end] if n.cat == PERIOD]
    if len(times) != 1 or times[0].link is not None or times[0].period is None:
        return None
    period = times[0].period
    if period.last.year - period.start.year < 2 or (period.start.month, period.last.month) != (1, 12):
        return None
    return Period(f"{period.start.year if draft.compared else period.last.year:04d}")


def is_past_alone(sentence: Sentence, draft: Draft) -> bool:
    """Whether the only time of the clause is a stretch that ends now: `over the past seven years … from A to B`."""
    for node in reversed(sentence.nodes[draft.clause.start : draft.at]):
        if node.cat == PERIOD:
            behind = sentence.cats[draft.at + 1 : draft.at + 4]
            if node.value.link == "past" and PERIOD not in behind:
                return True
            break
        if is_plain_figure(node):
            break
    if not has_time(sentence, draft):
        return False
    times = [n.value for n in sentence.nodes[draft.clause.start : draft.clause.end] if n.cat == PERIOD]
    return bool(times) and all(time.link == "past" for time in times)


def told_when(scene: Scene, draft: Draft, base: Period | None) -> Period | None:
    """`compared with October last year, when arrivals were 153,123`: the time before `when` is the figure's."""
    sentence = scene.sentence
    when = max((k for k in sentence.where("when") if draft.at - 9 < k < draft.at), default=None)
    if when is None or any(is_plain_figure(n) for n in sentence.nodes[when : draft.at]):
        return None
    time = next(
        (sentence.nodes[k].value for k in range(when - 1, max(when - 4, -1), -1) if sentence.nodes[k].cat == PERIOD),
        None,
    )
    if time is not None and time.edge == "since" and time.part is not None:
        return time.part  # `the lowest since July 2006, when it was $2.5 million`
    return time.resolved(base) if time is not None else None
