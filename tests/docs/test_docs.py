"""Every command and every snippet of Python in the docs does what the page says.

A block headed ```text NAME is a file that the reader saves; ```console holds commands after `$ ` with what they print,
where `…` stands for anything; ```python holds a session.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<to>[^)#\s]+)")
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "benchmarks/README.md",
]
RUN = [page for page in PAGES if re.search(r"^```(?:console|python)$", page.read_text("utf-8"), re.MULTILINE)]
COMMANDS = (
    "pip install uv && uv run karvan check examples/azerbaijan-tajikistan-2024-05-22.txt",
    "pip install uv && uv run pytest",
)


def blocks(page: Path) -> Iterator[tuple[str, str | None, str]]:
    for block in BLOCK.finditer(page.read_text("utf-8")):
        yield block["kind"], block["name"], block["body"]


def commands(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def shape(printed: str) -> re.Pattern[str]:
    lines = "\n".join(line.rstrip() for line in printed.strip().split("\n"))
    return re.compile(re.escape(lines).replace("…", r"[\s\S]*?"))


def run(command: str, last: int) -> subprocess.CompletedProcess[str]:
    (Path.cwd() / "bin").mkdir(exist_ok=True)
    karvan = Path("bin/karvan")
    karvan.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m karvan "$@"\n')
    karvan.chmod(0o755)
    environment = os.environ | {"PATH": f"{karvan.parent.resolve()}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"}
    return subprocess.run(
        ["/bin/sh", "-c", f"(exit {last}); {command}"],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="the pages speak to a POSIX shell")
@pytest.mark.parametrize("page", RUN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    last = 0
    for kind, name, body in blocks(page):
        if name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(body, "utf-8")
        elif kind == "console":
            for command, printed in commands(body):
                ran = run(command, last)
                last = ran.returncode
                said = "\n".join(line.rstrip() for line in (ran.stdout + ran.stderr).strip().split("\n"))
                assert shape(printed).fullmatch(said), f"$ {command}\n{said}"
        elif kind == "python":
            session = doctest.DocTestParser().get_doctest(body, names, page.name, str(page), 0)
            told: list[str] = []
            doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=told.append, clear_globs=False)
            names |= session.globs
            assert not told, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path):
    lost = [to["to"] for to in LINK.finditer(page.read_text("utf-8")) if not (page.parent / to["to"]).exists()]
    assert not lost


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_has_the_two_commands(command: str):
    assert f"\n    {command}\n" in (ROOT / "README.md").read_text("utf-8")


def test_ci_runs_the_readme_s_test_command():
    assert "\nuv run pytest\n" in (ROOT / ".ci/run").read_text("utf-8")


def test_the_map_has_every_room_and_no_other():
    page = (ROOT / "src/karvan/README.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "src/karvan").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/`", page, re.MULTILINE)) == rooms


def test_the_map_has_every_module_of_reading_and_no_other():
    page = (ROOT / "src/karvan/README.md").read_text("utf-8")
    _, engine, english = re.split(r"^## Inside `reading/`$|^\| a language, such as `en/` ", page, flags=re.MULTILINE)
    for part, folder in ((engine, "src/karvan/reading"), (english, "src/karvan/reading/en")):
        modules = sorted(path.stem for path in (ROOT / folder).glob("*.py") if path.stem != "__init__")
        assert sorted(re.findall(r"`(\w+)`", part)) == modules
