"""Circumstances: who took part in an event, when and where, by the words around the act."""

from __future__ import annotations

from collections.abc import Iterable

from karvan.nouns import Period
from karvan.reading.acts import ROUTE, route_countries
from karvan.reading.context import When
from karvan.reading.grammar import category
from karvan.reading.mentions import Mention
from karvan.reading.sentences import COMMA, PERIOD
from karvan.reading.story import is_group
from karvan.reading.telling import Telling, is_surname, states
from karvan.vocabulary import groups

CITIES = frozenset(category(c) for c in ("CITY", "CAPITALCITY"))
NAME, ARTICLE, IN, HYPHEN, GROUP, NATIONAL, POSS, NOUN, CUE, OF, THE = (
    category(c) for c in ("NAME", "ARTICLE", "IN", "HYPHEN", "GROUP", "NATIONAL", "POSS", "NOUN", "CUE", "OF", "THE")
)
_YEAR, _MONTH, _NEAR = 300, 40, 8
"""Days from which a time is a year's, or more than a month's; how many words off a year may still be the event's."""
_SAID = 4
"""How many words may stand between a verb of saying and when it was said (`told reporters on Monday`)."""
_NAMED_THEN = frozenset((COMMA, PERIOD, POSS, category("NAME")))
_NAMING = frozenset((NAME, NOUN, CUE, category("PRODUCT"), category("UNIT")))


def is_name_part(telling: Telling, mention: Mention) -> bool:
    """Whether a country is but a word of somebody's name (`Cargo Poland`)."""
    if mention.at < 2:
        return False
    before, node = telling.nodes[mention.at - 1], telling.nodes[mention.at]
    if node.cat == NATIONAL:
        return is_surname(telling.nodes, mention.at)
    return telling.text[before.start].isupper() and before.cat in _NAMING and node.start - before.end == 1


def is_place(telling: Telling, mention: Mention) -> bool:
    """A city that something happens in is no party."""
    return mention.part == "in" and telling.nodes[mention.at].cat in CITIES


def _names_a_paper(telling: Telling, mention: Mention) -> bool:
    """Whether a city only lends its name (`the Tashkent Declaration`)."""
    at = mention.end
    if telling.nodes[mention.at].cat not in CITIES or not telling.capital(at, at + 1):
        return False
    return any(mark.at == at and "pact" in mark.sense.topics for mark in telling.marks)


def actors(telling: Telling, lo: int, hi: int, act: int, *, behind: frozenset[str]) -> list[Mention]:
    """The mentions that act: those before the act but for places, behind it those with a preposition of `behind`."""
    found = []
    for mention in telling.within(lo, hi):
        if (
            is_place(telling, mention)
            or _names_a_paper(telling, mention)
            or mention.part == "via"
            or mention.kind in ("home", "other")
        ):
            continue
        if (
            mention.at > act
            and mention.part not in behind
            and not (mention.part == "plain" and found and mention.at < act + 3)
        ):
            continue
        found.append(mention)
    return found


def codes_of(telling: Telling, found: Iterable[Mention]) -> tuple[str, ...]:
    """The countries that mentions stand for; pronouns of two stand for the pair at hand."""
    codes: list[str] = []
    for mention in found:
        if mention.kind == "pair" and not mention.codes:
            codes += telling.memory.couple()
        elif mention.kind == "region":
            codes += one_of_region(telling, mention)
        else:
            codes += (
                mention.codes[1:] if len(mention.codes) > 1 and is_surname(telling.nodes, mention.at) else mention.codes
            )
    return states(codes)


def one_of_region(telling: Telling, mention: Mention) -> tuple[str, ...]:
    """`the Central Asian country`: the only one of the group that the text is about."""
    inside = [code for code in telling.memory.countries[:3] if groups.contains(mention.codes[0], code)]
    return (inside[0],) if len(inside) == 1 else ()


def with_group(found: Iterable[Mention]) -> bool:
    """Whether a group acts as a party (`the EU and Uzbekistan`): then no other country is left out."""
    return any(is_group(code) for mention in found for code in mention.codes)


def completed(telling: Telling, codes: tuple[str, ...], lo: int = 0, hi: int = 0) -> tuple[str, ...]:
    """At least two parties: those of a pair or a named route between `lo` and `hi`, else of what the text is about."""
    for node in telling.nodes[lo:hi]:
        if node.cat == ROUTE and set(codes) <= set(crossed := route_countries(node)) and 1 < len(crossed) < 4:
            return states((*codes, *crossed))
    if len(codes) > 1:
        return codes
    for mention in telling.within(lo, hi):
        extra = codes_of(telling, [mention]) if mention.codes else ()
        if len(extra) == 2 and (not codes or codes[0] in extra):
            return extra
    if not codes:
        return telling.memory.couple() or tuple(telling.memory.countries[:1])
    other = telling.memory.counterpart(codes[0])
    return (codes[0], other) if other else codes


