"""Routes: what carries people and goods between two places, when it opens, closes or is meant to."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import CITIES, HYPHEN, NAME, codes_of, completed, named
from karvan.reading.happening import Happening, is_denied, is_planned, made
from karvan.reading.mentions import Mention
from karvan.reading.sentences import AMOUNT, PERIOD
from karvan.reading.story import is_group
from karvan.reading.telling import Telling, states

_NAMED = CITIES | {NAME}
_ENDS = frozenset(("between", "from", "to", "pair", "for"))


def is_wire(telling: Telling, noun: Mark) -> bool:
    """Whether a line carries power or water: a work."""
    words = telling.words.wires
    return telling.any_of(words, noun.at - 2, noun.at) or not words.isdisjoint(telling.low(noun.at).split(" "))


def is_for_traffic(telling: Telling, mark: Mark, lo: int) -> bool:
    """`Torkham was closed to lorries`: a named place and what passes it."""
    named = any(node.cat == NAME or node.cat in CITIES for node in telling.nodes[max(lo, mark.at - 4) : mark.at])
    to = not telling.words.towards.isdisjoint((telling.low(mark.end), telling.low(mark.at).rpartition(" ")[2]))
    return named and to and telling.any_head(telling.words.traffic, mark.end, mark.end + 5)


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
    return route(telling, mark, mark) if carried and ends else None


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
    return route(telling, mark, noun)


def integrate(telling: Telling, mark: Mark) -> Happening | None:
    """Lines of a country become part of a corridor."""
    lo, hi = telling.clause(mark.at)
    nouns = [m for m in telling.marks if "line" in m.sense.topics and lo <= m.at < hi]
    if not nouns or telling.nodes[nouns[0].at].cat == AMOUNT or not telling.any_of(telling.words.into, mark.end, hi):
        return None
    found = [m for m in telling.within(lo, hi) if m.codes]
    core = [nouns[0].at, nouns[-1].at, *(m.at for m in found)]
    return made(telling, "route", mark, core, completed(telling, codes_of(telling, found), lo, hi), "intended")


def route(telling: Telling, mark: Mark, noun: Mark) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    lo = min(lo, noun.at)
    carrier, first, last = named(telling, lo, hi, telling.words.carriers)
    flag = range(first, last + 1) if first is not None and last is not None else range(0)
    until = telling.without_speaker(max(noun.at, mark.at), hi)
    ends = [m for m in telling.within(lo, until) if m.at not in flag and _is_end(m, mark)]
    tied = [m for m in ends if m.part in _ENDS or m.kind in ("pair", "city")]
    explicit = codes_of(telling, tied)
    if len(explicit) < 2:
        explicit = states((*explicit, *codes_of(telling, ends)))
    if _is_vague(telling, noun, ends, lo, hi):
        return None
    far = any(is_group(code) for m in ends for code in m.codes)
    if len(explicit) < 2 and not far:
        away = [m for m in telling.mentions if m.part == "from" and m.at < mark.at]
        explicit = states((*explicit, *(code for m in telling.mentions if m.at in flag for code in m.codes)))
        explicit = states((*explicit, *codes_of(telling, away[-1:]))) if len(explicit) < 2 else explicit
    telling.used.add(noun.at)
    core = [noun.at, *(m.at for m in ends), *(m.end - 1 for m in ends), *flag[:1]]
    stopped = "stop" in mark.sense.acts
    status = "planned" if is_planned(telling, mark) else "closed" if stopped else "started"
    parties = explicit if explicit and far else completed(telling, explicit, lo, hi)
    happening = made(telling, "route", mark, core, parties, status)
    happening.carrier, happening.definite = carrier, telling.takes_up(noun)
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
