"""Occasions: a meeting told by its noun, and who takes part in it, on what platform."""

from __future__ import annotations

from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    ARTICLE,
    GROUP,
    IN,
    NAME,
    POSS,
    codes_of,
    completed,
    is_place,
    place_of,
    with_group,
)
from karvan.reading.grammar import category
from karvan.reading.happening import Happening, is_denied, is_planned, made
from karvan.reading.mentions import Mention
from karvan.reading.sentences import COMMA, PERIOD
from karvan.reading.story import is_group
from karvan.reading.telling import Telling
from karvan.reading.visits import is_known

ORDINAL = category("ORDINAL")
_NAME_LENGTH = 2
"""Words before `forum` that make it a name."""


def meet_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`Friday's talks between X and Y in Minsk`: two sides, and a time or a place."""
    lo, hi = telling.clause(mark.at)
    if is_denied(telling, mark) or mark.low in telling.words.panels:
        return None
    if telling.low(mark.at - 1) in telling.words.their and has_day(telling, mark.end, min(hi, mark.end + 7)):
        return meeting(telling, mark, mark)  # `since their meeting in Moscow in May`
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
    return meeting(telling, mark, mark)


def has_day(telling: Telling, lo: int, hi: int) -> bool:
    return any(node.cat == PERIOD for node in telling.nodes[max(lo, 0) : hi])


def _is_dated(telling: Telling, mark: Mark) -> bool:
    """`Friday's talks`, `at a meeting on Friday`."""
    nodes, at = telling.nodes, mark.at
    owned = at > 1 and nodes[at - 1].cat == POSS and nodes[at - 2].cat == PERIOD
    after = mark.end + 1 if telling.low(mark.end) in telling.words.met_where else mark.end
    before = nodes[at - 1].cat in (ARTICLE, IN) or telling.low(at - 1) in telling.words.bilateral
    then = after > mark.end and after < len(nodes) and nodes[after].cat == PERIOD and before
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


def meeting(telling: Telling, mark: Mark, noun: Mark | None) -> Happening:
    lo, hi = telling.clause(mark.at)
    core = []
    if noun is not None:
        telling.used.add(noun.at)
        core.append(noun.at)
        lo = min(lo, max(telling.clause(noun.at)[0], noun.at - 4)) if noun.at < lo else lo
    found = [m for m in telling.within(lo, hi) if takes_part(telling, m, mark)]
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
    if noun is not None and not codes and platform is None and _is_of_series(telling, noun):
        codes = telling.memory.parties.get("meeting", ())
    roofs = {m.codes for m in found if m.part == "in" and m.codes and m.codes[0] == platform}
    acting = [m for m in found if m.codes not in roofs]
    if noun is not None and not codes and platform is None and noun.low in telling.words.talks:
        heads = heads or (noun.at < mark.at and telling.is_definite(noun))
    if (heads or between or (codes and platform is None)) and not (codes and with_group(acting)):
        codes = completed(telling, codes, lo, hi)
    planned = is_planned(telling, mark) or telling.plans(mark.at, mark.end)
    happening = made(telling, "meeting", mark, core, codes, "planned" if planned else None)
    happening.platform = platform
    happening.definite = noun is not None and telling.takes_up(noun)
    return happening


def _is_of_series(telling: Telling, noun: Mark) -> bool:
    """`The previous session`, `the 23rd meeting`: one of the series that the text has told of."""
    near = range(max(noun.at - 2, 0), noun.at)
    words = telling.words
    one = telling.any_of(words.series, noun.at - 2, noun.at) or any(telling.nodes[k].cat == ORDINAL for k in near)
    return noun.low in words.sessions and one


def takes_part(telling: Telling, mention: Mention, mark: Mark) -> bool:
    if (
        is_place(telling, mention)
        or mention.kind in ("home", "other", "region")
        or mention.part in ("for", "to", "via")
    ):
        return False
    if mention.part == "from" and telling.any_of(
        telling.words.heads | telling.words.delegates, mention.at - 3, mention.at
    ):
        return True  # `held talks with leaders from X`
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
