"""Commands from end to end: what is printed where, and with which exit code."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from karvan.cli import main

WRONG = "Turnover between Kenya and Uganda rose 12 percent to $6.1 million in 2023, from $5.9 million in 2022.\n"
RIGHT = "Turnover between Kenya and Uganda rose 3 percent to $6.1 million in 2023, from $5.9 million in 2022.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong-2024-02-01.txt").write_text(WRONG)
    (tmp_path / "right-2024-02-01.txt").write_text(RIGHT)
    return tmp_path


def run(*words: str, given: str | bytes = "", **options) -> subprocess.CompletedProcess[str]:
    """karvan as a process of its own, in UTF-8 and without a terminal."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **options.pop("environment", {})}
    return subprocess.run(
        [sys.executable, "-m", "karvan", *words], input=given, capture_output=True, text=True, encoding="utf-8",
        env=environment, check=False, timeout=60, **options,
    )  # fmt: skip


def test_the_exit_code_says_whether_something_is_contradicted(folder, capsys):
    assert main(["check", "right-2024-02-01.txt"]) == 0
    assert main(["check", "wrong-2024-02-01.txt"]) == 1
    assert main(["check", "wrong-2024-02-01.txt", "--fail-on", "never"]) == 0
    assert main(["check", "wrong-2024-02-01.txt", "--checks", "date_order"]) == 0
    page = capsys.readouterr().out
    assert "[rose 12 percent ✗1]" in page
    assert "\x1b" not in page


def test_standard_input_is_a_document(folder):
    done = run("check", "-", "--published", "2024-02-01", "--format", "jsonl", given=WRONG)
    (document,) = map(json.loads, done.stdout.splitlines())
    assert (document["document"], document["published"], document["published_from"]) == ("-", "2024-02-01", "option")
    assert document["findings"][0]["verdict"] == "contradicted"
    assert (done.returncode, done.stderr) == (1, "")


def test_a_bad_file_among_good_ones_is_named_and_the_others_are_done(folder, capsys):
    code = main(["check", "right-2024-02-01.txt", "missing.txt", "wrong-2024-02-01.txt", "--format", "jsonl"])
    printed = capsys.readouterr()
    lines = [json.loads(line) for line in printed.out.splitlines()]
    assert [line["document"] for line in lines] == ["right-2024-02-01.txt", "missing.txt", "wrong-2024-02-01.txt"]
    assert "error" in lines[1]
    assert printed.err == "error: `missing.txt`: no such file\nhint: check the path\n"
    assert code == 2


def test_the_output_for_a_file_is_the_same_in_any_company(folder, capsys):
    main(["check", "wrong-2024-02-01.txt", "--format", "jsonl"])
    alone = capsys.readouterr().out
    main(["check", "right-2024-02-01.txt", "wrong-2024-02-01.txt", "--format", "jsonl"])
    assert alone in capsys.readouterr().out


def test_folders_and_patterns_are_opened(folder, capsys):
    main(["check", ".", "--format", "jsonl"])
    main(["check", "*.txt", "--format", "jsonl"])
    lines = [json.loads(line)["document"] for line in capsys.readouterr().out.splitlines()]
    assert [Path(name).name for name in lines] == 2 * ["right-2024-02-01.txt", "wrong-2024-02-01.txt"]


