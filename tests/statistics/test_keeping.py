"""A dataset is kept whole, or what was held stays as it was."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.nouns import DataError
from karvan.statistics.holdings import Holdings
from karvan.statistics.keeping import drop_dataset, keep_dataset
from karvan.statistics.series import Index, packed

TOLD = {
    "producer": "State Customs Committee",
    "title": "Trade by country",
    "licence": "cited facts",
    "address": "https://x.test/",
}
HEAD = "reporter,partner,indicator,product,period,value,unit,valuation,level,note\n"


def table(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "table.csv"
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def kept(folder: Path, *lines: str, head: str = HEAD) -> int:
    return keep_dataset(folder / "store", "customs", table(folder, *lines, head=head), TOLD)


def test_what_is_kept_is_found_again_with_its_source(tmp_path):
    number = kept(
        tmp_path,
        "AZE,TJK,trade.exports,,2022,5800000,USD,fob,reported,",
        "AZE,TJK,trade.exports,,2023,5.0e6,USD,fob,reported,",
        "AZE,TJK,trade.exports,7601,2023,1250.5,t,,reported,",
        "AZE,,population,,2023,10127145,person,,,",
    )
    holdings = Holdings(tmp_path / "store")
    exports, aluminium = holdings.series("AZE", "TJK")
    assert number == 4
    assert exports.points == {"2022": Decimal(5800000), "2023": Decimal(5000000)}
    assert str(exports.points["2023"]) == "5000000"
    assert (aluminium.product, aluminium.unit, aluminium.points) == ("7601", "t", {"2023": Decimal("1250.5")})
    assert holdings.series("AZE", "", "")[0].level == "reported"
    assert holdings.source("customs").title == "State Customs Committee: Trade by country"
    assert holdings.countries() == {"AZE"}
    assert holdings.datasets() == ("customs",)


def test_columns_that_may_be_null_may_be_left_out(tmp_path):
    assert kept(tmp_path, "TJK,gdp,2023,12060602008.8,USD", head="reporter,indicator,period,value,unit\n") == 1
    (gdp,) = Holdings(tmp_path / "store").series("TJK")
    assert (gdp.partner, gdp.level) == ("", "reported")


def test_a_relation_is_kept_like_a_file(tmp_path):
    rows = duckdb.sql(
        "select 'TJK' reporter, 'gdp' indicator, (2000 + i)::varchar period, i \"value\", 'USD' unit from range(5) r(i)"
    )
    assert keep_dataset(tmp_path, "wdi", rows, TOLD) == 5
    assert Holdings(tmp_path).series("TJK")[0].points["2004"] == 4


def test_keeping_again_replaces_that_dataset_and_no_other(tmp_path):
    store = tmp_path / "store"
    first = table(tmp_path, "AZE,TJK,trade.exports,,2022,1,USD,,,", "AZE,GEO,trade.exports,,2022,1,USD,,,")
    keep_dataset(store, "one", first, TOLD)
    keep_dataset(store, "two", first, TOLD)
    keep_dataset(store, "one", table(tmp_path, "AZE,TJK,trade.exports,,2022,2,USD,,,"), TOLD | {"version": "2"})
    holdings = Holdings(store)
    assert {(s.dataset, s.partner): s.points["2022"] for s in holdings.series("AZE")} == {
        ("one", "TJK"): 2,
        ("two", "TJK"): 1,
        ("two", "GEO"): 1,
    }
    assert holdings.source("one").version == "2"
    drop_dataset(store, "two")
    assert Holdings(store).datasets() == ("one",)
    assert [series.dataset for series in Holdings(store).series("AZE")] == ["one"]
    with pytest.raises(DataError, match="no dataset `two` is held"):
        drop_dataset(store, "two")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "AZB,TJK,trade.exports,,2022,1,USD,,,",
            "row 3, column `reporter`: `AZB`: no country has this code; the nearest is `AZE`",
        ),
        ("AZE,Tajikistan,trade.exports,,2022,1,USD,,,", "column `partner`: `Tajikistan`: .* the nearest is `TJK`"),
        ("AZE,TJK,trade.exports,,2022,-1,USD,,,", "row 3, column `value`: a negative value"),
        ("AZE,TJK,trade.exports,,2022,NaN,USD,,,", "row 3, column `value`: not a finite number"),
        ("AZE,TJK,trade.exports,,2022,..,USD,,,", "row 3, column `value`: a number is wanted"),
        ("AZE,TJK,trade.exports,,2022,,USD,,,", "row 3, column `value`: a number is wanted"),
        ("AZE,TJK,trade.exports,,2022-13,1,USD,,,", "row 3, column `period`: `2022-13`: not a period"),
        ("AZE,TJK,trade.exports,,22,1,USD,,,", "row 3, column `period`: `22`: not a period"),
        ("AZE,TJK,trade.exports,aluminium,2022,1,USD,,,", "row 3, column `product`: `aluminium`: not a code"),
        ("AZE,TJK,trade.exports,,2022,1,,,,", "row 3, column `unit`: nothing is written"),
        (
            "AZE,TJK,trade.exports,,2022,1,USD,f.o.b.,,",
            "row 3, column `valuation`: `f.o.b.`: a valuation is `fob` or `cif`",
        ),
        ("AZE,TJK,trade.exports,,2022,1,USD,,guessed,", "row 3, column `level`: `guessed`: a level is one of"),
        ("AZE,TJK,Export,,2022,1,USD,,,", "row 3, column `indicator`: `Export`: not an indicator"),
        (
            "AZE,TJK,trade.exports,,2021,7,USD,,,",
            "rows 2 and 3 say the same thing twice: AZE TJK trade.exports USD reported 2021",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_changes(tmp_path, line, says):
    good = "AZE,TJK,trade.exports,,2021,1,USD,,,"
    kept(tmp_path, good)
    before = {path.name: path.read_bytes() for path in (tmp_path / "store").iterdir()}
    with pytest.raises(DataError, match=says) as caught:
        kept(tmp_path, good, line)
    assert caught.value.where == str(tmp_path / "table.csv")
    assert {path.name: path.read_bytes() for path in (tmp_path / "store").iterdir()} == before


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("reporter,indicator,period,vlaue,unit\n", "no column is called `vlaue`"),
        ("reporter,indicator,period,unit\n", "the column `value` is missing"),
    ],
)
def test_changed_columns_are_named(tmp_path, head, says):
    with pytest.raises(DataError, match=says) as caught:
        kept(tmp_path, "TJK,gdp,2023,1,USD" if "vlaue" in head else "TJK,gdp,2023,USD", head=head)
    assert "value" in (caught.value.hint or "")


def test_a_ragged_row_is_an_error(tmp_path):
    with pytest.raises(DataError, match="the table can't be read"):
        kept(tmp_path, "AZE,TJK,trade.exports,,2022,1,USD,,,", "AZE,TJK,trade.exports,,2023,1,USD,,,,,,,7")


def test_a_balance_may_be_negative(tmp_path):
    assert kept(tmp_path, "AZE,TJK,trade.balance,,2022,-1,USD,,,") == 1


def test_no_rows_no_file_and_no_provenance_are_errors(tmp_path):
    with pytest.raises(DataError, match="there are no observations"):
        kept(tmp_path)
    with pytest.raises(DataError, match="there is no such file"):
        keep_dataset(tmp_path, "x", tmp_path / "gone.csv", TOLD)
    with pytest.raises(DataError, match="the provenance does not say: licence"):
        keep_dataset(tmp_path, "x", tmp_path / "gone.csv", {"producer": "a", "title": "b"})
    with pytest.raises(DataError, match="can't be the id"):
        keep_dataset(tmp_path, "../x", tmp_path / "gone.csv", TOLD)


def test_a_truncated_parquet_is_an_error_not_a_part(tmp_path):
    whole = tmp_path / "whole.parquet"
    duckdb.sql("select 'TJK' reporter, 'gdp' indicator, '2023' period, 1 \"value\", 'USD' unit").write_parquet(
        str(whole)
    )
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(DataError, match="the table can't be read"):
        keep_dataset(tmp_path / "store", "x", cut, TOLD)


def test_the_same_rows_make_the_same_bytes_in_any_order(tmp_path):
    lines = [
        f"AZE,{partner},trade.exports,,{year},{year}.25,USD,fob,,"
        for partner in ("TJK", "GEO")
        for year in range(2000, 2020)
    ]
    keep_dataset(tmp_path / "a", "x", table(tmp_path, *lines), TOLD)
    keep_dataset(tmp_path / "b", "x", table(tmp_path, *reversed(lines)), TOLD)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_a_quote_in_the_provenance_does_not_break_its_file(tmp_path):
    keep_dataset(
        tmp_path,
        "x",
        table(tmp_path, "AZE,TJK,trade.exports,,2021,1,USD,,,"),
        TOLD | {"question": 'says "free"\nor not'},
    )
    from karvan import data

    told = data.sections((tmp_path / "provenance.toml").read_text(encoding="utf-8"))
    assert told["x.parquet"]["question"] == "says 'free' or not"


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.one_of(
            st.integers(1990, 2030).map(str), st.sampled_from(["2023-Q1", "2023-01", "2022-07/2023-02", "2024-05-30"])
        ),
        st.one_of(st.integers(0, 10**15), st.floats(0, 1e18)),
        min_size=1,
    )
)
def test_every_value_comes_back_as_it_was(points):
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kept(folder, *(f"AZE,TJK,trade.exports,,{period},{value!r},USD,,," for period, value in points.items()))
        (series,) = Index(folder / "store" / "series.sqlite").of("AZE", "TJK", "")
        assert {period: float(value) for period, value in series.points.items()} == {
            p: float(v) for p, v in points.items()
        }
        assert list(series.points) == sorted(points)


def test_a_short_page_costs_little_more_than_its_digits():
    assert len(packed("\ttrade.exports\tUSD\tfob\treconciled\t\t2000..2020\t" + "1 " * 21)) < 40


def test_products_are_found_whether_a_pair_has_few_or_thousands(tmp_path):
    few = [f"AZE,TJK,trade.exports,{code},2023,{code},USD,,," for code in ("7601", "760110", "2709")]
    many = [
        f"AZE,GEO,trade.exports,{code:06},{year},{code}{year},USD,,,"
        for code in range(100100, 100900)
        for year in (2021, 2023)
    ]
    kept(tmp_path, *few, *many, "AZE,GEO,trade.exports,,2023,1,USD,,,", "AZE,GEO,trade.exports,01,2023,1,USD,,,")
    index = Index(tmp_path / "store" / "series.sqlite")
    assert [series.product for series in index.of("AZE", "TJK")] == ["2709", "7601", "760110"]
    assert [series.product for series in index.of("AZE", "TJK", "7601")] == ["7601"]
    assert index.of("AZE", "TJK", "") == index.of("AZE", "TJK", "76") == ()
    assert [series.points for series in index.of("AZE", "GEO", "")] == [{"2023": 1}]
    assert [series.points for series in index.of("AZE", "GEO", "100250")] == [{"2021": 1002502021, "2023": 1002502023}]
    assert len(index.of("AZE", "GEO")) == 802


@pytest.mark.parametrize(
    "years", [(2000,), (1999, 2000), (2000, 2001, 2002), (2000, 2002), tuple(range(1960, 2031)), (2001, 2003, 2004)]
)
def test_years_come_back_in_order_with_their_own_values(tmp_path, years):
    lines = [f"AZE,TJK,trade.exports,,{year},{year}.5,USD,,," for year in reversed(years)]
    kept(tmp_path, *lines, "AZE,TJK,trade.exports,,2000-01,1,USD,,,")
    (series,) = Index(tmp_path / "store" / "series.sqlite").of("AZE", "TJK")
    assert [(int(year), value) for year, value in series.points.items() if len(year) == 4] == [
        (year, Decimal(f"{year}.5")) for year in years
    ]
    assert list(series.points) == sorted(series.points)
