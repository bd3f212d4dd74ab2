"""Works: what is built, extended, planned; what is opened and closed."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    HYPHEN,
    POSS,
    THE,
    codes_of,
    completed,
    date_of,
    is_name_part,
)
from karvan.reading.goods import flow_begins
from karvan.reading.happening import Happening, is_denied, is_planned, is_purpose, made
from karvan.reading.routes import is_for_traffic, is_wire, route
from karvan.reading.sentences import AMOUNT, COMMA, PERIOD
from karvan.reading.telling import Telling

_NEAR = 4
"""How many words off the comma an act may stand to take up what was named before it (`the line, built in 2006, reopened`)."""


def start(telling: Telling, mark: Mark) -> Happening | None:
    """What is opened, launched, resumed or closed: goods that flow, a route, a work."""
    lo, hi = telling.clause(mark.at)
    words = telling.words
    if _is_other(telling, mark) or is_denied(telling, mark) or _is_occasion(telling, mark, lo, hi):
        return None
    if "nominal" in mark.sense.acts and (telling.tie(mark.end) != "of" or telling.any_of(words.mooted, lo, mark.at)):
        return None
    if mark.sense.topics and not telling.any_of(words.infinitives, mark.at - 1, mark.at):
        return None  # a noun: the joint commission
    if telling.any_of(words.since, mark.end, hi) or (
        "begin" in mark.sense.acts and telling.low(mark.end) in words.infinitives
    ):
        return None
    if "more" in mark.sense.acts and not telling.any_head(words.frequency, mark.end, mark.end + 4):
        return None
    anew = telling.low(mark.at - 1) in words.be or telling.any_of(words.first, mark.end, mark.end + 3)
    if "steady" in mark.sense.acts and not is_planned(telling, mark) and not anew:
        return None
    flow = flow_begins(telling, mark, lo)
    if flow is not None:
        return flow
    building = _construction_at(telling, mark, lo, hi)
    if building is not None:
        return _project(telling, mark, building, "planned" if is_planned(telling, mark) else "started")
    if telling.low(lo) in words.since and date_of(telling, mark.at, lo + 1, hi)[0] is None:
        return None
    taken_up = telling.follows_comma(lo) and mark.at - lo < _NEAR
    which = telling.first_of(words.close_relatives, mark.at - 2, mark.at)
    if which is not None and which - 1 > lo and COMMA not in [n.cat for n in telling.nodes[which - 2 : which]]:
        lo = which - 1  # `part of a project that started in 2021`
    noun = telling.governed("line", mark.at, lo, hi)
    if "more" in mark.sense.acts:
        noun = telling.noun("line", mark.at, lo, hi, before=0)
    if noun is None and taken_up:
        noun = telling.noun("line", mark.at, telling.hard_border(lo), lo)
    if noun is not None and noun.at not in telling.used and not is_wire(telling, noun):
        return route(telling, mark, noun)
    if noun is None and "gate" in mark.sense.acts and is_for_traffic(telling, mark, lo):
        return route(telling, mark, mark)
    if "nominal" in mark.sense.acts:
        return None
    work = telling.governed("work", mark.at, lo, hi)
    if work is None and taken_up:
        work = telling.noun("work", mark.at, telling.hard_border(lo), lo)
    if work is not None and work.at not in telling.used and telling.nodes[work.at].cat != AMOUNT:
        return _project(telling, mark, work, "planned" if is_planned(telling, mark) else "started")
    return None


def _is_occasion(telling: Telling, mark: Mark, lo: int, hi: int) -> bool:
    """Whether an opening, without a day, is only when something was said: `at the launch of the line`."""
    words = telling.words
    the = telling.tie(mark.end) == "of" and telling.low(mark.at - 1) in words.the
    return the and telling.low(mark.at - 2) in words.settings and date_of(telling, mark.at, lo, hi)[0] is None


def _is_other(telling: Telling, mark: Mark) -> bool:
    """Whether what is opened is no route: an account, a year; a year-round service is one."""
    for at in range(mark.end, min(mark.end + 4, len(telling.nodes))):
        last = telling.low(at).rpartition(" ")[2]
        if last in telling.words.others:
            return at + 1 == len(telling.nodes) or telling.nodes[at + 1].cat != HYPHEN
    return False


def _construction_at(telling: Telling, mark: Mark, lo: int, hi: int) -> Mark | None:
    """The construction that begins: the subject, or the object behind no preposition."""
    cues, words = telling.scene.sentence.cues, telling.words
    for building in telling.marks:
        if "construction" not in building.sense.acts or not lo <= building.at < hi or building.at == mark.at:
            continue
        if telling.low(building.at - 1) in words.owners:
            continue
        if building.at < mark.at:
            to = telling.any_of(words.infinitives, mark.at - 1, mark.at) and telling.low(mark.at - 1) not in words.plans
            if to and "begin" not in mark.sense.acts:
                continue  # `work is under way to launch a fund`
            return building
        behind = range(mark.end, building.at)
        if (
            building.at > mark.at
            and "work" not in building.sense.topics
            and not any(cues[k].preposition for k in behind)
        ):
            return building
    return None


def build(telling: Telling, mark: Mark) -> Happening | None:
    """Works are built, extended, completed."""
    lo, hi = telling.clause(mark.at)
    words = telling.words
    if is_denied(telling, mark) or telling.any_of(words.close_relatives, mark.at - 3, mark.at):
        return None
    noun = telling.governed("work", mark.at, lo, hi, after=8, before=30)
    tied = "tie" in mark.sense.acts
    if (
        noun is None
        or noun.at in telling.used
        or telling.nodes[noun.at].cat == AMOUNT
        or (noun.low in words.plurals and not tied and not _has_two_ends(telling, mark, noun))
        or _is_attributive(telling, mark)
    ):
        return None
    aided = telling.any_of(words.be, max(lo, mark.at - 4), mark.at) or telling.plans(max(lo, mark.at - 6), mark.at)
    begun = any(not {"start", "build"}.isdisjoint(m.sense.acts) for m in telling.marks if mark.at - 3 <= m.at < mark.at)
    told = telling.capital(mark.at - 1, mark.at) or telling.any_head(words.builders, mark.at - 1, mark.at)
    if not (aided or begun or told) or telling.nodes[mark.at - 1].cat == AMOUNT:
        return None
    if tied and noun.low not in words.grids:
        return None
    if is_purpose(telling, mark, lo):
        return None
    return _project(telling, mark, noun, "planned" if is_planned(telling, mark) else "under way")


def _has_two_ends(telling: Telling, mark: Mark, noun: Mark) -> bool:
    """`X has completed power lines to Y`: several works of one making, between two countries."""
    lo, hi = telling.clause(mark.at)
    to = next((m for m in telling.within(noun.end, hi) if m.part == "to" and m.at <= noun.end + 2), None)
    by = codes_of(telling, telling.within(lo, mark.at))
    return noun.at > mark.at and to is not None and len({*by, *to.codes}) > 1 and bool(by)


def _is_attributive(telling: Telling, mark: Mark) -> bool:
    """`The newly built line`: a participle between an article and its noun."""
    words, nodes = telling.words, telling.nodes
    before = any(node.cat in (THE, ARTICLE) for node in nodes[max(mark.at - 2, 0) : mark.at])
    return before and nodes[mark.end].cat not in (THE, ARTICLE) and not telling.any_of(words.be, mark.at - 1, mark.at)


def construction(telling: Telling, mark: Mark) -> Happening | None:
    """`plans to invest in the reconstruction of a plant`, `put money into rebuilding a plant`."""
    lo, hi = telling.clause(mark.at)
    object_follows = telling.tie(mark.end) == "of" or "build" in mark.sense.acts
    ahead = telling.plans(lo, mark.at) or telling.any_of(telling.words.mooted, lo, mark.at)
    if not object_follows or mark.at in telling.used or not ahead or is_denied(telling, mark):
        return None
    noun = telling.noun("work", mark.at, mark.at, hi, before=0)
    if noun is None and not telling.capital(mark.end, mark.end + 5):
        return None
    return _project(telling, mark, mark, "planned")


def found(telling: Telling, mark: Mark) -> Happening | None:
    """`broke ground on a plant`, `the foundation stone of a plant was laid`."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("work", mark.at, lo, hi, after=14, before=0)
    if noun is None or noun.at in telling.used or is_denied(telling, mark):
        return None
    return _project(telling, mark, noun, "planned" if is_planned(telling, mark) else "started")


