"""Sentences and clauses: which words belong to which figure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from karvan.reading.context import Amount
from karvan.reading.cues import NOTHING, PARTS, Cue, Flow
from karvan.reading.grammar import Node, categories, category
from karvan.reading.language import Language

AMOUNT, NUMBER, PERIOD, STOP, COMMA, SEMICOLON, COLON, DASH, LPAR, RPAR, AND, QUOTE = (
    category(c)
    for c in (
        "AMOUNT",
        "NUMBER",
        "PERIOD",
        "STOP",
        "COMMA",
        "SEMICOLON",
        "COLON",
        "DASH",
        "LPAR",
        "RPAR",
        "AND",
        "QUOTE",
    )
)


@dataclass(slots=True)
class Clause:
    """A stretch of a sentence, `start` to `end` as node indices, whose figures share their words.

    `host` is the index of the node that a clause in parentheses explains.
    """

    start: int
    end: int
    host: int | None = None
    amounts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """The nodes of one sentence, with the cue of each."""

    nodes: list[Node]
    cues: list[Cue]
    index: int
    paragraph: int
    cats: str
    """The category of each node, a character each: a search in it takes the place of a walk over the nodes."""
    clauses: list[Clause] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    """Where amounts and bare numbers stand."""
    innermost: list[Clause] = field(default_factory=list)
    """The clause of each node; in parentheses, theirs."""
    places: dict[str, list[int]] = field(default_factory=dict)
    """Where the parts that cues can play are played: most words play none, most parts nobody plays."""

    compares: bool | None = None
    """Whether anything in it compares, found when first asked for."""

    def __post_init__(self) -> None:
        self.figures = [found.start() for found in _FIGURES.finditer(self.cats)]
        places = self.places
        for at, cue in enumerate(self.cues):
            if cue is not NOTHING:
                for part in cue.parts:
                    places.setdefault(part, []).append(at)

    @property
    def start(self) -> int:
        return self.nodes[0].start

    @property
    def end(self) -> int:
        return self.nodes[-1].end

    def clause_of(self, at: int) -> Clause:
        return self.innermost[at]

    def flows(self) -> list[tuple[int, Flow]]:
        """The words of flow and where they stand."""
        return [(at, flow) for at in self.where("flow") if (flow := self.cues[at].flow) is not None]

    def where(self, part: str) -> Sequence[int]:
        """Where a part is played: a field of `Cue`, or a pronoun by its kind."""
        places = self.places.get(part)
        if places is not None:
            return places
        if part not in PARTS:  # nobody would ever play it
            raise LookupError(f"no word plays a part called `{part}`")
        return ()

    def plays(self, part: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a word between two nodes plays a part."""
        return any(start <= at < end for at in places) if (places := self.where(part)) else False


_LONGEST = 400
"""No sentence has more nodes: a table without full stops is read in pieces, so that time stays linear."""


def sentences(row: list[Node], language: Language) -> Iterator[Sentence]:
    """The sentences of a document in order."""
    cats = categories(row)
    cue = language.cues().get
    index = paragraph = start = 0
    while start < len(row):
        stop = cats.find(STOP, start, start + _LONGEST)
        end = stop if stop >= 0 else min(start + _LONGEST, len(row))
        if end > start:
            nodes = row[start:end]
            cues = [cue(node.low, NOTHING) for node in nodes]
            yield _divided(Sentence(nodes, cues, index, paragraph, cats[start:end]))
            index += 1
        start = end
        if stop >= 0:
            paragraph += row[stop].value == "paragraph"
            start += 1


def is_figure(node: Node) -> bool:
    """Whether a node is an amount or a bare number (not a relation's value)."""
    if node.cat == NUMBER:
        return True
    return node.cat == AMOUNT and node.value.kind in ("amount", "count", "number")


_FIGURES = re.compile(f"[{AMOUNT}{NUMBER}]")


def figures_in(sentence: Sentence) -> list[int]:
    """Where the amounts and bare numbers stand."""
    return sentence.figures


