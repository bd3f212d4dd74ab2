"""Tellings: for each act, what must stand around it so that it tells an event, and what the event then is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from karvan.nouns import Period
from karvan.reading.acts import Mark
from karvan.reading.circumstances import (
    CITIES,
    GROUP,
    HYPHEN,
    NAME,
    Telling,
    actors,
    codes_of,
    completed,
    date_of,
    is_name_part,
    is_place,
    named,
    place_of,
    states,
)
from karvan.reading.grammar import category
from karvan.reading.mentions import COUNTRY, NATIONAL, PARTY, PEOPLE, Mention
from karvan.reading.sentences import AMOUNT, AND, COMMA, NUMBER, PERIOD

POSS, OF, TO = category("POSS"), category("OF"), category("TO")
_WITH = frozenset(("with", "between", "by"))
_DESTINATION = frozenset(("to", "in", "for"))


@dataclass(slots=True)
class Happening:
    """An event before it has its span: `core` are the nodes that its span must hold."""

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
    organisations: tuple[str, ...] = field(default_factory=tuple)


def _made(
    telling: Telling,
    kind: str,
    mark: Mark,
    core: list[int],
    parties: tuple[str, ...],
    status: str | None,
    **more: str | None,
) -> Happening:
    """The happening with its time and place."""
    lo, hi = telling.clause(mark.at)
    lo, hi = min(lo, *core), max(hi, *core)
    date, weekday, date_at = date_of(telling, mark.at, lo, hi)
    if date is None:
        date, weekday, date_at = _shared_date(telling, mark)
    place, place_at = (
        place_of(telling, lo, hi) if kind in ("agreement", "meeting", "visit", "membership") else (None, None)
    )
    inside = [at for at in (date_at, place_at) if at is not None and lo <= at < hi]
    return Happening(
        kind, mark.at, lo, hi, [*core, mark.at, mark.end - 1, *inside], parties, status, date, weekday, place, **more
    )


def _shared_date(telling: Telling, mark: Mark) -> tuple[Period | None, int | None, int | None]:
    """The one time of a sentence holds for all that it tells."""
    times = [k for k, node in enumerate(telling.nodes) if node.cat == PERIOD]
    if len(times) != 1:
        return None, None, None
    return date_of(telling, mark.at, 0, len(telling.nodes))


def _is_planned(telling: Telling, mark: Mark) -> bool:
    lo, _ = telling.clause(mark.at)
    return telling.any_of(telling.words.plans, max(lo, mark.at - 6), mark.at)


def _is_denied(telling: Telling, mark: Mark) -> bool:
    lo, _ = telling.clause(mark.at)
    return telling.any_of(telling.words.negations, max(lo, mark.at - 4), mark.at)


def _who(telling: Telling, at: int, behind: frozenset[str] = _WITH, core: list[int] | None = None) -> tuple[str, ...]:
    """Who acts: in the clause, else in the sentence before it, else whom the text is about."""
    lo, hi = telling.clause(at)
    found = actors(telling, lo, hi, at, behind=behind)
    if not codes_of(telling, found) and lo:
        found = actors(telling, 0, hi, at, behind=behind)
    if core is not None:
        core += [mention.at for mention in found]
    return completed(telling, codes_of(telling, found), telling.within(lo, hi))


# --- agreements -------------------------------------------------------------------------------------------


def sign(telling: Telling, mark: Mark) -> Happening | None:
    """Whatever is signed is an agreement, but for decrees and laws."""
    if telling.any_of(telling.words.unsigned, mark.end, mark.end + 4):
        return None
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi) or telling.noun("pact", mark.at, 0, hi)
    return _agreement(telling, mark, noun, "signed")


def to_sign(telling: Telling, mark: Mark) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi, before=4)
    return _agreement(telling, mark, noun, "signed") if noun else None


def seal(telling: Telling, mark: Mark) -> Happening | None:
    """Verbs that make an agreement only of what is one: concluded, ratified, awarded."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi)
    if noun is None or "sign" in mark.sense.acts:
        return None
    return _agreement(
        telling, mark, noun, "approved" if mark.low.startswith(("approv", "ratif", "adopt")) else "signed"
    )


