"""Both partners' statements side by side: what is stated, what is not, and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import Observation, Period, Source
from karvan.statistics.holdings import Holdings, shipped
from karvan.statistics.mirror import enclosed, equal, evenly, mirror, parts_of_years
from karvan.statistics.sides import Flow
from karvan.statistics.statement import Statement

from .small import store

SNAPSHOT = Holdings(shipped())
AMOUNTS = st.decimals(min_value=1, max_value=10**12, places=2)


def observation(value, reporter="AZE", **further) -> Observation:
    known = {
        "indicator": "trade.exports",
        "reporter": reporter,
        "partner": "TJK",
        "period": Period("2023"),
        "unit": "USD",
    }
    known |= {"dataset": "office", "source": Source(title="Office")}
    return Observation(**(known | {"value": Decimal(value)} | further))


def said(value, **further) -> Statement:
    return Statement(said=observation(value, **further))


def flow(exported: Statement, imported: Statement) -> Flow:
    return Flow(exporter="AZE", importer="TJK", period=Period("2023"), exported=exported, imported=imported)


def test_gap_share_ratio_and_asymmetry_by_hand():
    made = flow(said(100), said(110))
    assert made.gap == 10
    assert made.share == pytest.approx(0.10)
    assert made.ratio == pytest.approx(1.10)
    assert made.asymmetry == pytest.approx(10 / 210)
    assert made.freight == pytest.approx(0.6)  # of the gap of 10 freight usually makes 6


def test_nothing_is_computed_of_one_side_or_of_two_units():
    for made in (flow(said(100), Statement(absence="not reported")), flow(said(100), said(110, unit="EUR"))):
        assert (made.gap, made.share, made.ratio, made.asymmetry, made.freight) == (None,) * 5
    nothing = flow(said(0), said(0))
    assert (nothing.gap, nothing.share, nothing.asymmetry) == (0, None, None)


@given(AMOUNTS, AMOUNTS)
def test_the_index_of_asymmetry_is_the_same_from_either_side(one, other):
    here, there = flow(said(one), said(other)), flow(said(other), said(one))
    assert here.asymmetry == there.asymmetry
    assert 0 <= here.asymmetry < 1
    assert here.gap == -there.gap


@given(AMOUNTS, AMOUNTS)
def test_an_even_value_lies_between_both_at_the_border(one, other):
    made = evenly(said(one), said(other, valuation="cif"))
    assert made.low <= made.value + 1
    assert made.value - 1 <= made.high
    assert made.low == min(one, Decimal(round(other / Decimal("1.06"))))


def test_imports_that_are_stated_free_on_board_keep_their_value():
    assert evenly(said(100), said(106, valuation="cif")).value == 100
    assert evenly(said(100), said(106, valuation="fob")).value == 103


def test_a_reconciled_value_is_enclosed_with_both_statements():
    middle = observation(90, level="reconciled")
    made = enclosed(middle, said(100), said(106))
    assert (made.value, made.low, made.high, made.by) == (90, 90, 100, "BACI")
    alone = enclosed(middle, said(100), Statement())
    assert (alone.low, alone.high) == (None, None)


def test_two_counts_that_agree_to_the_last_digit_are_named():
    assert equal(said("624088498.89"), said("624088498.89")) == "one is a copy of the other"
    assert equal(said("624088498.89"), said("624088498.90")) is None
    assert equal(said("6.1e6"), said("6.1e6")) is None  # two rounded numbers may well meet
    merged = observation("624088000", level="reconciled")
    assert equal(said("624088498"), said("624088498"), merged) == "both are the reconciled value"


def test_kazakhstan_and_kyrgyzstan_in_full():
    made = mirror("KAZ", "KGZ", first=2018, last=2023, holdings=SNAPSHOT)
    sent, got = made.of("KAZ"), made.of("KGZ")
    assert [round(each.exported.value / 10**6, 1) for each in sent] == pytest.approx(
        [Decimal(text) for text in ("656.9", "624.1", "581.0", "674.8", "793.0", "1147.2")]
    )
    assert [round(each.imported.value / 10**6, 1) for each in sent] == pytest.approx(
        [Decimal(text) for text in ("602.7", "649.4", "523.6", "661.8", "770.2", "862.2")]
    )
    assert got[5].ratio == pytest.approx(540.9594 / 449.0093, rel=1e-6)
    assert [each.reconciled.by for each in sent] == ["BACI"] * 3 + ["even weights"] * 3
    assert all(each.exported.said.level == each.imported.said.level == "reported" for each in made.flows)
    assert made.observed.missing == ()


@pytest.mark.parametrize(("one", "other"), [("ARM", "KAZ"), ("ARM", "KGZ")])
def test_armenia_is_stated_by_both(one, other):
    made = mirror(one, other, first=2018, last=2022, holdings=SNAPSHOT)
    assert len(made.flows) == 10
    assert all(each.gap is not None for each in made.flows)
    assert any("consignment" in (row.note or "") for row in made.of(other)[0].imported.besides)


def test_turnover_of_azerbaijan_and_tajikistan_by_both():
    made = mirror("AZE", "TJK", first=2022, holdings=SNAPSHOT)
    by = {each.period.text: each for each in made.turnovers}
    assert by["2023"].first.value == Decimal("6.1e6")
    assert by["2023"].second.value == Decimal("7.5e6")
    assert by["2023"].share == pytest.approx(1.4 / 6.1)
    values = {by["2022"].first.value, *(row.value for row in by["2022"].first.besides)}
    assert values >= {Decimal("5.8e6"), Decimal("5.9e6")}
    assert by["2023"].first.said.level == "reported by press"
    told = " ".join(made.observed.missing)
    assert "fetch comtrade --reporter TJK --partner AZE --period 2022/2023" in told
    assert len(parts_of_years(made)) >= 5


def test_baci_is_never_a_partner_s_statement():
    made = mirror("AZE", "TJK", first=2015, last=2016, holdings=SNAPSHOT)
    assert all(each.exported.said is None and each.imported.said is None for each in made.flows)
    assert {each.exported.absence for each in made.flows} == {"not in the snapshot"}
    assert made.of("AZE")[0].reconciled.by == "BACI"


def test_why_a_value_is_not_there(tmp_path):
    held = store(
        tmp_path,
        office=[
            ("KAZ", "KGZ", "exports", "2021", 100),
            ("KAZ", "KGZ", "exports", "2022", 0),
            ("KAZ", "CHN", "exports", "2023", 5),
        ],
    )
    sent = mirror("KAZ", "KGZ", first=2020, last=2024, holdings=held).of("KAZ")
    shown = {each.period.text: each.exported.shown for each in sent}
    assert shown == {
        "2020": "not in the snapshot",
        "2021": "100",
        "2022": "zero",
        "2023": "not reported",
        "2024": "not yet published",
    }


def test_a_revision_stands_beside_what_it_replaced(tmp_path):
    held = store(
        tmp_path,
        office=[
            ("KAZ", "KGZ", "exports", "2022", 100),
            ("KAZ", "KGZ", "exports", "2022", 97, {"note": "superseded"}),
        ],
    )
    (each, _) = mirror("KAZ", "KGZ", holdings=held).flows
    assert each.exported.value == 100
    assert [row.value for row in each.exported.earlier] == [97]
    assert each.exported.revised


def test_twelve_months_are_a_year_and_eleven_are_none(tmp_path):
    months = [("ARM", "KAZ", "exports", f"2021-{month:02}", month) for month in range(1, 13)]
    months += [("ARM", "KAZ", "exports", f"2022-{month:02}", month) for month in range(1, 12)]
    sent = mirror("ARM", "KAZ", first=2021, last=2022, holdings=store(tmp_path, office=months)).of("ARM")
    assert sent[0].exported.value == 78
    assert sent[0].exported.said.note == "sum of 12 months"
    assert sent[1].exported.said is None


def test_turnover_is_added_up_where_both_flows_are_stated(tmp_path):
    held = store(
        tmp_path,
        office=[
            ("KAZ", "KGZ", "exports", "2022", 100),
            ("KAZ", "KGZ", "imports", "2022", 40),
            ("KGZ", "KAZ", "exports", "2022", 38),
        ],
    )
    (each,) = mirror("KAZ", "KGZ", holdings=held).turnovers
    assert each.first.value == 140
    assert each.first.said.note == "sum of exports and imports"
    assert each.second.said is None


def test_the_codes_of_a_heading_are_added_up_and_named(tmp_path):
    held = store(
        tmp_path,
        codes=[
            ("AZE", "TJK", "exports", "2022", 3, {"product": "760110"}),
            ("AZE", "TJK", "exports", "2022", 2, {"product": "760120"}),
            ("AZE", "TJK", "exports", "2022", 9, {"product": "760110", "unit": "t"}),
        ],
    )
    made = mirror("AZE", "TJK", product="7601", holdings=held)
    assert made.of("AZE")[0].exported.value == 5
    assert made.parts == ("760110", "760120")
    part = mirror("TJK", "AZE", product="7601", holdings=SNAPSHOT)
    assert part.parts == ("760110",)


def test_an_estimate_is_not_a_statement(tmp_path):
    held = store(tmp_path, office=[("TJK", "AZE", "exports", "2022", 7, {"level": "estimate"})])
    made = mirror("TJK", "AZE", first=2022, last=2022, holdings=held)
    assert all(each.exported.said is None for each in made.flows)
