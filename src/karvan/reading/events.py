"""Events: what a document says happened or will, from the words that tell it.

A sentence is looked at only when it holds a word of the language's table. Each act finds its noun, its parties, its time and
place in its own clause first; what it leaves out comes from the sentence, then from what the text has told before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from karvan.nouns import Document, Event, Span
from karvan.reading.acts import EventWords, Mark, hard_borders, joints, marks
from karvan.reading.agreements import (
    agree,
    force,
    in_force,
    reach,
    seal,
    sign,
    stock,
    to_sign,
)
from karvan.reading.circumstances import CITIES, organisations
from karvan.reading.context import Context
from karvan.reading.encounters import confer, hold, meet, receive
from karvan.reading.goods import ban, trade
from karvan.reading.happening import Happening
from karvan.reading.memberships import join, member_since, platform
from karvan.reading.occasions import meet_noun
from karvan.reading.people import People
from karvan.reading.retold import LONGEST_STAY, completed_by, retold
from karvan.reading.routes import integrate, leave, run
from karvan.reading.scene import Scene
from karvan.reading.sentences import COLON, COMMA, DASH, PERIOD, QUOTE, SEMICOLON
from karvan.reading.story import is_group
from karvan.reading.telling import Memory, Telling
from karvan.reading.visits import arrive, be_in, visit, visit_noun
from karvan.reading.works import build, construction, found, mooted, start
from karvan.vocabulary import groups

_MOST_NODES = 400
_REPORTED = 3
"""Days after which a report may still speak of today."""
_Teller = Callable[[Telling, Mark], Happening | None]
_ACTS: dict[str, _Teller] = {
    "force": force, "in_force": in_force, "sign": sign, "to_sign": to_sign, "seal": seal, "agree": agree, "reach": reach, "visit": visit, "arrive": arrive,
    "be": be_in, "receive": receive, "meet": meet, "hold": hold, "confer": confer, "run": run, "leave": leave, "integrate": integrate, "join": join,
    "build": build, "start": start, "construction": construction, "found": found, "mooted": mooted, "ban": ban, "sell": trade, "buy": trade, "flow": trade,
}  # fmt: skip
"""Acts in the order in which a word that can be several is tried."""
_NOUNS: dict[str, _Teller] = {
    "visit": visit_noun,
    "meet": meet_noun,
    "pact": stock,
    "platform": platform,
    "member": member_since,
}
"""Nouns that tell an event without a verb."""
_ALONE = frozenset(_NOUNS)


@lru_cache(maxsize=256)
def _tellers(acts: tuple[str, ...]) -> tuple[_Teller, ...]:
    """Those of a word that can be several acts, in the order in which they are tried."""
    return tuple(teller for act, teller in _ACTS.items() if act in acts)


def events(
    scenes: list[Scene],
    story_countries: Sequence[str],
    text: str,
    context: Context,
    document: Document,
    words: EventWords,
) -> list[Event]:
    """The events of a document in the order of its text; its headline tells none."""
    at_hand, with_group = _at_hand(scenes, story_countries)
    memory = Memory(
        countries=at_hand, published=context.published, with_group=with_group,
        dateline=document.dateline.of(text) if document.dateline is not None else "",
        opening=document.dateline.end if document.dateline is not None else 0, people=People(words.heads, words.several_heads),
    )  # fmt: skip
    headline = _headline(document, scenes)
    found: list[Event] = []
    for scene in scenes:
        if len(scene.sentence.nodes) <= _MOST_NODES and scene.sentence.start >= headline:
            held = marks(scene.sentence, words)
            if any(mark.sense.acts or not _ALONE.isdisjoint(mark.sense.topics) for mark in held):
                hard = hard_borders(scene.sentence)
                borders = sorted({*hard, *joints(scene.sentence, held, words)})
                telling = Telling(scene, words, memory, text, held, hard, borders)
                for happening in _happenings(telling):
                    _inherit_date(happening, telling)
                    again = retold(happening, found)
                    if again is not None:
                        found[again] = _summed_up(completed_by(found[again], happening), words)
                        continue
                    event = _event(happening, telling, len(found) + 1)
                    found.append(event)
                    _remember(event, scene, memory)
        memory.waiting.append(scene)
        memory.people.unread.append(scene)
    return found


def _at_hand(scenes: list[Scene], story_countries: Sequence[str]) -> tuple[list[str], str | None]:
    """The countries of the text, and the one whose other side is a union.

    Those that only lend a group its seat (Belgium where the EU acts from Brussels) are left out.
    """
    times: dict[str, int] = {}
    seats: dict[str, int] = {}
    for scene in scenes:
        nodes = scene.sentence.nodes
        for mention in scene.mentions:
            for code in mention.codes:
                times[code] = times.get(code, 0) + 1
                if nodes[mention.at].cat in CITIES:
                    seats[code] = seats.get(code, 0) + 1
    together = sum(count for code, count in times.items() if is_group(code))
    at_hand = [
        code
        for code in story_countries
        if not is_group(code) and (times.get(code, 0) > (seat := seats.get(code, 0)) or seat > together or not together)
    ]
    return at_hand, _side_of_union(times) if together else None


def _side_of_union(times: dict[str, int]) -> str | None:
    """The one country of a text on it and a union (the EU and Armenia): the two most named."""
    named = sorted(times, key=lambda code: -times[code])[:2]
    if len(named) < 2 or is_group(named[0]) == is_group(named[1]):
        return None
    code, union = sorted(named, key=is_group)
    found = groups.group(union)
    return code if found is not None and found.kind == "union" else None


def _headline(document: Document, scenes: list[Scene]) -> int:
    """Where the headline ends; a first line without a full stop that others follow is one as well."""
    if document.headline is not None:
        return document.headline.end
    if len(scenes) < 2 or scenes[1].sentence.paragraph == 0:
        return 0
    end = scenes[0].sentence.end
    return 0 if document.text[end : end + 1] in (".", "!", "?") else end


def _happenings(telling: Telling) -> list[Happening]:
    """Acts first, then nouns that no act took."""
    found: list[Happening] = []
    for mark in telling.marks:
        for teller in _tellers(mark.sense.acts) if mark.sense.acts else ():
            made = teller(telling, mark)
            if made is not None and not _told(made, found):
                found.append(made)
                telling.told += 1
            if made is not None:
                break
    for mark in telling.marks:
        for topic in mark.sense.topics:
            teller = _NOUNS.get(topic)
            if teller is not None and mark.at not in telling.used and not _covered(telling, mark, found):
                made = teller(telling, mark)
                if made is not None and not _told(made, found):
                    found.append(made)
    return sorted(found, key=lambda happening: happening.at)


def _remember(event: Event, scene: Scene, memory: Memory) -> None:
    here = scene.sentence.index, scene.sentence.paragraph
    memory.event, memory.told_at = event, here
    memory.parties[event.kind] = event.parties
    if event.date is None or (event.date.last - event.date.start).days > LONGEST_STAY:
        return
    if event.kind in ("visit", "meeting") and event.status not in ("planned", "upcoming"):
        memory.encounter, memory.chained = event, here
    elif memory.encounter is not None and event.kind == "agreement" and event.date == memory.encounter.date:
        memory.chained = here


def _inherit_date(happening: Happening, telling: Telling) -> None:
    """What is signed, or who is admitted, after a visit or meeting falls on its day.

    That holds for the sentences that go on from it, and wherever a sentence says `during the visit`.
    """
    memory, sentence = telling.memory, telling.scene.sentence
    held = memory.encounter
    if held is None or held.date is None:
        return
    if happening.date is not None:
        if _is_quoted_today(happening, telling):
            happening.date = held.date
        return
    if happening.status not in ("signed", "completed"):
        return
    away = sentence.index - memory.chained[0]
    pair = any(m.kind == "pair" and not m.codes for m in telling.mentions)
    near = away <= 1 and (memory.chained[1] == sentence.paragraph or pair)
    occasion = any(
        not {"visit", "meet"}.isdisjoint(mark.sense.topics) and telling.low(mark.at - 1) in telling.words.taking_up
        for mark in telling.marks
    )
    if (near or occasion) and (not happening.parties or set(happening.parties) == set(held.parties)):
        happening.date = held.date


def _is_quoted_today(happening: Happening, telling: Telling) -> bool:
    """Whether the day of the report is that of somebody's words, spoken at an encounter shortly before."""
    published, held = telling.memory.published, telling.memory.encounter
    date = happening.date
    if (
        published is None
        or held is None
        or held.date is None
        or date is None
        or not date.start == date.last == published
    ):
        return False
    opened = sum(node.cat == QUOTE for node in telling.nodes[: happening.at])
    return opened % 2 == 1 and 0 < (published - held.date.last).days <= _REPORTED


