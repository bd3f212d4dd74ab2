"""Values: a percentage, multiple or difference of growth, and what the words around it say besides."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from karvan.nouns import Figure, Period, Quantity
from karvan.reading.comparing import is_compared, is_plain_figure, is_value
from karvan.reading.context import Amount
from karvan.reading.grammar import Node, category
from karvan.reading.scene import Draft, Scene
from karvan.reading.sentences import AND, COLON, COMMA, LPAR, PERIOD, SEMICOLON, Clause
from karvan.reading.subjects import is_measured

YEARWORD, HEDGE, ARTICLE = (category(c) for c in ("YEARWORD", "HEDGE", "ARTICLE"))


class Value(Struct, frozen=True):
    """A value of growth in its sentence: the node, the word that says up or down, and what it says."""

    scene: Scene
    at: int
    start: int
    amount: Amount
    quantity: Quantity
    measure: str

    @property
    def clause(self) -> Clause:
        return self.scene.sentence.clause_of(self.at)

    @property
    def opening(self) -> int:
        """Where the words of growth begin."""
        return min(self.start, self.at)


def comparable_units(draft: Draft, amount: Amount) -> bool:
    """Whether a figure can be what a growth of this unit speaks of."""
    if draft.figure is None or not is_measured(draft.figure):
        return False
    return not (amount.kind in ("amount", "count") and amount.unit) or draft.amount.unit == amount.unit


def compared_time(value: Value, period: Period | None) -> tuple[bool, Period | None]:
    """Whether words behind the value say what time it is compared with, other than just a year before; and that time."""
    scene = value.scene
    nodes, cues = scene.sentence.nodes, scene.sentence.cues
    for k in range(value.at + 1, min(value.at + 12, len(nodes))):
        if is_plain_figure(nodes[k]) or (is_value(nodes[k]) and k > value.at + 3) or nodes[k].cat == SEMICOLON:
            break
        if cues[k].month_before:
            return True, None
        if nodes[k].cat == PERIOD and is_compared(scene.sentence, k):
            when = nodes[k].value
            time = when.resolved(period or scene.period)
            return time is not None, time
    return _compares_with_words(value), None


def _compares_with_words(value: Value) -> bool:
    """`30 percent below the trough`, `more than planned`: the base is named, but no figure and no time."""
    nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
    for k in range(value.at + 1, min(value.at + 4, len(nodes))):
        if cues[k].compare or cues[k].upon:
            behind = nodes[k + 1 : k + 5]
            return bool(behind) and not any(
                node.cat in (PERIOD, COMMA, YEARWORD) or is_plain_figure(node) for node in behind
            )
        if nodes[k].cat in (COMMA, LPAR, SEMICOLON):
            return False
    return False


def subject_start(value: Value) -> int:
    """Where the words that can name the value's subject begin: the clause, or the joint behind the last figure."""
    nodes = value.scene.sentence.nodes
    for k in range(value.opening - 1, value.clause.start - 1, -1):
        if is_plain_figure(nodes[k]) or is_value(nodes[k]):
            return k + 1
    return value.clause.start


def end_of_phrase(value: Value) -> int:
    """The end of `a 12 percent increase in trade with X`."""
    nodes = value.scene.sentence.nodes
    for k in range(value.at + 1, value.clause.end):
        if nodes[k].cat in (COMMA, SEMICOLON, COLON, LPAR) or is_plain_figure(nodes[k]):
            return k
    return value.clause.end


def subject_words(scene: Scene, at: int) -> str | None:
    """Words for what grew: the parties that its clause names."""
    clause = scene.sentence.clause_of(at)
    named = [code for m in scene.mentions if clause.start <= m.at < clause.end and m.part != "body" for code in m.codes]
    return ", ".join(dict.fromkeys(named)) or None


def is_of_measure(figure: Figure, measure: str | None) -> bool:
    """`up 9 percent in volume and 14 percent in value`: tonnes grew by the first, money by the second."""
    unit = figure.quantity.unit
    return measure is None or (len(unit) == 3 and unit.isupper() and unit != "TEU") == (measure == "money")


def measure_of(value: Value) -> str | None:
    nodes, cues = value.scene.sentence.nodes, value.scene.sentence.cues
    found: list[str] = []
    for k in range(value.at + 1, min(value.at + 12, len(nodes))):
        if is_plain_figure(nodes[k]) or (is_value(nodes[k]) and found):
            break
        found += (cues[k].measure or "").split()
    if len(found) > 1:
        values = list_of_values(value)
        return found[values.index(value.at)] if len(values) == len(found) else found[0]
    return found[0] if found else None


def list_of_values(value: Value) -> list[int]:
    """The values that stand in one list with this one: `1.2 percent, 18 percent and 19.5 percent`."""
    return _list(value, is_value)


def list_of_amounts(value: Value) -> list[int]:
    """The same of differences: `$260 million and $65 million`."""
    return _list(value, is_value if is_value(value.scene.sentence.nodes[value.at]) else is_plain_figure)


def _list(value: Value, is_one: Callable[[Node], bool]) -> list[int]:
    nodes = value.scene.sentence.nodes
    found = [value.at]
    for step in (1, -1):
        k = value.at + step
        while 0 <= k < len(nodes):
            if is_one(nodes[k]):
                found.append(k)
            elif nodes[k].cat not in (COMMA, AND, HEDGE, ARTICLE):
                break
            k += step
    return sorted(found)


def respectively(value: Value, main: list[Draft]) -> Figure | None:
    """`A, B and C, up 1 percent, 18 percent and 19 percent, respectively`: first to first, second to second."""
    values = list_of_values(value)
    before = [d for d in main if d.at < values[0]]
    if len(values) < 2 or len(before) < len(values) or not value.scene.sentence.plays("respectively"):
        return None
    draft = before[-len(values) :][values.index(value.at)]
    return draft.figure


__all__ = [
    "Value", "comparable_units", "compared_time", "end_of_phrase", "is_of_measure", "list_of_amounts", "list_of_values", "measure_of",
    "respectively", "subject_start", "subject_words",
]  # fmt: skip
