"""Acts: the words of a sentence that can tell an event, and where one telling ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from karvan.nouns import Event
from karvan.reading.context import Amount
from karvan.reading.grammar import Node, category
from karvan.reading.mentions import PARTY
from karvan.reading.sentences import AMOUNT, AND, COLON, COMMA, DASH, PERIOD, SEMICOLON, Sentence
from karvan.vocabulary import routes


class Sense(Struct, frozen=True):
    """What a word can name (`topics`) and what it can say is done (`acts`)."""

    topics: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EventWords:
    """The tables that a language brings for events; each set holds words in lower case."""

    senses: dict[str, Sense]
    phrases: dict[str, list[tuple[str, str]]]
    """First word to the phrases that begin with it, each with its act."""
    summary: Callable[[Event], str]
    agreed_on: frozenset[str]
    bases: frozenset[str]
    """Words before an agreement that something else happens under."""
    be: frozenset[str]
    bilateral: frozenset[str]
    """Words before a meeting that say it is one of the two countries at hand."""
    bodies: frozenset[str]
    builders: frozenset[str]
    capitals: frozenset[str]
    """What stands behind an adjective without making its country another thing: the Egyptian capital."""
    carriers: frozenset[str]
    close_relatives: frozenset[str]
    """Relative words that take up the noun before them."""
    crowds: frozenset[str]
    """What arrives without being a visit: tourists, cargo."""
    counted_out: frozenset[str]
    """Words that part what is told from what it hangs on: as soon as, once, including."""
    delegates: frozenset[str]
    """Who meets without being a head: officials."""
    fillers: frozenset[str]
    """What stands among the goods of a list without being goods."""
    first: frozenset[str]
    """What says that something runs for the first time."""
    frequency: frozenset[str]
    """What is raised where a line is to run more often."""
    general: frozenset[str]
    """Nouns of lines that mean a route only where its ends are told."""
    grids: frozenset[str]
    heads: frozenset[str]
    """Who visits and meets: presidents, delegations."""
    several_heads: frozenset[str]
    """The same of more than one country."""
    have: frozenset[str]
    from_when: frozenset[str]
    """Forms of acts that before a time only say from when: starting 1 May."""
    here: frozenset[str]
    """The place of the dateline."""
    imposed: frozenset[str]
    """What is done with a ban when it is news."""
    infinitives: frozenset[str]
    it: frozenset[str]
    into: frozenset[str]
    met_where: frozenset[str]
    modes: frozenset[str]
    mooted: frozenset[str]
    """What is done with a project that is not yet decided: discussed, examined."""
    negations: frozenset[str]
    not_dates: frozenset[str]
    """Prepositions whose time is not that of the event."""
    occasions: frozenset[str]
    """Words that name a meeting behind the name of a group."""
    organisations: frozenset[str]
    """The words that end or head the name of a body or firm."""
    others: frozenset[str]
    """What is opened without being a route: markets, doors, accounts."""
    owners: frozenset[str]
    paid: frozenset[str]
    """Verbs that make a noun what is done: paid a visit."""
    panels: frozenset[str]
    """Bodies that are a meeting only when they are held: a committee."""
    past: frozenset[str]
    """Forms of the acts that are past unless an auxiliary says otherwise."""
    plans: frozenset[str]
    plurals: frozenset[str]
    present: frozenset[str]
    """Forms of the acts that may speak of what is to come."""
    progressive: frozenset[str]
    """Forms of the acts that speak of what is to come when the day lies ahead: opening."""
    pronouns: frozenset[str]
    purposes: frozenset[str]
    results: frozenset[str]
    """What ties a signing to what brought it about: resulted in."""
    relatives: frozenset[str]
    series: frozenset[str]
    """What tells one meeting of a series from the others: the previous session."""
    sessions: frozenset[str]
    settings: frozenset[str]
    """Prepositions of the occasion on which something happens: during, at."""
    since: frozenset[str]
    stock: frozenset[str]
    the: frozenset[str]
    """What takes up a thing that was told before."""
    taking_up: frozenset[str]
    """What takes up an encounter told before: the, the same."""
    talks: frozenset[str]
    """Meetings that are those of the two sides at hand when nobody is named: the talks."""
    their: frozenset[str]
    """What says that something belongs to both sides."""
    towards: frozenset[str]
    traffic: frozenset[str]
    unsigned: frozenset[str]
    """What is signed without being an agreement."""
    verbs_of_list: frozenset[str]
    wares: frozenset[str]
    wires: frozenset[str]
    """What makes a line a work that carries neither people nor goods."""


class Mark(Struct, frozen=True):
    """A word or phrase with a sense, `at` to `end` as node indices."""

    at: int
    end: int
    low: str
    sense: Sense


_BORDERING = frozenset(
    ("sign", "seal", "reach", "agree", "start", "build", "visit", "arrive", "meet", "hold", "receive", "join", "force")
)
_COUNTED = {
    "agreements": "pact",
    "flights": "line",
    "trains": "line",
    "plants": "work",
    "projects": "work",
    "visit": "visit",
}
_MEETING, _LINE, _WORK = Sense(("meet",)), Sense(("line", "work")), Sense(("work",))
CUE, GROUP, IN, ROUTE = category("CUE"), category("GROUP"), category("IN"), category("ROUTE")
_STAY = ("be",)
_OF_FLOW = frozenset(("flow", "bought"))
_PARTING = frozenset((SEMICOLON, DASH, COLON))
_SILENT = frozenset(category(c) for c in ("PERIOD", "COUNTRY", "COMMA", "OF", "IN", "THE", "NUMBER", "CAPITALCITY"))
_PLAIN = frozenset(
    category(c) for c in ("WORD", "NAME", "TO", "FOR", "FROM", "AND", "ON", "ARTICLE", "POSS", "NATIONAL")
)


def marks(sentence: Sentence, words: EventWords) -> list[Mark]:
    """The words with a sense, in order; empty for most sentences."""
    found: list[Mark] = []
    senses, phrases = words.senses, words.phrases
    passed = 0
    for at, node in enumerate(sentence.nodes):
        first = low = node.low
        cat = node.cat
        if low not in senses and low not in phrases and (cat in _SILENT or (cat in _PLAIN and " " not in low)):
            continue
        if at < passed:
            continue
        sense = senses.get(low)
        if sense is None:
            if cat == AMOUNT:
                sense = _counted(node)
            elif cat == ROUTE:
                sense = _route_sense(node)
                low = low.rpartition(" ")[2]
            elif " " in low:
                first, head = low.partition(" ")[0], low.rpartition(" ")[2]
                sense = _head_noun(sentence, at, head, senses)
                low = head if sense is not None else low
                if sense is None and cat == CUE and (held := senses.get(first)) is not None and held.acts:
                    sense = Sense((), held.acts)  # `agreed to`, `met with`: one word to the lexicon
            elif low in words.occasions and at and sentence.nodes[at - 1].cat == GROUP:
                sense = _MEETING
        if first in phrases:
            phrase = _phrase(sentence.nodes, at, phrases[first])
            if phrase is not None:
                act, passed = phrase
                found.append(Mark(at, passed, low, Sense((), (act,))))
                continue
        after = sentence.nodes[at + 1].cat if at + 1 < len(sentence.nodes) else None
        if low in words.from_when and after == PERIOD:
            continue
        if sense is not None and sense.acts == _STAY and all(n.cat != IN for n in sentence.nodes[at + 1 : at + 4]):
            continue  # `is` and `was` matter only with a place
        if sense is not None:
            found.append(Mark(at, at + 1, low, sense))
    return found


def route_countries(node: Node) -> tuple[str, ...]:
    """The countries that a named route crosses."""
    found = routes.route(node.value)
    return found.countries if found is not None else ()


def _route_sense(node: Node) -> Sense | None:
    """A named route is one line, not a network or a programme; what flows through pipes and wires is a work."""
    found = routes.route(node.value)
    if found is None or found.kind == "multimodal" or not found.countries:
        return None
    if found.kind in ("pipeline", "power"):
        return _WORK
    return _LINE if len(found.countries) < 4 else None


def _counted(node: Node) -> Sense | None:
    """`15 additional deals` is one node; its noun is the topic."""
    amount: Amount = node.value
    topic = _COUNTED.get(amount.noun or "") or _COUNTED.get(amount.indicator or "")
    return Sense((topic,), ()) if topic else None


def _head_noun(sentence: Sentence, at: int, head: str, senses: dict[str, Sense]) -> Sense | None:
    """A phrase of the lexicon is what its last word is; a line of credit is no line."""
    sense = senses.get(head)
    if sense is not None and not sense.topics and "flow" in sense.acts:
        return Sense((), tuple(act for act in sense.acts if act in _OF_FLOW))  # `natural gas supplies`
    if sense is None or not sense.topics:
        return None
    flow = sentence.cues[at].flow
    if flow is not None and flow.indicator in ("loan", "investment") and "pact" not in sense.topics:
        return None
    return Sense(sense.topics, ())


def _phrase(nodes: list[Node], at: int, options: list[tuple[str, str]]) -> tuple[str, int] | None:
    said, found = "", None
    held = set[str]()
    for end in range(at, min(at + 4, len(nodes))):
        said = f"{said} {nodes[end].low}" if said else nodes[end].low
        for phrase, act in options:
            if phrase not in held and (said == phrase or (end > at and said.startswith(phrase + " "))):
                found = act, end + 1
                held.add(phrase)
    return found


def hard_borders(sentence: Sentence) -> list[int]:
    """Where a clause surely ends: semicolons, dashes, colons, contrast words."""
    cues = sentence.cues
    return [at for at, node in enumerate(sentence.nodes) if cues[at].contrast or node.cat in _PARTING]


def joints(sentence: Sentence, found: list[Mark], words: EventWords) -> list[int]:
    """Where, between two acts, the first one's clause gives way to the other's."""
    nodes = sentence.nodes
    acting = [
        m
        for m in found
        if not _BORDERING.isdisjoint(m.sense.acts)
        and "nominal" not in m.sense.acts
        and not m.sense.topics
        and not _is_attribute(nodes, m, words)
    ]
    places: list[int] = []
    for one, other in pairwise(acting):
        between = range(other.at - 1, one.end - 1, -1)
        joint = next((k for k in between if nodes[k].low in words.close_relatives), None)
        if joint is None:
            joint = next((k for k in between if nodes[k].cat in (COMMA, AND) and not _is_in_pair(nodes, k)), None)
        if joint is None:
            joint = next((k for k in between if nodes[k].low in words.relatives), None)
        if joint is not None:
            while joint - 1 > one.at and nodes[joint - 1].cat in (COMMA, AND):
                joint -= 1
            places.append(joint)
    return places


def _is_in_pair(nodes: list[Node], at: int) -> bool:
    """Whether `and` stands between two countries: both act."""
    after = nodes[at + 1].cat if at + 1 < len(nodes) else None
    return nodes[at].cat == AND and nodes[at - 1].cat in PARTY and after in PARTY


def _is_attribute(nodes: list[Node], mark: Mark, words: EventWords) -> bool:
    """Whether an act only tells its noun from others (`the company that is building …`)."""
    for back in range(mark.at - 1, max(mark.at - 4, 0), -1):
        if nodes[back].low.partition(" ")[0] in words.close_relatives:
            before = back - 2 if nodes[back - 1].low in words.settings else back - 1  # `…, after which they met`
            return nodes[before].cat != COMMA
    return False