def reach(telling: Telling, mark: Mark) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, lo, hi, after=5, before=3)
    if noun is None or any(telling.nodes[k].cat == AMOUNT for k in range(mark.at, noun.at)):
        return None
    return _agreement(telling, mark, noun, "signed" if mark.low.startswith("reach") else "announced")


def agree(telling: Telling, mark: Mark) -> Happening | None:
    """`The two sides agreed to …`: at least two must be named."""
    if telling.low(mark.end) not in ("to", "on", "that", "upon") and telling.nodes[mark.at].cat != TO:
        return None
    lo, hi = telling.clause(mark.at)
    found = (
        actors(telling, lo, mark.at, mark.at, behind=_WITH)
        + [m for m in telling.within(mark.at, hi) if m.part == "with"][:1]
    )
    codes = codes_of(telling, found)
    if len(codes) < 2:
        return None
    core = [m.at for m in found]
    return _made(telling, "agreement", mark, core, codes, "agreed")


def force(telling: Telling, mark: Mark) -> Happening | None:
    """An agreement enters into force; `it` is the one of the sentence before."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("pact", mark.at, 0, hi)
    if noun is None:
        previous = telling.memory.event
        if previous is None or previous.kind != "agreement" or not telling.any_of(telling.words.pronouns, lo, mark.at):
            return None
        return _made(telling, "agreement", mark, [lo], previous.parties, "in force")
    made = _agreement(telling, mark, noun, "in force")
    return made


def _agreement(telling: Telling, mark: Mark, noun: Mark | None, status: str) -> Happening | None:
    if _is_denied(telling, mark) or (noun is not None and noun.at in telling.used and "sign" not in mark.sense.acts):
        return None
    core = [noun.at] if noun else []
    if noun is not None:
        telling.used.add(noun.at)
    parties = _who(telling, mark.at, core=core)
    return _made(telling, "agreement", mark, core, parties, "planned" if _is_planned(telling, mark) else status)


def stock(telling: Telling, mark: Mark) -> Happening | None:
    """How many agreements two countries have: named with the pair, by a verb of being."""
    lo, hi = telling.clause(mark.at)
    if telling.nodes[mark.at].cat != AMOUNT or not telling.any_of(telling.words.stock, lo, mark.at):
        return None
    pairs = [m for m in telling.within(lo, hi) if m.kind == "pair"]
    codes = codes_of(telling, pairs[:1])
    if len(codes) != 2 or telling.nodes[mark.at].value.noun != "agreements":
        return None
    return _made(telling, "agreement", mark, [pairs[0].at], codes, "in force")


# --- visits -----------------------------------------------------------------------------------------------


def visit(telling: Telling, mark: Mark) -> Happening | None:
    """`X visited Y`: the country behind the verb is the host."""
    lo, hi = telling.clause(mark.at)
    host = next((m for m in telling.within(mark.end, mark.end + 4) if m.part not in ("with", "from", "by")), None)
    if host is None or _is_crowd(telling, lo, mark.at):
        return None
    before = telling.nodes[mark.at - 1] if mark.at else None
    if before is None or not (
        telling.any_of(telling.words.heads, lo, mark.at)
        or before.cat == NAME
        or telling.low(mark.at - 1) in telling.words.be
    ):
        return None
    return _visit(telling, mark, lo, mark.at, host)


def arrive(telling: Telling, mark: Mark) -> Happening | None:
    """Who arrives must be somebody: a head of state, a delegation."""
    lo, hi = telling.clause(mark.at)
    if not telling.any_of(telling.words.heads, lo, mark.at):
        return None
    host = next((m for m in telling.within(mark.end, mark.end + 5) if m.part in _DESTINATION), None)
    flew_in = telling.low(mark.end) == "in" and mark.low == "flew"
    if host is None and not flew_in or _is_crowd(telling, mark.at - 3, mark.at):
        return None
    return _visit(telling, mark, lo, mark.at, host)


def be_in(telling: Telling, mark: Mark) -> Happening | None:
    """`The prime minister will be in Y from 5 July`, `was on a visit to Y`, `is expected in Y on a visit`."""
    lo, hi = telling.clause(mark.at)
    if not telling.any_of(telling.words.heads, lo, mark.at) or not _is_planned(telling, mark) or mark.low != "be":
        return None
    host = next((m for m in telling.within(mark.end, mark.end + 4) if m.part == "in"), None)
    if host is None or not any(telling.nodes[k].cat == PERIOD for k in range(host.at, hi)):
        return None
    return _visit(telling, mark, lo, mark.at, host)


def visit_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`X's visit to Y`, `the visit of X to Y`, `on a visit to Y`: a host behind it, or a visitor and a time."""
    lo, hi = telling.clause(mark.at)
    if _is_denied(telling, mark):
        return None
    host = next((m for m in telling.within(mark.end, mark.end + 9) if m.part == "to"), None)
    if host is None:
        host = next((m for m in telling.within(max(lo, mark.at - 8), mark.at) if m.part in ("in", "to")), None)
    guest = [
        m
        for m in telling.within(lo, hi)
        if m is not host and not is_place(telling, m) and m.kind not in ("home", "other")
    ]
    if host is None:
        timed = any(node.cat == PERIOD for node in telling.nodes[lo:hi])
        if not guest or not timed or not _possessed(telling, mark):
            return None
    return _visit(telling, mark, lo, hi, host)


