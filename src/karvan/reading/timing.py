"""When: the time that a figure speaks of."""

from __future__ import annotations

import datetime as dt

from karvan.nouns import Period
from karvan.reading.comparing import is_compared, is_plain_figure
from karvan.reading.context import When
from karvan.reading.grammar import Node, category, standing
from karvan.reading.measuring import TRADE
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import COMMA, LPAR, PERIOD, Sentence
from karvan.reading.story import Story

DURING, TO, YEARREF = category("DURING"), category("TO"), category("YEARREF")


def period_of(scene: Scene, draft: Draft, indicator: str, story: Story) -> Period | None:
    sentence = scene.sentence
    if indicator in ("duration", "distance"):
        return None
    base = _main_period(scene, draft, indicator, story)
    note = draft.note or ""
    if "per " in note and indicator not in ("trade.exports", "trade.imports", "trade.turnover"):
        return None
    ends = _ends_of_stretch(scene, draft)
    if ends is not None:
        return ends
    if _past_alone(sentence, draft):
        return None
    if draft.compared:
        own = _compared_period(scene, draft)
        if own is not None:
            resolved = own.resolved(base)
            if (
                resolved is not None
                and base is not None
                and _is_relative_year(scene, own)
                and base.text != str(base.year)
            ):
                before = base.year_before()
                return before if before.end > resolved.start and before.start < resolved.end else resolved
            if resolved is not None:
                return resolved
        if base is None or not has_period(indicator):
            return None
        months = (base.end - base.start).days
        return When(None, "before").resolved(base) if story.monthly and 27 < months < 32 else base.year_before()
    host = scene.draft_at(draft.clause.host) if draft.clause.host is not None else None
    if host is not None and host.figure is not None and not _same_clause_period(sentence, draft):
        return host.figure.period
    told = _told_when(scene, draft, base)
    if told is not None:
        return told
    own = _own_period(scene, draft)
    if own is not None:
        resolved = resolved_through(own, story.period, indicator)
        if resolved is not None and resolved.start == resolved.last and indicator.startswith(TRADE):
            return base if base is not None and base.start != base.last else None  # the day on which it was said
        if (
            resolved is not None
            and (resolved.last - resolved.start).days < 60
            and indicator in ("investment", "loan", "capacity", "price")
        ):
            return None  # when it was signed or said
        if resolved is not None:
            if has_period(indicator) and draft.clause.host is None and own.link is None:
                _now(resolved, story, earlier=tells_earlier(sentence, draft))
            return resolved
    if indicator == "agreements":
        return _signed_on(sentence, draft, story)
    if (
        note
        and PERIOD not in sentence.cats
        and any(word in note for word in ("target", "plan", "forecast", "potential"))
    ):
        return None  # what is aimed at says when, or it is open
    if not has_period(indicator):
        twin = next(
            (
                d.figure
                for d in reversed(scene.drafts)
                if d.figure is not None
                and d.at < draft.at
                and d.figure.indicator == indicator
                and d.figure.period
                and not d.compared
            ),
            None,
        )
        if twin is not None and indicator in ("investment", "loan", "other"):
            return twin.period
    if base is not None and not has_period(indicator) and not _same_clause_period(sentence, draft):
        return None
    return (
        base if has_period(indicator) or own is not None else (base if _same_clause_period(sentence, draft) else None)
    )


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


def _ends_of_stretch(scene: Scene, draft: Draft) -> Period | None:
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


def _past_alone(sentence: Sentence, draft: Draft) -> bool:
    """Whether the only time of the clause is a stretch that ends now: `over the past seven years … from A to B`."""
    for node in reversed(sentence.nodes[draft.clause.start : draft.at]):
        if node.cat == PERIOD:
            behind = sentence.cats[draft.at + 1 : draft.at + 4]
            if node.value.link == "past" and PERIOD not in behind:
                return True
            break
        if is_plain_figure(node):
            break
    if not _same_clause_period(sentence, draft):
        return False
    times = [n.value for n in sentence.nodes[draft.clause.start : draft.clause.end] if n.cat == PERIOD]
    return bool(times) and all(time.link == "past" for time in times)


