"""Every rule keeps its word: it fires on its examples with the value that it states, and leaves alone what it passes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from karvan.reading.context import Context
from karvan.reading.en import LANGUAGE
from karvan.reading.grammar import Node, Rule, category

PUBLISHED = dt.date(2024, 5, 22)
READ = frozenset(category(name) for name in ("PERIOD", "AMOUNT", "NUMBER"))
LEVELS = (*LANGUAGE.number_levels, *LANGUAGE.levels)
RULES = [rule for level in LEVELS for rule in level.rules]
READS = [(rule, text, said) for rule in RULES for text, said in rule.reads.items()]
PASSES = [(rule, text) for rule in RULES for text in rule.passes]
FIRST_OF_SEVERAL = frozenset(["month_of_a_list", "part_of_a_list", "shared_unit"])
"""Rules whose example holds another figure or time, which is read by itself."""


def row(text: str) -> list[Node]:
    return LANGUAGE.nodes(text, Context(published=PUBLISHED))


def inside(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from inside(child)


def name(case: tuple[Rule, str] | tuple[Rule, str, str]) -> str:
    return f"{case[0].name}:{case[1]}"


@pytest.mark.parametrize("case", READS, ids=map(name, READS))
def test_a_rule_reads_its_example(case: tuple[Rule, str, str]) -> None:
    rule, text, said = case
    read = row(text)
    fired = [str(node.value) for top in read for node in inside(top) if node.rule == rule.name]
    assert said in fired, [(node, node.rule) for top in read for node in inside(top)]
    assert rule.name in FIRST_OF_SEVERAL or len([node for node in read if node.cat in READ]) <= 1, read


@pytest.mark.parametrize("case", PASSES, ids=map(name, PASSES))
def test_a_rule_lets_pass_what_is_none_of_its_own(case: tuple[Rule, str]) -> None:
    rule, text = case
    assert [node for top in row(text) for node in inside(top) if node.rule == rule.name] == []


def test_every_rule_has_an_example() -> None:
    shown = {rule.name for rule in RULES if rule.reads}
    assert sorted({rule.name for rule in RULES} - shown) == []


def test_a_name_belongs_to_one_level() -> None:
    homes: dict[str, set[str]] = {}
    for level in LEVELS:
        for rule in level.rules:
            homes.setdefault(rule.name, set()).add(level.name)
    assert {rule: levels for rule, levels in homes.items() if len(levels) > 1} == {}
