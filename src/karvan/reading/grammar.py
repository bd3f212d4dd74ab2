"""The engine: nodes, categories, rules, and the cascade that applies them (Abney 1996, finite-state cascades).

A text is a row of nodes. Every node has a category; a category is one character, so that the row is also a string
and a rule's pattern is a compiled regular expression over that string. A level of rules is applied from left to
right, the longest match first; what a rule matched becomes one node. Nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

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


class Node:
    """A token, or what a rule made of several.

    `low` is the text in lower case, `value` what the lexicon or the rule says it means.
    """

    __slots__ = ("cat", "children", "end", "low", "rule", "start", "value")

    def __init__(
        self,
        cat: str,
        start: int,
        end: int,
        low: str = "",
        value: Any = None,
        rule: str = "",
        children: tuple[Node, ...] = (),
    ) -> None:
        self.cat, self.start, self.end, self.low, self.value = cat, start, end, low, value
        self.rule, self.children = rule, children

    def __repr__(self) -> str:
        return f"{category_name(self.cat)}({self.low or self.value!r})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def traces(self) -> tuple[Trace, ...]:
        """The rules that fired inside this node, outermost first."""
        inner = tuple(trace for child in self.children for trace in child.traces())
        return (Trace(self.rule, self.span, str(self.value), inner),) if self.rule else inner


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
        self.starts = _first_characters(words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first tried: a text needs a part of the rules, and a start has no time for all."""
        return re.compile(self.written)


_NAME = re.compile(r"[A-Z][A-Z_0-9]*")


def written_out(words: str) -> str:
    """The regular expression of a pattern such as `CURRENCY NUMBER SCALE?` over category characters."""
    return _NAME.sub(lambda m: category(m[0]), words).replace("(", "(?:").replace(" ", "")


def _first_characters(words: str) -> frozenset[str]:
    """Every category that a match can begin with, found by probing the pattern's optional front."""
    starts: set[str] = set()
    for part in _alternatives(words.strip()):
        rest = part
        while rest:
            head, rest, optional = _head(rest)
            for option in _alternatives(head[1:-1] if head.startswith("(") else head):
                starts |= {category(option)} if _NAME.fullmatch(option) else _first_characters(option)
            if not optional:
                break
    return frozenset(starts)


def _alternatives(words: str) -> list[str]:
    parts, depth, last = [], 0, 0
    for i, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(words[last:i].strip())
            last = i + 1
    return [*parts, words[last:].strip()]


def _head(words: str) -> tuple[str, str, bool]:
    """The first element of a sequence, the rest, and whether the first may be missing."""
    if words.startswith("("):
        depth = 0
        for i, char in enumerate(words):
            depth += (char == "(") - (char == ")")
            if depth == 0:
                break
        end = i + 1
    else:
        match = _NAME.match(words)
        assert match, f"not a pattern: {words}"
        end = match.end()
    optional = words[end : end + 1] in ("?", "*")
    return words[:end], words[end + (words[end : end + 1] in ("?", "*", "+")) :].strip(), optional


_FEW = 8
"""So many rules are found faster by one search for all of them than by their first category."""


def _any_of(rules: list[Rule]) -> re.Pattern[str]:
    if len(rules) == 1:
        return rules[0].pattern
    return re.compile("|".join(dict.fromkeys(f"(?:{rule.written})" for rule in rules)))


class Level:
    """Rules that are applied together in one walk from left to right."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rules: list[Rule] = []
        self._by_start: dict[str, list[Rule]] | None = None
        self._finder: re.Pattern[str] | None = None
        self._gates: dict[str, re.Pattern[str]] = {}

    def rule(
        self, words: str, *, gives: str, reads: dict[str, str] | None = None, passes: Iterable[str] = ()
    ) -> Callable[[Build], Build]:
        """Adds a rule; longer matches win, then the rule declared first."""

        def add(build: Build) -> Build:
            self.rules.append(Rule(words, gives, build, build.__name__, reads or {}, passes))
            self._by_start = None
            return build

        return add

    def _prepare(self) -> dict[str, list[Rule]]:
        table: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for char in rule.starts:
                table.setdefault(char, []).append(rule)
        self._gates = {}
        if len(self.rules) <= _FEW:  # one search for the place where any rule matches
            self._finder = _any_of(self.rules)
        else:  # a search for a category that opens some rule, then one match of those that it opens
            self._finder = re.compile("[" + "".join(map(re.escape, sorted(table))) + "]")
        self._by_start = table
        return table

    def apply(self, nodes: list[Node], context: Any) -> list[Node]:
        """The row of nodes after every rule had its turn; the given row is left as it is."""
        table = self._by_start or self._prepare()
        assert self._finder is not None
        cats = "".join([node.cat for node in nodes])
        out: list[Node] = []
        done = 0
        find, gates, gated = self._finder.search, self._gates, len(self.rules) > _FEW
        match = find(cats)
        while match is not None:
            at = match.start()
            if gated:
                char = cats[at]
                gate = gates.get(char)
                if gate is None:
                    gate = gates[char] = _any_of(table[char])
                if gate.match(cats, at) is None:
                    match = find(cats, at + 1)
                    continue
            made = self._try(table[cats[at]], nodes, cats, at, context)
            if made is None:
                match = find(cats, at + 1)
                continue
            node, end = made
            out += nodes[done:at]
            out.append(node)
            done = end
            match = find(cats, end)
        if not done:
            return nodes
        out += nodes[done:]
        return out

    @staticmethod
    def _try(rules: list[Rule], nodes: list[Node], cats: str, at: int, context: Any) -> tuple[Node, int] | None:
        found = []
        for order, rule in enumerate(rules):
            match = rule.pattern.match(cats, at)
            if match is not None and match.end() > at:
                found.append((-match.end(), order, rule))
        if len(found) > 1:
            found.sort(key=lambda f: (f[0], f[1]))
        for negative_end, _, rule in found:
            part = nodes[at:-negative_end]
            context.row, context.at = nodes, at
            context.left = nodes[at - 1] if at else None
            context.right = nodes[-negative_end] if -negative_end < len(nodes) else None
            value = rule.build(part, context)
            if value is None:
                continue
            if isinstance(value, Node):
                value.rule = value.rule or rule.name
                return value, at + len(value.children) if value.children else -negative_end
            node = Node(rule.gives, part[0].start, part[-1].end, part[0].low, value, rule.name, tuple(part))
            return node, -negative_end
        return None