def _possessed(telling: Telling, mark: Mark) -> bool:
    return (
        any(telling.nodes[k].cat == POSS for k in range(max(0, mark.at - 4), mark.at)) or telling.low(mark.end) == "of"
    )


def _is_crowd(telling: Telling, lo: int, hi: int) -> bool:
    words = telling.words.crowds
    return any(node.low in words or node.cat in (PEOPLE, AMOUNT, NUMBER) for node in telling.nodes[max(lo, 0) : hi])


def _visit(telling: Telling, mark: Mark, lo: int, hi: int, host: Mention | None) -> Happening:
    guests = [
        m for m in telling.within(lo, hi)
        if m is not host and not is_place(telling, m) and m.kind not in ("home", "other", "region") and m.part != "with"
    ]  # fmt: skip
    codes = codes_of(telling, [m for m in guests if m.kind != "pair"][:1] or guests[:1])
    if host is not None:
        codes = states((*codes, *host.codes[:1]))
    core = [m.at for m in guests[:1]] + ([host.at, host.end - 1] if host else [])
    for noun in telling.marks:
        if "visit" in noun.sense.topics and abs(noun.at - mark.at) < 14:
            telling.used.add(noun.at)
            core.append(noun.at) if abs(noun.at - mark.at) < 9 else None
    status = "upcoming" if _is_planned(telling, mark) or telling.any_of(telling.words.plans, lo, mark.at) else None
    return _made(telling, "visit", mark, core, completed(telling, codes), status)


# --- meetings ---------------------------------------------------------------------------------------------


def meet(telling: Telling, mark: Mark) -> Happening | None:
    """Ministers meet; conditions are met."""
    lo, hi = telling.clause(mark.at)
    words = telling.words
    after = telling.nodes[mark.end] if mark.end < len(telling.nodes) else None
    people = telling.any_of(words.heads, lo, mark.at) or telling.noun("meet", mark.at, lo, mark.at) is not None or any(
        m.kind == "pair" for m in telling.within(lo, mark.at)
    )  # fmt: skip
    if after is None or _is_denied(telling, mark):
        return None
    goes_on = (
        after.cat == PERIOD
        or after.low in ("with", "in", "on", "at", "for")
        or telling.any_of(words.heads, mark.end, mark.end + 4)
    )
    if not goes_on or not (people or telling.any_of(words.heads, mark.end, mark.end + 8)):
        return None
    return _meeting(telling, mark, None)


