"""Codes, amounts and repairs in words."""

from decimal import Decimal

import pytest

from karvan.formats.wording import amount, country, reworded, subject
from karvan.nouns import Figure, Interval, Period, Quantity, Span


def money(text: str, value: str, scale: str = "1") -> Figure:
    point = Interval.point(Decimal(value))
    return Figure(
        id="f1", span=Span(0, len(text)), text=text, indicator="trade.exports",
        quantity=Quantity(Decimal(value), "USD", point, point, scale=Decimal(scale)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "scale", "to", "words"),
    [
        ("$1.03 billion", "1.03e9", "1e9", "1.03e6", "$1.03 million"),
        ("$1.03bn", "1.03e9", "1e9", "1.03e6", "$1.03mn"),
        ("USD 34.6 mln", "34.6e6", "1e6", "34.6e9", "USD 34.6 bln"),
        ("$5 Million", "5e6", "1e6", "5e9", "$5 Billion"),
        ("$40M", "40e6", "1e6", "40e9", "$40B"),
        ("$5.8 million", "5.8e6", "1e6", "5.938e6", "$5.938 million"),
        ("4,690 tons", "4690", "1", "46900", "46,900 tons"),
        ("1 billion 200 million dollars", "1.2e9", "1", "1.2e6", "1.2 million USD"),
        ("a third of it", "0.333", "1", "3", "3 USD"),
    ],
)
def test_a_repair_keeps_the_manner_of_the_text(text, value, scale, to, words):
    assert reworded(money(text, value, scale), Decimal(to)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1234567", "1.23457 million"),
        ("999", "999"),
        ("0", "0"),
        ("-34500", "-34,500"),
        ("9e999", "9e+999"),
        ("Infinity", "no limit"),
        ("0.000123", "0.000123"),
    ],
)
def test_amounts_in_at_most_six_digits(value, words):
    assert amount(Decimal(value)) == words


def test_names_of_countries_and_groups():
    assert [country(code) for code in ("KGZ", "CIS", "???")] == [
        "Kyrgyzstan",
        "Commonwealth of Independent States",
        "???",
    ]


def test_what_a_figure_measures():
    point = Interval.point(Decimal(1))
    figure = Figure(
        id="f1", span=None, text="1 t", indicator="trade.exports", quantity=Quantity(Decimal(1), "t", point, point),
        reporter="KAZ", partner="WLD", product="wheat", period=Period("2023-01/2023-08"), note="plan", attribution="the ministry",
    )  # fmt: skip
    assert subject(figure) == "exports (wheat) of Kazakhstan to the world, January–August 2023, plan, says the ministry"