def _divided(sentence: Sentence) -> Sentence:
    cats = sentence.cats
    count = len(cats)
    figures = figures_in(sentence)
    inside = _parentheses(sentence) if LPAR in cats else set[int]()
    # only figures have words to themselves
    borders = _borders(sentence, inside) if figures or SEMICOLON in cats or DASH in cats else []
    outer = [at for at in figures if at not in inside] if inside else figures
    start = 0
    for border in [*borders, count]:
        if border > start:
            sentence.clauses.append(Clause(start, border, None, [at for at in outer if start <= at < border]))
        start = border
    sentence.innermost = [sentence.clauses[-1]] * count
    # those in parentheses stand at the front of the list and have the last word
    for clause in reversed(sentence.clauses):
        sentence.innermost[clause.start : clause.end] = [clause] * (clause.end - clause.start)
    return sentence


def _parentheses(sentence: Sentence) -> set[int]:
    """The nodes in parentheses; each outermost pair becomes a clause of its own."""
    depth, opened = 0, 0
    inside: set[int] = set()
    for at, node in enumerate(sentence.nodes):
        if node.cat == LPAR:
            depth += 1
            if depth == 1:
                opened = at
        if depth:
            inside.add(at)
            if node.cat == RPAR:
                depth -= 1
                if depth == 0:
                    sentence.clauses.append(Clause(opened, at + 1, _host(sentence.nodes, opened)))
    return inside


_PARTIES = frozenset(category(c) for c in ("COUNTRY", "PEOPLE", "CAPITALCITY", "CITY", "GROUP"))


def _host(nodes: list[Node], opened: int) -> int | None:
    """The amount that parentheses explain: the nearest before them, unless a country right before has them."""
    if opened and nodes[opened - 1].cat in _PARTIES:
        return None
    for k in range(opened - 1, -1, -1):
        if nodes[k].cat == AMOUNT:
            return k
        if nodes[k].cat == RPAR:
            return None
    return None


_PARTED = frozenset((SEMICOLON, DASH))
_JOINTS = frozenset((COMMA, AND, COLON))
_PARTING = re.compile(f"[{''.join(sorted((*_PARTED, *_JOINTS, AMOUNT, NUMBER)))}]")


def _borders(sentence: Sentence, inside: set[int]) -> list[int]:
    """Where clauses part: at semicolons, dashes and contrast words; between two figures, where a new word of flow
    begins after a comma or an `and`.
    """
    nodes, cues = sentence.nodes, sentence.cues
    borders: list[int] = []
    last_joint: int | None = None
    flow_since_figure = flow_before_joint = False
    seen_figure = seen_flow = seen_flow_after_joint = False
    spots = {found.start() for found in _PARTING.finditer(sentence.cats)}
    spots.update(*map(sentence.where, ("contrast", "flow", "that_of")))
    for at in sorted(spots):
        node, cue = nodes[at], cues[at]
        cat = node.cat
        if at in inside:
            seen_figure = seen_figure or cat == AMOUNT
            continue
        if cat == DASH and _labels(sentence, at):
            continue
        if cat in _PARTED or (cue.contrast and cat != AMOUNT and (seen_figure or at == 0)):
            borders.append(at)
            last_joint, seen_figure, seen_flow, seen_flow_after_joint = None, False, False, False
        elif cat in _JOINTS:
            if (
                seen_figure or (seen_flow and cat == AND and at and nodes[at - 1].cat == COMMA)
            ) and not seen_flow_after_joint:
                last_joint, flow_before_joint = at, flow_since_figure
        elif is_figure(node):
            if last_joint is not None and (seen_flow_after_joint or flow_before_joint):
                borders.append(last_joint)
                last_joint, seen_flow_after_joint = None, False
            seen_figure, flow_since_figure = True, False
        elif cue.pronoun == "that_of" and last_joint is not None:
            seen_flow_after_joint = True
        elif cue.flow is not None:
            seen_flow = flow_since_figure = True
            if last_joint is not None and not cue.total:
                seen_flow_after_joint = True
    return borders


def _labels(sentence: Sentence, at: int) -> bool:
    """`exports – $791.1 million`: the dash stands for the verb."""
    if at + 1 >= len(sentence.nodes) or not is_figure(sentence.nodes[at + 1]):
        return False
    return sentence.cats[at - 1] in _PARTIES or any(cue.flow is not None for cue in sentence.cues[max(0, at - 3) : at])


def amounts(sentence: Sentence, clause: Clause) -> list[tuple[int, Amount]]:
    return [(at, sentence.nodes[at].value) for at in clause.amounts if sentence.nodes[at].cat == AMOUNT]