def hold(telling: Telling, mark: Mark) -> Happening | None:
    """Talks are held, a forum takes place, a leader attends it."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("meet", mark.at, lo, hi, after=6)
    if noun is None and telling.low(lo) in telling.words.relatives | {","}:
        noun = telling.noun("meet", mark.at, 0, lo, before=12)
    if noun is None or noun.at in telling.used or _is_denied(telling, mark):
        return None
    return _meeting(telling, mark, noun)


def receive(telling: Telling, mark: Mark) -> Happening | None:
    """A head receives another one: a visit where it is said in which city, else a meeting."""
    lo, hi = telling.clause(mark.at)
    heads = telling.words.heads
    if not telling.any_of(heads, lo, mark.at) or not telling.any_of(heads, mark.end, mark.end + 8):
        return None
    there = [m for m in telling.within(mark.end, len(telling.nodes)) if is_place(telling, m)]
    found = [m for m in telling.within(lo, hi) if not is_place(telling, m) and m.kind not in ("home", "other")]
    codes = codes_of(telling, found)
    if there:
        codes = states((*codes[:1], *states(there[0].codes), *codes[1:]))[:2]
    core = [m.at for m in found] + [m.at for m in there[:1]]
    return _made(telling, "visit" if there else "meeting", mark, core, completed(telling, codes), None)


def meet_noun(telling: Telling, mark: Mark) -> Happening | None:
    """`Friday's talks between X and Y in Minsk`: two sides, and a time or a place."""
    lo, hi = telling.clause(mark.at)
    if telling.low(mark.end) not in ("between", "with") or mark.at in telling.used or _is_denied(telling, mark):
        return None
    near = telling.within(mark.end, min(hi, mark.end + 8))
    names = any(telling.nodes[k].cat == NAME for k in range(mark.end, min(hi, mark.end + 4)))
    if not (codes_of(telling, near) or names):
        return None
    lo = max(lo, mark.at - 4)
    if not any(telling.nodes[k].cat == PERIOD for k in range(lo, hi)) and place_of(telling, mark.at, hi)[0] is None:
        return None
    return _meeting(telling, mark, mark)


def _meeting(telling: Telling, mark: Mark, noun: Mark | None) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    core = []
    if noun is not None:
        telling.used.add(noun.at)
        core.append(noun.at)
        lo = min(lo, telling.clause(noun.at)[0])
    found = [
        m for m in telling.within(lo, hi)
        if not is_place(telling, m) and m.kind not in ("home", "other") and m.part not in ("for", "to", "from", "via")
    ]  # fmt: skip
    found += [m for m in telling.within(lo, hi) if m.part == "from" and m.at < mark.at]
    platform = _platform(telling, lo, hi, noun)
    codes = codes_of(telling, found)
    core += [m.at for m in found]
    people = telling.any_of(telling.words.heads, lo, hi)
    if platform is None and (people or codes or _named_people(telling, noun)):
        codes = completed(telling, codes, telling.within(lo, hi))
    elif people and not codes:
        codes = completed(telling, codes)
    status = "planned" if _is_planned(telling, mark) or telling.low(mark.at) in telling.words.plans else None
    made = _made(telling, "meeting", mark, core, codes, status)
    made.platform = platform
    return made


def _named_people(telling: Telling, noun: Mark | None) -> bool:
    return noun is not None and telling.low(noun.end) in ("between", "with")


def _platform(telling: Telling, lo: int, hi: int, noun: Mark | None) -> str | None:
    """The group whose meeting it is, or the name that a forum bears."""
    for mention in telling.within(lo, hi):
        if telling.nodes[mention.at].cat == GROUP and mention.part != "with":
            return mention.codes[0]
    if noun is None:
        return None
    at = noun.at
    nodes, text = telling.nodes, telling.text
    first = at
    while first > lo and nodes[first - 1].cat == NAME and nodes[first - 1].end - nodes[first - 1].start > 1:
        first -= 1
    if first < at and text[nodes[at].start].isupper():
        return text[nodes[first].start : nodes[at].end]
    return None


# --- routes -----------------------------------------------------------------------------------------------


def start(telling: Telling, mark: Mark) -> Happening | None:
    """What is opened, launched, resumed or closed: a route, or a work."""
    lo, hi = telling.clause(mark.at)
    if (
        telling.any_of(telling.words.others, mark.end, mark.end + 4)
        or _is_denied(telling, mark)
        or telling.low(mark.end) == "since"
    ):
        return None
    flow = _flow_before(telling, mark, lo)
    if flow is not None:
        return flow
    building = next((m for m in telling.marks if "construction" in m.sense.acts and lo <= m.at < hi), None)
    if building is not None:
        return _project(telling, mark, building, "planned" if _is_planned(telling, mark) else "started")
    noun = telling.noun("line", mark.at, lo, hi) or (
        telling.noun("line", mark.at, 0, lo) if telling.low(lo) == "," else None
    )
    if noun is not None and noun.at not in telling.used:
        return _route(telling, mark, noun)
    work = telling.noun("work", mark.at, lo, hi)
    if work is not None and work.at not in telling.used and telling.nodes[work.at].cat != AMOUNT:
        return _project(telling, mark, work, "planned" if _is_planned(telling, mark) else "started")
    return None


def run(telling: Telling, mark: Mark) -> Happening | None:
    """`is going to fly between A and B`, `began to connect A with B`: a beginning must be told."""
    lo, hi = telling.clause(mark.at)
    before = max(0, mark.at - 4)
    begun = any("start" in m.sense.acts for m in telling.marks if before <= m.at < mark.at)
    if not begun and not telling.any_of(telling.words.plans, before, mark.at):
        return None
    ends = codes_of(telling, telling.within(mark.end, hi))
    if (
        len(ends) < 2
        or telling.any_of(telling.words.modes, mark.end, mark.end + 3)
        or not _carrier_or_mode(telling, hi)
    ):
        return None
    return _route(telling, mark, mark)


def _carrier_or_mode(telling: Telling, hi: int) -> bool:
    return telling.any_of(telling.words.carriers | telling.words.modes, 0, hi)


def leave(telling: Telling, mark: Mark) -> Happening | None:
    """`The first container train left A for B`."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("line", mark.at, lo, mark.at)
    ends = codes_of(telling, telling.within(mark.end, hi))
    if noun is None or len(ends) < 2 or noun.low not in telling.words.modes:
        return None
    return _route(telling, mark, noun)