def _covered(telling: Telling, mark: Mark, found: list[Happening]) -> bool:
    """Whether a noun only says on what occasion something told here happened; a visit with a day of its own is news."""
    lo, hi = telling.clause(mark.at)
    dated = any(node.cat == PERIOD for node in telling.nodes[mark.end : min(hi, mark.end + 10)])
    paid = telling.any_of(telling.words.paid, max(lo, mark.at - 8), mark.at)
    if "visit" in mark.sense.topics and (dated or paid):
        return any(lo <= happening.at < hi and happening.kind == "visit" for happening in found)
    if "meet" in mark.sense.topics and telling.nodes[mark.at - 1].cat == PERIOD:  # `is due for the 20 July meeting`
        return any(happening.kind == "meeting" for happening in found)
    return any(lo <= happening.at < hi for happening in found)


def _told(made: Happening, found: list[Happening]) -> bool:
    return any(
        other.kind == made.kind and set(other.parties) == set(made.parties)
        and (other.date == made.date or (made.date is None and made.status == other.status)) and made.kind != "commodity_flow" and _near(other, made)
        for other in found
    )  # fmt: skip


def _near(one: Happening, other: Happening) -> bool:
    if min(one.hi, other.hi) > max(one.lo, other.lo):
        return True
    return one.date == other.date and one.kind != "meeting"  # `first met X and then held talks with Y`


