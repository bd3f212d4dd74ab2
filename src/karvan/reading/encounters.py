"""Encounters: visits and meetings."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    GROUP,
    IN,
    NAME,
    NATIONAL,
    OF,
    POSS,
    codes_of,
    completed,
    date_of,
    is_place,
    place_of,
    with_group,
)
from karvan.reading.happening import Happening, is_denied, is_past, is_planned, made
from karvan.reading.mentions import PEOPLE, Mention
from karvan.reading.sentences import AMOUNT, COMMA, NUMBER, PERIOD
from karvan.reading.story import is_group
from karvan.reading.telling import Telling, states

_HOSTED = frozenset(("in", "to", "for", "into"))
_STAY, _NAME_LENGTH = 40, 2
"""Days below which a time says when somebody met; words before `forum` that make it a name."""


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
    return _visit(telling, mark, lo, mark.at, host)


def arrive(telling: Telling, mark: Mark) -> Happening | None:
    """Who arrives must be somebody: a head of state, a delegation."""
    lo, _ = telling.clause(mark.at)
    somebody = _is_head_before(telling, telling.hard_border(lo), mark.at) or _is_known(telling, lo, mark.at)
    if not somebody or _is_crowd(telling, mark.at - 3, mark.at):
        return None
    bound = " " in telling.low(mark.at)  # `came to` is one word to the lexicon
    after = telling.within(mark.end, mark.end + 6)
    host = next((m for m in after if _is_goal(telling, m) or (bound and m.at <= mark.end + 1)), None)
    if host is None and telling.any_of(telling.words.here, mark.end, mark.end + 5) and telling.memory.home:
        host = Mention((telling.memory.home,), mark.end, mark.end + 1, "in", "city")
    if host is None and not ("fly" in mark.sense.acts and telling.low(mark.end) == "in"):
        return None
    return _visit(telling, mark, telling.hard_border(lo), mark.at, host)


def _is_known(telling: Telling, lo: int, at: int) -> bool:
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
    if not times or not _is_head_before(telling, lo, mark.at) or is_denied(telling, mark):
        return None
    planned = is_planned(telling, mark) or telling.plans(mark.at, mark.end)
    if not planned and not any(time is not None and (time.last - time.start).days < _STAY for time in times):
        return None
    return _visit(telling, mark, lo, mark.at, host)


def visit_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`X's visit to Y`, `the visit of X to Y`, `in Y on a visit`: a host, or a visitor and a time."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark) or mark.low in telling.words.plurals:
        return None
    host = next((m for m in telling.within(mark.end, mark.end + 12) if _is_goal(telling, m, "to")), None)
    if host is None:
        host = next((m for m in telling.within(max(lo, mark.at - 9), mark.at) if m.part in ("in", "to")), None)
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
    return _visit(telling, mark, lo, hi, host)


def _is_goal(telling: Telling, mention: Mention, *only: str) -> bool:
    words = only or tuple(_HOSTED)
    before = {telling.low(mention.at - 1), telling.low(mention.at - 2) if telling.low(mention.at - 1) == "the" else ""}
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
    return any(nodes[k].cat == POSS for k in range(max(0, mark.at - 4), mark.at)) or telling.low(mark.end) in (
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


def _visit(telling: Telling, mark: Mark, lo: int, hi: int, host: Mention | None) -> Happening:
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


# --- meetings ---------------------------------------------------------------------------------------------


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
    if telling.low(mark.at - 1) == "to" and telling.told:
        return None
    people = telling.any_of(heads, lo, mark.at) or any(m.kind == "pair" for m in telling.within(lo, mark.at))
    known = after.cat == NAME and telling.memory.people.knows(after.low) and _is_known(telling, lo, mark.at)
    if not (people or with_head or known or telling.noun("meet", mark.at, lo, mark.at)):
        return None
    return _meeting(telling, mark, None)


def hold(telling: Telling, mark: Mark) -> Happening | None:
    """Talks are held, a forum takes place, a leader attends it."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("meet", mark.at, lo, hi, after=6)
    if noun is None and telling.is_relative(lo):
        noun = telling.noun("meet", mark.at, telling.hard_border(lo), lo, before=12)
    if noun is None or noun.at in telling.used or is_denied(telling, mark):
        return None
    dated = date_of(telling, mark.at, lo, hi)[0] is not None
    if telling.is_definite(noun) and noun.at < mark.at and not dated:
        return None
    if not dated and telling.nodes[noun.at - 1 if noun.at else 0].cat == OF and _is_counted(telling, noun.at - 2):
        return None  # `ten rounds of talks have been held`
    between = range(min(noun.at, mark.at) + 1, max(noun.at, mark.at))
    if noun.at > mark.at and any(telling.nodes[k].cat == AMOUNT for k in between):
        return None
    return _meeting(telling, mark, noun)


