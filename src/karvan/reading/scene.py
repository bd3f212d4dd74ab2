"""Draft and Scene: a figure while its sentence is read, and the sentence with all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from karvan.nouns import Figure, Period
from karvan.reading.context import Amount
from karvan.reading.cues import Flow
from karvan.reading.grammar import Node
from karvan.reading.mentions import Mention
from karvan.reading.sentences import Clause, Sentence


@dataclass(slots=True)
class Draft:
    """A figure while its sentence is read: the node, its amount and what has been found of it."""

    at: int
    node: Node
    amount: Amount
    clause: Clause
    flow: Flow | None = None
    flow_at: int = -1
    compared: bool = False
    """Stands where a figure is compared with another: it is the other."""
    figure: Figure | None = None
    note: str | None = None


@dataclass(slots=True)
class Scene:
    """One sentence with its mentions, drafts and relation values, ready to be tied together."""

    sentence: Sentence
    mentions: list[Mention]
    drafts: list[Draft]
    values: list[int]
    """Nodes whose amounts are relation values."""
    period: Period | None = None
    """What the text spoke of when the sentence was over."""
    subject: tuple[str | None, str | None] = (None, None)
    times: list[int] | None = None
    """Nodes whose times the text tells of itself, found when first asked for: see `times.told_times`."""
    figures_before: int = 0
    """How many figures the document had before this sentence."""

    def draft_at(self, at: int) -> Draft | None:
        return next((draft for draft in self.drafts if draft.at == at), None)
