"""Help: pages made beforehand, current, narrow, and quick."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from karvan.cli import main
from karvan.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tools"))
        yield importlib.import_module("make_cli_reference")


def test_the_pages_and_the_reference_are_current(tool):
    made = tool.pages()
    assert {path.stem for path in tool.PAGES.glob("*.txt")} == set(made)
    for name, text in made.items():
        assert (tool.PAGES / f"{name}.txt").read_text(encoding="utf-8") == text, "run tools/make_cli_reference.py"
    assert tool.REFERENCE.read_text(encoding="utf-8") == tool.reference(made), "run tools/make_cli_reference.py"


def test_pages_fit_any_terminal(tool):
    for text in tool.pages().values():
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ([], "karvan"),
        (["--help"], "karvan"),
        (["-h"], "karvan"),
        (["check", "--help"], "check"),
        (["check", "talks.txt", "-h"], "check"),
        (["record"], "record"),
        (["record", "--help"], "record"),
        (["record", "add", "--help"], "record-add"),
    ],
)
def test_help_prints_the_page_of_the_command(words, page, capsys, tool):
    assert main(words) == 0
    assert capsys.readouterr().out == (tool.PAGES / f"{page}.txt").read_text(encoding="utf-8")


def test_help_of_karvan_names_every_command(capsys):
    main(["--help"])
    page = capsys.readouterr().out
    assert all(f"\n  {name} " in page for name in COMMANDS)
    assert "Exit codes:" in page


def test_help_and_version_import_nothing_slow():
    code = (
        "import sys; from karvan.cli import main; main(['--help']); main(['--version']);"
        "slow = {'msgspec', 'inspect', 'decimal', 'duckdb', 'karvan.nouns', 'karvan.cli.app', 'karvan.cli.check'};"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_karvan_imports_no_room():
    code = "import sys, karvan; print(*(name for name in sys.modules if name.startswith('karvan')), 'msgspec' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["karvan", "False"]


def test_every_public_verb_is_there():
    import karvan

    assert all(callable(getattr(karvan, name)) for name in karvan.__all__ if not name.startswith("__"))
    assert set(karvan.__all__) <= set(dir(karvan))
    with pytest.raises(AttributeError, match="`chek`"):
        karvan.chek  # noqa: B018