def integrate(telling: Telling, mark: Mark) -> Happening | None:
    """Lines of a country become part of a corridor."""
    lo, hi = telling.clause(mark.at)
    noun = telling.noun("line", mark.at, mark.at, hi, before=0)
    if noun is None:
        return None
    found = telling.within(mark.at, hi)
    return _made(
        telling,
        "route",
        mark,
        [noun.at, *(m.at for m in found)],
        completed(telling, codes_of(telling, found)),
        "intended",
    )


def _route(telling: Telling, mark: Mark, noun: Mark) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    lo = min(lo, noun.at)
    carrier, first, last = named(telling, lo, hi, telling.words.carriers)
    ends = [
        m for m in telling.within(lo, hi)
        if not (first is not None and last is not None and first <= m.at <= last) and m.part not in ("by", "with") or m.part == "with" and m.at > mark.at
    ]  # fmt: skip
    tied = [m for m in ends if m.part in ("between", "from", "to", "pair", "for") or m.kind in ("pair", "city")]
    explicit = codes_of(telling, tied) if len(codes_of(telling, tied)) > 1 else codes_of(telling, ends)
    weak = noun.low not in telling.words.modes and not ends and not _hyphenated(telling, lo, hi)
    if weak and noun.low in (
        "links",
        "link",
        "services",
        "service",
        "line",
        "connection",
        "connections",
        "gate",
        "shipment",
        "border",
        "borders",
    ):
        return None
    if len(explicit) < 2 and carrier and first is not None and last is not None:
        explicit = states((*explicit, *(c for m in telling.within(first, last + 1) for c in m.codes)))
    telling.used.add(noun.at)
    core = [noun.at, *(m.at for m in ends), *(k for k in (first, last) if k is not None)]
    status = "planned" if _is_planned(telling, mark) else "started"
    made = _made(telling, "route", mark, core, completed(telling, explicit), status)
    made.carrier = carrier
    cities = [
        telling.text[telling.nodes[k].start : telling.nodes[k].end]
        for m in tied
        for k in range(m.at, m.end)
        if telling.nodes[k].cat in CITIES
    ]
    if len(cities) == 2:
        made.origin, made.destination = cities
    return made


