"""The truths of the articles, as readings without mistakes: every slip found and repaired, nothing else contradicted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from karvan.checking import check

from .making import ALONE
from .truths import load

TRUTHS = Path(__file__).parents[1] / "truth"
# article: {finding: what it suggests}
SLIPS: dict[str, dict[str, object]] = {
    "azerbaijan-tajikistan-2022-12-21": {"growth-r1": {"f2": 6_296_000}, "share-r10": {"r10": 0.6554}},
    "azerbaijan-tajikistan-2023-04-25": {},
    "kazakhstan-azerbaijan-oil-2024-03-12": {"growth-r3": None, "date_order-e1": None},
    "kenya-uganda-2023-12-28": {"sum-r106": {"f7": 12_390_000_000}, "date_order-f2": {"f2": "2022-01/2022-10"}},
    "middle-corridor-2026-03-10": {"growth-r3": {"r3": 0.86}},
    "port-of-baku-2023-08-10": {},
    "georgia-azerbaijan-2023-12-22": {"multiple-r6": {"f6": 279_000_000}},
    "tajikistan-electricity-2022-09-26": {"conflict-f1": {"f1": 1_500_000_000}},
    "russia-kazakhstan-2024-03-16": {},
    "china-kazakhstan-2024-03-28": {},
}


def found(article: str) -> SimpleNamespace:
    path = next(TRUTHS.rglob(f"{article}.json"), None)
    if path is None:
        pytest.skip("this text is not among the truths")
    findings = check(load(path), facts=ALONE).findings
    return SimpleNamespace(**{str(v): [f for f in findings if f.verdict == v] for v in {f.verdict for f in findings}})


@pytest.mark.parametrize("article", SLIPS)
def test_what_is_wrong_is_found_and_nothing_else(article: str) -> None:
    contradicted = getattr(found(article), "contradicted", [])
    assert {
        f.id: f.suggest and {k: v if isinstance(v, str) else float(v) for k, v in f.suggest.items()}
        for f in contradicted
    } == {
        name: suggest and {k: v if isinstance(v, str) else float(v) for k, v in suggest.items()}  # type: ignore[union-attr]
        for name, suggest in SLIPS[article].items()
    }


def test_hundreds_of_tons_beside_millions_are_doubtful() -> None:
    [finding] = found("port-of-baku-2023-08-10").doubtful
    assert finding.suggest == {"f10": 588_000, "f11": 732_000}
