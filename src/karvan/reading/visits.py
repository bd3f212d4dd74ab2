"""Visits: who travels to whom, and who is there."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    NAME,
    NATIONAL,
    POSS,
    THE,
    codes_of,
    completed,
    is_place,
    with_group,
)
from karvan.reading.happening import Happening, is_denied, is_past, is_planned, made
from karvan.reading.mentions import PEOPLE, Mention
from karvan.reading.sentences import AMOUNT, NUMBER, PERIOD
from karvan.reading.telling import Telling, states

_HOSTED = frozenset(("in", "to", "for", "into"))
STAY = 40
"""Days below which a time says when somebody was somewhere."""


def visit(telling: Telling, mark: Mark) -> Happening | None:
    """`X visited Y`: the country behind the verb is the host."""
    lo, _ = telling.clause(mark.at)
    host = next((m for m in telling.within(mark.end, mark.end + 4) if m.part not in ("with", "from", "by")), None)
    if host is None or is_denied(telling, mark) or _is_crowd(telling, lo, mark.at) or not mark.at:
        return None
    if _is_attribute(telling, host):
        return None
    if mark.sense.topics and telling.low(mark.at - 1).rpartition(" ")[2] not in telling.words.infinitives:
        return None
    before = telling.nodes[max(lo, mark.at - 4) : mark.at]
    somebody = any(node.cat == NAME or node.low in telling.words.pronouns for node in before)
    if not somebody and not _is_head_before(telling, lo, mark.at):
        return None
    return visit_to(telling, mark, lo, mark.at, host)


def arrive(telling: Telling, mark: Mark) -> Happening | None:
    """Who arrives must be somebody: a head of state, a delegation."""
    lo, _ = telling.clause(mark.at)
    somebody = _is_head_before(telling, telling.hard_border(lo), mark.at) or is_known(telling, lo, mark.at)
    if "go" in mark.sense.acts and telling.tie(mark.end) not in ("for", "to"):
        return None
    if not somebody or _is_crowd(telling, mark.at - 3, mark.at):
        return None
    bound = " " in telling.low(mark.at)  # `came to` is one word to the lexicon
    after = telling.within(mark.end, mark.end + 6)
    host = next((m for m in after if _is_goal(telling, m) or (bound and m.at <= mark.end + 1)), None)
    if host is None and telling.any_of(telling.words.here, mark.end, mark.end + 5) and telling.memory.home:
        host = Mention((telling.memory.home,), mark.end, mark.end + 1, "in", "city")
    if host is None and not ("fly" in mark.sense.acts and telling.tie(mark.end) == "in"):
        return None
    return visit_to(telling, mark, telling.hard_border(lo), mark.at, host)


def is_known(telling: Telling, lo: int, at: int) -> bool:
    """Whether somebody whom the text has introduced stands right before an act."""
    return any(
        node.cat == NAME and telling.memory.people.knows(node.low) for node in telling.nodes[max(lo, at - 3) : at]
    )


def be_in(telling: Telling, mark: Mark) -> Happening | None:
    """`The prime minister will be in Y from 5 July`, `was in Y on 5 July`."""
    host = next((m for m in telling.within(mark.end, mark.end + 3) if m.part == "in"), None)
    if host is None:
        return None
    lo, hi = telling.clause(mark.at)
    times = [node.value.period for node in telling.nodes[host.at : hi] if node.cat == PERIOD]
    times += [node.value.period for node in telling.nodes[lo : min(lo + 6, mark.at)] if node.cat == PERIOD]
    purpose = telling.low(host.end) in telling.words.purposes and telling.noun("meet", host.end, lo, hi, before=0)
    if not (times or purpose) or not _is_head_before(telling, lo, mark.at) or is_denied(telling, mark):
        return None
    planned = is_planned(telling, mark) or telling.plans(mark.at, mark.end)
    if (
        not planned
        and not purpose
        and not any(time is not None and (time.last - time.start).days < STAY for time in times)
    ):
        return None
    return visit_to(telling, mark, lo, mark.at, host)


def visit_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`X's visit to Y`, `the visit of X to Y`, `in Y on a visit`: a host, or a visitor and a time."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark) or mark.low in telling.words.plurals:
        return None
    host = next((m for m in telling.within(mark.end, mark.end + 12) if _is_goal(telling, m, "to")), None)
    if host is None:
        host = next((m for m in telling.within(max(lo, mark.at - 9), mark.at) if m.part in ("in", "to")), None)
    if host is None and telling.tie(mark.end) == "to":  # `on a visit to four provinces in Y`
        host = next((m for m in telling.within(mark.end, mark.end + 9) if m.part in ("in", "of")), None)
    if host is None:
        near = telling.within(max(lo, mark.at - 6), min(hi, mark.at + 7))
        timed = any(node.cat == PERIOD for node in telling.nodes[lo:hi])
        somebody = any(m.codes and not is_place(telling, m) for m in near) or _is_head_before(
            telling, mark.at, mark.at + 6
        )
        if not timed or not somebody or not _is_owned(telling, mark):
            return None
    if not _is_owned(telling, mark) and _is_crowd(telling, lo, mark.at) and not _is_head_before(telling, lo, hi):
        return None
    return visit_to(telling, mark, lo, hi, host)


def _is_goal(telling: Telling, mention: Mention, *only: str) -> bool:
    words = only or tuple(_HOSTED)
    before = {
        telling.tie(mention.at - 1),
        telling.tie(mention.at - 2) if telling.nodes[mention.at - 1].cat == THE else None,
    }
    return mention.part in words or not before.isdisjoint(words)


def _is_attribute(telling: Telling, mention: Mention) -> bool:
    """Whether a country only says whose thing is visited (`the Egyptian pavilion`)."""
    after = telling.nodes[mention.end] if mention.end < len(telling.nodes) else None
    if after is None:
        return False
    of_it = telling.nodes[mention.end - 1].cat == NATIONAL and after.low not in telling.words.capitals
    return of_it or after.cat == POSS


def _is_owned(telling: Telling, mark: Mark) -> bool:
    """Whether somebody makes the visit: a possessor before it, `of` or `by` behind it."""
    nodes = telling.nodes
    return any(nodes[k].cat == POSS for k in range(max(0, mark.at - 4), mark.at)) or telling.tie(mark.end) in (
        "of",
        "by",
    )


def _is_head_before(telling: Telling, lo: int, at: int) -> bool:
    return telling.any_of(telling.words.heads, lo, at)


def _is_crowd(telling: Telling, lo: int, hi: int) -> bool:
    words = telling.words.crowds
    return any(
        node.low in words or node.cat in (PEOPLE, NUMBER) or (node.cat == AMOUNT and node.value.kind != "time")
        for node in telling.nodes[max(lo, 0) : hi]
    )


def _is_guest(telling: Telling, mention: Mention, host: Mention | None) -> bool:
    """Who may be the visitor: named before the host, or behind it with `by` or `of`."""
    if mention is host or is_place(telling, mention) or mention.kind in ("home", "other") or mention.part == "with":
        return False
    if host is None:
        return True
    beside = mention.at < host.at or (mention.part in ("by", "of") and mention.at < host.at + 6)
    return beside and (not mention.codes or mention.codes != host.codes)


def visit_to(telling: Telling, mark: Mark, lo: int, hi: int, host: Mention | None) -> Happening:
    guests = [m for m in telling.within(lo, hi) if _is_guest(telling, m, host)]
    first = [m for m in guests if len(m.codes) == 1 and states(m.codes)][:1] or guests[:1]
    codes = codes_of(telling, first)[:1]
    if not codes:
        codes = _introduced(telling, lo, min(hi, mark.at))
    if host is not None and host.kind == "region":
        codes = states((*codes, *codes_of(telling, [host])))
    elif host is not None:
        codes = states((*codes, *host.codes[:1]))
    core = [m.at for m in first] + ([host.at, host.end - 1] if host else [])
    for noun in telling.marks:
        if "visit" in noun.sense.topics and abs(noun.at - mark.at) < 14:
            telling.used.add(noun.at)
            core += [noun.at] if abs(noun.at - mark.at) < 9 else []
    start = telling.clause(mark.at)[0]
    end = telling.clause(mark.at)[1]
    ahead = not is_past(telling, mark) and telling.plans(max(start, mark.at - 3), min(mark.at + 12, end))
    upcoming = is_planned(telling, mark) or ahead
    parties = codes if with_group(first) else completed(telling, codes)
    return made(telling, "visit", mark, core, parties, "upcoming" if upcoming else None)


def _introduced(telling: Telling, lo: int, hi: int) -> tuple[str, ...]:
    """The country of somebody whom the text has introduced before (`Yoon had flown to …`, `The Amir arrived …`)."""
    for node in reversed(telling.nodes[lo:hi]):
        code = telling.memory.people.country(node.low) if node.cat == NAME or node.low in telling.words.heads else None
        if code is not None:
            return (code,)
    return ()