def _told_when(scene: Scene, draft: Draft, base: Period | None) -> Period | None:
    """`compared with October last year, when arrivals were 153,123`: the time before `when` is the figure's."""
    sentence = scene.sentence
    when = max((k for k in sentence.places.get("when", ()) if draft.at - 9 < k < draft.at), default=None)
    if when is None or any(is_plain_figure(n) for n in sentence.nodes[when : draft.at]):
        return None
    time = next(
        (sentence.nodes[k].value for k in range(when - 1, max(when - 4, -1), -1) if sentence.nodes[k].cat == PERIOD),
        None,
    )
    return time.resolved(base) if time is not None else None


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
    sentence = scene.sentence
    candidates = []
    for at in told_times(scene):
        time = sentence.nodes[at].value
        if time.link in ("past", "year_before"):
            continue
        period = resolved_through(time, story.period, indicator)
        if period is None:
            continue
        clause = sentence.clause_of(at)
        same = clause is draft.clause
        if not same and at > draft.at and (story.period is not None or any(d.clause is clause for d in scene.drafts)):
            continue  # a later clause speaks for itself
        day = (period.last - period.start).days < 2
        if day and indicator.startswith(TRADE):
            continue
        candidates.append(
            (
                not same,
                day,
                clause.host is not None and not same,
                at > draft.at if not same else abs(at - draft.at),
                abs(at - draft.at),
                period,
            )
        )
    if candidates:
        return min(candidates, key=lambda c: c[:5])[5]
    return story.period


def _own_period(scene: Scene, draft: Draft) -> When | None:
    """The time that stands right beside a figure: behind it, or before it without another figure between."""
    sentence, clause = scene.sentence, draft.clause
    nodes = sentence.nodes
    before = after = None
    for at in range(draft.at + 1, clause.end):
        node = nodes[at]
        if node.cat == PERIOD:
            if node.value.link != "past" and at in told_times(scene):
                after = node.value
            break
        if (
            is_plain_figure(node)
            or (node.cat == COMMA and at - draft.at > 6)
            or (node.cat == LPAR and clause.host is None)
        ):
            break
    for at in range(draft.at - 1, clause.start - 1, -1):
        node = nodes[at]
        if node.cat == PERIOD:
            if node.value.link != "past" and at in told_times(scene):
                before = node.value
            break
        if is_plain_figure(node):
            break
    if before is not None and after is not None:
        behind = next(at for at in range(draft.at - 1, -1, -1) if nodes[at].cat == PERIOD)
        ahead = next(at for at in range(draft.at + 1, clause.end) if nodes[at].cat == PERIOD)
        later = any(is_plain_figure(nodes[at]) and nodes[at] is not draft.node for at in range(ahead + 1, clause.end))
        commas = [
            any(nodes[k].cat == COMMA for k in stretch)
            for stretch in (range(behind + 1, draft.at), range(draft.at, ahead))
        ]
        if commas == [True, False]:
            return after
        tight = ahead - draft.at <= 3 and (
            sentence.cues[ahead - 1].preposition not in (None, "and") or nodes[ahead - 1].cat == DURING
        )
        return after if tight and not (later and ahead - draft.at > 3) else before
    return before if before is not None else after


def _compared_period(scene: Scene, draft: Draft) -> When | None:
    """The time of what is compared with: beside the figure, in its parentheses or just before them."""
    sentence, nodes = scene.sentence, scene.sentence.nodes
    for at in range(draft.at + 1, min(draft.at + 7, len(nodes))):
        if nodes[at].cat == PERIOD:
            return nodes[at].value
        if is_plain_figure(nodes[at]) or nodes[at].cat == COMMA:
            break
        if nodes[at].cat == TO and any(is_plain_figure(node) for node in nodes[at + 1 : at + 4]):
            break
    floor = (
        draft.clause.start - 3
        if draft.clause.host is not None or nodes[draft.clause.start].cat == LPAR
        else draft.clause.start
    )
    for at in range(draft.at - 1, max(draft.at - 9, floor - 1, -1), -1):
        if nodes[at].cat == PERIOD and (
            (nodes[draft.clause.start].cat == LPAR and at > draft.clause.start)
            or is_compared(sentence, at)
            or _explains_a_year_before(nodes, at)
        ):
            return nodes[at].value
        if is_plain_figure(nodes[at]):
            break
    return None


def _explains_a_year_before(nodes: list[Node], at: int) -> bool:
    """`A year ago, in 1Q2022, …`: the second time says which."""
    before = next((node for node in reversed(nodes[max(0, at - 3) : at]) if node.cat == PERIOD), None)
    return before is not None and before.value.link == "year_before" and nodes[at].value.link is None


def has_period(indicator: str) -> bool:
    """Whether a figure of this indicator takes the time its text speaks of, though its own words name none."""
    return indicator.startswith(TRADE) or indicator in (
        "freight",
        "containers",
        "passengers",
        "tourists",
        "production",
        "flights",
        "gdp",
    )


def _same_clause_period(sentence: Sentence, draft: Draft) -> bool:
    return PERIOD in sentence.cats[draft.clause.start : draft.clause.end]


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
    return sentence.nodes[at].value.edge == "since" and sentence.plays("record", at - 4, at)


def is_said_when(sentence: Sentence, at: int) -> bool:
    """Whether a time belongs to who said it: `…, he said on Tuesday`."""
    value = sentence.nodes[at].value
    if value.weekday is None and not (value.period is not None and value.period.start == value.period.last):
        return False
    return sentence.plays("says", at - 4, at + 4)