def _is_counted(telling: Telling, at: int) -> bool:
    return any(telling.nodes[k].cat in (AMOUNT, NUMBER) for k in range(max(at - 1, 0), max(at + 1, 0)))


def confer(telling: Telling, mark: Mark) -> Happening | None:
    """`The ministers discussed the railway in Lusaka on Friday`: both sides, and a time or a place are told."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark) or not telling.any_of(telling.words.heads | telling.words.delegates, lo, hi):
        return None
    found = [
        m for m in telling.within(lo, hi) if _takes_part(telling, m, mark) and (m.at < mark.at or m.part == "with")
    ]
    codes = codes_of(telling, found)
    date = date_of(telling, mark.at, lo, hi)[0]
    day = date is not None and (date.last - date.start).days < _STAY
    if len(codes) < 2 or not (day or any(is_place(telling, m) for m in telling.within(lo, hi))):
        return None
    if telling.noun("meet", mark.at, lo, hi) is not None:
        return None
    return _meeting(telling, mark, None)


def receive(telling: Telling, mark: Mark) -> Happening | None:
    """A head receives another one: a visit where the city is told, else a meeting."""
    lo, hi = telling.clause(mark.at)
    heads = telling.words.heads
    guest = telling.any_of(heads, mark.end, mark.end + 8)
    if guest and (host := _welcoming(telling, mark, lo)) is not None:
        return _visit(telling, mark, mark.end, telling.clause(mark.at)[1], host)
    if not telling.any_of(heads, lo, mark.at) or not guest:
        return None
    there = [m for m in telling.within(mark.end, len(telling.nodes)) if is_place(telling, m)][:1]
    found = [m for m in telling.within(lo, hi) if not is_place(telling, m) and m.kind not in ("home", "other")]
    codes = codes_of(telling, found)
    if there:
        codes = states((*states(there[0].codes), *codes))[:2]
    core = [m.at for m in (*found, *there)]
    return made(telling, "visit" if there else "meeting", mark, core, completed(telling, codes), None)


def _welcoming(telling: Telling, mark: Mark, lo: int) -> Mention | None:
    """The country that welcomes somebody on a visit."""
    on_visit = telling.noun("visit", mark.at, lo, telling.clause(mark.at)[1], after=14, before=0)
    before = telling.within(lo, mark.at)
    return before[-1] if on_visit is not None and before and before[-1].end == mark.at and before[-1].codes else None


def meet_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`Friday's talks between X and Y in Minsk`: two sides, and a time or a place."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark):
        return None
    occasion = _occasion(telling, mark) if _is_dated(telling, mark) else _named_meeting(telling, mark)
    if occasion is not None:
        return occasion
    if telling.low(mark.end) not in ("between", "with", "of"):
        return None
    near = telling.within(mark.end, min(hi, mark.end + 9))
    named = any(telling.nodes[k].cat == NAME for k in range(mark.end, min(hi, mark.end + 4)))
    if not (codes_of(telling, near) or (named and telling.low(mark.end) != "of")):
        return None
    lo = max(lo, mark.at - 4)
    if not any(telling.nodes[k].cat == PERIOD for k in range(lo, hi)) and place_of(telling, mark.at, hi)[0] is None:
        return None
    return _meeting(telling, mark, mark)


def _is_dated(telling: Telling, mark: Mark) -> bool:
    """`Friday's talks`, `at a meeting on Friday`."""
    nodes, at = telling.nodes, mark.at
    owned = at > 1 and nodes[at - 1].cat == POSS and nodes[at - 2].cat == PERIOD
    after = mark.end + 1 if telling.low(mark.end) in telling.words.met_where else mark.end
    then = after > mark.end and after < len(nodes) and nodes[after].cat == PERIOD and nodes[at - 1].cat in (ARTICLE, IN)
    return owned or then


def _occasion(telling: Telling, mark: Mark) -> Happening | None:
    """A meeting with its day at which something was said: those who take part are named in the sentence."""
    found = [m for m in telling.mentions if not is_place(telling, m) and m.kind not in ("home", "other", "region")]
    codes = codes_of(telling, found)[:2]
    if not codes or not telling.any_of(telling.words.heads, 0, len(telling.nodes)):
        return None
    telling.used.add(mark.at)
    return made(
        telling, "meeting", mark, [mark.at], completed(telling, codes), "planned" if is_planned(telling, mark) else None
    )


def _named_meeting(telling: Telling, mark: Mark) -> Happening | None:
    """`at the Gulf Transport Forum 2024 here today`: a meeting that bears a name, with its day right behind it."""
    nodes = telling.nodes
    first = mark.at
    while first and telling.capital(first - 1, first) and nodes[first - 1].cat not in (COMMA, PERIOD):
        first -= 1
    if mark.at - first < _NAME_LENGTH or not telling.capital(mark.at, mark.end):
        return None
    days = [k for k in range(mark.end, min(mark.end + 5, len(nodes))) if nodes[k].cat == PERIOD]
    times = [nodes[k].value.period for k in days]
    if not any(period is not None and period.start == period.last for period in times):
        return None
    telling.used.add(mark.at)
    happening = made(telling, "meeting", mark, [first, mark.at], (), None)
    happening.platform = telling.text[nodes[first].start : nodes[mark.at].end]
    return happening


def _meeting(telling: Telling, mark: Mark, noun: Mark | None) -> Happening:
    lo, hi = telling.clause(mark.at)
    core = []
    if noun is not None:
        telling.used.add(noun.at)
        core.append(noun.at)
        lo = min(lo, max(telling.clause(noun.at)[0], noun.at - 4)) if noun.at < lo else lo
    found = [m for m in telling.within(lo, hi) if _takes_part(telling, m, mark)]
    platform = _platform(telling, lo, hi, noun)
    codes = codes_of(telling, found)
    core += [m.at for m in found]
    of_group = not codes and platform is not None and is_group(platform)
    heads = not of_group and telling.any_of(telling.words.heads, lo, hi)
    between = noun is not None and telling.low(noun.end) in ("between", "with")
    if noun is not None and platform is None:
        heads = heads or telling.any_of(telling.words.bilateral, noun.at - 4, noun.at + 8)
    heads = heads or (noun is None and _is_known(telling, lo, mark.at))
    if (heads or between or (codes and platform is None)) and not (codes and with_group(found)):
        codes = completed(telling, codes, lo, hi)
    planned = is_planned(telling, mark) or telling.plans(mark.at, mark.end)
    happening = made(telling, "meeting", mark, core, codes, "planned" if planned else None)
    happening.platform = platform
    return happening


def _takes_part(telling: Telling, mention: Mention, mark: Mark) -> bool:
    if (
        is_place(telling, mention)
        or mention.kind in ("home", "other", "region")
        or mention.part in ("for", "to", "via")
    ):
        return False
    return mention.part not in ("from", "in") or mention.at < mark.at


def _platform(telling: Telling, lo: int, hi: int, noun: Mark | None) -> str | None:
    """The group whose meeting it is, or the name that a forum bears."""
    for mention in telling.within(lo, hi):
        if telling.nodes[mention.at].cat == GROUP and mention.part != "with":
            return mention.codes[0]
    if noun is None:
        return None
    nodes, text = telling.nodes, telling.text
    first = noun.at
    while first > lo and nodes[first - 1].cat == NAME:
        first -= 1
    if first < noun.at and text[nodes[noun.at].start].isupper():
        return text[nodes[first].start : nodes[noun.at].end]
    return None
