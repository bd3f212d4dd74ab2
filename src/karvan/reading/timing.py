"""When: the time that a figure speaks of."""

from __future__ import annotations

import datetime as dt

from karvan.nouns import Period
from karvan.reading.context import When
from karvan.reading.grammar import category
from karvan.reading.measuring import TRADE
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import PERIOD, Sentence
from karvan.reading.story import Story
from karvan.reading.times import (
    compared_time,
    end_of_stretch,
    explained_time,
    has_time,
    is_past_alone,
    own_time,
    told_times,
    told_when,
)

YEARREF = category("YEARREF")
_FLOWS = frozenset(("freight", "containers", "passengers", "tourists", "production", "flights", "gdp"))
"""What is measured over a time, beside trade."""
_AGREED = frozenset(("investment", "loan", "capacity", "price"))
"""What a day or month tells the signing of."""
_OPEN = ("target", "plan", "forecast", "potential")


def period_of(scene: Scene, draft: Draft, indicator: str, story: Story) -> Period | None:
    """The time of a figure; None where it has none, or nothing tells."""
    if indicator in ("duration", "distance"):
        return None
    base = _main_period(scene, draft, indicator, story)
    if "per " in (draft.note or "") and indicator not in ("trade.exports", "trade.imports", "trade.turnover"):
        return None
    ends = end_of_stretch(scene, draft)
    if ends is not None:
        return ends
    if is_past_alone(scene.sentence, draft):
        return None
    if draft.compared:
        return _of_compared(scene, draft, indicator, story, base)
    host = scene.draft_at(draft.clause.host) if draft.clause.host is not None else None
    if host is not None and host.figure is not None and not has_time(scene.sentence, draft):
        return host.figure.period
    told = told_when(scene, draft, base)
    if told is not None:
        return told
    own = own_time(scene, draft)
    enclosed = explained_time(scene, draft)
    if enclosed is not None and own is None:
        return enclosed.resolved(story.period)
    hung = _told_before_it(scene, own) if own is not None and own.link in ("same", "after") else None
    period = resolved_through(own, hung or story.period, indicator) if own is not None else None
    if own is not None and period is not None:
        return _of_own(own, period, scene, draft, indicator, story, base)
    return _of_text(scene, draft, indicator, story, base)


def _told_before_it(scene: Scene, time: When) -> Period | None:
    """`from A in 2009 to B five years later`: the time of the sentence that another one hangs on."""
    nodes = scene.sentence.nodes
    at = next((k for k, node in enumerate(nodes) if node.value is time), 0)
    compared = [d.at for d in scene.drafts if d.compared]
    places = (k for k in range(at - 1, -1, -1) if nodes[k].cat == PERIOD)
    before = (nodes[k].value for k in places if k in told_times(scene) or any(abs(k - d) <= 2 for d in compared))
    return next(
        (when.period for when in before if when.link is None and when.period is not None and not _is_day(when.period)),
        None,
    )


def _of_compared(scene: Scene, draft: Draft, indicator: str, story: Story, base: Period | None) -> Period | None:
    """The time of a figure that another is compared with: its own, else the year or month before the other's."""
    own = compared_time(scene, draft)
    period = own.resolved(base) if own is not None else None
    if own is not None and period is not None:
        if base is None or base.text == str(base.year) or not _is_relative_year(scene, own):
            return period
        before = base.year_before()
        return before if before.end > period.start and before.start < period.end else period
    if base is None or not has_period(indicator):
        return None
    monthly = story.monthly and 27 < (base.end - base.start).days < 32
    return When(None, "before").resolved(base) if monthly else base.year_before()


def _of_own(
    own: When, period: Period, scene: Scene, draft: Draft, indicator: str, story: Story, base: Period | None
) -> Period | None:
    """The time that stands beside a figure, unless it tells when something was said or signed."""
    if period.start == period.last and indicator.startswith(TRADE):
        return base if base is not None and base.start != base.last else None
    if (period.last - period.start).days < 60 and indicator in _AGREED:
        return None
    if has_period(indicator) and draft.clause.host is None and own.link in (None, "begun"):
        _now(period, story, earlier=tells_earlier(scene.sentence, draft))
    return period


