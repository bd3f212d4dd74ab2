"""Acts: the words of a sentence that can tell an event, and where one telling ends and the next begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from karvan.nouns import Event
from karvan.reading.context import Amount
from karvan.reading.grammar import Node
from karvan.reading.sentences import AMOUNT, AND, COLON, COMMA, DASH, SEMICOLON, Sentence


class Sense(NamedTuple):
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
    heads: frozenset[str]
    """Who visits and meets: presidents, delegations."""
    crowds: frozenset[str]
    """What arrives without being a visit: tourists, cargo."""
    unsigned: frozenset[str]
    be: frozenset[str]
    plans: frozenset[str]
    negations: frozenset[str]
    relatives: frozenset[str]
    close_relatives: frozenset[str]
    others: frozenset[str]
    """What is opened without being a route: markets, doors, accounts."""
    modes: frozenset[str]
    not_dates: frozenset[str]
    deadlines: frozenset[str]
    pronouns: frozenset[str]
    carriers: frozenset[str]
    stock: frozenset[str]
    weak_works: frozenset[str]
    verbs_of_list: frozenset[str]
    fillers: frozenset[str]
    spellings: dict[str, str] = field(default_factory=dict)


class Mark(NamedTuple):
    """A word or phrase with a sense, `at` to `end` as node indices."""

    at: int
    end: int
    low: str
    sense: Sense


_BORDERING = frozenset(
    ("sign", "seal", "reach", "agree", "start", "build", "visit", "arrive", "meet", "hold", "receive", "join", "force")
)
_COUNTED = {"agreements": "pact", "flights": "line", "trains": "line", "plants": "work", "projects": "work"}
_NOTHING = Sense()


def marks(sentence: Sentence, words: EventWords) -> list[Mark]:
    """The words with a sense, in order; empty for most sentences."""
    found: list[Mark] = []
    senses, phrases = words.senses, words.phrases
    for at, node in enumerate(sentence.nodes):
        low = node.low
        first = low
        sense = senses.get(low)
        if sense is None:
            if node.cat == AMOUNT:
                sense = _counted(node)
            elif " " in low or "-" in low:
                first = low.partition(" ")[0]
                sense = _head_noun(sentence, at, senses)
        if first in phrases:
            phrase = _phrase(sentence.nodes, at, phrases[first])
            if phrase is not None:
                found.append(Mark(at, phrase[1], low, Sense((), (phrase[0],))))
                continue
        if sense is not None:
            found.append(Mark(at, at + 1, low, sense))
    return found


def _counted(node: Node) -> Sense | None:
    """`15 additional deals` is one node; its noun is the topic."""
    amount: Amount = node.value
    topic = _COUNTED.get(amount.noun or "") or _COUNTED.get(amount.indicator or "")
    return Sense((topic,), ()) if topic else None


def _head_noun(sentence: Sentence, at: int, senses: dict[str, Sense]) -> Sense | None:
    """A phrase of the lexicon is what its last word is; a line of credit is no line."""
    low = sentence.nodes[at].low
    sense = senses.get(low.rpartition(" ")[2])
    if sense is None or not sense.topics:
        return None
    flow = sentence.cues[at].flow
    if flow is not None and flow.indicator in ("loan", "investment") and "pact" not in sense.topics:
        return None
    return Sense(sense.topics, ())


def _phrase(nodes: list[Node], at: int, options: list[tuple[str, str]]) -> tuple[str, int] | None:
    said = ""
    for end in range(at, min(at + 4, len(nodes))):
        said = f"{said} {nodes[end].low}" if said else nodes[end].low
        for phrase, act in options:
            if said == phrase or (end > at and said.startswith(phrase + " ")):
                return act, end + 1
    return None


def borders(sentence: Sentence, found: list[Mark], words: EventWords) -> list[int]:
    """Node indices where a new clause begins: at semicolons, dashes and contrast words, and between two acts."""
    nodes, cues = sentence.nodes, sentence.cues
    places = [
        at for at, node in enumerate(nodes)
        if node.cat in (SEMICOLON, DASH, COLON) or (cues[at].contrast and node.cat != AMOUNT)
    ]  # fmt: skip
    acting = [mark for mark in found if not _BORDERING.isdisjoint(mark.sense.acts)]
    for one, other in zip(acting, acting[1:], strict=False):
        joint = next(
            (
                k
                for k in range(other.at - 1, one.end - 1, -1)
                if nodes[k].cat in (COMMA, AND) or nodes[k].low in words.relatives
            ),
            None,
        )
        if joint is not None:
            while joint - 1 > one.at and nodes[joint - 1].cat in (COMMA, AND):
                joint -= 1
            places.append(joint)
    return sorted(set(places))
