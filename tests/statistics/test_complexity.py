"""Complexity and relatedness against what others computed, and against the method that they are the limit of."""

from __future__ import annotations

import importlib
import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from karvan.statistics.indices.balassa import balassa
from karvan.statistics.indices.complexity import complexity, present, reflections
from karvan.statistics.indices.relatedness import density, proximity, relatedness

# Presence of 30 products (HS92, four digits) in ten countries' exports of 1995, and what the Stata package `ecomplexity`
# made of them: the example that the Python package of that name is tested with (cid-harvard/py-ecomplexity,
# tests/fixtures, MIT licence). Presence is the result of a comparison, so that no value of trade stands here.
EXAMPLE = """
aut 000100011000110111001101101010  1.073207217992253
blx 111111100110001101011110000000 -0.3159764634559932
che 110101011011010010000111101010  1.06773721349865
deu 000001110110110110010001011110  1.200861157616729
dnk 101110000001101000000011000101 -0.9777046345252988
esp 100110100110110100111011110000  0.0180390442936879
gbr 111101111011100011101001011110  0.5359206138129307
ita 000000001000001110100000110101 -0.421184002398617
pol 100010000000001001101000000001 -2.170709342895322
svn 000001001110011000101110111001 -0.0101908039390183
"""
PRODUCTS = """
-1.470491886427003 0.9898334389413032 -1.28829614655021 0.3359789984244054 -3.323137535581785 1.211838680172189
0.7575610835667231 2.794806326517154 1.056227717927282 0.3013836399410316 0.9458555639215322 0.2528276298920076
0.7921553064524651 1.794091102846822 -3.047699996853477 0.5947683743763661 1.865519843983964 -1.177374641095858
-1.81300391183786 0.5613061109624367 -0.928657059139727 1.071585041866113 -0.590077081819932 1.180674892441301
0.7101505141850155 0.4400665963872156 2.140168306589086 -0.1620847904245116 2.794806326517154 -3.434600369331548
"""
DENSITY = {
    ("aut", 0): 0.4625,
    ("aut", 1): 0.483619344773791,
    ("ita", 29): 0.4595185995623632,
    ("gbr", 7): 0.7950065703022339,
}
PRESENCES = arrays(np.bool_, st.tuples(st.integers(3, 8), st.integers(3, 9)), elements=st.booleans())


def example():
    rows = [line.split() for line in EXAMPLE.split("\n") if line]
    matrix = np.array([[bit == "1" for bit in row[1]] for row in rows])
    return [row[0] for row in rows], matrix, np.array([float(row[2]) for row in rows])


def test_the_example_has_the_complexity_that_stata_finds():
    _, matrix, stated = example()
    found = complexity(matrix)
    # that package divides by the deviation of all 300 rows as of a sample, less one
    same = np.sqrt(299 / 300)
    np.testing.assert_allclose(found.eci * same, stated, rtol=1e-6)
    np.testing.assert_allclose(found.pci * same, np.array(PRODUCTS.split(), dtype=float), rtol=1e-6)
    assert found.diversity.tolist() == [14, 16, 16, 15, 11, 16, 20, 9, 7, 14]


def test_the_example_has_the_density_that_stata_finds():
    countries, matrix, _ = example()
    near = proximity(matrix)
    found, whole = density(matrix, near), near.sum(axis=1)
    # that package leaves the product itself out of what is near to it, the one in Python does not
    without = (found * whole - matrix) / (whole - 1)
    for (country, product), stated in DENSITY.items():
        assert without[countries.index(country), product] == pytest.approx(stated, rel=1e-8)


