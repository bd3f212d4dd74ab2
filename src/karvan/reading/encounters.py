"""Encounters: meetings, talks, and those who are received."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    GROUP,
    IN,
    NAME,
    OF,
    POSS,
    codes_of,
    completed,
    date_of,
    is_place,
    place_of,
    with_group,
)
from karvan.reading.grammar import category
from karvan.reading.happening import Happening, is_denied, is_planned, made
from karvan.reading.mentions import Mention
from karvan.reading.sentences import AMOUNT, COMMA, NUMBER, PERIOD
from karvan.reading.story import is_group
from karvan.reading.telling import Telling, states
from karvan.reading.visits import STAY, is_known, visit_to

ORDINAL = category("ORDINAL")
_PHRASE = 9
"""How many words before a meeting may belong to it."""
_NAME_LENGTH = 2
"""Words before `forum` that make it a name."""


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
    if telling.tie(mark.at - 1) == "to" and telling.told:
        return None
    people = telling.any_of(heads, lo, mark.at) or any(m.kind == "pair" for m in telling.within(lo, mark.at))
    known = after.cat == NAME and telling.memory.people.knows(after.low) and is_known(telling, lo, mark.at)
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
    if not _is_governed(telling, mark, noun, dated):
        return None
    if telling.is_definite(noun) and noun.at < mark.at and not dated:
        return None
    if not dated and telling.nodes[noun.at - 1 if noun.at else 0].cat == OF and _is_counted(telling, noun.at - 2):
        return None  # `ten rounds of talks have been held`
    between = range(min(noun.at, mark.at) + 1, max(noun.at, mark.at))
    if noun.at > mark.at and any(telling.nodes[k].cat == AMOUNT for k in between):
        return None
    return _meeting(telling, mark, noun)


def _is_governed(telling: Telling, mark: Mark, noun: Mark, dated: bool) -> bool:
    """Whether the meeting is what is held, or where something is discussed, and not an occasion told before."""
    setting = _setting(telling, noun)
    if "have" in mark.sense.acts:
        verbs = any(m.sense.acts for m in telling.marks if mark.at < m.at < noun.at)
        return noun.at > mark.at and telling.nodes[mark.end].cat == ARTICLE and not verbs and setting is None
    if "talk" in mark.sense.acts:
        return setting is not None and (dated or noun.at > mark.at or not telling.takes_up(noun))
    taken_up = telling.any_of(telling.words.close_relatives, noun.end, mark.at)
    if setting is None or noun.at > mark.at or taken_up:
        return True
    return not any(node.cat == COMMA for node in telling.nodes[noun.at : mark.at])


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
    found = [
        m for m in telling.within(lo, hi) if _takes_part(telling, m, mark) and (m.at < mark.at or m.part == "with")
    ]
    codes = codes_of(telling, found)
    date = date_of(telling, mark.at, lo, hi)[0]
    day = date is not None and (date.last - date.start).days < STAY
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
        return visit_to(telling, mark, mark.end, telling.clause(mark.at)[1], host)
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
    if telling.low(mark.at - 1) in telling.words.their and _has_day(telling, mark.end, min(hi, mark.end + 7)):
        return _meeting(telling, mark, mark)  # `since their meeting in Moscow in May`
    occasion = _occasion(telling, mark) if _is_dated(telling, mark) else _named_meeting(telling, mark)
    if occasion is not None:
        return occasion
    if telling.tie(mark.end) not in ("between", "with", "of"):
        return None
    near = telling.within(mark.end, min(hi, mark.end + 9))
    named = any(telling.nodes[k].cat == NAME for k in range(mark.end, min(hi, mark.end + 4)))
    if not (codes_of(telling, near) or (named and telling.tie(mark.end) != "of")):
        return None
    opened = len(codes_of(telling, near)) > 1 and any(
        telling.nodes[k].cat == PERIOD for k in range(lo, min(lo + 4, mark.at))
    )
    lo = max(lo, mark.at - 4)
    if (
        not opened
        and not any(telling.nodes[k].cat == PERIOD for k in range(lo, hi))
        and place_of(telling, mark.at, hi)[0] is None
    ):
        return None
    return _meeting(telling, mark, mark)


def _has_day(telling: Telling, lo: int, hi: int) -> bool:
    return any(telling.nodes[k].cat == PERIOD for k in range(lo, hi))


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
    if len(codes_of(telling, inner := [m for m in found if m.part != "in"])) > 1:
        found = inner  # `the leaders discussed trade at the summit in Peru`
    codes = codes_of(telling, found)
    core += [m.at for m in found]
    of_group = not codes and platform is not None and is_group(platform)
    heads = not of_group and telling.any_of(telling.words.heads, lo, hi)
    between = noun is not None and telling.tie(noun.end) in ("between", "with")
    if noun is not None and (platform is None or not is_group(platform)):
        heads = heads or telling.any_of(telling.words.bilateral, noun.at - 4, noun.at + 8)
        heads = heads or telling.low(noun.at - 1) in telling.words.their
    heads = heads or (noun is None and is_known(telling, lo, mark.at))
    roofs = {m.codes for m in found if m.part == "in" and m.codes and m.codes[0] == platform}
    acting = [m for m in found if m.codes not in roofs]
    if (heads or between or (codes and platform is None)) and not (codes and with_group(acting)):
        codes = completed(telling, codes, lo, hi)
    if noun is not None and not codes and platform is None and _is_of_series(telling, noun):
        codes = telling.memory.parties.get("meeting", ())
    planned = is_planned(telling, mark) or telling.plans(mark.at, mark.end)
    happening = made(telling, "meeting", mark, core, codes, "planned" if planned else None)
    happening.platform = platform
    return happening


def _is_of_series(telling: Telling, noun: Mark) -> bool:
    """`The previous session`, `the 23rd meeting`: one of the series that the text has told of."""
    near = range(max(noun.at - 2, 0), noun.at)
    words = telling.words
    one = telling.any_of(words.series, noun.at - 2, noun.at) or any(telling.nodes[k].cat == ORDINAL for k in near)
    return noun.low in words.sessions and one


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
