"""Telling: a sentence as events see it, and the memory of what the text has told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from karvan.nouns import Event, Period
from karvan.reading.acts import EventWords, Mark
from karvan.reading.grammar import Node, category
from karvan.reading.mentions import NATIONAL, Mention
from karvan.reading.people import People
from karvan.reading.scene import Scene
from karvan.reading.sentences import AND, COMMA, LPAR, PERIOD, QUOTE
from karvan.reading.story import is_group
from karvan.vocabulary import countries, places

IN, NAME = category("IN"), category("NAME")
_OBJECT = frozenset((None, "of", "and", "between"))
_APART = frozenset(
    (category("ARTICLE"), category("AMOUNT"), category("ORDINAL"), category("POSS"), PERIOD, COMMA, QUOTE)
)
_MODIFIERS = 4
"""How many words before a noun may belong to it."""


def states(codes: Iterable[str]) -> tuple[str, ...]:
    """The countries among codes, each once.

    >>> states(["KAZ", "CIS", "KAZ", "UZB"])
    ('KAZ', 'UZB')
    """
    return tuple(dict.fromkeys(code for code in codes if not is_group(code)))


def is_surname(nodes: list[Node], at: int) -> bool:
    """Whether an adjective is but somebody's name, behind another name and before no noun: Presidente Franco."""
    if nodes[at].cat != NATIONAL or not at or nodes[at - 1].cat != NAME:
        return False
    return at + 1 == len(nodes) or nodes[at + 1].cat in (AND, COMMA, IN, PERIOD)


