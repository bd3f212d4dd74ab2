"""Trust: what does not fit is a contradiction only where the text ties it firmly, or where a slip of the pen shows."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.checking import check, explain
from karvan.nouns import AnyRelation, Event, Figure, Reading, Span

from .making import ALONE, figure, growth, multiple, reading, share, total

CANADA = (
    "Exports stood at 67.0 billion CAD in September, against 65.3 billion CAD in August. Energy contributed "
    "16.9 billion CAD.\nDemand for crude oil held firm all summer. Its exports rose 13.7 percent."
)


def placed(text: str, *claims: Figure | AnyRelation | Event, **more: object) -> Reading:
    """Claims at the places where their texts stand, each behind the one before of its kind."""
    after = {"f": 0, "r": 0}
    found = []
    for claim in claims:
        if not claim.text:
            found.append(claim)
            continue
        start = text.index(claim.text, after[claim.id[0]])
        after[claim.id[0]] = start + 1
        found.append(msgspec.structs.replace(claim, span=Span(start, start + len(claim.text))))
    return reading(*found, text=text, **more)


def grave(claims: Reading) -> dict[str, str]:
    found = check(claims, facts=ALONE).findings
    return {f.id: str(f.verdict) for f in found if f.verdict not in ("consistent", "unverifiable")}


def unsure(claim: AnyRelation) -> AnyRelation:
    return msgspec.structs.replace(claim, sure=False)


def canada(energy: str, text: str = CANADA) -> Reading:
    trade = {"indicator": "trade.exports", "reporter": "CAN", "partner": "WLD", "inferred": ("indicator", "parties")}
    return placed(
        text.replace("16.9 billion CAD", energy),
        figure("f1", "65.3 billion CAD", **trade | {"period": "2023-08"}), figure("f2", energy, **trade | {"period": "2023-09"}),
        unsure(growth("r1", "f2", "f1", "13.7 percent")),
    )  # fmt: skip


def test_a_growth_tied_across_the_text_says_nothing_where_it_does_not_fit() -> None:
    [finding] = [f for f in check(canada("16.9 billion CAD"), facts=ALONE).findings if f.check == "growth"]
    assert str(finding.verdict) == "unverifiable"
    assert finding.why.endswith("but the text may not mean these two together")


def test_a_scale_word_that_mends_it_to_the_last_digit_tells_even_so() -> None:
    assert grave(canada("74.2 million CAD")) == {"growth-r1": "contradicted"}


def test_beside_each_other_the_same_numbers_contradict() -> None:
    text = "Its exports rose 1.7 percent to 67.0 billion CAD, from 65.3 billion CAD."
    trade = {"indicator": "trade.exports", "reporter": "CAN", "partner": "WLD"}
    claims = [
        figure("f1", "67.0 billion CAD", **trade), figure("f2", "65.3 billion CAD", period="2022", **trade),
        growth("r1", "f1", "f2", "1.7 percent"),
    ]  # fmt: skip
    assert grave(placed(text, *claims)) == {"growth-r1": "contradicted"}


def test_two_amounts_with_a_third_between_them_are_not_beside_each_other() -> None:
    text = "It rose from 5.31 billion USD to 9.54 billion USD, and by a further 41 percent to 10.57 billion USD."
    told = growth("r1", "f3", "f1", "41 percent")
    figures = [
        figure("f1", "5.31 billion USD", period="2020"), figure("f2", "9.54 billion USD", period="2021"),
        figure("f3", "10.57 billion USD", period="2022"),
    ]  # fmt: skip
    assert grave(placed(text, *figures, told)) == {}


def test_what_stands_in_brackets_is_not_between() -> None:
    text = "It sold for 5,528.5 million INR (5,374 million INR before) and bought for 3,205.2 million INR, a ratio of 2.7 fold."
    figures = [
        figure("f1", "5,528.5 million INR"), figure("f2", "5,374 million INR", period="2022"),
        figure("f3", "3,205.2 million INR", "trade.imports"), multiple("r1", "f1", "f3", "2.7 fold"),
    ]  # fmt: skip
    assert grave(placed(text, *figures)) == {"multiple-r1": "contradicted"}


@pytest.mark.parametrize(("last", "verdict"), [("46.2 billion AED", {}), ("1.2 billion AED", {"sum-r1": "doubtful"})])
def test_a_sum_that_leaves_a_part_out_is_none(last: str, verdict: dict[str, str]) -> None:
    text = f"Trade came to 378 billion AED: 204.3 billion AED in imports, 127.5 billion AED in exports, {last} in re-exports."
    trade = [
        figure("f1", "378 billion AED"), figure("f2", "204.3 billion AED", "trade.imports"),
        figure("f3", "127.5 billion AED", "trade.exports"), figure("f4", last, "trade.exports", product="re-exports"),
        unsure(total("r1", "f1", "f2", "f3")),
    ]  # fmt: skip
    assert grave(placed(text, *trade)) == verdict


def test_parts_that_make_up_another_whole_are_not_summed_again() -> None:
    text = "Trade was 46.5 billion USD: 22.6 billion USD and 23.9 billion USD. By its own count it was 54 billion USD."
    trade = [
        figure("f1", "46.5 billion USD"), figure("f2", "22.6 billion USD", "trade.exports"),
        figure("f3", "23.9 billion USD", "trade.imports"), figure("f4", "54 billion USD", reporter="TJK", partner="AZE"),
        unsure(total("r1", "f1", "f2", "f3")), unsure(total("r2", "f4", "f2", "f3")),
    ]  # fmt: skip
    assert "sum-r2" not in grave(placed(text, *trade))


TURKEY = "Exports of Turkey to Georgia were 591.9 million USD from January to June. In June Turkey sold for 13.4 billion USD."


def test_a_part_is_not_set_against_a_whole_whose_sentence_names_one_party_alone() -> None:
    half = figure("f1", "591.9 million USD", "trade.exports", reporter="TUR", partner="GEO", period="2020-01/2020-06")
    june = figure("f2", "13.4 billion USD", "trade.exports", reporter="TUR", partner="GEO", period="2020-06")
    assert grave(placed(TURKEY, half, june)) == {}
    both = TURKEY.replace("Turkey sold", "Turkey sold to Georgia").replace("13.4", "93.4")
    june = figure("f2", "93.4 billion USD", "trade.exports", reporter="TUR", partner="GEO", period="2020-06")
    assert grave(placed(both, half, june)) == {"nesting-f2": "contradicted"}


def test_a_thousandfold_of_a_quarter_has_to_look_like_a_quarter() -> None:
    year = figure("f1", "6.1 million USD")
    assert grave(reading(year, figure("f2", "1.03 billion USD", period="2023-Q1"))) == {"nesting-f2": "contradicted"}
    assert grave(reading(year, figure("f2", "75 million USD", period="2023-Q1"))) == {"nesting-f2": "doubtful"}


def test_one_slip_that_mends_two_loose_ties_is_no_chance() -> None:
    loose = [unsure(share("r1", "f1", "f2", "25.2 percent")), unsure(share("r2", "f3", "f2", "11.0 percent"))]
    figures = [
        figure("f2", "37.0 billion CAD", partner="WLD"), figure("f1", "16.9 billion CAD", "trade.exports"),
        figure("f3", "7.4 billion CAD", "trade.imports"),
    ]  # fmt: skip
    text = "It was 37.0 billion CAD. It sold for 16.9 billion CAD. It bought for 7.4 billion CAD.\n25.2 percent. 11.0 percent."
    both, one = placed(text, *figures, *loose), placed(text, *figures, loose[0])
    assert set(grave(both).values()) == {"contradicted"}  # both fit 67.0
    assert grave(one) == {}


def test_a_headline_may_leave_out_the_rest_if_the_digits_are_the_same() -> None:
    text = "Tajikistan sends 1.5 million kWh abroad\nBreshna is to receive 1.5 billion kWh this year."
    power = {"indicator": "trade.exports", "product": "electricity"}
    claims = [
        figure("f1", "1.5 million kWh", reporter="TJK", partner=None, period=None, **power),
        figure("f2", "1.5 billion kWh", reporter="TJK", partner="AFG", note="plan", **power),
    ]
    headline = Span(0, text.index("\n"))
    [finding] = check(placed(text, *claims, headline=headline), facts=ALONE).findings
    assert (finding.id, str(finding.verdict), finding.suggest) == ("conflict-f1", "contradicted", {"f1": 1_500_000_000})
    repeated = [*claims, figure("f3", "1.5 million kWh", reporter="TJK", partner="UZB", period="2021", **power)]
    assert grave(placed(f"{text} It was 1.5 million kWh.", *repeated, headline=headline)) == {}


def test_amounts_in_two_currencies_have_one_rate() -> None:
    text = "Last year it was {} million rubles ({} billion dollars), then 470 billion rubles (4.7 billion dollars)."

    def told(rubles: str, dollars: str) -> Reading:
        return placed(
            text.format(rubles, dollars),
            figure("f1", f"{rubles} million RUB", text=f"{rubles} million rubles", period="2022"),
            figure("f2", f"{dollars} billion USD", text=f"{dollars} billion dollars", period="2022"),
            figure("f3", "470 billion RUB", text="470 billion rubles", period="2021"),
            figure("f4", "4.7 billion USD", text="4.7 billion dollars", period="2021"),
        )

    assert grave(told("612", "6.1")) == {"conflict-f1": "contradicted"}
    assert grave(told("612,000", "6.1")) == {}
    assert grave(told("612", "9.9")) == {}  # no scale word makes a rate of that


def test_what_goes_back_to_a_figure_has_its_number() -> None:
    text = "Firms put 4.5 billion USD into the country. Most of these 5.4 billion USD went into oil."
    put = {"indicator": "investment", "period": None}
    left_out = ("indicator", "parties", "period")
    claims = [figure("f1", "4.5 billion USD", **put), figure("f2", "5.4 billion USD", inferred=left_out, **put)]
    [finding] = check(placed(text, *claims), facts=ALONE).findings
    assert (str(finding.verdict), finding.suggest) == ("contradicted", {"f2": 4_500_000_000})
    other = figure("f2", "7.9 billion USD", inferred=left_out, **put)
    assert grave(placed(text.replace("5.4", "7.9"), claims[0], other)) == {}


def test_coal_does_not_come_from_where_it_is_sold_to() -> None:
    sold = figure("f1", "66.7 million t", "trade.exports", reporter="MNG", partner="CHN", product="coal")
    moved = figure("f2", "36.5 million t", "freight", reporter="CHN", partner="MNG", product="coal")
    assert grave(reading(sold, moved)) == {"direction-f2": "contradicted"}
    goods = [msgspec.structs.replace(one, product="goods", route="China-Laos Railway") for one in (sold, moved)]
    assert grave(reading(*goods)) == {}


def test_a_total_in_words_is_the_one_total_of_the_text() -> None:
    text = "Goods for 80.7 billion EUR went there, 12.1 percent. In all, exports came to 801.7 billion EUR."
    part = figure("f1", "80.7 billion EUR", "trade.exports", reporter="DEU", partner="USA")
    whole = figure("f2", "801.7 billion EUR", "trade.exports", reporter="DEU", partner="WLD")
    said = share("r1", "f1", "total exports", "12.1 percent")
    [finding] = check(placed(text, part, whole, said), facts=ALONE).findings
    assert (str(finding.verdict), finding.suggest) == (
        "contradicted",
        {"r1": said.quantity.value - 2 * said.quantity.scale / 100},
    )
    assert grave(placed(text, part, whole, share("r1", "f1", "the total increase", "12.1 percent"))) == {}


def test_a_growth_that_holds_is_no_proof_of_a_share() -> None:
    text = "It sold for 10.1 million USD, 50 percent less than the 20.2 million USD before.\nOne more sentence. And 40 percent."
    trade = {"indicator": "trade.exports"}
    sold, before = figure("f1", "10.1 million USD", **trade), figure("f2", "20.2 million USD", period="2022", **trade)
    grown, part = growth("r1", "f1", "f2", "-50 percent"), share("r2", "f1", "f2", "40 percent")
    grown = msgspec.structs.replace(grown, text="50 percent")
    assert grave(placed(text, sold, before, grown, part)) == grave(placed(text, sold, before, part)) == {}


def test_a_sum_that_holds_says_nothing_against_a_growth() -> None:
    text = "It rose 12 percent to 4 million USD, from 10 million USD. That was 6 million USD more."
    figures = [
        figure("f1", "4 million USD"), figure("f2", "10 million USD", period="2022"), figure("f3", "6 million USD"),
        growth("r1", "f1", "f2", "12 percent"),
    ]  # fmt: skip
    expected = {"growth-r1": "contradicted"}
    assert grave(placed(text, *figures)) == expected
    assert grave(placed(text, *figures, total("r2", "f2", "f1", "f3"))) == expected


def test_explaining_says_how_it_was_weighed() -> None:
    lines = explain(check(canada("74.2 million CAD"), facts=ALONE), "growth-r1").split("\n")
    assert lines[1] == "74.2 million CAD against 65.3 billion CAD is -99.9 percent, not 13.7 percent."
    assert any(line.endswith("with another scale word they would fit.") for line in lines)


@given(of=st.integers(100, 999), base=st.integers(100, 999), stated=st.integers(-99, 400))
def test_across_the_text_only_a_known_slip_contradicts(of: int, base: int, stated: int) -> None:
    trade = {"indicator": "trade.exports", "inferred": ("indicator", "parties")}
    text = f"{base / 100} billion USD. {of / 100} billion USD.\nOne more sentence. And {stated / 10} percent."
    claims = placed(
        text, figure("f2", f"{base / 100} billion USD", period="2022", **trade), figure("f1", f"{of / 100} billion USD", **trade),
        figure("f3", "1 million t", "freight", text="One"), unsure(growth("r1", "f1", "f2", f"{stated / 10} percent")),
    )  # fmt: skip
    for finding in check(claims, facts=ALONE).findings:
        assert (
            str(finding.verdict) != "contradicted"
            or finding.slip is not None
            or "equally likely" in str(finding.repair)
        )


def test_a_surplus_that_repeats_the_exports_was_copied() -> None:
    text = "Exports came to 552.2 billion NGN, imports to 153.7 billion NGN. That left a surplus of 552.2 billion NGN."
    claims = placed(
        text,
        figure("f1", "552.2 billion NGN", "trade.exports"), figure("f2", "153.7 billion NGN", "trade.imports"),
        figure("f3", "552.2 billion NGN", "trade.balance"), unsure(total("r1", "f1", "f2", "f3")),
    )  # fmt: skip
    assert grave(claims) == {"sum-r1": "contradicted"}


@pytest.mark.parametrize(
    ("half", "verdicts"),
    [
        ("136 billion USD", {"nesting-f1": "contradicted"}),  # for 13.6
        ("41 billion USD", {}),  # who knows whose trade that is
    ],
)
def test_a_lost_point_shows_in_a_part_of_the_year(half: str, verdicts: dict[str, str]) -> None:
    text = (
        f"The first half brought {half}. Some months passed.\nLater the press wrote of 24.3 billion USD for the year."
    )
    claims = placed(
        text,
        figure("f1", half, period="2023-H1", inferred=("parties",)),
        figure("f2", "24.3 billion USD", period="2023", inferred=("parties",)),
    )  # fmt: skip
    assert grave(claims) == verdicts
