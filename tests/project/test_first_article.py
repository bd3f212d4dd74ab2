"""The example: its truth fits its text, and `karvan check` finds what is wrong with it, by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import karvan
from karvan.documents import open_document
from karvan.nouns import Report, Verdict

ROOT = Path(__file__).resolve().parents[2]
TRUTH = json.loads((ROOT / "tests/truth/first/azerbaijan-tajikistan-2024-05-22.json").read_text("utf-8"))
ARTICLE = ROOT / TRUTH["document"]
TEXT = ARTICLE.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def report() -> Report:
    return karvan.check(open_document(ARTICLE))


def text_of(report: Report, claim_id: str) -> str:
    return next(claim.text for claim in report.reading.claims() if claim.id == claim_id)


@pytest.mark.parametrize("claim", TRUTH["figures"] + TRUTH["relations"], ids=lambda claim: claim["id"])
def test_the_truth_s_spans_slice_to_its_words(claim: dict):
    start, end = claim["span"]
    assert TEXT[start:end] == claim["text"]


def test_the_truth_s_events_are_whole_clauses():
    for event in TRUTH["events"]:
        start, end = event["span"]
        assert TEXT[start:end].strip() == TEXT[start:end] != ""


def test_the_billions_are_contradicted_by_the_year_and_both_are_most_likely_million(report: Report):
    worst = [finding for finding in report.findings if finding.verdict is Verdict.CONTRADICTED]
    assert len(worst) == 1
    suggested = {text_of(report, claim): value for claim, value in (worst[0].suggest or {}).items()}
    assert suggested == {"$1.4 billion": 1_400_000, "$1.03 billion": 1_030_000}


def test_2_98_percent_is_consistent_with_6_1_over_5_9(report: Report):
    said = [
        finding
        for finding in report.findings
        if any("2.98 percent" in text_of(report, claim) for claim in finding.relations)
    ]
    assert [finding.verdict for finding in said] == [Verdict.CONSISTENT]


def test_a_smelter_that_imports_what_it_makes_is_doubtful(report: Report):
    doubtful = [finding for finding in report.findings if finding.check == "direction"]
    assert [finding.verdict for finding in doubtful] == [Verdict.DOUBTFUL]
    assert "alumin" in doubtful[0].why


@pytest.mark.parametrize("event", TRUTH["events"], ids=lambda event: event["summary"][:40])
def test_the_events_are_found_with_their_parties(report: Report, event: dict):
    start, end = event["span"]
    found = [
        one
        for one in report.reading.events
        if one.span and one.kind == event["kind"] and min(one.span.end, end) - max(one.span.start, start) > 0
    ]
    assert any(set(event["parties"]) == set(one.parties) for one in found)
    if event["date"]:
        assert any(one.date is not None and one.date.text == event["date"] for one in found)


def test_the_readme_s_first_command_exits_with_1():
    ran = subprocess.run(
        [sys.executable, "-m", "karvan", "check", TRUTH["document"]],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (1, "")
    assert max(map(len, ran.stdout.splitlines())) <= 80
