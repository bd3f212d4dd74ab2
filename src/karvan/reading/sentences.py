"""Sentences and clauses: which words belong to which figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from karvan.reading.context import Amount
from karvan.reading.cues import Cue
from karvan.reading.grammar import Node, category
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
    clauses: list[Clause] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.nodes[0].start

    @property
    def end(self) -> int:
        return self.nodes[-1].end

    def clause_of(self, at: int) -> Clause:
        inner = [clause for clause in self.clauses if clause.start <= at < clause.end]
        return min(inner, key=lambda clause: clause.end - clause.start)


_LONGEST = 400
"""No sentence has more nodes: a table without full stops is read in pieces, so that time stays linear."""


def sentences(row: list[Node], language: Language) -> Iterator[Sentence]:
    """The sentences of a document in order."""
    nodes: list[Node] = []
    index = paragraph = 0
    cue = language.cues().get
    nothing = Cue()
    for node in row:
        if node.cat != STOP:
            nodes.append(node)
            if len(nodes) < _LONGEST:
                continue
        if nodes:
            yield _divided(Sentence(nodes, [cue(n.low, nothing) for n in nodes], index, paragraph))
            index += 1
            nodes = []
        if node.cat == STOP and node.value == "paragraph":
            paragraph += 1
    if nodes:
        yield _divided(Sentence(nodes, [cue(n.low, nothing) for n in nodes], index, paragraph))


def is_figure(node: Node) -> bool:
    """Whether a node is an amount or a bare number (not a relation's value)."""
    if node.cat == NUMBER:
        return True
    return node.cat == AMOUNT and node.value.kind in ("amount", "count", "number")


def _divided(sentence: Sentence) -> Sentence:
    nodes, cues = sentence.nodes, sentence.cues
    inside = _parentheses(sentence)
    outer = [at for at in range(len(nodes)) if inside[at] == 0]
    borders = _borders(sentence, outer)
    start = 0
    for border in [*borders, len(nodes)]:
        if border > start:
            sentence.clauses.append(Clause(start, border))
        start = border
    for clause in sentence.clauses:
        clause.amounts = [
            at for at in range(clause.start, clause.end) if inside[at] == 0 and nodes[at].cat in (AMOUNT, NUMBER)
        ]
    _ = cues
    return sentence


def _parentheses(sentence: Sentence) -> list[int]:
    """The depth of parentheses at each node; each outermost pair becomes a clause of its own."""
    depth, opened = 0, 0
    depths = []
    for at, node in enumerate(sentence.nodes):
        if node.cat == LPAR:
            depth += 1
            if depth == 1:
                opened = at
        depths.append(depth)
        if node.cat == RPAR and depth:
            depth -= 1
            if depth == 0:
                host = _host(sentence.nodes, opened)
                clause = Clause(opened, at + 1, host)
                clause.amounts = [k for k in range(opened, at + 1) if sentence.nodes[k].cat in (AMOUNT, NUMBER)]
                sentence.clauses.append(clause)
    return depths


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


def _borders(sentence: Sentence, outer: list[int]) -> list[int]:
    """Where clauses part: at semicolons, dashes and contrast words; between two figures, where a new word of flow
    begins after a comma or an `and`."""
    nodes, cues = sentence.nodes, sentence.cues
    borders: list[int] = []
    last_joint: int | None = None
    flow_since_figure = flow_before_joint = False
    seen_figure = seen_flow = seen_flow_after_joint = False
    before = -1
    for at in outer:
        node, cue = nodes[at], cues[at]
        if at - before > 1 and any(nodes[k].cat == AMOUNT for k in range(before + 1, at)):
            seen_figure = True  # in parentheses
        before = at
        if node.cat in (SEMICOLON, DASH) or (cue.contrast and node.cat != AMOUNT and (seen_figure or at == 0)):
            borders.append(at)
            last_joint, seen_figure, seen_flow, seen_flow_after_joint = None, False, False, False
        elif node.cat in (COMMA, AND, COLON):
            if (
                seen_figure or (seen_flow and node.cat == AND and at and nodes[at - 1].cat == COMMA)
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


def amounts(sentence: Sentence, clause: Clause) -> list[tuple[int, Amount]]:
    return [(at, sentence.nodes[at].value) for at in clause.amounts if sentence.nodes[at].cat == AMOUNT]