def test_output_is_whole_or_not_there(folder, capsys):
    assert main(["check", "wrong-2024-02-01.txt", "-f", "html", "-o", "page.html"]) == 1
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.endswith("</html>\n")
    assert main(["check", "wrong-2024-02-01.txt", "-f", "html", "-o", "none/page.html"]) == 2
    assert main(["check", "wrong-2024-02-01.txt", "-f", "html", "-o", "."]) == 2
    assert main(["check", "wrong-2024-02-01.txt", "-f", "html", "-o", "page.html/x"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "error: `none`: there is no such folder",
        "hint: make it first",
        "error: `.`: this is a folder",
        "hint: `--output` takes the name of a file",
        "error: `page.html`: this is no folder",
        "hint: name a file in a folder",
    ]
    # a wrong call leaves the file of the last good one alone, and no scraps
    assert main(["check", "wrong-2024-02-01.txt", "-o", "page.html", "--checks", "grwth"]) == 2
    assert (folder / "page.html").read_text(encoding="utf-8") == page
    assert {path.name for path in folder.iterdir()} == {"page.html", "wrong-2024-02-01.txt", "right-2024-02-01.txt"}


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        (["chek"], "there is no command `chek`", "did you mean `check` or `checks`?"),
        (["talks.txt"], "there is no command `talks.txt`", "did you mean `karvan check talks.txt`?"),
        (["record", "ad"], "there is no command `ad`", "did you mean `add`?"),
        (["check"], "no document is named", "`karvan check FILE`, or `karvan check -` for standard input"),
        (["check", "--formt", "json", "a"], "there is no option `--formt`", "did you mean `--format`?"),
        (["--quiet", "check", "a"], "there is no option `--quiet` before a command", "`karvan --help`"),
        (["record", "-r", "x", "list"], "there is no option `-r` before a command", "`karvan record --help`"),
        (["check", "a", "--jobs", "0"], "`--jobs` takes a number from 1 up, not `0`", None),
        (["check", "a", "--jobs=-2"], "`--jobs` takes a number from 1 up, not `-2`", None),
        (["record", "add", "a", "--jobs", "0"], "`--jobs` takes a number from 1 up, not `0`", None),
        (["record", "add", "a", "--jobs", "-1"], "`--jobs` takes a number from 1 up, not `-1`", None),
        (["record", "add", "a", "--jobs", "two"], "`--jobs` takes a whole number, not `two`", None),
        (["check", "a", "--published", "May"], "`--published` takes a date like 2024-05-22, not `May`", None),
        (["check", "a", "--checks", ","], "`--checks` names no check", "`karvan checks` lists them"),
        (["checks", "grwth"], "there is no check `grwth`", "did you mean `growth`?"),
        (["explain", "a"], "FINDING is missing", "`karvan explain --help` shows how"),
        (["record", "search"], "nothing is searched for", "`karvan record search WORD`, or `--country KAZ`"),
        (
            ["record", "export", "all"],
            "`all` is no value of `KIND`",
            "one of documents, figures, relations, events, findings",
        ),
    ],
)
def test_a_wrong_call_is_one_sentence_and_a_hint(words, what, hint, capsys):
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [f"error: {what}", *([f"hint: {hint}"] if hint else [])]


def test_an_unknown_check_is_told_the_nearest(folder, capsys):
    assert main(["check", "wrong-2024-02-01.txt", "--checks", "sum,grwth"]) == 2
    assert "`growth`" in capsys.readouterr().err


def test_quiet_says_nothing_of_what_is_in_order(folder, capsys):
    assert main(["check", ".", "--quiet"]) == 1
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert "wrong-2024-02-01.txt:1:" in line
    assert "contradicted" in line
    assert printed.err == ""