def _hyphenated(telling: Telling, lo: int, hi: int) -> bool:
    nodes = telling.nodes
    return any(
        nodes[k].cat == HYPHEN and nodes[k - 1].cat == NAME and nodes[k + 1].cat == NAME for k in range(lo + 1, hi - 1)
    )


# --- projects ---------------------------------------------------------------------------------------------


def build(telling: Telling, mark: Mark) -> Happening | None:
    """Works are built, extended, completed."""
    lo, hi = telling.clause(mark.at)
    if _is_denied(telling, mark) or telling.any_of(telling.words.close_relatives, mark.at - 3, mark.at):
        return None
    noun = telling.noun("work", mark.at, lo, hi, after=8, before=30)
    if noun is None or noun.at in telling.used or telling.nodes[noun.at].cat == AMOUNT:
        return None
    aided = telling.any_of(telling.words.be | telling.words.plans, max(lo, mark.at - 4), mark.at)
    begun = any(
        "start" in m.sense.acts or "build" in m.sense.acts for m in telling.marks if mark.at - 3 <= m.at < mark.at
    )
    if not (aided or begun):
        return None
    if mark.low in ("joining", "joined", "join") and noun.low not in ("grid", "grids"):
        return None
    return _project(telling, mark, noun, "planned" if _is_planned(telling, mark) else "under way")


def construction(telling: Telling, mark: Mark) -> Happening | None:
    """`plans to invest in the reconstruction of a plant`."""
    lo, hi = telling.clause(mark.at)
    if telling.low(mark.end) != "of" or not telling.any_of(telling.words.plans, lo, mark.at) or mark.at in telling.used:
        return None
    return _project(telling, mark, mark, "planned")


def _project(telling: Telling, mark: Mark, noun: Mark, status: str) -> Happening | None:
    lo, hi = telling.clause(mark.at)
    telling.used.add(noun.at)
    for other in telling.marks:
        if lo <= other.at < hi and ("work" in other.sense.topics or "construction" in other.sense.acts):
            telling.used.add(other.at)
    found = [
        m
        for m in telling.within(min(lo, noun.at), hi)
        if m.kind not in ("home", "other") and not is_name_part(telling, m)
    ]
    codes = codes_of(telling, found)
    if not codes and telling.memory.event is not None and telling.memory.event.kind in ("agreement", "project"):
        codes = telling.memory.event.parties
    return _made(telling, "project", mark, [noun.at, *(m.at for m in found)], completed(telling, codes), status)


# --- membership -------------------------------------------------------------------------------------------


def join(telling: Telling, mark: Mark) -> Happening | None:
    """A country joins a group, or members are admitted."""
    lo, hi = telling.clause(mark.at)
    group = next((m for m in telling.within(mark.end, mark.end + 9) if telling.nodes[m.at].cat == GROUP), None)
    member = telling.noun("member", mark.at, lo, hi, after=7, before=0)
    area = telling.any_of(
        frozenset(("area", "union", "organisation", "organization", "association", "bloc", "alliance", "community")),
        mark.end,
        mark.end + 5,
    )
    becomes = mark.low.startswith("becom")
    if _is_denied(telling, mark) or (becomes and member is None) or not (group or member or area):
        return None
    found = [
        m for m in telling.within(lo, mark.at)
        if telling.nodes[m.at].cat in (COUNTRY, NATIONAL) and not is_name_part(telling, m)
    ]  # fmt: skip
    core = [m.at for m in found] + ([group.at] if group else []) + ([member.at] if member else [])
    status = "planned" if _is_planned(telling, mark) else "completed"
    made = _made(telling, "membership", mark, core or [mark.at], codes_of(telling, found), status)
    made.platform = group.codes[0] if group else None
    return made


# --- goods that flow --------------------------------------------------------------------------------------


