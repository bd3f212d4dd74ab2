"""Datasets at rest become a panel: what is missing, zero, added up, stated twice, mirrored or too much."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from karvan.nouns import DataError, UsageError
from karvan.statistics.assembling import assemble
from karvan.statistics.holdings import Holdings
from karvan.statistics.indices import index
from karvan.statistics.schema import COLUMNS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "statistics"
EMPTY = Holdings(Path("nowhere"))


def kept(folder, rows, name="trade"):
    """Rows of (reporter, partner, indicator, product, period, value), further columns by name, as a dataset."""
    path = folder / f"{name}.parquet"
    base = duckdb.connect()
    base.execute(f"create table rows ({', '.join(f'{column} {kind}' for column, kind in COLUMNS.items())})")
    for row in rows:
        *told, further = row if isinstance(row[-1], dict) else (*row, {})
        columns = dict(zip(COLUMNS, told, strict=False)) | {"unit": "USD", "level": "reported"} | further
        marks = ", ".join("?" for _ in columns)
        base.execute(f"insert into rows ({', '.join(columns)}) values ({marks})", list(columns.values()))
    base.execute(f"copy rows to '{path}' (format parquet)")
    return path


def exports(reporter, partner, product, period, value, **further):
    return (reporter, partner, "trade.exports", product, period, value, further)


def imports(reporter, partner, product, period, value, **further):
    return (reporter, partner, "trade.imports", product, period, value, further)


def made(path, **asked):
    return assemble(path, gdp=(), held=EMPTY, **asked)


def cell(panel, flow, reporter, partner, product, period):
    places = panel.countries.index(reporter), panel.countries.index(partner)
    value = getattr(panel, flow)[(*places, panel.products.index(product), panel.periods.index(period))]
    return None if np.isnan(value) else float(value)


def test_each_statement_stands_in_its_cell_and_zero_is_not_missing(tmp_path):
    path = kept(
        tmp_path,
        [
            exports("AZE", "TJK", "27", "2022", 5.0),
            exports("AZE", "TJK", "76", "2022", 0.0),
            imports("TJK", "AZE", "27", "2024", 6.0),
        ],
    )
    panel = made(path, digits=2)
    assert (panel.countries, panel.products, panel.periods) == (("AZE", "TJK"), ("27", "76"), ("2022", "2023", "2024"))
    assert cell(panel, "exports", "AZE", "TJK", "27", "2022") == 5.0
    assert cell(panel, "exports", "AZE", "TJK", "76", "2022") == 0.0
    assert cell(panel, "exports", "TJK", "AZE", "27", "2022") is None
    assert cell(panel, "imports", "TJK", "AZE", "27", "2024") == 6.0
    assert cell(panel, "exports", "AZE", "TJK", "27", "2023") is None


def test_what_a_full_list_leaves_out_is_zero_only_where_the_reporter_lists_anything(tmp_path):
    path = kept(tmp_path, [exports("AZE", "TJK", "27", "2022", 5.0), exports("TJK", "AZE", "76", "2023", 1.0)])
    panel = made(path, digits=2, absent="zero")
    assert cell(panel, "exports", "AZE", "TJK", "76", "2022") == 0.0
    assert cell(panel, "exports", "AZE", "TJK", "76", "2023") is None
    assert cell(panel, "exports", "TJK", "AZE", "27", "2022") is None


def test_longer_codes_are_added_up_and_the_panel_says_so(tmp_path):
    path = kept(
        tmp_path,
        [
            exports("AZE", "TJK", "270900", "2022", 5.0),
            exports("AZE", "TJK", "271000", "2022", 2.0),
            exports("AZE", "TJK", "760110", "2022", 1.0),
        ],
    )
    panel = made(path, digits=2)
    assert cell(panel, "exports", "AZE", "TJK", "27", "2022") == 7.0
    assert any("added up to 2 digits" in note for note in panel.notes)
    assert made(path).exported[0, 0, 0] == 8.0


def test_codes_of_the_asked_length_are_never_added_to_longer_ones(tmp_path):
    path = kept(tmp_path, [exports("AZE", "TJK", "27", "2022", 9.0), exports("AZE", "TJK", "270900", "2022", 5.0)])
    assert made(path, digits=2).exported[0, 0, 0] == 9.0
    with pytest.raises(DataError, match="4-digit"):
        made(kept(tmp_path, [exports("AZE", "TJK", "27", "2022", 9.0)], "chapters"), digits=4)


def test_of_two_statements_the_plain_and_firm_one_counts_and_the_panel_says_so(tmp_path):
    path = kept(
        tmp_path,
        [
            imports("ARM", "KAZ", None, "2022", 3.0, note="by country of consignment"),
            imports("ARM", "KAZ", None, "2022", 2.0),
            imports("ARM", "KAZ", None, "2022", 9.0, level="projection"),
        ],
    )
    panel = made(path)
    assert cell(panel, "imports", "ARM", "KAZ", "", "2022") == 2.0
    assert any("2 values are second statements" in note for note in panel.notes)


def test_a_stated_total_goes_before_the_sum_of_partners(tmp_path):
    path = kept(tmp_path, [exports("AZE", "TJK", None, "2022", 5.0), exports("AZE", "WLD", None, "2022", 8.0)])
    panel = made(path)
    assert "WLD" not in panel.countries
    assert panel.exported[panel.countries.index("AZE"), 0, 0] == 8.0
    assert np.isnan(panel.exported[panel.countries.index("TJK"), 0, 0])


def test_countries_that_are_no_more_are_countries(tmp_path):
    path = kept(tmp_path, [exports("SCG", "TJK", None, "2005", 5.0)])
    assert made(path).countries == ("SCG", "TJK")


def test_partners_that_are_no_countries_are_left_out_by_name(tmp_path):
    path = kept(tmp_path, [exports("AZE", "TJK", None, "2022", 5.0), exports("AZE", "CIS", None, "2022", 8.0)])
    panel = made(path)
    assert panel.exported[0, 0, 0] == 5.0
    assert any("CIS" in note for note in panel.notes)


def test_where_only_the_world_is_a_partner_products_can_still_be_asked(tmp_path):
    path = kept(tmp_path, [exports(who, "WLD", code, "2022", 1.0) for who in ("AZE", "TJK") for code in ("27", "76")])
    panel = made(path, digits=2)
    assert not panel.has_pairs
    assert set(index("balassa").over(panel)["advantage"]) == {1.0}


def test_partners_are_added_up_where_pairs_are_not_wanted(tmp_path):
    path = kept(
        tmp_path,
        [
            exports("AZE", "TJK", "270900", "2022", 5.0),
            exports("AZE", "KAZ", "270900", "2022", 2.0),
            exports("AZE", "CIS", "270900", "2022", 9.0),
            exports("KAZ", "TJK", "270900", "2022", 4.0),
            exports("KAZ", "TJK", "270900", "2022", 3.0, note="a second time"),
            exports("KAZ", "WLD", "270900", "2022", 6.0),
        ],
    )
    panel, whole = made(path, digits=6, pairs=False), made(path, digits=6)
    assert panel.exports.shape == (3, 1, 1, 1)
    assert not panel.has_pairs
    for sums in (panel, whole):
        assert dict(zip(sums.countries, sums.exported.ravel(), strict=True))["AZE"] == 7.0
        assert dict(zip(sums.countries, sums.exported.ravel(), strict=True))["KAZ"] == 6.0
        assert dict(zip(sums.countries, sums.imported.ravel(), strict=True))["TJK"] == 9.0
    assert "imports are the partners' exports" in panel.notes


def test_one_value_for_a_flow_is_the_export_of_one_and_the_import_of_the_other(tmp_path):
    panel = made(kept(tmp_path, [exports("AZE", "TJK", None, "2022", 5.0, level="reconciled")]))
    assert cell(panel, "imports", "TJK", "AZE", "", "2022") == 5.0
    assert "imports are the partners' exports" in panel.notes


def test_quantities_and_other_frequencies_are_not_mixed_in(tmp_path):
    path = kept(
        tmp_path,
        [
            exports("AZE", "TJK", None, "2022", 5.0),
            exports("AZE", "TJK", None, "2022", 700.0, unit="t"),
            exports("AZE", "TJK", None, "2022-01", 1.0),
            exports("AZE", "TJK", None, "2022-Q1", 2.0),
            exports("AZE", "TJK", None, "2022-01/2022-08", 3.0),
        ],
    )
    assert made(path).exported.ravel().tolist()[:1] == [5.0]
    assert made(path).notes == ("imports are the partners' exports",)
    assert made(path, frequency="month").exported[0, 0].tolist() == [1.0]
    assert made(path, frequency="quarter").exported[0, 0].tolist() == [2.0]
    assert made(path, unit="t").exported[0, 0].tolist() == [700.0]


def test_of_several_datasets_the_first_one_named_counts(tmp_path):
    first = kept(tmp_path, [exports("AZE", "TJK", None, "2022", 5.0)], "first")
    other = kept(
        tmp_path, [exports("AZE", "TJK", None, "2022", 6.0), exports("AZE", "TJK", None, "2023", 7.0)], "other"
    )
    assert assemble(first, other, gdp=(), held=EMPTY).exported[0, 0].tolist() == [5.0, 7.0]
    assert assemble(other, first, gdp=(), held=EMPTY).exported[0, 0].tolist() == [6.0, 7.0]


def test_beside_a_dataset_that_completes_another_stands_what_that_one_holds_of_the_same(tmp_path):
    rows = [exports("TJK", "KAZ", "270900", "2022", 2.0)]
    rest = kept(tmp_path, rows, "rest")
    kept(
        tmp_path,
        [
            exports("AZE", "TJK", "270900", "2022", 5.0),
            exports("AZE", "TJK", "760110", "2022", 6.0),
            exports("AZE", "TJK", "270900", "2021", 7.0),
        ],
        "some",
    )
    assert made(rest, digits=6).datasets == ("rest",)
    (tmp_path / "provenance.toml").write_text(
        '["rest.parquet"]\ncovers = "what some lacks"\ncompletes = "some"\n', "utf-8"
    )
    panel = made(rest, digits=6)
    assert panel.datasets == ("rest", "some")
    assert (panel.products, panel.periods) == (("270900",), ("2022",))
    assert cell(panel, "exports", "AZE", "TJK", "270900", "2022") == 5.0
    assert "`rest` holds what some lacks" in panel.notes


def test_the_snapshot_s_minerals_are_of_the_whole_world():
    panel = assemble("baci_minerals_world", digits=6, pairs=False)
    assert panel.datasets == ("baci_minerals_world", "baci_minerals")
    assert len(panel.products) == 10
    oil = dict(zip(panel.countries, panel.exported[:, panel.products.index("270900"), 0], strict=True))
    # who sold most crude oil in 2015, by any source
    assert max(oil, key=lambda who: np.nan_to_num(oil[who])) == "SAU"
    assert oil["AZE"] > 5e9
    assert oil["RUS"] > 50e9


def test_openness_takes_the_product_from_another_dataset(tmp_path):
    trade = kept(
        tmp_path, [exports("AZE", "WLD", None, "2022", 30.0), imports("AZE", "WLD", None, "2022", 20.0)], "trade"
    )
    gdp = kept(tmp_path, [("AZE", None, "gdp", None, "2022", 40.0)], "gdp")
    table = index("openness").over(assemble(trade, gdp=[gdp], held=EMPTY))
    assert table.to_dicts()[0]["openness"] == pytest.approx(1.25)


def test_a_panel_that_would_not_fit_is_refused_before_it_is_made(tmp_path):
    path = kept(tmp_path, [exports("AZE", "TJK", "27", "1995", 5.0), exports("AZE", "TJK", "27", "2024", 5.0)])
    with pytest.raises(UsageError, match="GB") as told:
        made(path, digits=2, gigabytes=1e-9)
    assert "fewer" in (told.value.hint or "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"frequency": "week"}, "no frequency `week`"), ({"unit": "EUR"}, "no trade"), ({"first": "2030"}, "no trade")],
)
def test_what_is_not_there_is_said(tmp_path, asked, said):
    path = kept(tmp_path, [exports("AZE", "TJK", None, "2022", 5.0)])
    with pytest.raises((UsageError, DataError), match=said):
        made(path, **asked)


def test_a_file_that_is_missing_or_no_dataset_is_said(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        made(tmp_path / "none.parquet")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and no more")
    with pytest.raises(DataError, match="can't be read"):
        made(broken)
    with pytest.raises(UsageError, match="needs a dataset"):
        assemble(held=EMPTY)


def known(column):
    """Other Asia, as this source calls what is not told from Taiwan, by a country's code."""
    return f"if({column} = 'S19', 'TWN', {column})"