def _of_text(scene: Scene, draft: Draft, indicator: str, story: Story, base: Period | None) -> Period | None:
    """The time of a figure that has none beside it."""
    sentence, note = scene.sentence, draft.note or ""
    if indicator == "agreements":
        return _signed_on(sentence, draft, story)
    if PERIOD not in sentence.cats and any(word in note for word in _OPEN):
        return None  # what is aimed at says when, or it is open
    twin = _twin(scene, draft, indicator) if indicator in ("investment", "loan", "other") else None
    if twin is not None:
        return twin
    return base if has_period(indicator) or has_time(sentence, draft) else None


def _twin(scene: Scene, draft: Draft, indicator: str) -> Period | None:
    """The time of the last figure of the sentence that measures the same."""
    before = (d.figure for d in reversed(scene.drafts) if d.figure is not None and d.at < draft.at and not d.compared)
    return next((f.period for f in before if f.indicator == indicator and f.period), None)


def _is_relative_year(scene: Scene, time: When) -> bool:
    """`against $3 billion last year`, after three months of this one: the same three months are meant."""
    node = next((node for node in scene.sentence.nodes if node.value is time), None)
    return node is not None and len(node.children) > 0 and node.children[0].cat == YEARREF and len(node.children) == 1


def resolved_through(time: When, base: Period | None, indicator: str) -> Period | None:
    """What a time means for a flow: by the end of July, and at the end of July, a flow has run since January."""
    period = time.resolved(base)
    if period is None or time.edge not in ("end", "by", "as_of") or not has_period(indicator):
        return period
    if (period.last - period.start).days > 100:
        return period
    if time.edge == "as_of" and period.start == period.last and period.start.day == 1:
        before = period.start - dt.timedelta(days=1)
        return Period.between(dt.date(before.year, 1, 1), before)
    return Period.between(dt.date(period.last.year, 1, 1), period.last)


def _signed_on(sentence: Sentence, draft: Draft, story: Story) -> Period | None:
    """The day on which agreements were signed, where the sentence tells their signing."""
    clause = draft.clause
    for at in range(clause.start, clause.end):
        if sentence.cues[at].signs and not (at > clause.start and _is_perfect(sentence, at)):
            return story.day or (Period(story.published.isoformat()) if story.published else None)
    return None


def _is_perfect(sentence: Sentence, at: int) -> bool:
    return sentence.plays("perfect", at - 3, at) or sentence.plays("so_far", at - 3, at)


def _now(period: Period, story: Story, *, earlier: bool) -> None:
    """The text goes on to speak of this time, unless it lies ahead, or is `earlier` than what is being told."""
    if earlier and story.period is not None and (period.start < story.period.start or period.end <= story.period.end):
        return
    if story.published is None or period.start <= story.published:
        story.period = period


def tells_earlier(sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure is told as what had been before: `in 2020 they had fetched $19 million`."""
    if sentence.plays("month_before"):
        return True  # a look aside at the last month
    return sentence.plays("perfect", draft.clause.start, draft.at)


def _main_period(scene: Scene, draft: Draft, indicator: str, story: Story) -> Period | None:
    """The time that the sentence, or else the text before it, speaks of."""
    candidates = [
        (order, period)
        for at in told_times(scene)
        if (period := _resolved_at(scene, at, indicator, story)) is not None
        and (order := _nearness(scene, draft, at, period, story)) is not None
    ]
    return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else story.period


def _resolved_at(scene: Scene, at: int, indicator: str, story: Story) -> Period | None:
    """What a time of the sentence means; a flow of trade has no single day."""
    time: When = scene.sentence.nodes[at].value
    if time.link in ("past", "year_before"):
        return None
    period = resolved_through(time, story.period, indicator)
    return None if period is not None and _is_day(period) and indicator.startswith(TRADE) else period


def _is_day(period: Period) -> bool:
    return (period.last - period.start).days < 2


def _nearness(scene: Scene, draft: Draft, at: int, period: Period, story: Story) -> tuple[float, ...] | None:
    """How near a time is to a figure, the nearest first; None where it is another clause's alone."""
    clause = scene.sentence.clause_of(at)
    same = clause is draft.clause
    if not same and at > draft.at and (story.period is not None or any(d.clause is clause for d in scene.drafts)):
        return None  # a later clause speaks for itself
    away = abs(at - draft.at)
    return (not same, _is_day(period), clause.host is not None and not same, away if same else at > draft.at, away)


def has_period(indicator: str) -> bool:
    """Whether a figure of this indicator takes the time its text speaks of, though its own words name none."""
    return indicator.startswith(TRADE) or indicator in _FLOWS