def date_of(telling: Telling, at: int, lo: int, hi: int) -> tuple[Period | None, int | None, int | None]:
    """The time nearest to an act: its period, the weekday written beside it, and its node."""
    nodes = telling.nodes
    options = []
    for k in range(lo, hi):
        node = nodes[k]
        if node.cat != PERIOD or node.end <= telling.memory.opening:
            continue
        when: When = node.value
        apart = node.rule == "weekday" and k and nodes[k - 1].cat == ARTICLE
        if apart or when.edge in ("as_of", "since") or telling.low(k - 1) in telling.words.not_dates:
            continue
        if _is_of_words(telling, at, k) or (k > at and telling.any_of(telling.words.since, at, k)):
            continue
        period = _resolved(telling, k)
        if period is None or ((days := (period.last - period.start).days) > _YEAR and abs(k - at) > _NEAR):
            continue
        cost = abs(k - at) + (6 if days > _MONTH else 0) + (3 if k < at else 0)
        options.append((cost, k, period, when.weekday))
    if not options:
        return None, None, None
    _, k, period, weekday = min(options, key=lambda o: (o[0], o[1]))
    return period, weekday if weekday is not None else _weekday_beside(telling, k), k


def _is_of_words(telling: Telling, at: int, time: int) -> bool:
    """Whether a plan's time is that at which somebody told of it (`…, officials said on Sunday`)."""
    cues, nodes = telling.scene.sentence.cues, telling.nodes
    if time < at or not telling.plans(max(at - 6, 0), at):
        return False
    if time + 1 < len(nodes) and nodes[time + 1].cat == POSS:
        return False
    first = time - 1
    while first > max(time - _SAID, 0) and not cues[first].says and first != at:
        if nodes[first].cat in _NAMED_THEN or cues[first].preposition not in (None, "in"):
            return False
        first -= 1
    return first > at and cues[first].says


def _resolved(telling: Telling, at: int) -> Period | None:
    """The period of a time; `April of that year` hangs on the time told before it."""
    node = telling.nodes[at]
    base = telling.memory.period
    for earlier in telling.nodes[:at]:
        if earlier.cat == PERIOD:
            base = earlier.value.resolved(base) or base
    period = node.value.resolved(base)
    hangs = any(isinstance(child.value, When) and child.value.link == "that_year" for child in node.children)
    return period.years_later(base.year - period.year) if hangs and period is not None and base is not None else period


def _weekday_beside(telling: Telling, at: int) -> int | None:
    """`April 2, a Tuesday`: a time of one word in apposition."""
    nodes = telling.nodes
    after = at + 1
    while after < len(nodes) and nodes[after].cat in (COMMA, ARTICLE):
        after += 1
    if (
        1 <= after - at - 1 <= 2
        and after < len(nodes)
        and nodes[after].cat == PERIOD
        and nodes[after].rule == "weekday"
    ):
        value: When = nodes[after].value
        return value.period.start.weekday() if value.period else value.weekday
    return None


def place_of(telling: Telling, lo: int, hi: int) -> tuple[str | None, int | None]:
    """The city in which it happened, as written: one of the gazetteer, else a name behind `in`."""
    for mention in telling.within(lo, hi):
        if is_place(telling, mention):
            node = telling.nodes[mention.at]
            return telling.text[node.start : node.end], mention.at
    nodes = telling.nodes
    for at in range(lo, hi - 1):
        if nodes[at].cat == IN and nodes[at + 1].cat == NAME:
            return telling.text[nodes[at + 1].start : nodes[at + 1].end], at + 1
    return None, None


def named(telling: Telling, lo: int, hi: int, last: frozenset[str]) -> tuple[str | None, int | None, int | None]:
    """A run of names that ends in one of the words `last` (`Fiji Airways`): its text, first and last node."""
    nodes = telling.nodes
    for at in range(lo, hi):
        word = nodes[at].low
        if word in last and telling.text[nodes[at].start].isupper():
            first = at
            while (
                first > lo
                and telling.text[nodes[first - 1].start].isupper()
                and nodes[first - 1].cat not in (PERIOD, COMMA)
            ):
                first -= 1
            if first < at:
                return telling.text[nodes[first].start : nodes[at].end], first, at
    return None, None, None


def organisations(telling: Telling, lo: int, hi: int) -> tuple[str, ...]:
    """The bodies and firms named between two nodes (`Exim Bank`, `Ministry of Economy of Azerbaijan`)."""
    nodes, found = telling.nodes, list[str]()
    at = lo
    while at < hi:
        words = nodes[at].low.split(" ")
        if telling.words.organisations.isdisjoint((words[0], words[-1])) or not telling.capital(at, at + 1):
            at += 1
            continue
        first = last = at
        while first > lo and telling.capital(first - 1, first) and nodes[first - 1].cat not in (PERIOD, THE, IN):
            first -= 1
        while last + 2 < hi and nodes[last + 1].cat == OF and telling.capital(last + 2, last + 3):
            last += 2
        if first < last or len(words) > 1:
            found.append(telling.text[nodes[first].start : nodes[last].end])
        at = last + 1
    return tuple(dict.fromkeys(found))
