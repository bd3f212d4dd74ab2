"""The benchmarks' own arithmetic: what they change in a text, and what they count as right."""

from __future__ import annotations

import doctest
import importlib
import random
import sys
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "benchmarks"
KINDS = {
    "million/billion", "thousand/million", "decimal point", "percent", "share", "sum part", "base and value swapped",
    "direction of growth", "direction of goods", "weekday", "headline against body", "year of the base",
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def path():
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))


@pytest.fixture
def consistent():
    from truths import TRUTHS, cases

    return [case for case in cases([TRUTHS]) if not case.truth["findings"]]


def mutants(consistent):
    from mutations import slips

    return [mutant for case in consistent for mutant in slips(case, random.Random(0), 4)]


@pytest.mark.parametrize("name", ["truths", "possible", "mutations", "memory"])
def test_the_examples_in_the_docstrings_hold(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_kind_of_slip_is_put_into_some_text(consistent):
    assert {mutant.kind for mutant in mutants(consistent)} >= KINDS


def test_a_slip_changes_the_text_and_knows_where(consistent):
    for mutant in mutants(consistent):
        assert mutant.text != mutant.case.text
        assert mutant.tied
        assert all(0 <= start < end <= len(mutant.text) for start, end in mutant.tied)
        assert {span for span, _ in mutant.meant} <= set(mutant.tied)


def test_no_two_documents_of_the_memory_benchmark_are_alike():
    from memory import documents

    made = list(islice(documents(random.Random(0)), 300))
    assert len(set(made)) == len(made)
    words = [set(text.split()) for text in made]
    # every document brings words that none before it had
    met, new = set(), []
    for each in words:
        new.append(len(each - met))
        met |= each
    assert min(new[150:]) > 0


def test_the_same_seed_gives_the_same_slips(consistent):
    assert [mutant.text for mutant in mutants(consistent)] == [mutant.text for mutant in mutants(consistent)]


def test_a_consistent_text_is_possible_under_the_wide_rule(consistent):
    from possible import meant, ties

    for case in consistent:
        values = {row["id"]: meant(row) for row in (*case.figures, *case.relations) if row.get("value") is not None}
        broken = [tie for tie in ties(case) if set(tie.claims) <= values.keys() and not tie.holds(values)]
        assert not broken, (case.name, broken)


def test_a_million_for_a_billion_is_impossible_beside_a_growth():
    from possible import meant, ties
    from truths import Case

    rows = [
        {"id": "f1", "value": 6.1e6, "text": "$6.1 million", "unit": "USD", "hedge": None, "period": "2023"},
        {"id": "f2", "value": 5.9e9, "text": "$5.9 billion", "unit": "USD", "hedge": None, "period": "2022"},
    ]
    growth = {
        "id": "r1",
        "kind": "growth",
        "of": "f1",
        "base": "f2",
        "value": 0.03,
        "as": "percent",
        "text": "3 percent",
    }
    figures = [row | {"indicator": "trade.turnover"} for row in rows]
    case = Case("text", "", None, {"figures": figures, "relations": [growth]})
    [tie] = ties(case)
    assert not tie.holds({row["id"]: meant(row) for row in (*figures, growth)})
