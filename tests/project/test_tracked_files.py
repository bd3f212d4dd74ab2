"""What stands in the repository: nothing of one machine, no addresses of registries, a lock of plain versions."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRIES = re.compile(r"(?:\bpypi|pythonhosted|npmjs|\bdebian|anaconda|crates)\.(?:org|com|io|net)\b", re.IGNORECASE)
# a folder at the root of a machine, not a part of a longer path or address
MACHINE = re.compile(r"(?:^|[^\w.*/-])/(?:work|farm|root|home/\w+|Users/\w+)/")
ENOUGH = 4_000_000
SNAPSHOT = 15_000_000
"""What the shipped statistics may take together."""


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in tracked()
        if path != Path(__file__)
    }


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE], ids=["registry hosts", "machine paths"])
def test_no_tracked_file_names(texts: dict[str, str], pattern: re.Pattern[str]):
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        if pattern.search(text)
        for number, line in enumerate(text.split("\n"), 1)
        if pattern.search(line)
    ]
    assert not found


def test_no_tracked_file_is_large():
    large = [path for path in tracked() if path.stat().st_size > ENOUGH]
    assert not [path.name for path in large if path.parent.name != "statistics"]
    assert sum(path.stat().st_size for path in large) < SNAPSHOT


def test_the_lock_holds_exact_versions_and_no_addresses():
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [\w .'!<>=]+)?", line) for line in lines), lines


def test_the_lock_holds_every_direct_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(each for group in project["project"]["optional-dependencies"].values() for each in group),
        *(each for group in project["dependency-groups"].values() for each in group),
    ]
    names = {re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0].lower() for each in wanted}
    locked = {line.partition("==")[0] for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()}
    assert names <= locked


def test_the_first_article_stands_once():
    text = (ROOT / "examples/azerbaijan-tajikistan-2024-05-22.txt").read_text("utf-8")
    copies = [path for path in tracked() if path.suffix == ".txt" and path.read_text("utf-8", "replace") == text]
    assert [path.parent.name for path in copies] == ["examples"]
