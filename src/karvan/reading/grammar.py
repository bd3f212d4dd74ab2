"""The engine: nodes, categories, rules, and the cascade that applies them (Abney 1996, finite-state cascades).

A text is a row of nodes. Every node has a category; a category is one character, so that the row is also a string
and a rule's pattern is a compiled regular expression over that string. A level of rules is applied from left to
right, the longest match first; what a rule matched becomes one node. Nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import attrgetter
from typing import Any

from msgspec import Struct

from karvan.nouns import Span, Trace

_NAMES: dict[str, str] = {}
_CHARS: dict[str, str] = {}


def category(name: str) -> str:
    """The character that stands for a category; the same name gives the same character.

    >>> category("NUMBER") == category("NUMBER") != category("UNIT")
    True
    """
    char = _NAMES.get(name)
    if char is None:
        # letters of one byte: regular expressions over them compile and match faster
        char = _NAMES[name] = chr((0x80 if len(_NAMES) < 0x80 else 0xE000) + len(_NAMES))
        _CHARS[char] = name
    return char


def category_name(char: str) -> str:
    return _CHARS[char]


class Node(Struct, eq=False, gc=False):
    """A token, or what a rule made of several.

    `low` is the text in lower case, `value` what the lexicon or the rule says it means. Nodes form a tree, so that the
    collector of cycles need not look at them.
    """

    cat: str
    start: int
    end: int
    low: str = ""
    value: Any = None
    rule: str = ""
    children: tuple[Node, ...] = ()

    def __repr__(self) -> str:
        return f"{category_name(self.cat)}({self.low or self.value!r})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def traces(self) -> tuple[Trace, ...]:
        """The rules that fired inside this node, outermost first."""
        inner = tuple(trace for child in self.children for trace in child.traces())
        return (Trace(self.rule, self.span, str(self.value), inner),) if self.rule else inner


_cat = attrgetter("cat")


def categories(nodes: list[Node]) -> str:
    """The row of nodes as the string over which patterns are matched."""
    return "".join(map(_cat, nodes))


def standing(cat: str, cats: str) -> Iterator[int]:
    """Where nodes of a category stand in a row, by its categories.

    >>> list(standing("b", "abcb"))
    [1, 3]
    """
    at = cats.find(cat)
    while at >= 0:
        yield at
        at = cats.find(cat, at + 1)


Build = Callable[["list[Node]", "Any"], Any]
"""Gets the matched nodes and the context; returns the new node's value, a Node, or None to decline."""


class Rule:
    """A pattern over categories and what it means.

    `reads` maps an example to what it says, `passes` lists texts that it must leave alone; a test runs both.
    """

    def __init__(
        self, words: str, gives: str, build: Build, name: str, reads: dict[str, str], passes: Iterable[str]
    ) -> None:
        self.words, self.gives, self.build, self.name = words, category(gives), build, name
        self.reads, self.passes = reads, tuple(passes)
        self.written = written_out(words)
        self.openings = openings(words)

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Compiled when first tried: a text needs a part of the rules, and a start has no time for all."""
        return re.compile(self.written).match


_NAME = re.compile(r"[A-Z][A-Z_0-9]*")


def written_out(words: str) -> str:
    """The regular expression of a pattern such as `CURRENCY NUMBER SCALE?` over category characters."""
    return _NAME.sub(lambda m: category(m[0]), words).replace("(", "(?:").replace(" ", "")


_TOKEN = re.compile(rf"{_NAME.pattern}|\{{\d+,?\d*\}}|[()|?*+]")
_TIMES = {"?": (0, 1), "*": (0, 2), "+": (1, 2)}


def openings(words: str) -> frozenset[str]:
    """The first two categories of whatever a pattern matches; one where a match can end behind it.

    >>> openings("CURRENCY? NUMBER") == {category("NUMBER"), category("CURRENCY") + category("NUMBER")}
    True
    """
    return frozenset(_fronts(_TOKEN.findall(words)[::-1])) - {""}


def _fronts(tokens: list[str]) -> set[str]:
    """The openings of what stands before the next closing parenthesis; takes the tokens off the list's end."""
    found: set[str] = set()
    fronts = {""}
    while tokens and tokens[-1] != ")":
        part = tokens.pop()
        if part == "|":
            found |= fronts
            fronts = {""}
            continue
        if part == "(":
            options = _fronts(tokens)
            tokens.pop()
        else:
            options = {category(part)}
        fronts = _followed(fronts, options, *_times(tokens))
    return found | fronts