def _flow_before(telling: Telling, mark: Mark, lo: int) -> Happening | None:
    """`Deliveries to X began in March`."""
    noun = next((m for m in reversed(telling.marks) if lo <= m.at < mark.at and "flow" in m.sense.acts), None)
    if noun is None or mark.at - noun.at > 12 or any(telling.nodes[k].cat == AMOUNT for k in range(lo, mark.at)):
        return None
    found = telling.within(lo, telling.clause(mark.at)[1])
    exporter, importer = _sides(telling, noun, found)
    parties = completed(
        telling,
        states([c for c in (exporter, importer) if c])
        or (telling.memory.parties.get("agreement", ()) if not found else ()),
    )
    made = _made(
        telling,
        "commodity_flow",
        mark,
        [noun.at, *(m.at for m in found)],
        parties,
        "planned" if _is_planned(telling, mark) else "started",
    )
    made.exporter, made.importer = exporter, importer
    return made


def _sides(telling: Telling, noun: Mark, found: list[Mention]) -> tuple[str | None, str | None]:
    """Exporter and importer around a noun of flow."""
    buys = noun.low.startswith(("import", "purchase"))
    source = next((m.codes[0] for m in found if m.part == "from" and m.codes), None)
    goal = next((m.codes[0] for m in found if m.part in ("to", "in") and m.codes), None)
    owner = next((m.codes[0] for m in found if m.part in ("poss", "of", "adj", "agent") and m.codes), None)
    return (source, goal or owner) if buys else (source or owner, goal)


def trade(telling: Telling, mark: Mark) -> Happening | None:
    """`A exports X to B`, `B will import X from A`, `X is supplied by A to B`, `A's main exports to B are X`."""
    lo, hi = _trade_clause(telling, mark)
    cues, nodes = telling.scene.sentence.cues, telling.nodes
    if (
        any(nodes[k].cat in (AMOUNT, NUMBER) for k in range(lo, hi))
        or any(cues[k].grow for k in range(lo, hi))
        or _is_denied(telling, mark)
    ):
        return None
    noun = _is_noun(telling, mark)
    sides = _noun_sides(telling, mark, lo, hi) if noun else _verb_sides(telling, mark, lo, hi)
    if sides is None:
        return None
    exporter, importer, used = sides
    if not exporter or not importer or exporter == importer:
        return None
    passive = not noun and _is_passive(telling, mark)
    products = (
        _listed(telling, mark, lo, hi)
        if noun
        else _products(telling, lo if passive else mark.end, mark.at if passive else hi)
    )
    if not products:
        return None
    made = _made(
        telling,
        "commodity_flow",
        mark,
        [lo, *used],
        (exporter, importer),
        "planned" if _is_planned(telling, mark) else None,
    )
    made.exporter, made.importer, made.products = exporter, importer, products
    made.lo, made.hi = lo, hi
    return made


def _is_noun(telling: Telling, mark: Mark) -> bool:
    nodes = telling.nodes
    if "flow" not in mark.sense.acts:
        return False
    if (
        mark.end < len(nodes)
        and telling.low(mark.end) in ("to", "from", "of")
        and not telling.any_of(telling.words.be, mark.at - 2, mark.at)
    ):
        return True
    before = nodes[mark.at - 1] if mark.at else None
    return before is not None and (
        before.cat in (POSS, NATIONAL) or telling.low(mark.at - 1) in ("main", "its", "their")
    )


def _is_passive(telling: Telling, mark: Mark) -> bool:
    return mark.low.endswith(("ed", "sold", "bought")) and telling.low(mark.at - 1) in telling.words.be | {
        "mainly",
        "mostly",
        "also",
    }


def _trade_clause(telling: Telling, mark: Mark) -> tuple[int, int]:
    """From the joint before the act's subject to the joint before the next act of trade."""
    lo, hi = telling.clause(mark.at)
    trading = [m for m in telling.marks if not {"sell", "buy", "flow"}.isdisjoint(m.sense.acts) and lo <= m.at < hi]
    for other in trading:
        if other.at == mark.at:
            continue
        first, second = sorted((other.at, mark.at))
        joint = next((k for k in range(second - 1, first, -1) if telling.nodes[k].cat == AND), None)
        if joint is not None:
            lo, hi = (max(lo, joint + 1), hi) if other.at < mark.at else (lo, min(hi, joint))
    return lo, hi


