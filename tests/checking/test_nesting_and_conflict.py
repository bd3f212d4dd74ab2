"""nesting, conflict, date_order: what can't stand beside each other."""

from __future__ import annotations

import pytest

from karvan.checking import check
from karvan.nouns import Finding, Period, Reading, Span

from .making import ALONE, event, figure, growth, reading


def grave(claims: Reading) -> dict[str, str]:
    found = check(claims, facts=ALONE).findings
    return {finding.id: str(finding.verdict) for finding in found if finding.verdict != "consistent"}


def first(claims: Reading) -> Finding:
    return check(claims, facts=ALONE).findings[0]


def test_a_quarter_is_not_more_than_its_year() -> None:
    year = figure("f1", "6.1 million USD")
    assert grave(reading(year, figure("f2", "1.03 billion USD", period="2023-Q1"))) == {"nesting-f2": "contradicted"}
    assert grave(reading(year, figure("f2", "1.03 million USD", period="2023-Q1"))) == {}
    assert grave(reading(year, figure("f2", "1.03 billion USD", period="2024-Q1"))) == {}


def test_within_rounding_a_part_may_seem_larger() -> None:
    year = figure("f1", "1 million USD")
    assert grave(reading(year, figure("f2", "1.4 million USD", period="2023-Q1"))) == {}
    assert grave(reading(year, figure("f2", "1.6 million USD", period="2023-Q1"))) == {"nesting-f2": "doubtful"}


@pytest.mark.parametrize(
    "part",
    [
        figure("f2", "9.9 million USD", "trade.exports"),
        figure("f2", "9.9 million USD", "trade.imports"),
        figure("f2", "9.9 million USD", "trade.imports", reporter="TJK", partner="AZE"),
        figure("f2", "9.9 million USD", product="cotton"),
        figure("f2", "9.9 million USD", "trade.exports", period="2023-03", product="cotton"),
    ],
)
def test_a_part_in_kind_is_not_more_than_the_whole(part: object) -> None:
    assert grave(reading(figure("f1", "6.1 million USD"), part)) == {"nesting-f2": "contradicted"}


def test_one_partner_is_not_more_than_the_world() -> None:
    world = figure("f1", "5.0 million USD", "trade.exports", partner="WLD")
    assert grave(reading(world, figure("f2", "6.1 million USD", "trade.exports"))) == {"nesting-f2": "contradicted"}


@pytest.mark.parametrize(
    "other",
    [
        {"note": "plan"}, {"attribution": "customs of Tajikistan"}, {"route": "Middle Corridor"}, {"period": None},
        {"reporter": "UZB"}, {"indicator": "capacity"}, {"quantity": "1.03 billion EUR"},
    ],
)  # fmt: skip
def test_other_notes_sources_routes_and_units_are_never_set_against_each_other(other: dict[str, str]) -> None:
    year = figure("f1", "6.1 million USD", attribution="customs of Azerbaijan")
    part = {"quantity": "1.03 billion USD", "period": "2023-Q1", **other}
    assert grave(reading(year, figure("f2", **part))) == {}


def test_a_few_hundred_tons_of_a_port_of_millions_are_doubtful() -> None:
    port = {"indicator": "freight", "partner": None, "route": "Port of Baku", "period": "2023-01/2023-07"}
    whole, small = figure("f1", "4.1 million t", **port), figure("f2", "588 t", product="bulk cargo", **port)
    found = first(reading(whole, small))
    assert (found.id, str(found.verdict), found.suggest) == ("nesting-f2", "doubtful", {"f2": 588_000})
    assert grave(reading(whole, figure("f2", "588 t", product="bulk cargo", **port | {"route": "Port of Alat"}))) == {}
    assert grave(reading(whole, figure("f2", "5,880 t", product="bulk cargo", **port))) == {}


TEXT = "Tajikistan sells 1.5 million kWh\nIt has agreed to sell 1.5 billion kWh. Another country takes 1.4 billion."