@dataclass(slots=True)
class Memory:
    """What the text has told so far, for what a sentence leaves out."""

    countries: Sequence[str]
    """Most named first."""
    published: dt.date | None = None
    named: tuple[str, ...] = ()
    """The last two countries named together."""
    time: Period | None = None
    """The last time told."""
    waiting: list[Scene] = field(default_factory=list)
    """Sentences that have passed and are looked at when somebody asks."""
    event: Event | None = None
    told_at: tuple[int, int] = (-1, -1)
    """Sentence and paragraph of that event."""
    encounter: Event | None = None
    """The last visit or meeting whose day is known."""
    chained: tuple[int, int] = (-1, -1)
    """Sentence and paragraph up to which the story of that encounter was told without a break."""
    with_group: str | None = None
    """The country whose other side in this text is a group of countries."""
    dateline: str = ""
    opening: int = 0
    """Where the dateline ends: its day is that of the report."""
    people: People = field(default_factory=lambda: People(frozenset()))
    parties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The parties of the last event of each kind; exporter and importer of the last `flow`."""

    def couple(self) -> tuple[str, ...]:
        """The two countries that the text is about."""
        if self.with_group is not None and not self.pair:
            return (self.with_group,)
        return self.pair or (tuple(self.countries[:2]) if len(self.countries) > 1 else ())

    def counterpart(self, code: str) -> str | None:
        """The other one of the pair at hand, else the country most named."""
        if code == self.with_group:
            return None
        for pair in (self.pair, tuple(self.countries[:2])):
            if code in pair and len(pair) == 2:
                return pair[1] if pair[0] == code else pair[0]
        return next((other for other in self.countries[:1] if other != code), None)

    @property
    def home(self) -> str | None:
        """The country where the report was written."""
        city = self.dateline.partition(",")[0].strip().casefold()
        if not city:
            return None
        capital = (name.code for name in countries.names() if name.kind == "capital" and name.text.casefold() == city)
        place = (place.country for place in places.places() if place.text.casefold() == city)
        return next(capital, None) or next(place, None)

    @property
    def pair(self) -> tuple[str, ...]:
        self._catch_up()
        return self.named

    @property
    def period(self) -> Period | None:
        self._catch_up()
        return self.time

    def _catch_up(self) -> None:
        """Takes in the explicit pairs and the times of the sentences that have passed."""
        for scene in self.waiting:
            for mention in scene.mentions:
                named = len(mention.codes) == 2 and not is_surname(scene.sentence.nodes, mention.at)
                if named and len(codes := states(mention.codes)) == 2:
                    self.named = codes
            for node in scene.sentence.nodes:
                if node.cat == PERIOD:
                    self.time = node.value.resolved(self.time) or self.time
        self.waiting.clear()


@dataclass(slots=True)
class Telling:
    """A sentence with the words that can tell events, and the borders of its clauses."""

    scene: Scene
    words: EventWords
    memory: Memory
    text: str
    marks: list[Mark]
    hard: list[int]
    """Borders that no meaning crosses."""
    borders: list[int]
    used: set[int] = field(default_factory=set)
    """Nodes of nouns that an event took."""
    agreed: tuple[str, ...] = ()
    """The parties of the last agreement that the sentence has told."""
    told: int = 0
    """How many events the sentence has told so far."""
    nodes: list[Node] = field(init=False)
    mentions: list[Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.nodes, self.mentions = self.scene.sentence.nodes, self.scene.mentions

    def low(self, at: int) -> str:
        return self.nodes[at].low if 0 <= at < len(self.nodes) else ""

    def tie(self, at: int) -> str | None:
        """What a preposition says: from, to, of …, whatever the language calls it."""
        return self.scene.sentence.cues[at].preposition if 0 <= at < len(self.nodes) else None

    def written(self, at: int) -> str:
        return self.text[self.nodes[at].start : self.nodes[at].end]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around a node."""
        if not self.borders:
            return 0, len(self.nodes)
        lo = 0
        for border in self.borders:
            if border > at:
                return lo, border
            lo = border
        return lo, len(self.nodes)

    def hard_border(self, at: int) -> int:
        return max((b for b in self.hard if b <= at), default=0)

    def joined(self, lo: int) -> bool:
        """Whether a clause goes on from the one before it."""
        return lo > 0 and lo not in self.hard

    def follows_comma(self, lo: int) -> bool:
        return self.joined(lo) and self.nodes[lo].cat == COMMA

    def is_relative(self, lo: int) -> bool:
        """Whether a clause takes up the noun before it (`which the ministers chaired`)."""
        return self.joined(lo) and self.any_of(self.words.relatives, lo, lo + 2)

    def any_of(self, words: frozenset[str], lo: int, hi: int) -> bool:
        return not words.isdisjoint([node.low for node in self.nodes[max(lo, 0) : max(hi, 0)]])

    def says(self, words: frozenset[str], lo: int, hi: int) -> bool:
        """The same for any word of a phrase of the lexicon (`bilateral documents`)."""
        return any(not words.isdisjoint(node.low.split(" ")) for node in self.nodes[max(lo, 0) : max(hi, 0)])

    def any_head(self, words: frozenset[str], lo: int, hi: int) -> bool:
        """The same for phrases of the lexicon, which are what their last word is."""
        return any(node.low.rpartition(" ")[2] in words for node in self.nodes[max(lo, 0) : max(hi, 0)])

    def first_of(self, words: frozenset[str], lo: int, hi: int) -> int | None:
        return next((at for at in range(max(lo, 0), min(hi, len(self.nodes))) if self.nodes[at].low in words), None)

    def plans(self, lo: int, hi: int) -> bool:
        """Whether the nodes speak of what is to come."""
        cues, words = self.scene.sentence.cues, self.words.plans
        return any(
            (node.low in words or cues[at].plan) and node.cat != PERIOD
            for at, node in enumerate(self.nodes[max(lo, 0) : max(hi, 0)], max(lo, 0))
        )

    def capital(self, lo: int, hi: int) -> bool:
        return any(self.text[node.start].isupper() for node in self.nodes[max(lo, 0) : hi])

    def within(self, lo: int, hi: int) -> list[Mention]:
        return [mention for mention in self.scene.mentions if lo <= mention.at < hi]

    def without_speaker(self, at: int, hi: int) -> int:
        """Where a clause ends before `…, X's minister said`: who says something takes no part in it."""
        cues = self.scene.sentence.cues
        acts = {m.at for m in self.marks if m.sense.acts}
        for comma in range(at + 1, hi):
            if self.nodes[comma].cat != COMMA:
                continue
            said = next((k for k in range(comma, hi) if cues[k].says or k in acts), None)
            if said is not None and cues[said].says:
                return comma
        return hi

    def noun(self, topic: str, at: int, lo: int, hi: int, *, after: int = 9, before: int = 40) -> Mark | None:
        """The noun of a topic that an act at `at` governs: the nearest one behind it, else before it."""
        nodes = self.nodes
        nouns = [
            m
            for m in self.marks
            if topic in m.sense.topics and lo <= m.at < hi and m.at != at and not (m.at and nodes[m.at - 1].cat == LPAR)
        ]
        behind = next((m for m in nouns if at < m.at <= at + after), None)
        while behind is not None and (head := next((m for m in nouns if m.at == behind.end), None)) is not None:
            behind = head
        return behind or next((m for m in reversed(nouns) if at - before <= m.at < at), None)

    def governed(self, topic: str, at: int, lo: int, hi: int, *, after: int = 9, before: int = 40) -> Mark | None:
        """The same, but an object stands behind no preposition (`opened an office at the port`)."""
        cues = self.scene.sentence.cues
        part = next((k for k in range(at + 1, min(at + after, hi)) if cues[k].preposition not in _OBJECT), hi)
        return self.noun(topic, at, lo, min(hi, part), after=after, before=before)

    def takes_up(self, noun: Mark) -> bool:
        """Whether a noun may speak of what was told before, whatever words stand between (`the inter-governmental pact`)."""
        if self.tie(noun.end) in ("of", "between", "with"):
            return False
        for at in range(noun.at - 1, max(noun.at - _MODIFIERS, 0) - 1, -1):
            if self.low(at) in self.words.the:
                return True
            if self.nodes[at].cat in _APART or self.tie(at) is not None or self.capital(at, at + 1):
                return False
        return False

    def is_definite(self, noun: Mark) -> bool:
        """Whether a noun takes up what was told before (`the meeting`)."""
        return self.low(noun.at - 1) in self.words.the and self.tie(noun.end) not in ("of", "between", "with")