@pytest.fixture(scope="module")
def minerals(tmp_path_factory):
    """Ten minerals and metals of all countries, as CEPII reconciles them."""
    source = SHARED / "trade_baci_hs6_world_10products_2015_2024.parquet"
    if not source.is_file():
        pytest.skip("the data for tests stand beside the project only where it is developed")
    path = tmp_path_factory.mktemp("minerals") / "minerals.parquet"
    duckdb.sql(
        f"""copy (select {known("exporter")} as reporter, {known("importer")} as partner, 'trade.exports' as indicator, hs6 as product,
            cast(year as varchar) as period, value_kusd * 1000.0 as value, 'USD' as unit, 'fob' as valuation,
            'reconciled' as level, null::varchar as note from '{source}') to '{path}' (format parquet)"""
    )
    return source, path


def test_advantages_of_real_trade_are_those_that_a_query_finds(minerals):
    source, path = minerals
    table = index("balassa").over(made(path, digits=6))
    found = dict(
        zip(
            zip(*(table[name].tolist() for name in ("reporter", "product", "period")), strict=True),
            table["advantage"],
            strict=True,
        )
    )
    asked = duckdb.sql(
        f"""with x as (select exporter c, hs6 p, cast(year as varchar) t, sum(value_kusd) v from '{source}' group by all)
        select c, p, t, (v / sum(v) over (partition by c, t)) / (sum(v) over (partition by p, t) / sum(v) over (partition by t))
        from x"""
    ).fetchall()
    compared = [(found[row[:3]], row[3]) for row in asked if row[:3] in found]
    assert len(compared) > 9000
    ours, theirs = np.array(compared).T
    np.testing.assert_allclose(ours, theirs, rtol=1e-5)


def test_real_trade_has_the_same_advantages_with_and_without_pairs(minerals):
    _, path = minerals
    with_pairs, without = (index("vollrath").over(made(path, digits=6, pairs=pairs)) for pairs in (True, False))
    for name, column in with_pairs.columns.items():
        if column.dtype.kind == "f":
            np.testing.assert_allclose(column, without[name], rtol=1e-4, atol=1e-4)
        else:
            np.testing.assert_array_equal(column, without[name])


def test_similarity_of_real_exporters_is_what_two_rows_give_by_hand(minerals):
    source, path = minerals
    table = index("similarity").over(made(path, digits=6))
    found = table.where(reporter="KAZ", partner="AZE", period="2020")["similarity"]
    rows = duckdb.sql(
        f"""with x as (select exporter c, hs6 p, sum(value_kusd) v from '{source}' where year = 2020 group by all),
        s as (select c, p, v / sum(v) over (partition by c) s from x where c in ('KAZ', 'AZE'))
        select sum(least(a.s, b.s)) from s a join s b using (p) where a.c = 'KAZ' and b.c = 'AZE'"""
    ).fetchall()
    assert found.tolist() == pytest.approx([rows[0][0]], rel=1e-5)
