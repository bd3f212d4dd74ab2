"""Frames and CSV: the same columns with and without rows, in every library."""

import csv
import datetime as dt
import io
import sys

import pandas as pd
import polars as pl
import pytest

from karvan.formats.columns import COLUMNS, rows
from karvan.formats.csv_table import write_rows
from karvan.formats.frames import frame
from karvan.nouns import UsageError

SIZES = {"figures": 4, "relations": 3, "events": 1, "findings": 4}


@pytest.mark.parametrize("kind", COLUMNS)
def test_all_libraries_hold_the_same(kind, report):
    polars, pandas, arrow = (frame(report, kind, library) for library in ("polars", "pandas", "arrow"))
    assert polars.height == len(pandas) == arrow.num_rows == SIZES[kind]
    assert polars.columns == list(pandas.columns) == arrow.column_names == list(COLUMNS[kind])
    assert polars["id"].to_list() == list(pandas["id"]) == arrow["id"].to_pylist()


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_rows_have_the_same_types_as_some(kind, report):
    assert frame([], kind).schema == frame([report], kind).schema
    assert frame([], kind, "arrow").schema == frame([report], kind, "arrow").schema
    assert list(frame([], kind, "pandas").dtypes) == list(frame([report], kind, "pandas").dtypes)


def test_a_frame_can_be_asked(report):
    figures = report.frame("figures")
    wrong = figures.filter(pl.col("verdict") == "contradicted").sort("value")
    assert wrong["text"].to_list() == ["$6.1 million", "$1.03 billion"]
    assert figures["published"][0] == dt.date(2024, 5, 22)
    assert figures["high"].null_count() == 1
    pandas = report.frame("findings", "pandas")
    assert isinstance(pandas, pd.DataFrame)
    assert pandas.loc[2, "repair"] == "read million for billion"


def test_a_reading_has_no_verdicts(reading):
    assert reading.frame()["verdict"].null_count() == 4
    assert reading.frame("findings").height == 0


def test_a_missing_library_says_how_to_get_it(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError) as error:
        report.frame()
    assert error.value.hint == "pip install 'karvan[frames]'"


def test_unknown_kinds_and_libraries_are_named(report):
    with pytest.raises(UsageError, match="`claims`"):
        report.frame("claims")
    with pytest.raises(UsageError, match="`spark`"):
        report.frame("figures", "spark")


def test_csv_reads_back(report):
    stream = io.StringIO()
    assert write_rows(rows([report], "events"), COLUMNS["events"], stream) == 1
    (event,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert event["parties"] == "AZE TJK"
    assert event["text"] == "A smelter imports aluminium."


def test_csv_runs_no_formula():
    stream = io.StringIO()
    write_rows([{"text": "=HYPERLINK(1)"}, {"text": -3}], ["text"], stream)
    assert stream.getvalue() == "text\n'=HYPERLINK(1)\n-3\n"