def test_a_headline_and_its_body_say_the_same() -> None:
    power = {"indicator": "trade.exports", "product": "electricity"}
    claims = reading(
        figure("f1", "1.5 million kWh", span=Span(17, 32), **power),
        figure("f2", "1.5 billion kWh", span=Span(55, 70), **power),
        figure("f3", "1.4 billion kWh", span=Span(93, 105), **power | {"partner": "UZB"}),
        text=TEXT, headline=Span(0, 32),
    )  # fmt: skip
    finding = first(claims)
    assert (finding.id, finding.suggest) == ("conflict-f1", {"f1": 1_500_000_000})


HEADLINE = "Kenya sold 46 million. Kenya sold 76 million"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("76 million USD", "contradicted"),
        ("46.2 million USD", None),  # the same, rounded
        ("81 million USD", "doubtful"),  # nothing in common: the text may speak of two things
    ],
)
def test_the_number_of_a_headline_stands_in_its_text(told: str, verdict: str | None) -> None:
    led, body = figure("f1", "46 million USD", span=Span(11, 21)), figure("f2", told, span=Span(34, 44))
    found = [] if verdict is None else [verdict]
    assert [*grave(reading(led, body, text=HEADLINE, headline=Span(0, 22))).values()] == found


def test_two_figures_of_one_sentence_are_two_things() -> None:
    one, other = figure("f1", "5 million USD", span=Span(0, 9)), figure("f2", "2 million USD", span=Span(20, 29))
    assert grave(reading(one, other, text="5 million, of which 2 million")) == {}
    assert grave(reading(one, other, text="5 million in all. A 2 million")) == {"conflict-f1": "doubtful"}


def test_two_values_with_nothing_in_common_may_be_two_things() -> None:
    assert grave(reading(figure("f1", "96 billion USD"), figure("f2", "831 billion USD"))) == {
        "conflict-f1": "doubtful"
    }
    assert grave(reading(figure("f1", "96 billion USD"), figure("f2", "69 billion USD"))) == {
        "conflict-f1": "contradicted"
    }


def test_two_statistics_are_a_dispute_and_no_contradiction() -> None:
    one = figure("f1", "6.1 million USD", attribution="customs of Azerbaijan")
    assert grave(reading(one, figure("f2", "7.5 million USD", attribution="customs of Tajikistan"))) == {
        "conflict-f1": "disputed"
    }
    assert grave(reading(one, figure("f2", "7.5 million USD", reporter="TJK", partner="AZE"))) == {
        "conflict-f1": "disputed"
    }


def test_a_base_lies_before_what_it_is_compared_with() -> None:
    claims = reading(
        figure("f1", "96 billion KES", period="2023-01/2023-10"), figure("f2", "66 billion KES", period="2024-01/2024-10"),
        growth("r1", "f1", "f2", "45 percent"), published="2023-12-28",
    )  # fmt: skip
    [finding] = [found for found in check(claims, facts=ALONE).findings if found.check == "date_order"]
    assert str(finding.verdict) == "contradicted"
    assert finding.suggest == {"f2": "2022-01/2022-10"}


def test_a_fact_does_not_lie_in_the_future() -> None:
    later = {"quantity": "9 million USD", "period": "2024"}
    assert grave(reading(figure("f1", **later), published="2023-12-28")) == {"date_order-f1": "doubtful"}
    assert grave(reading(figure("f1", **later, note="plan"), published="2023-12-28")) == {}
    assert grave(reading(figure("f1", **later), published="2024-02-01")) == {}


@pytest.mark.parametrize(
    ("day", "weekday", "verdict"), [("2024-03-11", 2, "contradicted"), ("2024-03-11", 0, "consistent")]
)
def test_a_weekday_is_that_of_its_date(day: str, weekday: int, verdict: str) -> None:
    signing = event("e1", "agreement", date=Period(day), weekday=weekday)
    finding = first(reading(signing))
    assert (finding.id, str(finding.verdict)) == ("date_order-e1", verdict)
    assert finding.computation.startswith("11 March 2024 was a Monday")
    twice = reading(signing, event("e2", "visit", date=Period(day), weekday=weekday))
    assert [found.events for found in check(twice, facts=ALONE).findings] == [("e1", "e2")]
