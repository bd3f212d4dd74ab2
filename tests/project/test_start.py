"""A start imports what it needs: time itself depends on the machine, the modules do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "examples/azerbaijan-tajikistan-2024-05-22.txt"
SLOW = (
    "asyncio", "charset_normalizer", "concurrent.futures.process", "duckdb", "email", "httpcore", "httpx", "logging", "lxml",
    "multiprocessing", "numpy", "pandas", "polars", "pyarrow", "pypdfium2", "ssl", "tomllib", "trafilatura", "unittest",
)  # fmt: skip


def imported(code: str) -> set[str]:
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(told.stdout.splitlines()[-1].split())


def called(*words: str) -> str:
    return f"import sys; from karvan.cli import main; main({list(words)!r}); print(); print(*sys.modules)"


def test_import_karvan_imports_nothing_else():
    before = imported("import sys; print(*sys.modules)")
    assert imported("import sys, karvan; print(*sys.modules)") - before <= {"karvan", "__future__"}


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["--version"]])
def test_help_needs_no_room_but_the_command_line(words: list[str]):
    rooms = {name for name in imported(called(*words)) if name.startswith("karvan.")}
    assert rooms == {"karvan.cli"}


def test_a_check_of_one_text_imports_nothing_slow():
    found = imported(called("check", str(ARTICLE)))
    assert "karvan.reading.reader" in found
    assert sorted(found.intersection(SLOW)) == []


def test_a_check_opens_the_index_and_not_the_largest_table():
    code = (
        "import sys, karvan; from karvan.vocabulary import places;"
        f" karvan.check(open({str(ARTICLE)!r}, encoding='utf-8').read());"
        " print('lines' in vars(places.PLACES), places.places.cache_info().currsize)"
    )
    assert imported(code) == {"False", "0"}
