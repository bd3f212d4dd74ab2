"""observe: by both partners, with what is missing told; unknown names with the nearest."""

import duckdb
import polars as pl
import pytest

import karvan
from karvan.nouns import Observations, UsageError
from karvan.statistics import naming
from karvan.statistics.holdings import Holdings, shipped
from karvan.statistics.observing import observe, parts_told

from .small import store

SNAPSHOT = Holdings(shipped())


def test_both_partners_are_there_in_both_directions():
    found = observe("Kazakhstan", "kg", period=2023, holdings=SNAPSHOT)
    assert {(row.reporter, row.indicator) for row in found} == {
        (reporter, f"trade.{flow}") for reporter in ("KAZ", "KGZ") for flow in ("exports", "imports")
    }
    assert found.missing == ()
    assert all(row.source.title and row.unit == "USD" for row in found)


def test_it_is_a_verb_of_the_package():
    assert karvan.observe is observe


def test_turnover_of_the_first_article():
    found = observe("AZE", "TJK", indicator="trade.turnover", period="2023", holdings=SNAPSHOT)
    assert {(row.reporter, float(row.value)) for row in found if row.period.text == "2023"} == {
        ("AZE", 6.1e6),
        ("TJK", 7.5e6),
    }


def test_what_is_missing_names_the_command_that_asks_for_it():
    found = observe("TJK", "AZE", indicator="trade.imports", period="2015/2020", holdings=SNAPSHOT)
    assert (
        "Tajikistan's imports from Azerbaijan, 2015-2020: not in the snapshot; "
        "`karvan statistics fetch comtrade --reporter TJK --partner AZE --period 2015/2020` asks for it"
    ) in found.missing


def test_a_country_alone_has_its_economy_and_its_trade_with_the_world():
    found = observe("Tajikistan", period="2022/2023", holdings=SNAPSHOT)
    assert {"gdp", "population"} <= {row.indicator for row in found}
    assert all(row.partner in {None, "WLD"} for row in found)
    nothing = observe("AZE", indicator="gdp", period=1901, holdings=SNAPSHOT)
    assert nothing.missing == (
        "Azerbaijan: nothing of gdp is held; `karvan statistics fetch wdi --reporter AZE --period 1901` asks for its product and population",
    )


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"reporter": "Tadjikistann", "partner": "AZE"}, "Tajikistan (TJK)"),
        ({"reporter": "KAX", "partner": "AZE"}, "(KAZ)"),
        ({"reporter": "AZE", "partner": "TJK", "product": "7699"}, "7616"),
        ({"reporter": "AZE", "partner": "TJK", "product": "760"}, "two, four or six"),
        ({"reporter": "AZE", "partner": "TJK", "product": "aluminum foyl"}, "aluminum"),
        ({"reporter": "AZE", "partner": "TJK", "indicator": "trade.export"}, "`trade.exports`"),
        ({"reporter": "AZE", "partner": "TJK", "period": "2023-13"}, "such as 2023"),
    ],
)
def test_what_is_unknown_is_told_with_the_nearest(given, meant):
    with pytest.raises(UsageError) as error:
        observe(**given, holdings=SNAPSHOT)
    assert meant in (error.value.hint or "")


@pytest.mark.parametrize("text", ["AZE", "az", "Azerbaijan", "AZERBAIJAN", " Azerbaijan "])
def test_a_country_by_any_name(text):
    assert naming.party(text) == "AZE"


def test_every_country_is_known_by_its_codes_and_its_name():
    from karvan.vocabulary.countries import countries

    for country in countries():
        assert {naming.party(text) for text in (country.code, country.alpha2, country.name)} == {country.code}


def test_a_heading_held_in_part_says_which_codes():
    found = observe("TJK", "AZE", product="7601", holdings=SNAPSHOT)
    assert {row.product for row in found} == {"760110"}
    assert "7601 is held in part: of its 2 codes only 760110" in found.missing
    assert parts_told("7601", ("760110", "760120")) == "7601 is the sum of 760110, 760120"


def test_frames_hold_the_same_in_every_library(tmp_path):
    found = observe("AZE", "TJK", indicator="trade.turnover", holdings=SNAPSHOT)
    polars, pandas, arrow = (found.frame(library) for library in ("polars", "pandas", "arrow"))
    assert polars.height == len(pandas) == arrow.num_rows == len(found)
    assert polars.columns == list(pandas.columns) == arrow.column_names
    tajik = polars.filter((pl.col("value") == 7.5e6) & (pl.col("period") == "2023"))
    assert tajik["reporter"].to_list() == ["TJK"]
    assert Observations().frame().schema == polars.schema


def test_a_notebook_shows_a_table_with_its_sources(tmp_path):
    held = store(tmp_path, office=[("KAZ", "KGZ", "exports", "2022", 100, {"note": "<b>"})])
    shown = observe("KAZ", "KGZ", holdings=held)._repr_html_()
    assert "<td>Kazakhstan</td>" in shown
    assert "100 USD" in shown
    assert "Office: office" in shown
    assert "fetch comtrade" in shown


def test_rows_written_as_parquet_are_read_back(tmp_path):
    from karvan.formats.observation_rows import COLUMNS
    from karvan.formats.parquet_table import write_parquet

    found = observe("AZE", "TJK", indicator="trade.turnover", period="2023", holdings=SNAPSHOT)
    path = tmp_path / "trade.parquet"
    assert write_parquet(found.to_dicts(), COLUMNS, path) == len(found)
    rows = duckdb.sql(f"select * from '{path}'")
    assert rows.columns == list(COLUMNS)
    assert len(rows.fetchall()) == len(found)
    assert [each.name for each in tmp_path.iterdir()] == ["trade.parquet"]
