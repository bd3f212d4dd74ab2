"""check_all: many documents in order, failures among them, in a pool or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from karvan.checking import CHECKS, check, check_all, keep, module
from karvan.checking.families import CROWD
from karvan.checking.run import ties_of
from karvan.nouns import Failure, Report, UsageError

from .making import ALONE, figure, growth, reading

TEXT = "BAKU, May {day}, 2024. Turnover of Azerbaijan and Tajikistan rose 12 percent to ${value} million in 2023, from $5.9 million in 2022."


def write(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"text-{number:03d}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(TEXT.format(day=number % 28 + 1, value=f"6.{number % 10}"), "utf-8")
    return paths


@pytest.mark.parametrize("jobs", [1, 2])
def test_reports_come_in_order_and_failures_stop_nobody(tmp_path: Path, jobs: int) -> None:
    paths = write(tmp_path, 40)
    paths[7] = tmp_path / "missing.txt"
    made = list(check_all(paths, jobs=jobs))
    assert isinstance(made[7], Failure)
    assert made[7].document.endswith("missing.txt")
    names = [one.reading.document.name for one in made if isinstance(one, Report)]
    assert names == [str(path) for path in paths if path.name != "missing.txt"]


def test_a_pool_says_what_one_process_says(tmp_path: Path) -> None:
    paths = write(tmp_path, 20)
    assert list(check_all(paths, jobs=1)) == list(check_all(paths, jobs=2))


def test_documents_of_one_call_speak_only_when_asked(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("BAKU, May 2, 2024. Trade between Azerbaijan and Tajikistan totaled $6.1 million in 2023.", "utf-8")
    other.write_text(
        "DUSHANBE, May 9, 2024. Azerbaijan and Tajikistan had a trade turnover of $6.1 million in 2023.", "utf-8"
    )
    alone, together = list(check_all([one, other])), list(check_all([one, other], together=True))
    assert not any(f.check == "corroboration" for r in alone if isinstance(r, Report) for f in r.findings)
    assert any(f.check == "corroboration" for r in together if isinstance(r, Report) for f in r.findings)


def test_a_record_is_a_witness_for_others_only(tmp_path: Path) -> None:
    store = tmp_path / "karvan.duckdb"
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("BAKU, May 2, 2024. Trade between Azerbaijan and Tajikistan totaled $6.1 million in 2023.", "utf-8")
    other.write_text(
        "DUSHANBE, May 9, 2024. Azerbaijan and Tajikistan had a trade turnover of $6.1 million in 2023.", "utf-8"
    )
    [report] = check_all([one])
    assert isinstance(report, Report)
    assert keep(report, store) is True
    assert keep(report, store) is False
    [again, new] = check_all([one, other], record=store)
    assert isinstance(again, Report)
    assert isinstance(new, Report)
    assert not any(finding.check == "corroboration" for finding in again.findings)
    assert any(finding.verdict == "confirmed" for finding in new.findings)


def test_only_the_checks_that_were_asked_for_run() -> None:
    claims = reading(
        figure("f1", "6.1 million USD"), figure("f2", "5.9 million USD", period="2022"), growth("r1", "f1", "f2", "2.98 percent"),
        figure("f3", "1 billion USD", period="2023-Q1"),
    )  # fmt: skip
    report = check(claims, checks=["growth"], facts=ALONE)
    assert report.checks == ("growth",)
    assert {finding.check for finding in report.findings} == {"growth"}
    with pytest.raises(UsageError, match="no check `grwth`"):
        check(claims, checks=["grwth"])


def test_every_check_has_a_module_a_page_and_a_place_in_the_order() -> None:
    folder = Path(module("growth").__file__ or "").parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(CHECKS)
    for name in CHECKS:
        page = module(name).__doc__ or ""
        assert page.startswith(f"{name}: ")
        assert "\n\nPasses: " in page
        assert "\nFails: " in page


def test_ids_are_unique_and_the_same_again() -> None:
    claims = reading(
        figure("f1", "6.1 million USD"), figure("f2", "5.9 million USD", period="2023-H1"), figure("f3", "9 billion USD", period="2023-Q1"),
    )  # fmt: skip
    first, second = (check(claims, facts=ALONE).findings for _ in range(2))
    assert first == second
    assert len({finding.id for finding in first}) == len(first)


def test_a_thousand_figures_of_one_thing_stay_quick() -> None:
    claims = reading(*(figure(f"f{n}", f"{n + 1} million USD", period=("2023", "2023-01")[n % 2]) for n in range(1000)))
    assert 0 < len(list(ties_of(claims))) <= CROWD * CROWD
    assert check(claims, facts=ALONE).checks == CHECKS
