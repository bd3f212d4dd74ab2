"""growth, multiple, share, sum: numbers that follow from each other."""

from __future__ import annotations

import pytest

from karvan.checking import check
from karvan.nouns import Finding, Reading, Verdict

from .making import ALONE, amount, exactly, figure, growth, multiple, reading, share, total


def verdicts(claims: Reading) -> dict[str, str]:
    return {finding.id: str(finding.verdict) for finding in check(claims, facts=ALONE).findings}


def only(claims: Reading, verdict: Verdict = Verdict.CONTRADICTED) -> Finding:
    [finding] = [finding for finding in check(claims, facts=ALONE).findings if finding.verdict is verdict]
    return finding


def rise(of: str, base: str, stated: str, hedge: str | None = None) -> Reading:
    return reading(
        figure("f1", of), figure("f2", base, period="2022"), growth("r1", "f1", "f2", stated, hedge=hedge),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("of", "base", "stated", "verdict"),
    [
        ("6.1 million USD", "5.9 million USD", "2.98 percent", "consistent"),  # 1.7 to 5.1 percent
        ("6.1 million USD", "5.9 million USD", "12 percent", "contradicted"),
        ("5.8 million USD", "7.5 million USD", "-20.8 percent", "doubtful"),  # -21.5 unless digits were cut off
        ("1.392 million t", "250,000 t", "5.5 fold", "consistent"),
        ("2.764 million t", "1.485 million t", "65 percent", "contradicted"),
        ("49.2 billion USD", "30.2 billion USD", "19 billion USD", "consistent"),
        ("49.2 billion USD", "30.2 billion USD", "29 billion USD", "contradicted"),
        ("23,723 TEU", "33,008 TEU", "-9,285 TEU", "consistent"),
    ],
)
def test_a_growth_is_judged_by_what_rounding_allows(of: str, base: str, stated: str, verdict: str) -> None:
    assert verdicts(rise(of, base, stated)) == {"growth-r1": verdict}


def test_the_computation_can_be_redone_by_hand() -> None:
    finding = only(rise("6.1 million USD", "5.9 million USD", "12 percent"))
    assert finding.computation == (
        "6.05 to 6.15 million USD against 5.85 to 5.95 million USD is +1.7 to +5.1 percent; the text says +12 percent"
    )
    assert finding.why == "6.1 million USD against 5.9 million USD is +1.7 to +5.1 percent, not 12 percent"
    assert [evidence.claim for evidence in finding.evidence] == ["f1", "f2", "r1"]


def test_five_times_more_may_be_six_times() -> None:
    assert verdicts(rise("6 million USD", "1.0 million USD", "5.0 fold")) == {"growth-r1": "doubtful"}
    assert verdicts(rise("7 million USD", "1.0 million USD", "5.0 fold")) == {"growth-r1": "contradicted"}


def test_a_base_that_can_be_zero_gives_no_verdict() -> None:
    claims = reading(
        figure("f1", "5 million USD"),
        figure("f2", exactly("-1", "1"), period="2022"),
        growth("r1", "f1", "f2", "40 percent"),
    )
    assert verdicts(claims) == {"growth-r1": "unverifiable"}


def test_numbers_beyond_arithmetic_give_no_verdict() -> None:
    huge, tiny = (amount("9.9 USD").times(amount("1 USD").value.scaleb(far)) for far in (999_990, -999_990))
    claims = reading(figure("f1", huge), figure("f2", tiny, period="2022"), growth("r1", "f1", "f2", "40 percent"))
    assert verdicts(claims) == {"growth-r1": "unverifiable"}


def test_a_growth_ties_only_the_same_thing() -> None:
    claims = reading(
        figure("f1", "5 million USD", "trade.exports"), figure("f2", "9 million USD", "trade.imports", period="2022"),
        growth("r1", "f1", "f2", "40 percent"),
    )  # fmt: skip
    assert verdicts(claims) == {}


def test_amount_and_percentage_of_one_change_must_agree() -> None:
    near = reading(
        figure("f1", "583.61 million USD"),
        growth("r1", "f1", None, "12.60 million USD"),
        growth("r2", "f1", None, "2.2 percent"),
    )
    assert verdicts(near) == {"growth-r1": "consistent"}
    far = reading(figure("f1", "312,600 t"), growth("r1", "f1", None, "60.5 t"), growth("r2", "f1", None, "75 percent"))
    finding = only(far)
    assert finding.relations == ("r1", "r2")
    assert finding.computation.endswith("is +0.02 percent; the text says +75 percent")
    assert finding.suggest is None