def _times(tokens: list[str]) -> tuple[int, int]:
    """How often an element may stand, by the sign behind it; what is beyond the second adds no opening."""
    if not tokens or tokens[-1][0] not in "?*+{":
        return 1, 1
    sign = tokens.pop()
    if sign in _TIMES:
        return _TIMES[sign]
    least, comma, most = sign[1:-1].partition(",")
    return int(least), max(int(least), min(int(most or 2), 2)) if comma else int(least)


def _followed(fronts: set[str], options: set[str], least: int, most: int) -> set[str]:
    found: set[str] = set() if least else set(fronts)
    for times in range(1, most + 1):
        fronts = {front if len(front) == 2 else (front + option)[:2] for front in fronts for option in options}
        if times >= least:
            found |= fronts
    return found


class Level:
    """Rules that are applied together in one walk from left to right."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rules: list[Rule] = []
        self._finder: re.Pattern[str] | None = None
        """Finds where the first two categories open some rule."""
        self._opened: dict[str, list[Rule]] = {}
        """The rules to try, by the first two categories."""

    def rule(
        self, words: str, *, gives: str, reads: dict[str, str] | None = None, passes: Iterable[str] = ()
    ) -> Callable[[Build], Build]:
        """Adds a rule; longer matches win, then the rule declared first."""

        def add(build: Build) -> Build:
            self.rules.append(Rule(words, gives, build, build.__name__, reads or {}, passes))
            self._finder = None
            return build

        return add

    def _prepare(self) -> re.Pattern[str]:
        seconds: dict[str, set[str]] = {}
        for opening in frozenset[str]().union(*(rule.openings for rule in self.rules)):
            seconds.setdefault(opening[0], set()).add(opening[1:])
        self._opened = {}
        self._finder = re.compile(
            "|".join(
                first if "" in then else f"{first}[{''.join(sorted(then))}]" for first, then in sorted(seconds.items())
            )
        )
        return self._finder

    def _opened_by(self, front: str) -> list[Rule]:
        rules = [rule for rule in self.rules if front in rule.openings or front[0] in rule.openings]
        self._opened[front] = rules
        return rules

    def apply(self, nodes: list[Node], cats: str, context: Any) -> tuple[list[Node], str]:
        """The row of nodes after every rule had its turn, with its categories; the given row is left as it is."""
        find = (self._finder or self._prepare()).search
        opened = self._opened
        out: list[Node] = []
        kinds: list[str] = []
        done = 0
        match = find(cats)
        while match is not None:
            at = match.start()
            front = cats[at : at + 2]
            made = _tried(opened.get(front) or self._opened_by(front), nodes, cats, at, context)
            if made is None:
                match = find(cats, at + 1)
                continue
            node, end = made
            out += nodes[done:at]
            out.append(node)
            kinds += (cats[done:at], node.cat)
            done = end
            match = find(cats, end)
        if not done:
            return nodes, cats
        out += nodes[done:]
        return out, "".join(kinds) + cats[done:]


def _tried(rules: list[Rule], nodes: list[Node], cats: str, at: int, context: Any) -> tuple[Node, int] | None:
    """What the longest match makes of the nodes from `at` on, and where it ends; the next longest where it declines."""
    found = [(match.end(), rule) for rule in rules if (match := rule.match(cats, at)) is not None]
    if not found:
        return None
    if len(found) > 1:
        found.sort(key=_end, reverse=True)
    context.row, context.at, context.left = nodes, at, nodes[at - 1] if at else None
    for end, rule in found:
        part = nodes[at:end]
        context.right = nodes[end] if end < len(nodes) else None
        value = rule.build(part, context)
        if value is None:
            continue
        if isinstance(value, Node):
            value.rule = value.rule or rule.name
            return value, at + len(value.children) if value.children else end
        return Node(rule.gives, part[0].start, part[-1].end, part[0].low, value, rule.name, tuple(part)), end
    return None


def _end(found: tuple[int, Rule]) -> int:
    return found[0]