def _verb_sides(telling: Telling, mark: Mark, lo: int, hi: int) -> tuple[str | None, str | None, list[int]] | None:
    before = [m for m in telling.within(lo, mark.at) if m.codes]
    after = [m for m in telling.within(mark.end, hi) if m.codes or m.kind == "other"]
    source = next((m for m in after if m.part == "from"), None)
    goal = next((m for m in after if m.part in ("to", "in", "for")), None)
    agent = next((m for m in after if m.part == "by"), None)
    subject = before[-1] if before else None
    used = [m.at for m in (source, goal, agent, subject) if m]
    previous = telling.memory.parties.get("flow", ())
    if _is_passive(telling, mark):
        subject = None
    if "buy" in mark.sense.acts:
        importer = _code(subject) or _code(agent) or _code(goal) or (previous[0] if previous and lo else None)
        exporter = _code(source)
        if exporter is None and (telling.low(hi - 1) == "it" or source is not None) and previous:
            exporter = next((c for c in previous if c != importer), None)
        return exporter, importer, used
    dative = next((m for m in after if m.at <= mark.end + 1 and m.part in ("plain", "subject", "poss")), None)
    exporter = _code(source) if subject is None else _code(subject)
    return (
        exporter or _code(agent) or (previous[0] if previous and lo else None),
        _code(goal) or _code(dative),
        [*used, *([dative.at] if dative else [])],
    )


def _noun_sides(telling: Telling, mark: Mark, lo: int, hi: int) -> tuple[str | None, str | None, list[int]] | None:
    found = [m for m in telling.within(lo, hi) if m.codes]
    exporter, importer = _sides(telling, mark, found)
    previous = telling.memory.parties.get("flow", ())
    if previous and telling.low(mark.at - 1) in ("its", "their", "main") and (exporter is None or importer is None):
        known = exporter or importer
        other = next((c for c in previous if c != known), None) if known in previous else None
        exporter, importer = exporter or other, importer or other
    return exporter, importer, [m.at for m in found]


def _code(mention: Mention | None) -> str | None:
    codes = states(mention.codes) if mention is not None else ()
    return codes[0] if codes else None


def _listed(telling: Telling, mark: Mark, lo: int, hi: int) -> tuple[str, ...]:
    """The goods behind `are`, `include`, `consist of`, or before `dominate`."""
    verb = telling.first_of(telling.words.verbs_of_list, mark.end, hi)
    if verb is not None:
        return _products(telling, verb + 1, hi)
    verb = telling.first_of(telling.words.verbs_of_list, lo, mark.at)
    return _products(telling, lo, verb) if verb is not None else ()


def _products(telling: Telling, lo: int, hi: int) -> tuple[str, ...]:
    """The names of goods in a list, as the recipes spell them."""
    nodes, cues, words = telling.nodes, telling.scene.sentence.cues, telling.words
    goods: list[str] = []
    name: list[str] = []
    for at in range(lo, hi):
        node = nodes[at]
        prep = cues[at].preposition
        if node.cat in (COMMA, AND):
            goods, name = _closed(goods, name)
        elif node.low in words.fillers or node.cat in PARTY or node.cat in (PERIOD, POSS):
            if node.cat in PARTY and name:
                break
        elif (prep and prep != "and") or node.low in words.be:
            break
        else:
            name.append(words.spellings.get(node.low, node.low))
    return tuple(_closed(goods, name)[0])


def _closed(goods: list[str], name: list[str]) -> tuple[list[str], list[str]]:
    return ([*goods, " ".join(name)] if name else goods), []


TELLERS: dict[str, Callable[[Telling, Mark], Happening | None]] = {
    "force": force, "sign": sign, "to_sign": to_sign, "seal": seal, "agree": agree, "reach": reach, "visit": visit, "arrive": arrive,
    "be": be_in, "receive": receive, "meet": meet, "hold": hold, "run": run, "leave": leave, "integrate": integrate, "join": join,
    "build": build, "start": start, "construction": construction, "sell": trade, "buy": trade, "flow": trade,
}  # fmt: skip
"""Acts in the order in which a word that can be several is tried."""
NOUNS: dict[str, Callable[[Telling, Mark], Happening | None]] = {"visit": visit_noun, "meet": meet_noun, "pact": stock}
"""Nouns that tell an event without a verb."""
