"""official and scale: figures against the statistics of both sides, and against what can be at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.checking.checks import official, scale
from karvan.checking.statements import statements
from karvan.nouns import Verdict

from .making import figure, reading
from .stating import Told, said

OWN = said("AZE", "TJK", exports={"2023": "5.0e6"}, imports={"2023": "1.1e6"}, level="reported by press")
MIRROR = said("TJK", "AZE", turnover={"2023": "7.5e6"}, level="reported by press", dataset="agency")


def found(check, facts, *figures, **more):
    return list(check.check(reading(*figures, **more), facts))


def test_the_side_of_the_text_agrees_and_the_mirror_stands_beside():
    one = found(official, Told(*OWN, *MIRROR), figure("f1", "6.1 million USD"))[0]
    assert one.verdict is Verdict.CONFIRMED
    assert "Azerbaijan" in one.why
    assert any("7.5 million" in evidence.text for evidence in one.evidence)
    assert all(evidence.source.address for evidence in one.evidence if evidence.source)


def test_only_the_partner_agrees_and_it_is_said_whose_figure_it_is():
    one = found(official, Told(*OWN, *MIRROR), figure("f1", "7.5 million USD"))[0]
    assert one.verdict is Verdict.CONFIRMED
    assert "partner's" in one.why
    assert "Tajikistan" in one.why


def test_between_the_sides_is_disputed_and_outside_doubtful():
    facts = Told(*OWN, *said("TJK", "AZE", turnover={"2023": "9.0e6"}))
    assert found(official, facts, figure("f1", "7.5 million USD"))[0].verdict is Verdict.DISPUTED
    assert found(official, facts, figure("f1", "11.9 million USD"))[0].verdict is Verdict.DOUBTFUL


def test_a_value_that_may_have_been_revised_is_left_open():
    assert found(official, Told(*OWN), figure("f1", "6.4 million USD")) == []


def test_million_for_billion_is_contradicted_and_mended():
    facts = Told(*said("AZE", "TJK", turnover={"2023-01/2023-03": "1.0e6"}, level="reported by press"))
    one = found(official, facts, figure("f1", "1.03 billion USD", period="2023-Q1"))[0]
    assert one.verdict is Verdict.CONTRADICTED
    assert one.suggest == {"f1": Decimal("1.03e6")}


def test_exports_are_held_against_the_partners_imports():
    facts = Told(*said("TJK", "AZE", imports={"2023": "5.31e6"}))
    one = found(official, facts, figure("f1", "5.3 million USD", "trade.exports"))[0]
    assert one.verdict is Verdict.CONFIRMED
    assert "partner's" in one.why


def test_a_balance_is_exports_less_imports():
    one = found(official, Told(*OWN), figure("f1", "3.9 million USD", "trade.balance"))[0]
    assert one.verdict is Verdict.CONFIRMED


def test_months_make_up_a_part_of_a_year():
    months = {f"2023-{month:02d}": "2e6" for month in range(1, 5)}
    facts = Told(*said("KAZ", "KGZ", exports=months))
    claim = figure("f1", "8.0 million USD", "trade.exports", period="2023-01/2023-04", reporter="KAZ", partner="KGZ")
    assert found(official, facts, claim)[0].verdict is Verdict.CONFIRMED
    longer = figure("f1", "8.0 million USD", "trade.exports", period="2023-01/2023-05", reporter="KAZ", partner="KGZ")
    assert found(official, facts, longer) == []


def test_any_edition_may_agree():
    facts = Told(
        *said("KAZ", "KGZ", exports={"2020": "552.1e6"}),
        *said("KAZ", "KGZ", exports={"2020": "570.0e6"}, note="superseded"),
    )
    claim = figure("f1", "570.0 million USD", "trade.exports", period="2020", reporter="KAZ", partner="KGZ")
    one = found(official, facts, claim)[0]
    assert one.verdict is Verdict.CONFIRMED
    assert any("older edition" in evidence.text for evidence in one.evidence)


def test_what_came_from_the_same_address_is_no_witness():
    rows = said("AZE", "TJK", turnover={"2023": "6.1e6"}, note="address=https://news.example/1")
    claim = figure("f1", "6.1 million USD")
    assert found(official, Told(*rows), claim, name="https://news.example/1") == []
    assert len(found(official, Told(*rows), claim, name="https://news.example/2")) == 1


def test_another_currency_is_compared_by_the_yearly_rate():
    economy = [
        *said("RUS", None, gdp={"2023": "2.0e12"}),
        *said("RUS", None, gdp_national={"2023": "170e12"}, unit="RUB"),
    ]
    facts = Told(*economy, *said("KAZ", "RUS", exports={"2023": "1.0e9"}))
    claim = figure("f1", "85.4 billion RUB", "trade.exports", reporter="KAZ", partner="RUS")
    one = found(official, facts, claim)[0]
    assert one.verdict is Verdict.CONFIRMED
    assert any("85 RUB a USD" in evidence.text for evidence in one.evidence)
    assert found(official, Told(*said("KAZ", "RUS", exports={"2023": "1.0e9"})), claim) == []  # no rate is known


def test_reconciled_values_confirm_and_alone_contradict_nothing():
    made = (
        *said("AZE", "TJK", exports={"2020": "7.6e6"}, level="reconciled", dataset="baci"),
        *said("TJK", "AZE", exports={"2020": "0.06e6"}, level="reconciled", dataset="baci"),
    )
    near = found(official, Told(*made), figure("f1", "7.66 million USD", period="2020"))[0]
    assert near.verdict is Verdict.CONFIRMED
    assert "both partners" in near.why
    assert found(official, Told(*made), figure("f1", "12 million USD", period="2020")) == []
    slip = found(official, Told(*made), figure("f1", "7.5 billion USD", period="2020"))[0]
    assert slip.verdict is Verdict.DOUBTFUL
    assert slip.suggest == {"f1": Decimal("7.5e6")}


@pytest.mark.parametrize("note", ["plan", "forecast", "goods and services", "per year"])
def test_what_customs_do_not_count_is_left_alone(note):
    assert found(official, Told(*OWN), figure("f1", "61 billion USD", note=note)) == []


def test_silence_is_no_confirmation():
    assert found(official, Told(), figure("f1", "6.1 million USD")) == []


@given(st.decimals(min_value=1, max_value=10**12, places=2))
def test_a_value_written_in_full_agrees_with_itself(value):
    facts = Told(*said("AZE", "TJK", turnover={"2023": str(value)}))
    claim = figure("f1", f"{value:f} USD")
    assert found(official, facts, claim)[0].verdict is Verdict.CONFIRMED
    assert all(one.ends[0] <= value <= one.ends[1] for one in statements(claim, facts))


# --- scale ------------------------------------------------------------------------------------------------------

ECONOMY = (
    *said("TJK", None, gdp={"2023": "12.0e9", "2022": "10.7e9"}),
    *said("AZE", None, gdp={"2023": "72.4e9", "2022": "78.8e9"}),
    *said("TJK", "WLD", exports={"2022": "2.1e9"}, imports={"2022": "5.2e9"}, level="reconciled"),
    *said("AZE", "TJK", exports={"2010": "30e6"}, imports={"2010": "1e6"}),
)  # fmt: skip


def test_more_than_a_quarter_of_the_smaller_product_is_doubtful():
    one = found(scale, Told(*ECONOMY), figure("f1", "1.4 billion USD", period="2023-01/2023-03"))[0]
    assert one.verdict is Verdict.DOUBTFUL
    assert "Tajikistan" in one.why
    assert "times the largest that the two ever reported (2010)" in one.why
    assert {evidence.source for evidence in one.evidence}


def test_what_is_possible_is_left_alone():
    assert found(scale, Told(*ECONOMY), figure("f1", "6.1 million USD")) == []


def test_more_than_all_the_trade_of_a_country_is_contradicted_in_its_year_and_doubtful_in_another():
    facts = Told(*ECONOMY)
    same = found(scale, facts, figure("f1", "7.5 billion USD", period="2022"))[0]
    assert same.verdict is Verdict.CONTRADICTED
    other = found(scale, facts, figure("f1", "9.5 billion USD", period="2023"))[0]
    assert other.verdict is Verdict.DOUBTFUL


def test_plans_have_no_scale():
    assert found(scale, Told(*ECONOMY), figure("f1", "9.5 billion USD", note="target")) == []
