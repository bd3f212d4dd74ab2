"""People: whose president, minister or envoy a name is, as the text itself has introduced them."""

from __future__ import annotations

from dataclasses import dataclass, field

from karvan.reading.grammar import Node, category
from karvan.reading.mentions import COUNTRY, NATIONAL, POSS, Mention
from karvan.reading.scene import Scene
from karvan.reading.sentences import AND
from karvan.reading.story import is_group

NAME, OF, THE = category("NAME"), category("OF"), category("THE")
_REACH = 5
"""How many words may stand between a country and the name of its head: `Turkish deputy prime minister X`."""


@dataclass(slots=True)
class People:
    """Names and titles that the text has introduced; None where it did not say of which country."""

    heads: frozenset[str]
    several: frozenset[str] = frozenset()
    """Words for heads of more than one country: presidents."""
    names: dict[str, str | None] = field(default_factory=dict)
    titles: dict[str, str | None] = field(default_factory=dict)
    unread: list[Scene] = field(default_factory=list)

    def country(self, word: str) -> str | None:
        """The country whose head a name or a title is."""
        self._catch_up()
        return self.names.get(word) or self.titles.get(word)

    def knows(self, word: str) -> bool:
        self._catch_up()
        return word in self.names

    def _catch_up(self) -> None:
        for scene in self.unread:
            self._learn(scene)
        self.unread.clear()

    def _learn(self, scene: Scene) -> None:
        nodes = scene.sentence.nodes
        owners = {m.at: m for m in scene.mentions if len(m.codes) == 1 and nodes[m.at].cat in (COUNTRY, NATIONAL)}
        pair = next((m.codes for m in scene.mentions if len(m.codes) == 2), ())
        for at, node in enumerate(nodes):
            word = node.low.rpartition(" ")[2]
            if word not in self.heads and word not in self.several:
                continue
            code = _owner(nodes, at, owners)
            if code is not None:
                self.titles[word] = code if self.titles.get(word, code) == code else None
            first = _names(nodes, at + 1)
            of = at + 2 + (at + 2 < len(nodes) and nodes[at + 2].cat == THE)
            if not first and of < len(nodes) and nodes[at + 1].cat == OF and nodes[of].cat == COUNTRY:
                first = _names(nodes, of + 1)
            for k in first:
                self.names[nodes[k].low] = code or self.names.get(nodes[k].low)
            if code is None and first and word not in self.heads and len(pair) == 2:
                self._both(nodes, first, pair)

    def _both(self, nodes: list[Node], first: range, pair: tuple[str, ...]) -> None:
        """`Presidents X and Y` are those of the two countries named before, in their order."""
        second = _names(nodes, first.stop + 1) if first.stop < len(nodes) and nodes[first.stop].cat == AND else range(0)
        for names, code in ((first, pair[0]), (second, pair[1])):
            for k in names if second else ():
                self.names[nodes[k].low] = None if is_group(code) else code


def _owner(nodes: list[Node], at: int, owners: dict[int, Mention]) -> str | None:
    """Whose head it is: the country right before, or behind `of`."""
    if at + 2 < len(nodes) and nodes[at + 1].cat == OF:
        of = owners.get(at + 3) if nodes[at + 2].cat == THE else owners.get(at + 2)
        if of is not None:
            return _state(of)
    for back in range(at - 1, max(at - _REACH, -1), -1):
        if (owner := owners.get(back)) is not None:
            return _state(owner)
        if nodes[back].cat in (AND, NAME) or (not nodes[back].low.isalpha() and nodes[back].cat != POSS):
            return None
    return None


def _state(mention: Mention) -> str | None:
    code = mention.codes[0]
    return None if is_group(code) else code


def _names(nodes: list[Node], first: int) -> range:
    last = first
    while last < len(nodes) and nodes[last].cat == NAME:
        last += 1
    return range(first, last)
