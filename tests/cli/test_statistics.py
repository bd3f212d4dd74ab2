"""karvan statistics from end to end: what is printed, what is written, and what is said when it can't be."""

import csv
import io
import json
import subprocess
import sys

import duckdb
import pytest

from karvan.cli import main
from karvan.statistics.holdings import holdings

from ..statistics.service import serving, told  # noqa: TID252
from ..statistics.small import store  # noqa: TID252
from ..statistics.test_archives import GRAVITY, zipped  # noqa: TID252


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """Only the snapshot, and a store of the test's own."""
    monkeypatch.setenv("KARVAN_STATISTICS", str(tmp_path / "store"))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    holdings.cache_clear()
    yield tmp_path
    holdings.cache_clear()


def page(capsys, *words: str) -> list[str]:
    assert main(["statistics", *words]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.splitlines()


@pytest.mark.parametrize(
    "pair",
    [("KAZ", "KGZ"), ("ARM", "KAZ"), ("ARM", "KGZ"), ("AZE", "TJK"), ("CHN", "USA"), ("EU", "KAZ"), ("TUV", "BTN")],
)
@pytest.mark.parametrize("further", [(), ("--from", "2015"), ("--product", "2709"), ("--product", "27")])
def test_every_page_fits_a_terminal(pair, further, capsys):
    lines = page(capsys, "show", *pair, *further)
    assert max(map(len, lines)) <= 80
    assert not any("\x1b" in line or line != line.rstrip() for line in lines)


def test_both_sides_stand_side_by_side(capsys):
    lines = page(capsys, "show", "Kazakhstan", "KG", "--from", "2018")
    assert lines[0] == "Kazakhstan and Kyrgyzstan: trade in all goods, million USD"
    assert "  2021        674.8        661.8   -12.9   -1.9     0.98    649.6 (624.4–674.8)" in lines
    assert any(line.startswith("  KAZ exports  ") and "█" in line for line in lines)
    assert "Sources" in lines


def test_what_the_first_article_needs(capsys):
    lines = page(capsys, "show", "AZE", "TJK", "--from", "2022")
    whole = "\n".join(lines)
    assert "  2023       6.100       7.500  +1.400  +23.0" in lines
    assert "AZE also states 5.900" in whole
    assert "are quoted by the press" in whole.replace("\n  ", " ")
    assert "reconciled" not in whole  # BACI's totals end in 2020


def test_a_product_says_what_is_held_of_it(capsys):
    whole = "\n".join(page(capsys, "show", "TJK", "AZE", "--product", "7601"))
    assert "7601: Aluminium; unwrought" in whole
    assert "7601 is held in part: of its 2 codes only 760110" in whole
    assert "Tajikistan's exports to Azerbaijan: not in the snapshot" in whole
    assert "[reconciled]" in whole


def test_a_terminal_without_unicode_gets_the_nearest(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "karvan", "statistics", "show", "KAZ", "KGZ"],
        capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "KARVAN_STATISTICS": str(tmp_path)}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"649.6 (624.4-674.8)" in done.stdout
    assert b"?" not in done.stdout.replace(b".asp?id", b"")


