"""Repair and folding: one slip, one finding, and the change that mends everything at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from karvan.checking import check, explain
from karvan.checking.run import ties_of
from karvan.checking.solving import last_place, precise
from karvan.checking.ties import Outcome, values_of
from karvan.nouns import Finding, Reading, Share, Span, UsageError, Verdict

from .making import ALONE, amount, figure, growth, reading, share, total

WRONG = {Verdict.CONTRADICTED, Verdict.DOUBTFUL}


def wrong(claims: Reading) -> list[Finding]:
    return [finding for finding in check(claims, facts=ALONE).findings if finding.verdict in WRONG]


def quarters(scale: str) -> Reading:
    return reading(
        figure("f1", "6.1 million USD"), figure("f2", "5.9 million USD", period="2022"),
        figure("f3", amount(f"1.4 {scale} USD", "more_than"), period="2024-Q1", text=f"1.4 {scale} USD"),
        figure("f4", f"1.03 {scale} USD", period="2023-Q1"),
        growth("r1", "f1", "f2", "2.98 percent"), growth("r2", "f3", "f4", "40 percent"),
    )  # fmt: skip


def test_two_quarters_in_billion_beside_years_in_million_are_one_slip() -> None:
    [finding] = wrong(quarters("billion"))
    assert finding.id == "nesting-f4"
    assert finding.verdict is Verdict.CONTRADICTED
    assert {"f3", "f4"} <= set(finding.figures)
    assert finding.suggest == {"f3": 1_400_000, "f4": 1_030_000}
    assert finding.slip == "unit_slip"
    assert (
        finding.repair
        == "“1.03 billion USD” → 1.03 million USD, “1.4 billion USD” → 1.4 million USD (million instead of billion)"
    )


def test_what_agrees_stays_beside_what_does_not() -> None:
    found = {finding.id: str(finding.verdict) for finding in check(quarters("billion"), facts=ALONE).findings}
    assert found == {"growth-r1": "consistent", "growth-r2": "consistent", "nesting-f4": "contradicted"}


def test_the_repaired_text_has_nothing_wrong() -> None:
    assert wrong(quarters("million")) == []


def test_a_decimal_comma_is_told_from_a_comma_of_thousands() -> None:
    claims = reading(
        figure("f1", "4.4 million USD"), figure("f2", "6,296 million USD", period="2022"),
        figure("f3", "4.3 million USD", "trade.exports"), figure("f4", "102,870 USD", "trade.imports"),
        growth("r1", "f1", "f2", "-29.54 percent"), total("r2", "f1", "f3", "f4"),
    )  # fmt: skip
    [finding] = wrong(claims)
    assert (finding.id, finding.slip, finding.suggest) == ("growth-r1", "decimal_slip", {"f2": 6_296_000})


@pytest.mark.parametrize(
    ("of", "base", "stated", "slip", "suggest"),
    [
        ("8.26 million USD", "5.90 million USD", "-40 percent", "direction_slip", {"r1": Decimal("0.4")}),
        ("15.4 million USD", "5.90 million USD", "2.6 percent", "percent_times_slip", {"r1": Decimal("2.6")}),
        ("8.26 million USD", "5.90 million USD", "140 percent", "percent_of_slip", {"r1": Decimal("0.4")}),
        ("5.90 million USD", "8.26 million USD", "40 percent", "swap_slip", {"f1": 8_260_000, "f2": 5_900_000}),
        ("8.26 billion USD", "5.90 million USD", "40 percent", None, None),  # which of the two is open
        ("2.764 million t", "1.485 million t", "65 percent", "value_slip", {"r1": Decimal("0.86")}),
        ("6.134 million USD", "8.931 million USD", "3.42 percent", "digit_slip", {"f2": 5_931_000}),
    ],
)  # fmt: skip
def test_known_slips_are_recognised(of: str, base: str, stated: str, slip: str | None, suggest: dict | None) -> None:
    claims = reading(figure("f1", of), figure("f2", base, period="2022"), growth("r1", "f1", "f2", stated))
    [finding] = wrong(claims)
    assert (finding.slip, finding.suggest) == (slip, suggest)
    assert suggest or "equally likely" in (finding.repair or "")


def test_one_figure_that_breaks_much_is_one_finding() -> None:
    claims = reading(
        figure("f1", "831.4 million KES", "trade.exports", partner="WLD"), figure("f2", "96 billion KES", "trade.exports"),
        figure("f3", "10 billion KES", "trade.exports", period="2023-08"), share("r1", "f2", "f1", "11.5 percent"),
    )  # fmt: skip
    [finding] = wrong(claims)
    assert finding.suggest == {"f1": 831_400_000_000}
    assert finding.also == ("share-r1", "nesting-f3")


def test_two_slips_are_two_findings() -> None:
    claims = reading(
        figure("f1", "6.1 billion USD"), figure("f2", "5.9 million USD", period="2022"), growth("r1", "f1", "f2", "2.98 percent"),
        figure("f3", "1.03 million USD", period="2022-Q1"), figure("f4", "800 million t", "freight"),
        figure("f5", "400 thousand t", "freight", period="2022"), figure("f6", "350 thousand t", "freight", period="2021"), growth("r2", "f4", "f5", "100 percent"),
    )  # fmt: skip
    assert [(finding.id, finding.suggest) for finding in wrong(claims)] == [
        ("growth-r1", {"f1": 6_100_000}), ("growth-r2", {"f4": 800_000}),
    ]  # fmt: skip


def test_a_slip_in_the_last_digit_shows_in_two_places() -> None:
    claims = reading(
        figure("f1", "5.8 million USD"), figure("f2", "7.5 million USD", period="2022"),
        figure("f3", "5.8 million USD", "trade.exports"), figure("f4", "138,000 USD", "trade.imports"),
        growth("r1", "f1", "f2", "-20.8 percent"), total("r2", "f1", "f3", "f4"),
    )  # fmt: skip
    [finding] = wrong(claims)
    assert (finding.verdict, finding.suggest) == (Verdict.DOUBTFUL, {"f1": 5_940_000})


@given(
    of=st.integers(100, 999), base=st.integers(100, 999), factor=st.sampled_from(["thousand", "million", "billion"]),
    stated=st.integers(-99, 900),
)  # fmt: skip
def test_a_repair_mends_what_it_names_and_breaks_nothing(of: int, base: int, factor: str, stated: int) -> None:
    claims = reading(
        figure("f1", f"{of / 100} million USD"), figure("f2", f"{base / 100} {factor} USD", period="2022"),
        growth("r1", "f1", "f2", f"{stated} percent"),
    )  # fmt: skip
    for finding in wrong(claims):
        if finding.suggest and set(finding.suggest) <= {"f1", "f2"}:
            values = values_of(claims)
            if finding.slip == "swap_slip":
                values["f1"], values["f2"] = values["f2"], values["f1"]
            else:
                for name, value in finding.suggest.items():
                    assert isinstance(value, Decimal)
                    old, rewritten = values[name], finding.slip in ("digit_slip", "value_slip")
                    figure_ = claims.figure(name)
                    assert figure_
                    place = last_place(figure_, old)
                    values[name] = precise(old, value, place) if rewritten else old.times(value / old.value)
            assert all(tie.judge(values) is not Outcome.FAILS for tie in ties_of(claims))


@given(st.permutations(list(quarters("billion").figures)))
def test_the_order_of_figures_changes_no_verdict(figures: list) -> None:
    claims = quarters("billion")
    mixed = Reading(document=claims.document, figures=tuple(figures), relations=claims.relations)
    [finding] = wrong(mixed)
    assert finding.suggest == {"f3": 1_400_000, "f4": 1_030_000}


def test_explaining_shows_every_interval() -> None:
    lines = explain(check(quarters("million"), facts=ALONE), "growth-r1").split("\n")
    assert lines[0] == "growth-r1: consistent"
    assert (
        lines[1] == "f1 “6.1 million USD” can mean 6.05 to 6.15 million USD; read generously, 6.045 to 6.2 million USD"
    )
    assert lines[-1] == "The numbers agree within rounding."


def test_explaining_what_is_not_there_names_the_nearest() -> None:
    with pytest.raises(UsageError) as error:
        explain(check(quarters("million"), facts=ALONE), "growth-r9")
    assert "`growth-r1`" in (error.value.hint or "")


def test_a_relation_that_fits_the_figure_beside_is_in_doubt() -> None:
    part, wrong_whole = (
        figure("f1", "583.61 million USD", "trade.imports", span=Span(0, 15)),
        figure("f2", "1371.4 million USD"),
    )
    whole = figure("f3", "14.028 billion USD", "trade.imports", partner="WLD", span=Span(60, 75))
    told = Share(id="r1", span=Span(30, 41), text="4.2 percent", part="f1", whole="f2", quantity=amount("4.2 percent"))
    [finding] = wrong(reading(part, wrong_whole, whole, told))
    assert (finding.verdict, finding.suggest) == (Verdict.DOUBTFUL, None)
    assert finding.why.endswith("it would be with “14.028 billion USD”, which may be what is meant")
    [alone] = wrong(reading(part, wrong_whole, told))
    assert alone.verdict is Verdict.CONTRADICTED


def test_amounts_that_change_places_take_a_sum_of_their_numbers_along() -> None:
    figures = (
        figure("f1", "446.8 million USD"), figure("f2", "590.3 million USD", period="2022"),
        figure("f3", "512.6 million USD", "trade.exports", period=None),
        figure("f4", "77.7 million USD", "trade.imports", period=None),
    )  # fmt: skip
    claims = reading(
        *figures, growth("r1", "f1", "f2", "32.1 percent"), structs.replace(total("r2", "f2", "f3", "f4"), sure=False)
    )
    [finding] = wrong(claims)
    assert (finding.slip, finding.suggest) == ("swap_slip", {"f1": 590_300_000, "f2": 446_800_000})


def test_of_two_amounts_the_one_beyond_all_trade_has_the_wrong_scale() -> None:
    cement = {"indicator": "production", "product": "cement", "partner": None}
    claims = reading(
        figure("f1", "2.618 billion t", **cement), figure("f2", "2.435 million t", **cement | {"period": "2022"}),
        growth("r1", "f1", "f2", "7.5 percent"),
    )  # fmt: skip
    [finding] = wrong(claims)
    assert finding.suggest == {"f1": 2_618_000}
