"""The indices: what must hold of each whatever the numbers, and numbers that a reader can redo."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from karvan.nouns import UsageError
from karvan.statistics.indices import INDICES, WITHOUT_PAIRS, index, indices
from karvan.statistics.indices.balassa import balassa, symmetric
from karvan.statistics.indices.complementarity import complementarity
from karvan.statistics.indices.growth import compound, growth
from karvan.statistics.indices.grubel_lloyd import grubel_lloyd, together
from karvan.statistics.indices.herfindahl import herfindahl, normalised
from karvan.statistics.indices.intensity import intensity
from karvan.statistics.indices.openness import openness
from karvan.statistics.indices.similarity import similarity
from karvan.statistics.indices.vollrath import advantage
from karvan.statistics.panel import Panel
from karvan.statistics.sums import overlap, ratio, shares, total

VALUES = st.one_of(st.just(0.0), st.just(np.nan), st.floats(1.0, 1e9, allow_subnormal=False))
MATRICES = arrays(np.float64, st.tuples(st.integers(2, 5), st.integers(2, 6)), elements=VALUES)
STATED = arrays(np.float64, (4, 5), elements=st.one_of(st.just(0.0), st.floats(1.0, 1e9)))


def panel(exports, imports=None, *, products=None, gdp=None, **further):
    exports = np.asarray(exports, dtype=np.float32)
    count, _, goods, times = exports.shape
    return Panel(
        countries=("AZE", "KAZ", "TJK", "UZB")[:count],
        products=products or tuple(f"{number:02}" for number in range(1, goods + 1)),
        periods=tuple(str(2020 + number) for number in range(times)),
        exports=exports,
        imports=exports.transpose(1, 0, 2, 3) if imports is None else np.asarray(imports, dtype=np.float32),
        gdp=gdp,
        **further,
    )


@given(MATRICES, st.floats(1e-6, 1e6))
def test_another_currency_changes_no_index(flows, rate):
    for measure in (balassa, advantage, intensity, similarity, lambda values: herfindahl(values, axis=1)):
        np.testing.assert_allclose(measure(flows * rate), measure(flows), rtol=1e-6, atol=1e-9)


@given(STATED, arrays(np.float64, 4, elements=st.floats(0.1, 10)), arrays(np.float64, 5, elements=st.floats(0.1, 10)))
def test_no_country_is_advantaged_where_all_sell_the_same_mix(flows, sizes, mix):
    np.testing.assert_allclose(balassa(np.outer(sizes, mix)), 1)
    np.testing.assert_allclose(symmetric(balassa(np.outer(sizes, mix))), 0, atol=1e-12)


@given(MATRICES)
def test_advantages_weighted_by_the_world_s_shares_are_one(flows):
    found = np.nansum(balassa(flows) * shares(total(flows, axis=0), axis=0), axis=1)
    known = total(flows, axis=1) > 0
    np.testing.assert_allclose(found[known], 1)


@given(arrays(np.float64, st.tuples(st.just(2), st.integers(1, 5), st.integers(1, 6)), elements=VALUES))
def test_intra_industry_trade_is_the_same_from_both_sides(flows):
    exports, imports = flows
    np.testing.assert_array_equal(grubel_lloyd(exports, imports), grubel_lloyd(imports, exports))
    found = together(exports, imports, axis=1)
    np.testing.assert_array_equal(found, together(imports, exports, axis=1))
    assert ((found >= -1e-12) & (found <= 1 + 1e-12) | np.isnan(found)).all()


@given(MATRICES)
def test_concentration_lies_between_an_even_spread_and_all_in_one(flows):
    found, count = herfindahl(flows, axis=1), (~np.isnan(flows)).sum(axis=1)
    known = ~np.isnan(found)
    assert (found[known] <= 1 + 1e-12).all()
    assert (found[known] >= 1 / count[known] - 1e-12).all()
    between = normalised(flows, axis=1)
    assert ((between >= -1e-9) & (between <= 1 + 1e-9) | np.isnan(between)).all()
    assert np.isnan(between[count < 2]).all()


@given(MATRICES)
def test_similarity_is_mutual_and_one_with_itself(flows):
    found = similarity(flows)
    np.testing.assert_allclose(found, found.T)
    known = total(flows, axis=1) > 0
    np.testing.assert_allclose(np.diagonal(found)[known], 1)
    assert ((found >= 0) & (found <= 1 + 1e-12) | np.isnan(found)).all()


@given(STATED, STATED)
def test_complementarity_is_one_less_half_the_differences_of_shares(exports, imports):
    x, m = shares(exports, axis=1), shares(imports, axis=1)
    expected = 1 - np.abs(x[:, None] - m[None]).sum(axis=-1) / 2
    np.testing.assert_allclose(complementarity(exports, imports), expected, atol=1e-12)


def test_an_overlap_of_many_products_is_computed_in_parts_and_the_same(monkeypatch):
    chance = np.random.default_rng(0)
    left, right = chance.random((7, 30)), chance.random((5, 30))
    whole = overlap(left, right)
    monkeypatch.setattr("karvan.statistics.sums._AT_ONCE", 300)
    np.testing.assert_array_equal(overlap(left, right), whole)


@given(MATRICES)
def test_what_is_missing_stays_missing_and_what_is_zero_is_none_of_it(flows):
    found = balassa(flows)
    assert np.isnan(found[np.isnan(flows)]).all()
    known = (flows == 0) & (total(flows, axis=1) > 0)[:, None] & (total(flows, axis=0) > 0)[None]
    assert (found[known] == 0).all()


def test_a_row_without_a_statement_is_missing_and_a_row_of_zeros_is_zero():
    rows = np.array([[np.nan, np.nan], [0.0, 0.0], [np.nan, 2.0]])
    np.testing.assert_array_equal(total(rows, axis=1), [np.nan, 0.0, 2.0])
    # nobody has a share of nothing
    assert np.isnan(shares(rows, axis=1)[:2]).all()
    assert np.isnan(similarity(rows)[1]).all()


def test_growth_from_zero_or_from_what_is_missing_is_missing():
    np.testing.assert_array_equal(
        growth(np.array([0.0, 5.0, np.nan, 6.0, 3.0, 0.0]))[1:], [np.nan, np.nan, np.nan, -0.5, -1]
    )


@given(st.floats(1, 1e6), st.floats(-0.5, 2), st.integers(2, 12))
def test_compound_growth_finds_the_rate_that_was_put_in(start, rate, years):
    flows = start * (1 + rate) ** np.arange(years)
    np.testing.assert_allclose(compound(flows)[1:], rate, atol=1e-9)


def test_months_are_set_against_the_same_month_a_year_before():
    months = np.concatenate([np.arange(1.0, 13.0), 2 * np.arange(1.0, 13.0)])
    np.testing.assert_allclose(growth(months, lag=12)[12:], 1)
    np.testing.assert_allclose(compound(months, per_year=12)[12], 1)


def test_intensity_of_a_world_that_trades_by_size_is_one():
    sold, bought = np.array([1.0, 2.0, 5.0]), np.array([3.0, 1.0, 4.0])
    np.testing.assert_allclose(intensity(np.outer(sold, bought)), 1)


def test_vollrath_leaves_country_and_product_out_of_what_they_are_set_against():
    exports = np.array([[10.0, 30.0, 60.0], [40.0, 10.0, 50.0], [5.0, 5.0, 40.0]])
    by_hand = (10 / 90) / ((45 / 60) * (60 / (15 + 90)))
    assert advantage(exports)[0, 0] == pytest.approx(by_hand)


@given(st.floats(1, 1e9))
def test_what_one_country_alone_exports_is_compared_with_nothing(amount):
    alone = np.array([[amount, 1.1], [0.0, 3.3], [0.0, 0.7]])
    assert np.isnan(advantage(alone)[0, 0])


def test_openness_needs_all_three():
    found = openness(np.array([30.0, np.nan, 1.0]), np.array([20.0, 1.0, 1.0]), np.array([40.0, 1.0, 0.0]))
    np.testing.assert_array_equal(found, [1.25, np.nan, np.nan])


def test_a_ratio_to_zero_is_missing():
    np.testing.assert_array_equal(ratio(np.array([1.0, 0.0]), np.array([0.0, 0.0])), [np.nan, np.nan])


def test_every_index_has_a_page_with_formula_paper_and_example():
    for found in indices():
        assert found.sentence
        assert found.formula, found.name
        assert found.paper, found.name
        assert ">>> " in found.page, found.name


def test_the_list_of_indices_is_that_of_the_modules():
    from pathlib import Path

    from karvan.statistics import indices as room

    assert {path.stem for path in Path(room.__file__).parent.glob("[!_]*.py")} == set(INDICES)


def test_an_unknown_index_is_named_with_those_that_are():
    with pytest.raises(UsageError, match="no index `balasa`") as told:
        index("balasa")
    assert "balassa" in (told.value.hint or "")


def test_the_list_of_names_loads_no_numpy():
    import subprocess
    import sys

    code = "import sys; from karvan.statistics.indices import INDICES; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_index_makes_a_table_of_a_panel():
    chance = np.random.default_rng(3)
    flows = chance.lognormal(10, 2, (4, 4, 6, 5))
    gdp = np.full((4, 5), 1e7)
    whole = panel(flows, chance.lognormal(10, 2, (4, 4, 6, 5)), gdp=gdp)
    for found in indices():
        table = found.over(whole)
        assert len(table), found.name
        assert len({len(column) for column in table.columns.values()}) == 1


@pytest.mark.parametrize("name", sorted(WITHOUT_PAIRS))
def test_an_index_that_needs_no_pairs_is_the_same_without_them(name):
    chance = np.random.default_rng(5)
    sold, bought = chance.lognormal(10, 2, (2, 4, 4, 6, 2)).astype(np.float32)
    gdp = np.full((4, 2), 1e7)
    sums = (total(flows, axis=1)[:, None] for flows in (sold, bought))
    whole, alone = panel(sold, bought, gdp=gdp), panel(*sums, gdp=gdp, partners=("WLD",))
    found, other = index(name).over(whole), index(name).over(alone)
    assert len(found)
    for column, values in found.columns.items():
        if values.dtype.kind == "f":
            np.testing.assert_allclose(values, other[column], rtol=1e-4, atol=1e-5)
        else:
            np.testing.assert_array_equal(values, other[column])


def test_a_table_tells_the_number_of_a_pair():
    flows = np.full((2, 2, 1, 2), np.nan)
    flows[0, 1, 0] = [10.0, 15.0]
    table = index("growth").over(panel(flows, products=("",)))
    (row,) = table.where(reporter="AZE", partner="KAZ").to_dicts()
    assert row["period"] == "2021"
    assert row["exports_growth"] == pytest.approx(0.5)
    assert row["imports_growth"] is None


def test_shares_are_of_the_total_that_was_stated():
    flows = np.full((2, 2, 1, 1), np.nan)
    flows[0, 1] = 30.0
    world = np.array([[[40.0]], [[np.nan]]])
    table = index("shares").over(panel(flows, products=("",), world_exports=world))
    assert table.where(reporter="AZE", partner="KAZ").to_dicts()[0]["share_of_exports"] == pytest.approx(0.75)


def test_against_the_world_nothing_is_told_where_one_country_reports():
    flows = np.full((2, 2, 2, 2), np.nan)
    flows[0, 1] = 5.0
    with pytest.raises(UsageError, match="several reporters"):
        index("balassa").over(panel(flows))
    flows[1, 0, :, 1] = [3.0, 1.0]
    table = index("balassa").over(panel(flows))
    assert set(table["period"]) == {"2021"}
    assert set(table["reporters"]) == {2.0}


def test_what_a_panel_lacks_is_said():
    flows = np.ones((2, 2, 1, 1))
    for name, lacks in (("balassa", "by product"), ("openness", "gross domestic")):
        with pytest.raises(UsageError, match=lacks):
            index(name).over(panel(flows, products=("",)))
    with pytest.raises(UsageError, match="by partner"):
        index("intensity").over(panel(np.ones((2, 1, 1, 1)), np.ones((2, 1, 1, 1)), partners=("WLD",)))