def test_rows_as_csv_json_and_parquet_are_the_same(capsys, tmp_path):
    call = ("show", "AZE", "TJK", "--from", "2022")
    rows = list(csv.DictReader(io.StringIO("\n".join(page(capsys, *call, "--format", "csv")))))
    (line,) = page(capsys, *call, "--format", "json")
    plain = json.loads(line)
    assert page(capsys, *call, "--format", "parquet", "--output", "trade.parquet") == []
    table = duckdb.sql("select * from 'trade.parquet'")
    assert len(rows) == len(plain["observations"]) == len(table.fetchall())
    assert list(rows[0]) == table.columns
    assert all(row["unit"] and row["period"] and row["source"] for row in rows)
    turnover = next(each for each in plain["turnovers"] if each["period"] == "2023")
    assert turnover["first"]["said"]["value"] == 6.1e6
    assert turnover["gap_share"] == pytest.approx(1.4 / 6.1)
    assert any("fetch comtrade" in sentence for sentence in plain["missing"])


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        (["show", "KAZ"], "PARTNER is missing", "`karvan statistics show --help` shows how"),
        (["show", "KAX", "KGZ"], "there is no country `KAX`", "did you mean Kazakhstan (KAZ)"),
        (["show", "KAZ", "KGZ", "--product", "7699"], "there is no HS code `7699`", "did you mean 7616"),
        (["show", "KAZ", "KGZ", "--from", "2023", "--to", "2020"], "`--from 2023` lies after `--to 2020`", None),
        (["show", "KAZ", "KGZ", "--from", "May"], "`--from` takes a whole number, not `May`", None),
        (
            ["show", "KAZ", "KGZ", "--format", "xml"],
            "`xml` is no value of `--format`",
            "one of text, csv, json, parquet",
        ),
        (
            ["show", "KAZ", "KGZ", "-f", "parquet"],
            "Parquet is no text to print",
            "name a file: `--output trade.parquet`",
        ),
        (["show", "KAZ", "KGZ", "-f", "parquet", "-o", "none/x"], "`none`: there is no such folder", "make it first"),
        (
            ["show", "TUV", "BTN", "--from", "2023", "--plot", "x.svg"],
            "there is nothing to draw",
            "`karvan statistics fetch`",
        ),
        (["fetch", "comtrad", "--reporter", "TJK"], "there is no source `comtrad`", "did you mean `comtrade`?"),
        (["fetch", "comtrade"], "`--reporter` is missing", "`karvan statistics fetch comtrade --reporter TJK`"),
        (["fetch", "baci"], "ARCHIVE is missing", "`karvan statistics fetch baci FILE.zip`, or its address"),
        (["fetch", "wdi", "x.zip", "--reporter", "TJK"], "there is no use for `x.zip`", None),
        (["refresh"], "no dataset is named", "`karvan statistics refresh comtrade`"),
        (["refresh", "comtrade"], "the dataset `comtrade` was not fetched from a service", "fetched: nothing yet"),
        (["indices", "grwth"], "there is no index `grwth`", "did you mean `growth`?"),
        (["indices", "growth", "--digits", "3"], "`--digits` takes 0, 2, 4 or 6, not `3`", None),
        (["import", "missing.csv", "--mapping", "customs-aze"], "missing.csv", None),
    ],
)
def test_a_wrong_call_is_one_sentence_and_code_2(words, what, hint, capsys):
    assert main(["statistics", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    first, *rest = printed.err.splitlines()
    assert what in first
    if hint is not None:
        assert rest
        assert hint in rest[0]


def test_what_is_fetched_is_shown_beside_the_snapshot(capsys):
    answers = {"getD": told("comtrade/availability.json"), "preview": told("comtrade/totals.json")}
    with serving(answers) as server:
        call = ("comtrade", "--reporter", "AZE,TJK", "--partner", "AZE,TJK", "--period", "2022/2023")
        lines = page(capsys, "fetch", *call, "--address", server.address)
    assert lines[0] == "comtrade: 5 observations"
    holdings.cache_clear()
    plain = json.loads(page(capsys, "show", "AZE", "TJK", "--from", "2022", "-f", "json")[0])
    absent = {
        (flow["exporter"], flow["period"], side): flow[side]["absence"]
        for flow in plain["flows"]
        for side in ("exported", "imported")
        if flow[side]["said"] is None
    }
    assert absent["TJK", "2022", "exported"] == "zero"  # its year is published, and zeros are left out
    assert absent["AZE", "2023", "imported"] == "not yet published"
    assert plain["flows"][0]["exported"]["said"]["dataset"] == "comtrade"
    (listed,) = page(capsys, "list", "--format", "json")
    fetched = [each for each in json.loads(listed)["datasets"] if not each["shipped"]]
    assert [(each["dataset"], each["rows"]) for each in fetched] == [("comtrade", 5)]


def test_an_archive_of_gravity_is_kept_by_its_name(capsys, tmp_path):
    archive = zipped(tmp_path / "Gravity_csv_V202211.zip", {"Gravity_V202211.csv": GRAVITY})
    assert page(capsys, "fetch", "gravity", str(archive), "--reporter", "AZE", "--period", "2019", "--quiet") == []
    holdings.cache_clear()
    (listed,) = page(capsys, "list", "--format", "json")
    fetched = [each["dataset"] for each in json.loads(listed)["datasets"] if not each["shipped"]]
    assert fetched == ["cepii-gravity"]


def test_the_list_names_datasets_and_services(capsys):
    whole = "\n".join(page(capsys, "list"))
    assert "baci_totals: 581,494 observations, 2000-2020" in whole
    assert "key in COMTRADE_KEY" in whole
    assert "CC-BY-4.0" in whole


def test_indices_are_listed_and_computed(capsys, tmp_path, monkeypatch):
    assert "complexity" in page(capsys, "indices")
    held = store(
        tmp_path,
        office=[
            ("KAZ", "KGZ", "exports", "2021", 100), ("KAZ", "KGZ", "exports", "2022", 150), ("KGZ", "KAZ", "exports", "2022", 9)
        ],
    )  # fmt: skip
    assert held.datasets() == ("office",)
    holdings.cache_clear()
    call = ("indices", "growth", "--dataset", "office", "--reporter", "KAZ")
    rows = json.loads(page(capsys, *call, "-f", "json")[0])["growth"]
    assert [row["exports_growth"] for row in rows if row["period"] == "2022" and not row.get("partner")] == [0.5]
    assert page(capsys, *call, "-f", "csv")[0].startswith("reporter,")
    assert page(capsys, *call, "-f", "parquet", "-o", "growth.parquet") == []
    assert duckdb.sql("from 'growth.parquet'").fetchall() == [
        tuple(cell or None for cell in row.values()) for row in rows
    ]


def test_what_a_page_shows_starts_without_what_it_does_not_need():
    code = (
        "import sys; from karvan.cli import main; main(['statistics', 'show', 'KAZ', 'KGZ']);"
        "slow = {'duckdb', 'numpy', 'pyarrow', 'altair', 'pandas', 'polars', 'httpx'}; sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
