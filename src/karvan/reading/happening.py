"""Happening: an event while its sentence is read, and what all kinds of it share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from karvan.nouns import Period
from karvan.reading.acts import Mark
from karvan.reading.circumstances import actors, codes_of, completed, date_of, place_of, with_group
from karvan.reading.sentences import PERIOD
from karvan.reading.telling import Telling

WITH = frozenset(("with", "between", "by"))
_TWO = 2
_SOMEWHERE = frozenset(("agreement", "meeting", "visit", "membership"))


@dataclass(slots=True)
class Happening:
    """An event before it has its span: `core` are the nodes that the span must hold, `lo` and `hi` its bounds."""

    kind: str
    at: int
    lo: int
    hi: int
    core: list[int]
    parties: tuple[str, ...] = ()
    status: str | None = None
    date: Period | None = None
    weekday: int | None = None
    place: str | None = None
    platform: str | None = None
    carrier: str | None = None
    origin: str | None = None
    destination: str | None = None
    exporter: str | None = None
    importer: str | None = None
    products: tuple[str, ...] = ()
    definite: bool = False
    """Whether its noun takes up what may have been told before."""


def made(
    telling: Telling, kind: str, mark: Mark, core: list[int], parties: tuple[str, ...], status: str | None
) -> Happening:
    """The happening with its time and place."""
    lo, hi = telling.clause(mark.at)
    lo, hi = min(lo, *core, mark.at), max(hi, mark.end, *(at + 1 for at in core))
    date, weekday, date_at = date_of(telling, mark.at, lo, hi)
    if date is None:
        date, weekday, date_at = _shared_date(telling, mark)
    if date is not None and date_at is not None and not _is_to_come(telling, mark, date):
        date = _on_its_side(telling, date, date_at, planned=status in ("planned", "upcoming"))
    place, place_at = place_of(telling, lo, hi) if kind in _SOMEWHERE else (None, None)
    inside = [at for at in (date_at, place_at) if at is not None and lo <= at < hi]
    held = [*core, mark.at, mark.end - 1, *inside]
    return Happening(kind, mark.at, lo, hi, held, parties, status, date, weekday, place)


def _is_to_come(telling: Telling, mark: Mark, date: Period) -> bool:
    """Whether the present tense speaks of a day ahead: `takes place on 6 June`."""
    published = telling.memory.published
    act = telling.low(mark.at).partition(" ")[0]
    present = act in telling.words.present or act in telling.words.progressive
    return present and published is not None and date.start > published


def _on_its_side(telling: Telling, date: Period, at: int, *, planned: bool) -> Period:
    """A month or day without a year is the next one for a plan, the last one for what has happened."""
    published = telling.memory.published
    if published is None or any(len(word) == 4 and word.isdecimal() for word in _words(telling, at)):
        return date
    if planned and telling.nodes[at].rule == "weekday":  # `will meet on Tuesday`: the next one
        return date if date.start >= published else Period((date.start + dt.timedelta(days=7)).isoformat())
    if planned and date.last < published:
        later = date.years_later(1)
        return later if published <= later.last <= published + dt.timedelta(days=366) else date
    earlier = date.years_later(-1)
    return (
        earlier if not planned and date.start > published + dt.timedelta(days=7) and earlier.last <= published else date
    )


def _words(telling: Telling, at: int) -> list[str]:
    return telling.written(at).replace(",", " ").replace("-", " ").split()


def _shared_date(telling: Telling, mark: Mark) -> tuple[Period | None, int | None, int | None]:
    """The one time of a sentence holds for all that it tells."""
    opening = telling.memory.opening
    times = [k for k, node in enumerate(telling.nodes) if node.cat == PERIOD and node.end > opening]
    if len(times) > 1:  # a day among stretches of years
        times = [k for k in times if (day := telling.nodes[k].value.period) is not None and day.start == day.last]
        return (
            date_of(telling, mark.at, times[0], times[0] + 1)
            if len(times) == 1 and times[0] < mark.at
            else (None, None, None)
        )
    return date_of(telling, mark.at, 0, len(telling.nodes)) if times else (None, None, None)


def is_planned(telling: Telling, mark: Mark) -> bool:
    lo, _ = telling.clause(mark.at)
    if is_past(telling, mark):
        return False
    if telling.low(mark.at - 1) in telling.words.be and telling.tie(mark.at - 2) == "to":
        return True  # `a summit to be held in Oslo`
    return telling.plans(max(lo, mark.at - 6), mark.at)


def is_past(telling: Telling, mark: Mark) -> bool:
    """Whether a form can only speak of what has been: no auxiliary stands before it."""
    words = telling.words
    if telling.low(mark.at).partition(" ")[0] not in words.past:
        return False
    return not telling.any_of(words.be | words.have | words.plans, mark.at - 3, mark.at)


def is_perfect(telling: Telling, at: int) -> bool:
    """`have signed`: what is so by now, whenever it came about."""
    return telling.any_of(telling.words.have, at - 2, at)


def is_denied(telling: Telling, mark: Mark) -> bool:
    lo, _ = telling.clause(mark.at)
    return telling.any_of(telling.words.negations, max(lo, mark.at - 4), mark.at)


def who(telling: Telling, at: int, core: list[int]) -> tuple[str, ...]:
    """Who acts: in the clause, else in the sentence before it, else whom the text is about."""
    lo, hi = telling.clause(at)
    found = actors(telling, lo, hi, at, behind=WITH)
    core += [mention.at for mention in found]
    if not codes_of(telling, found) and telling.joined(lo):
        lo = telling.hard_border(lo)
        found = actors(telling, lo, hi, at, behind=WITH)
    codes = codes_of(telling, found)
    if not codes and (gathered := _gathered(telling)):
        return gathered
    return codes if codes and with_group(found) else completed(telling, codes, lo, hi)


def _gathered(telling: Telling) -> tuple[str, ...]:
    """The three or more who took part in the encounter that was told last, while its story goes on."""
    event, here = telling.memory.event, telling.scene.sentence
    if event is None or event.kind not in ("meeting", "visit", "agreement") or len(event.parties) <= _TWO:
        return ()
    return event.parties if here.index - telling.memory.told_at[0] <= 1 else ()


def is_purpose(telling: Telling, mark: Mark, lo: int) -> bool:
    """Whether an act is what something signed or won is for (`won a contract to build a road`): one event, not two."""
    pact = next(
        (m for m in reversed(telling.marks) if m.at < mark.at and "pact" in m.sense.topics and m.at >= lo), None
    )
    to = telling.any_of(telling.words.infinitives, mark.at - 2, mark.at)
    return to and pact is not None and pact.at in telling.used
