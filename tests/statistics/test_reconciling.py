"""Reconciliation: made-up worlds whose truth is known, and the world's reports of 2009 beside BACI."""

from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.nouns import DataError
from karvan.statistics.mirror import mirror
from karvan.statistics.reconciling import FEWEST, Reports, fit, of_holdings

from .small import store

SHARED = Path(__file__).parents[3] / "shared/data/statistics"
here = pytest.mark.skipif(
    not (SHARED / "trade_wits_2009_mirror.parquet").is_file(),
    reason="the reports of 2009 may be used and not passed on",
)


def world(seed: int, countries: int = 50) -> tuple[Reports, np.ndarray, np.ndarray, np.ndarray]:
    """Reports of reporters who count with errors of their own; the truth; and the size of these errors."""
    chance = np.random.default_rng(seed)
    as_exporter, as_importer = chance.uniform(0.02, 0.5, (2, countries))
    exporter, importer = np.nonzero(~np.eye(countries, dtype=bool))
    distance = chance.uniform(200, 15_000, exporter.size)
    truth = np.exp(chance.normal(16, 2, exporter.size))
    exported = truth * np.exp(chance.normal(0, as_exporter[exporter]))
    freight = 1.02 + 0.10 * distance / 15_000
    imported = truth * freight * np.exp(chance.normal(0, as_importer[importer]))
    names = tuple(f"C{place:02}" for place in range(countries))
    reports = Reports(names, exporter, importer, exported, imported, distance, np.zeros(exporter.size))
    return reports, truth, as_exporter, as_importer


def off(value: np.ndarray, truth: np.ndarray) -> float:
    return float(np.abs(np.log(value / truth)).mean())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_value_is_nearer_to_the_truth_than_either_statement_and_than_their_mean(seed):
    reports, truth, _, _ = world(seed)
    value, low, high = fit(reports).reconcile(reports)
    mean = (reports.exported + reports.imported / 1.07) / 2
    assert off(value, truth) < 0.9 * min(off(mean, truth), off(reports.exported, truth), off(reports.imported, truth))
    inside = float(((low <= truth) & (truth <= high)).mean())
    assert 0.82 < inside < 0.95


def test_who_counts_well_is_found_out():
    reports, _, as_exporter, as_importer = world(7)
    learnt = fit(reports)
    for found, made in ((learnt.as_exporter, as_exporter), (learnt.as_importer, as_importer)):
        assert np.corrcoef(np.sqrt(found), made)[0, 1] > 0.9


def test_freight_grows_with_distance_and_is_found_within_three_percent():
    reports, *_ = world(5)
    far = np.array([1_000.0, 8_000.0, 14_000.0])
    margin = fit(reports).margin(far, np.zeros(3))
    assert np.abs(margin / (1.02 + 0.10 * far / 15_000) - 1).max() < 0.05
    assert margin[0] < margin[2]


@given(st.integers(0, 10**6), st.floats(0.001, 1000))
@settings(max_examples=15)
def test_a_value_lies_between_both_at_the_border_and_scales_with_them(seed, factor):
    reports, *_ = world(seed, countries=12)
    learnt = fit(reports)
    value, low, high = learnt.reconcile(reports)
    free = reports.imported / learnt.margin(reports.distance, reports.contiguous)
    least, most = np.minimum(reports.exported, free), np.maximum(reports.exported, free)
    assert ((least * 0.999999 <= value) & (value <= most * 1.000001)).all()
    assert ((low < value) & (value < high)).all()
    scaled = learnt.reconcile(reports._replace(exported=reports.exported * factor, imported=reports.imported * factor))
    assert np.allclose(scaled[0], value * factor)


def test_nothing_can_be_learnt_of_zero():
    reports, *_ = world(1, countries=5)
    with pytest.raises(DataError, match="not above zero"):
        fit(reports._replace(exported=reports.exported * 0))


def test_what_is_fetched_is_fitted_and_shown_with_its_band(tmp_path):
    codes = "AZE TJK KAZ KGZ UZB TKM GEO ARM TUR RUS CHN DEU FRA ITA USA JPN".split()
    chance = np.random.default_rng(4)
    rows = []
    for one in codes:
        for other in codes:
            if one != other:
                value = float(np.exp(chance.normal(18, 1)))
                rows.append((one, other, "exports", "2022", round(value)))
                rows.append((other, one, "imports", "2022", round(value * 1.08 * float(np.exp(chance.normal(0, 0.1))))))
    held = store(tmp_path, comtrade=rows)
    learnt = of_holdings(held)
    assert learnt is not None
    assert learnt.fit.flows >= FEWEST
    made = mirror("AZE", "TJK", holdings=held).flows[0]
    assert made.reconciled.by == "fitted"
    assert made.reconciled.low < made.reconciled.value < made.reconciled.high
    assert made.exported.value != made.imported.value  # both originals stay


def test_too_few_flows_are_not_fitted(tmp_path):
    held = store(tmp_path, office=[("KAZ", "KGZ", "exports", "2022", 10**6), ("KGZ", "KAZ", "imports", "2022", 10**6)])
    assert of_holdings(held) is None


@pytest.fixture(scope="module")
def reports_2009() -> tuple[Reports, np.ndarray]:
    rows = duckdb.sql(f"""
        with stated as (select *, value_kusd * 1000 as value from '{SHARED}/trade_wits_2009_mirror.parquet' where value_kusd >= 10)
        select x.reporter, x.partner, x.value, m.value, dist, contig, baci.value_kusd * 1000
        from stated x join stated m on x.reporter = m.partner and x.partner = m.reporter and x.flow = 'export' and m.flow = 'import'
        join '{SHARED}/cepii_geodist.parquet' g on (g.exporter, g.importer) = (x.reporter, x.partner)
        left join '{SHARED}/trade_baci_totals_2000_2020.parquet' baci
          on (baci.exporter, baci.importer, baci.year) = (x.reporter, x.partner, 2009)
        order by all
    """).fetchall()  # fmt: skip
    names = tuple(sorted({code for row in rows for code in row[:2]}))
    places = {code: place for place, code in enumerate(names)}
    numbers = np.array([[np.nan if cell is None else cell for cell in row[2:]] for row in rows], float)
    side = [np.array([places[row[place]] for row in rows]) for place in (0, 1)]
    return Reports(names, *side, *numbers.T[:4]), numbers[:, 4]


@here
def test_the_world_s_reports_of_2009(reports_2009):
    reports, _ = reports_2009
    assert len(reports.exported) > 12_000
    learnt = fit(reports)
    near, mid, far = learnt.margin(np.array([300.0, 3_000.0, 15_000.0]), np.zeros(3))
    assert 1 <= near < mid < far < 1.3
    # entrepots count what passes through under other countries than their partners do
    part = dict(zip(reports.countries, learnt.as_exporter, strict=True))
    assert max(part["DEU"], part["FRA"], part["ITA"], part["USA"]) < part["HKG"] / 5
    assert part["ARE"] > np.quantile(learnt.as_exporter, 0.95)


@here
def test_the_value_of_2009_goes_with_baci_s_better_than_either_statement_does(reports_2009):
    reports, baci = reports_2009
    value, *_ = fit(reports).reconcile(reports)
    known = baci > 0
    near = {
        name: np.corrcoef(np.log(each[known]), np.log(baci[known]))[0, 1]
        for name, each in (("value", value), ("exported", reports.exported), ("imported", reports.imported))
    }
    assert near["value"] > 0.975
    assert near["value"] > max(near["exported"], near["imported"])
