"""What is generated is current, and the schema fits what is printed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

import karvan
from karvan.checking import CHECKS

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [*sorted((ROOT / "tests/truth").rglob("*.txt")), *sorted((ROOT / "examples").glob("*.txt"))]
SCHEMA = json.loads((ROOT / "docs/reference/output.schema.json").read_text("utf-8"))

# tests/vocabulary makes the tables anew and compares them
MAKERS = sorted(set((ROOT / "tools").glob("make_*.py")) - {ROOT / "tools/make_vocabulary.py"})


@pytest.mark.parametrize("maker", MAKERS, ids=lambda path: path.stem)
def test_what_a_tool_makes_is_current(maker: Path):
    ran = subprocess.run(
        [sys.executable, maker, "--check"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, f"run `uv run python tools/{maker.name}`:\n{ran.stdout}{ran.stderr[-800:]}"


def test_what_is_stale_is_named_and_written_only_when_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from writing import write_or_check

    stale, gone, new = tmp_path / "stale.md", tmp_path / "gone.md", tmp_path / "folder/new.md"
    stale.write_text("old", "utf-8")
    gone.write_text("old", "utf-8")
    made = {stale: "made", gone: None, new: "made"}
    monkeypatch.setattr(sys, "argv", ["make.py", "--check"])
    assert write_or_check(made) == 1
    assert capsys.readouterr().out.split() == [str(stale), str(gone), str(new)]
    assert (stale.read_text("utf-8"), gone.exists(), new.exists()) == ("old", True, False)
    monkeypatch.setattr(sys, "argv", ["make.py"])
    assert write_or_check(made) == 0
    assert (stale.read_text("utf-8"), gone.exists(), new.read_text("utf-8")) == ("made", False, "made")
    monkeypatch.setattr(sys, "argv", ["make.py", "--check"])
    capsys.readouterr()
    assert write_or_check(made) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_printed_fits_the_schema(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import output_shape

    [report] = karvan.check_all([path], jobs=1)
    line = msgspec.json.encode(report.to_dict())
    msgspec.json.decode(line, type=output_shape.Report)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(line))


def test_the_schema_names_every_check():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["Finding"]["properties"]["check"]["pattern"] == f"^({'|'.join(CHECKS)})$"


def test_every_check_has_its_place_in_the_docs():
    page = (ROOT / "docs/reference/checks.md").read_text("utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(CHECKS)
    files = {path.stem for path in (ROOT / "src/karvan/checking/checks").glob("*.py")} - {"__init__"}
    assert files == set(CHECKS)