def test_two_changes_from_different_times_are_not_set_against_each_other() -> None:
    claims = reading(
        figure("f1", "312,600 t"),
        growth("r1", "f1", None, "60,500 t", period=None, base_period=None, span=None),
        growth("r2", "f1", None, "75 percent", span=None),
    )
    assert verdicts(claims) == {}


def test_a_share_follows_from_part_and_whole() -> None:
    part, whole = (
        figure("f1", "12.88 billion USD", "trade.imports", partner="WLD"),
        figure("f2", "49.2 billion USD", partner="WLD"),
    )
    assert verdicts(reading(part, whole, share("r1", "f1", "f2", "26.17 percent"))) == {"share-r1": "consistent"}
    assert verdicts(reading(part, whole, share("r1", "f1", "f2", "62.17 percent"))) == {"share-r1": "contradicted"}


def test_trade_with_one_country_is_no_share_of_that_with_another() -> None:
    russia, china = figure("f1", "18.9 billion USD", partner="RUS"), figure("f2", "21.7 billion USD", partner="CHN")
    assert verdicts(reading(russia, china, share("r1", "f1", "f2", "18.6 percent"))) == {}
    union = figure("f2", "21.7 billion USD", partner="CIS")
    assert verdicts(reading(russia, union, share("r1", "f1", "f2", "78.1 percent"))) == {"share-r1": "contradicted"}


def test_shares_of_exports_and_imports_make_the_whole() -> None:
    claims = reading(
        figure("f1", "30.2 billion USD", partner="WLD"), figure("f2", "10.409 billion USD", "trade.imports", partner="WLD"),
        share("r1", "exports in those months", "f1", "64.54 percent"), share("r2", "f2", "f1", "34.46 percent"),
    )  # fmt: skip
    finding = only(claims)
    assert finding.relations == ("r1", "r2")
    assert finding.suggest == {"r1": amount("65.54 percent").value}


def test_a_multiple_of_two_things() -> None:
    claims = reading(
        figure("f1", "3.4 billion USD", "investment", period=None), figure("f2", "279 USD", "investment", period=None),
        multiple("r1", "f1", "f2", "12 fold"),
    )  # fmt: skip
    finding = only(claims)
    assert finding.suggest == {"f2": 279_000_000}
    assert finding.slip == "unit_slip"
    assert finding.repair == "“279 USD” → 279 million USD (the word million was dropped)"


def test_a_sum_adds_up() -> None:
    turnover, sold = figure("f1", "7.5 million USD"), figure("f2", "7.3 million USD", "trade.exports")
    bought = figure("f3", "185,240 USD", "trade.imports")
    assert verdicts(reading(turnover, sold, bought, total("r1", "f1", "f2", "f3"))) == {"sum-r1": "consistent"}


def test_a_wrong_total_of_a_list_is_repaired() -> None:
    goods = [
        figure(name, quantity, "trade.exports", product=product)
        for name, quantity, product in (
            ("f1", "7.39 billion KES", "iron"),
            ("f2", "5 billion KES", "fuel"),
            ("f3", "14.39 billion KES", "iron, fuel"),
        )
    ]
    finding = only(reading(*goods, total("r1", "f3", "f1", "f2")))
    assert finding.suggest == {"f3": 12_390_000_000}


def test_parts_of_different_units_or_sources_are_not_added() -> None:
    claims = reading(
        figure("f1", "7.5 million USD", attribution="customs of A"),
        figure("f2", "9.3 million USD", "trade.exports", attribution="customs of B", note="B"),
        figure("f3", "1 million USD", "trade.imports"), total("r1", "f1", "f2", "f3"),
    )  # fmt: skip
    assert verdicts(claims) == {}
    units = [
        figure("f1", "7.5 million USD"),
        figure("f2", "9.3 million EUR", "trade.exports"),
        figure("f3", "1 million USD", "trade.imports"),
    ]
    assert verdicts(reading(*units, total("r1", "f1", "f2", "f3"))) == {}