def _event(happening: Happening, telling: Telling, number: int) -> Event:
    span = _span(happening, telling)
    figures = tuple(
        draft.figure.id for draft in telling.scene.drafts
        if draft.figure is not None and draft.figure.span is not None and span.overlaps(draft.figure.span)
    )  # fmt: skip
    inside = [at for at, node in enumerate(telling.nodes) if span.start <= node.start and node.end <= span.end]
    event = Event(
        id=f"e{number}", span=span, text=span.of(telling.text), kind=happening.kind, date=happening.date, parties=happening.parties,
        place=happening.place, platform=happening.platform, organisations=organisations(telling, inside[0], inside[-1] + 1), products=happening.products,
        exporter=happening.exporter, importer=happening.importer, origin=happening.origin, destination=happening.destination,
        carrier=happening.carrier, weekday=happening.weekday, status=happening.status, figures=figures,
    )  # fmt: skip
    return _summed_up(event, telling.words)


def _summed_up(event: Event, words: EventWords) -> Event:
    return msgspec.structs.replace(event, summary=words.summary(event))


def _span(happening: Happening, telling: Telling) -> Span:
    """All that the event was read from, out to the next comma on both sides."""
    nodes = telling.nodes
    lo, hi = min(happening.core), max(happening.core)
    while lo > happening.lo and nodes[lo - 1].cat not in (COMMA, SEMICOLON, DASH, COLON):
        lo -= 1
    while hi + 1 < happening.hi and nodes[hi + 1].cat not in (COMMA, SEMICOLON, DASH, COLON):
        hi += 1
    if lo == happening.lo and telling.scene.sentence.cues[lo].contrast and lo < hi:
        lo += 1
    while lo < hi and nodes[lo].cat in (COMMA, SEMICOLON, DASH, COLON):
        lo += 1
    return Span(nodes[lo].start, nodes[hi].end)