def test_read_prints_claims_without_findings(folder, capsys):
    assert main(["read", "wrong-2024-02-01.txt"]) == 0
    text = capsys.readouterr().out
    assert "[$6.1 million]" in text
    assert "contradicted" not in text
    assert main(["read", "wrong-2024-02-01.txt", "--trace", "-f", "jsonl"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert "findings" not in plain
    assert plain["trace"]


def test_explain_takes_an_id_or_a_number(folder, capsys):
    assert main(["explain", "wrong-2024-02-01.txt", "1"]) == 0
    by_number = capsys.readouterr().out
    name = by_number.partition(":")[0]
    assert main(["explain", "wrong-2024-02-01.txt", name]) == 0
    assert capsys.readouterr().out == by_number
    assert "6.05 to 6.15" in by_number
    assert main(["explain", "wrong-2024-02-01.txt", "growth-r9"]) == 2
    assert "hint: did you mean `growth-r1`?" in capsys.readouterr().err


def test_checks_are_listed_and_documented(capsys):
    from karvan.checking import CHECKS

    assert main(["checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(CHECKS)
    assert max(map(len, lines)) <= 80
    assert main(["checks", "growth"]) == 0
    assert "Rounding" in capsys.readouterr().out


def test_a_record_keeps_documents_once(folder, capsys):
    assert main(["record", "add", ".", "-r", "r.duckdb"]) == 0
    assert main(["record", "add", "wrong-2024-02-01.txt", "-r", "r.duckdb"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "added 2 documents to r.duckdb",
        "added 0 documents to r.duckdb; 1 already there",
    ]
    assert main(["record", "list", "-r", "r.duckdb", "-f", "jsonl"]) == 0
    names = {Path(json.loads(line)["name"]).name for line in capsys.readouterr().out.splitlines()}
    assert names == {"wrong-2024-02-01.txt", "right-2024-02-01.txt"}
    assert main(["record", "show", "wrong-2024-02-01.txt", "-r", "r.duckdb"]) == 0
    assert "✗1" in capsys.readouterr().out
    assert (
        main(["record", "search", "--country", "Kenya", "--verdict", "contradicted", "-f", "jsonl", "-r", "r.duckdb"])
        == 0
    )
    hits = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {Path(hit["document"]).name for hit in hits} == {"wrong-2024-02-01.txt"}
    assert main(["record", "search", "uganda", "-r", "r.duckdb"]) == 0
    assert "Uganda" in capsys.readouterr().out
    assert main(["record", "export", "figures", "-r", "r.duckdb", "-o", "figures.csv"]) == 0
    rows = list(csv.DictReader(io.StringIO((folder / "figures.csv").read_text(encoding="utf-8"))))
    assert sorted(float(row["value"]) for row in rows) == [5.9e6, 5.9e6, 6.1e6, 6.1e6]


def test_a_record_that_is_not_there_is_named(folder, capsys):
    assert main(["record", "list", "-r", "none.duckdb"]) == 2
    assert capsys.readouterr().err.startswith("error: `none.duckdb`: ")


def test_no_colour_without_a_terminal_and_ascii_where_it_must_be(folder):
    done = run("check", "wrong-2024-02-01.txt", environment={"PYTHONIOENCODING": "ascii"}, cwd=folder)
    assert done.returncode == 1
    assert "[rose 12 percent x1]" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_ctrl_c_is_one_word():
    process = subprocess.Popen(
        [sys.executable, "-m", "karvan", "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("Trade")
    process.stdin.flush()
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said.strip()) == (130, "stopped")


STOPPED_WHILE_LOADING = """
import sys

class Stopped:
    def find_spec(self, name, path=None, target=None):
        if name == "karvan.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stopped())
from karvan.__main__ import main
sys.exit(main())
"""


def test_ctrl_c_while_loading_is_one_word_too():
    done = subprocess.run([sys.executable, "-c", STOPPED_WHILE_LOADING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nstopped\n")


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("output", [[], ["-f", "html", "-o", "page.html"]])
def test_ctrl_c_in_the_middle_of_many_leaves_nothing_behind(folder, jobs, output):
    for number in range(400):
        (folder / f"copy-{number}.txt").write_text(WRONG * 20)
    process = subprocess.Popen(
        [sys.executable, "-m", "karvan", "check", ".", "--jobs", jobs, *output],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True,
    )  # fmt: skip
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers hear it as well
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said.strip()) == (130, "stopped")
    assert {path.suffix for path in folder.iterdir()} == {".txt"}
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_record_that_is_none_is_told_once_before_anything_is_read(folder, capsys):
    assert main(["check", ".", "--record", "none.duckdb"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "error: `none.duckdb`: no record here\nhint: `karvan record add FILE…` makes one\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system allows no such name")
def test_a_name_that_is_no_text_is_shown_and_not_kept(folder, capsys):
    name = os.fsdecode(b"wrong-\xff.txt")
    (folder / "wrong-2024-02-01.txt").rename(folder / name)
    assert main(["check", name, "--published", "2024-02-01"]) == 1
    assert main(["record", "add", name, "-r", "r.duckdb"]) == 2
    said = capsys.readouterr().err
    assert "holds half a character" in said
    assert said.endswith("hint: decode its bytes anew, or rename the file\n")


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_closed_pipe_is_no_error(folder):
    for number in range(40):
        (folder / f"copy-{number}.txt").write_text(WRONG * 20)
    process = subprocess.Popen(
        [sys.executable, "-m", "karvan", "check", ".", "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        said = process.stderr.read()
    assert (process.wait(timeout=60), said) == (141, b"")


def test_a_fault_of_karvan_is_a_sentence_too(monkeypatch, capsys):
    from karvan.cli import app

    broken = app.Entry("karvan.cli.nowhere:check", "")
    monkeypatch.setitem(app.COMMANDS, "check", broken)
    assert main(["check", "a"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: karvan itself failed: ModuleNotFoundError")
    assert "Traceback" not in said
