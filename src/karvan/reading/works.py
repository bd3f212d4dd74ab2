"""Works and routes: what is built, and what carries people and goods between two places."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    CITIES,
    HYPHEN,
    NAME,
    POSS,
    THE,
    codes_of,
    completed,
    date_of,
    is_name_part,
    named,
)
from karvan.reading.goods import flow_begins
from karvan.reading.happening import Happening, is_denied, is_planned, made
from karvan.reading.mentions import Mention
from karvan.reading.sentences import AMOUNT, PERIOD
from karvan.reading.telling import Telling, states

_NAMED = CITIES | {NAME}
_NEAR = 4
"""How many words off the comma an act may stand to take up what was named before it (`the line, built in 2006, reopened`)."""
_ENDS = frozenset(("between", "from", "to", "pair", "for"))


def start(telling: Telling, mark: Mark) -> Happening | None:
    """What is opened, launched, resumed or closed: goods that flow, a route, a work."""
    lo, hi = telling.clause(mark.at)
    words = telling.words
    if telling.any_head(words.others, mark.end, mark.end + 4) or is_denied(telling, mark):
        return None
    if mark.sense.topics and not telling.any_of(words.infinitives, mark.at - 1, mark.at):
        return None  # a noun: the joint commission
    if telling.any_of(words.since, mark.end, hi) or (
        "begin" in mark.sense.acts and telling.low(mark.end) in words.infinitives
    ):
        return None
    if "more" in mark.sense.acts and not telling.any_head(words.frequency, mark.end, mark.end + 4):
        return None
    if "steady" in mark.sense.acts and not is_planned(telling, mark) and telling.low(mark.at - 1) not in words.be:
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
    noun = telling.governed("line", mark.at, lo, hi)
    if "more" in mark.sense.acts:
        noun = telling.noun("line", mark.at, lo, hi, before=0)
    if noun is None and taken_up:
        noun = telling.noun("line", mark.at, telling.hard_border(lo), lo)
    if noun is not None and noun.at not in telling.used and not _is_wire(telling, noun):
        return _route(telling, mark, noun)
    if noun is None and "gate" in mark.sense.acts and _is_for_traffic(telling, mark, lo):
        return _route(telling, mark, mark)
    work = telling.governed("work", mark.at, lo, hi)
    if work is None and taken_up:
        work = telling.noun("work", mark.at, telling.hard_border(lo), lo)
    if work is not None and work.at not in telling.used and telling.nodes[work.at].cat != AMOUNT:
        return _project(telling, mark, work, "planned" if is_planned(telling, mark) else "started")
    return None


def _is_wire(telling: Telling, noun: Mark) -> bool:
    """Whether a line carries power or water: a work."""
    words = telling.words.wires
    return telling.any_of(words, noun.at - 2, noun.at) or not words.isdisjoint(telling.low(noun.at).split(" "))


def _is_for_traffic(telling: Telling, mark: Mark, lo: int) -> bool:
    """`Torkham was closed to lorries`: a named place and what passes it."""
    named = any(node.cat == NAME or node.cat in CITIES for node in telling.nodes[max(lo, mark.at - 4) : mark.at])
    to = not telling.words.towards.isdisjoint((telling.low(mark.end), telling.low(mark.at).rpartition(" ")[2]))
    return named and to and telling.any_head(telling.words.traffic, mark.end, mark.end + 5)


def _construction_at(telling: Telling, mark: Mark, lo: int, hi: int) -> Mark | None:
    """The construction that begins: the subject, or the object behind no preposition."""
    cues, words = telling.scene.sentence.cues, telling.words
    for building in telling.marks:
        if "construction" not in building.sense.acts or not lo <= building.at < hi or building.at == mark.at:
            continue
        if telling.low(building.at - 1) in words.owners:
            continue
        if building.at < mark.at:
            return building
        behind = range(mark.end, building.at)
        if (
            building.at > mark.at
            and "work" not in building.sense.topics
            and not any(cues[k].preposition for k in behind)
        ):
            return building
    return None


def run(telling: Telling, mark: Mark) -> Happening | None:
    """`is going to fly between A and B`, `began to connect A with B`, `are to be linked by ferry`."""
    lo, hi = telling.clause(mark.at)
    before = max(0, mark.at - 4)
    starts = [m for m in telling.marks if before <= m.at < mark.at and "start" in m.sense.acts]
    begun = any("more" not in m.sense.acts for m in starts)
    if "ing" in mark.sense.acts and not begun and telling.low(mark.at - 1) not in telling.words.be:
        return None  # `flights linking them`
    begun = begun or telling.any_of(telling.words.first, lo, hi)
    if not (begun or telling.plans(before, mark.at)) or is_denied(telling, mark):
        return None
    ends = codes_of(telling, telling.within(lo, hi))
    carried = telling.any_head(telling.words.carriers | telling.words.modes, 0, hi) or _serves(telling, mark, lo)
    return _route(telling, mark, mark) if carried and ends else None


def _serves(telling: Telling, mark: Mark, lo: int) -> bool:
    """`Flydubai began to serve Astana`: a named firm before the act, a city right behind it."""
    goal = next((m for m in telling.within(mark.end, mark.end + 2) if telling.nodes[m.at].cat in CITIES), None)
    named = any(node.cat == NAME for node in telling.nodes[lo : mark.at])
    return "serve" in mark.sense.acts and goal is not None and named


def leave(telling: Telling, mark: Mark) -> Happening | None:
    """`The first container train left A for B`."""
    lo, hi = telling.clause(mark.at)
    lines = (m for m in reversed(telling.marks) if lo <= m.at < mark.at and "line" in m.sense.topics)
    noun = next((m for m in lines if m.low in telling.words.modes), None)
    first = telling.any_of(telling.words.first, lo, mark.at)
    ends = codes_of(telling, telling.within(lo if first else mark.end, hi))
    if noun is None or len(ends) < 2:
        return None
    return _route(telling, mark, noun)


def integrate(telling: Telling, mark: Mark) -> Happening | None:
    """Lines of a country become part of a corridor."""
    lo, hi = telling.clause(mark.at)
    nouns = [m for m in telling.marks if "line" in m.sense.topics and lo <= m.at < hi]
    if not nouns or telling.nodes[nouns[0].at].cat == AMOUNT or not telling.any_of(telling.words.into, mark.end, hi):
        return None
    found = [m for m in telling.within(lo, hi) if m.codes]
    core = [nouns[0].at, nouns[-1].at, *(m.at for m in found)]
    return made(telling, "route", mark, core, completed(telling, codes_of(telling, found), lo, hi), "intended")


def _route(telling: Telling, mark: Mark, noun: Mark) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    lo = min(lo, noun.at)
    carrier, first, last = named(telling, lo, hi, telling.words.carriers)
    flag = range(first, last + 1) if first is not None and last is not None else range(0)
    ends = [m for m in telling.within(lo, hi) if m.at not in flag and _is_end(m, mark)]
    tied = [m for m in ends if m.part in _ENDS or m.kind in ("pair", "city")]
    explicit = codes_of(telling, tied)
    if len(explicit) < 2:
        explicit = states((*explicit, *codes_of(telling, ends)))
    if _is_vague(telling, noun, ends, lo, hi):
        return None
    if len(explicit) < 2:
        explicit = states((*explicit, *(code for m in telling.mentions if m.at in flag for code in m.codes)))
    telling.used.add(noun.at)
    core = [noun.at, *(m.at for m in ends), *(m.end - 1 for m in ends), *flag[:1]]
    stopped = "stop" in mark.sense.acts
    status = "planned" if is_planned(telling, mark) else "closed" if stopped else "started"
    happening = made(telling, "route", mark, core, completed(telling, explicit, lo, hi), status)
    happening.carrier = carrier
    nodes = telling.nodes
    cities = [nodes[k] for m in tied for k in range(m.at, m.end) if nodes[k].cat in CITIES]
    if len(cities) == 2:
        happening.origin, happening.destination = (telling.text[node.start : node.end] for node in cities)
    return happening


def _is_end(mention: Mention, mark: Mark) -> bool:
    return mention.part not in ("by", "with") or (mention.part == "with" and mention.at > mark.at)


def _is_vague(telling: Telling, noun: Mark, ends: list[Mention], lo: int, hi: int) -> bool:
    """Links and services in general are no route: two ends or a time must be told."""
    if ends and not (noun.low in telling.words.plurals and all(m.at < noun.at and not m.codes for m in ends)):
        return False
    nodes = telling.nodes
    timed = any(node.cat == PERIOD for node in nodes[lo:hi])
    pair = any(
        nodes[k].cat == HYPHEN and {nodes[k - 1].cat, nodes[k + 1].cat} <= _NAMED
        for k in range(lo + 1, min(hi, len(nodes) - 1))
    )
    if noun.low in telling.words.general or noun.low in telling.words.plurals:
        return not (timed and (pair or noun.low in telling.words.modes)) and not pair
    return False


# --- projects ---------------------------------------------------------------------------------------------


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
        or (noun.low in words.plurals and not tied)
    ):
        return None
    aided = telling.any_of(words.be, max(lo, mark.at - 4), mark.at) or telling.plans(max(lo, mark.at - 6), mark.at)
    begun = any(not {"start", "build"}.isdisjoint(m.sense.acts) for m in telling.marks if mark.at - 3 <= m.at < mark.at)
    told = telling.capital(mark.at - 1, mark.at) or telling.any_head(words.builders, mark.at - 1, mark.at)
    if not (aided or begun or told) or telling.nodes[mark.at - 1].cat == AMOUNT:
        return None
    if tied and noun.low not in words.grids:
        return None
    if _is_purpose(telling, mark, lo):
        return None
    return _project(telling, mark, noun, "planned" if is_planned(telling, mark) else "under way")


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


def _is_purpose(telling: Telling, mark: Mark, lo: int) -> bool:
    """Whether a work is what something signed or won is for (`won a contract to build a road`): one event, not two."""
    pact = next(
        (m for m in reversed(telling.marks) if m.at < mark.at and "pact" in m.sense.topics and m.at >= lo), None
    )
    to = telling.any_of(telling.words.infinitives, mark.at - 1, mark.at)
    return to and pact is not None and pact.at in telling.used


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
        for m in telling.within(min(lo, noun.at), hi)
        if m.kind not in ("home", "other") and not is_name_part(telling, m) and m.part != "via"
    ]
    codes = codes_of(telling, found)
    known = telling.memory.event
    if not codes and known is not None and known.kind in ("agreement", "project"):
        codes = known.parties
    return made(
        telling,
        "project",
        mark,
        [noun.at, *(m.at for m in found)],
        completed(telling, codes, min(lo, noun.at), hi),
        status,
    )