@pytest.mark.parametrize(("countries", "products", "years"), [(10, 30, 2), (40, 20, 2), (60, 97, 1)])
def test_random_trade_has_the_complexity_that_ecomplexity_finds(countries, products, years):
    pd = pytest.importorskip("pandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            other = importlib.import_module("ecomplexity").ecomplexity
        except ImportError:
            pytest.skip("ecomplexity is installed with the group `peers` only")
    chance = np.random.default_rng(countries)
    shape = (countries, products, years)
    exports = chance.lognormal(10, 2.5, shape) * (chance.random(shape) < 0.8)
    where, what, when = (axis.ravel() for axis in np.indices(shape))
    frame = pd.DataFrame({"year": when, "country": where, "product": what, "exports": exports.ravel()})
    columns = {"time": "year", "loc": "country", "prod": "product", "val": "exports"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = other(frame, columns, check_logsupermodularity=False, verbose=False)
    told = told.sort_values(["country", "product", "year"])
    advantage = balassa(exports)
    presence = present(advantage)
    found = complexity(presence)
    near = relatedness(presence, found)
    ours = {
        "rca": advantage,
        "mcp": presence,
        "eci": np.broadcast_to(found.eci[:, None], shape),
        "pci": np.broadcast_to(found.pci[None], shape),
        "density": near.density,
        "coi": np.broadcast_to(near.outlook[:, None], shape),
        "cog": near.gain,
    }
    for name, values in ours.items():
        np.testing.assert_allclose(told[name].to_numpy().reshape(shape), values, rtol=1e-8, atol=1e-9, err_msg=name)


def test_reflections_tend_to_complexity():
    _, matrix, _ = example()
    for steps, apart in ((18, 0.1), (30, 0.02), (40, 0.005)):  # each two steps, what sets them apart is halved
        countries, _ = reflections(matrix, steps)
        standard = (countries - countries.mean()) / countries.std()
        assert np.abs(standard - complexity(matrix).eci).max() < apart


@given(PRESENCES)
def test_a_country_is_as_complex_as_its_products_are_on_average(presence):
    found = complexity(presence)
    assume(not np.isnan(found.eci).all())
    for country, value in enumerate(found.eci):
        if not np.isnan(value):
            assert value == pytest.approx(found.pci[presence[country]].mean(), abs=1e-6)
    assert np.nanmean(found.eci) == pytest.approx(0, abs=1e-9)
    assert np.nanstd(found.eci) == pytest.approx(1)


@given(PRESENCES, st.randoms())
def test_the_order_of_rows_changes_no_complexity(presence, chance):
    order = chance.sample(range(len(presence)), len(presence))
    found, moved = complexity(presence), complexity(presence[order])
    turned = np.nansum(found.eci[order] * moved.eci)
    # where diversity and complexity have nothing to do with each other, the sign is free
    np.testing.assert_allclose(moved.eci, found.eci[order] * (1 if turned >= 0 else -1), atol=1e-6)


def test_who_has_no_advantage_has_no_complexity_and_leaves_that_of_others_alone():
    _, matrix, _ = example()
    longer = np.vstack([matrix, np.zeros(30, dtype=bool)])
    found = complexity(longer)
    assert np.isnan(found.eci[-1])
    np.testing.assert_allclose(found.eci[:-1], complexity(matrix).eci)
    assert found.diversity[-1] == 0


def test_two_groups_without_a_common_product_have_no_order():
    apart = np.kron(np.eye(2, dtype=bool), np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]], dtype=bool))
    assert np.isnan(complexity(apart).eci).all()


def test_nobody_at_all_has_no_complexity():
    assert np.isnan(complexity(np.zeros((3, 4), dtype=bool)).eci).all()
    assert np.isnan(complexity(np.ones((3, 4), dtype=bool)).eci).all()


@given(PRESENCES)
def test_nearness_is_mutual_and_density_a_part_of_one(presence):
    near = proximity(presence)
    np.testing.assert_array_equal(near, near.T)
    found = density(presence, near)
    assert ((found >= 0) & (found <= 1 + 1e-12) | np.isnan(found)).all()


def test_every_period_is_taken_for_itself():
    _, matrix, _ = example()
    both = np.stack([matrix, matrix[::-1]], axis=-1)
    found = complexity(both)
    np.testing.assert_allclose(found.eci[:, 0], found.eci[::-1, 1])
    assert relatedness(both, found).density.shape == both.shape