def mooted(telling: Telling, mark: Mark) -> Happening | None:
    """`the planned Line D`, `a plan for a rail tunnel`: a work that is but a plan."""
    hi = telling.clause(mark.at)[1]
    plan = "plan" in mark.sense.acts
    if (
        plan != (telling.low(mark.end) in telling.words.purposes)
        or telling.low(mark.at - 1) in telling.words.be
        or is_denied(telling, mark)
    ):
        return None
    noun = telling.noun("work", mark.at, mark.at, min(hi, mark.at + 7), before=0)
    if noun is None or noun.at in telling.used or noun.low in telling.words.plurals:
        return None
    if any(telling.nodes[k].cat == PERIOD or telling.scene.sentence.cues[k].verb for k in range(mark.end, noun.at)):
        return None
    if not plan and telling.nodes[mark.at - 1].cat not in (THE, ARTICLE, POSS):
        return None
    return _project(telling, mark, noun, "planned")


def _project(telling: Telling, mark: Mark, noun: Mark, status: str) -> Happening:
    lo, hi = telling.clause(mark.at)
    for other in telling.marks:
        if lo <= other.at < hi and ("work" in other.sense.topics or "construction" in other.sense.acts):
            telling.used.add(other.at)
    found = [
        m
        for m in telling.within(min(lo, noun.at), telling.without_speaker(max(noun.at, mark.at), hi))
        if m.kind not in ("home", "other") and not is_name_part(telling, m) and m.part != "via"
    ]
    codes = codes_of(telling, found)
    known = telling.memory.event
    if not codes and known is not None and known.kind in ("agreement", "project"):
        codes = known.parties
    happening = made(
        telling,
        "project",
        mark,
        [noun.at, *(m.at for m in found)],
        completed(telling, codes, min(lo, noun.at), hi),
        status,
    )
    happening.definite = telling.takes_up(noun)
    return happening
