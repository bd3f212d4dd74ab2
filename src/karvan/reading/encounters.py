"""Encounters: meetings, talks, and those who are received."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    NAME,
    OF,
    codes_of,
    completed,
    date_of,
    is_place,
)
from karvan.reading.happening import Happening, is_denied, made
from karvan.reading.mentions import Mention
from karvan.reading.occasions import has_day, meeting, takes_part
from karvan.reading.sentences import AMOUNT, COMMA, NUMBER, PERIOD
from karvan.reading.telling import Telling, states
from karvan.reading.visits import STAY, is_known, visit_to

_PHRASE = 9
"""How many words before a meeting may belong to it."""


def meet(telling: Telling, mark: Mark) -> Happening | None:
    """Ministers meet; conditions are met."""
    lo, _ = telling.clause(mark.at)
    heads = telling.words.heads
    if mark.end >= len(telling.nodes) or is_denied(telling, mark):
        return None
    after = telling.nodes[mark.end]
    with_head = telling.any_of(heads, mark.end, mark.end + 6)
    if not (after.cat in (PERIOD, NAME) or after.low in telling.words.met_where or with_head):
        return None
    if telling.tie(mark.at - 1) == "to" and (telling.told or telling.noun("visit", mark.at, lo, mark.at)):
        return None  # `paid a visit to meet with`
    people = telling.any_of(heads, lo, mark.at) or any(m.kind == "pair" for m in telling.within(lo, mark.at))
    known = after.cat == NAME and telling.memory.people.knows(after.low) and is_known(telling, lo, mark.at)
    if not (people or with_head or known or telling.noun("meet", mark.at, lo, mark.at)):
        return None
    return meeting(telling, mark, None)


def hold(telling: Telling, mark: Mark) -> Happening | None:
    """Talks are held, a forum takes place, a leader attends it."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("meet", mark.at, lo, hi, after=6)
    if noun is None:
        noun = telling.governed("meet", mark.at, lo, hi, after=12, before=0)
    if noun is None and telling.is_relative(lo):
        noun = telling.noun("meet", mark.at, telling.hard_border(lo), lo, before=12)
    if noun is None or noun.at in telling.used or is_denied(telling, mark):
        return None
    dated = date_of(telling, mark.at, lo, hi)[0] is not None
    if not _is_governed(telling, mark, noun):
        return None
    behind = noun.at > mark.at and "attend" not in mark.sense.acts
    if telling.is_definite(noun) and not behind and not dated:
        return None
    if not dated and telling.nodes[noun.at - 1 if noun.at else 0].cat == OF and _is_counted(telling, noun.at - 2):
        return None  # `ten rounds of talks have been held`
    between = range(min(noun.at, mark.at) + 1, max(noun.at, mark.at))
    if noun.at > mark.at and any(telling.nodes[k].cat == AMOUNT for k in between):
        return None
    return meeting(telling, mark, noun)


def _is_governed(telling: Telling, mark: Mark, noun: Mark) -> bool:
    """Whether the meeting is what is held, or where something is discussed, and not an occasion told before."""
    setting = _setting(telling, noun)
    if "have" in mark.sense.acts:
        verbs = any(m.sense.acts for m in telling.marks if mark.at < m.at < noun.at)
        return noun.at > mark.at and telling.nodes[mark.end].cat == ARTICLE and not verbs and setting is None
    if "talk" in mark.sense.acts:
        near = has_day(telling, noun.at - 3, next((k for k in range(noun.end, mark.at) if _ends(telling, k)), noun.end))
        return setting is not None and (near or noun.at > mark.at or not telling.takes_up(noun))
    taken_up = telling.any_of(telling.words.close_relatives, noun.end, mark.at)
    if setting is not None and setting > mark.at and "occur" in mark.sense.acts:
        return False  # `a ceremony was held on the sidelines of the conference`
    if setting is None or noun.at > mark.at or taken_up:
        return True
    return not any(node.cat == COMMA for node in telling.nodes[noun.at : mark.at])


def _ends(telling: Telling, at: int) -> bool:
    return telling.nodes[at].cat == COMMA or telling.scene.sentence.cues[at].pronoun is not None


def _setting(telling: Telling, noun: Mark) -> int | None:
    """The preposition that makes a meeting the occasion of something else (`during the first day of the session`)."""
    acts = {m.at for m in telling.marks if m.sense.acts}
    for at in range(noun.at - 1, max(noun.at - _PHRASE, -1), -1):
        if telling.nodes[at].cat == COMMA or at in acts:
            return None
        if telling.low(at) in telling.words.settings:
            return at
    return None


def _is_counted(telling: Telling, at: int) -> bool:
    return any(telling.nodes[k].cat in (AMOUNT, NUMBER) for k in range(max(at - 1, 0), max(at + 1, 0)))


def confer(telling: Telling, mark: Mark) -> Happening | None:
    """`The ministers discussed the railway in Lusaka on Friday`: both sides, and a time or a place are told."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark) or not telling.any_of(telling.words.heads | telling.words.delegates, lo, hi):
        return None
    found = [m for m in telling.within(lo, hi) if takes_part(telling, m, mark) and (m.at < mark.at or m.part == "with")]
    codes = codes_of(telling, found)
    date = date_of(telling, mark.at, lo, hi)[0]
    day = date is not None and (date.last - date.start).days < STAY
    if len(codes) < 2 or not (day or any(is_place(telling, m) for m in telling.within(lo, hi))):
        return None
    if telling.noun("meet", mark.at, lo, hi) is not None:
        return None
    return meeting(telling, mark, None)


def receive(telling: Telling, mark: Mark) -> Happening | None:
    """A head receives another one: a visit where the city is told, else a meeting."""
    lo, hi = telling.clause(mark.at)
    heads = telling.words.heads
    guest = telling.any_of(heads, mark.end, mark.end + 8)
    if guest and (host := _welcoming(telling, mark, lo)) is not None:
        return visit_to(telling, mark, mark.end, telling.clause(mark.at)[1], host)
    if not telling.any_of(heads, lo, mark.at) or not guest:
        return None
    there = [m for m in telling.within(mark.end, len(telling.nodes)) if is_place(telling, m)][:1]
    found = [m for m in telling.within(lo, hi) if not is_place(telling, m) and m.kind not in ("home", "other")]
    codes = codes_of(telling, found)
    if not codes and not there:
        return None  # `the president of the chamber was received by its secretary`
    if there:
        codes = states((*states(there[0].codes), *codes))[:2]
    core = [m.at for m in (*found, *there)]
    return made(telling, "visit" if there else "meeting", mark, core, completed(telling, codes), None)


def _welcoming(telling: Telling, mark: Mark, lo: int) -> Mention | None:
    """The country that welcomes somebody on a visit."""
    on_visit = telling.noun("visit", mark.at, lo, telling.clause(mark.at)[1], after=14, before=0)
    before = telling.within(lo, mark.at)
    return before[-1] if on_visit is not None and before and before[-1].end == mark.at and before[-1].codes else None
