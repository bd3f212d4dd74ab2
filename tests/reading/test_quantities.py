"""What the corpus can't say: how exact a number is written, what hedges and signs do, which currency a sign is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import Quantity
from karvan.reading import quantities, read
from karvan.reading.context import Amount, Context, Number
from karvan.reading.en import LANGUAGE


def only(text: str, *countries: str) -> Quantity:
    found = [quantity for _, quantity, _ in quantities(text, countries=countries)]
    assert len(found) == 1, found
    return found[0]


def written(text: str) -> Number:
    """The number of the only amount of a text, with the place of its last digit."""
    (amount,) = [node.value for node in LANGUAGE.nodes(text, Context()) if isinstance(node.value, Amount | Number)]
    return amount.number if isinstance(amount, Amount) else amount


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$4.40 million", "0.01e6"),
        ("$4.4m", "0.1e6"),
        ("$4 million", "1e6"),
        ("$40 million", "10e6"),
        ("$450,000", "10e3"),
        ("6 491.0 million tons", "0.1e6"),
        ("$1 billion 430 million", "10e6"),
        ("150 million 614 thousand dollars", "1e3"),
        ("two lakh crore rupees", "1e12"),
        ("3.40 lakh tonnes", "0.01e5"),
        ("2.98 percent", "0.0001"),
        ("40.0%", "0.001"),
        ("40%", "0.01"),
        ("5 dollars 20 cents", "0.01"),
        ("9,285 tons", "1"),
        ("2.5 TWh", "0.1e12"),
        ("four hundred trucks", "100"),
        ("fourteen trucks", "1"),
        ("1.2-1.4 million tons", "0.1e6"),
    ],
)
def test_a_number_knows_the_place_of_its_last_digit(text: str, unit: str) -> None:
    assert written(text).unit == Decimal(unit)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("about $5 million", "about"),
        ("some $5 million", "about"),
        ("close to $5 million", "about"),
        ("nearly $5 million", "about"),
        ("just under $5 million", "about"),
        ("$5 million or so", "about"),
        ("a little over $5 million", "more_than"),
        ("more than $5 million", "more_than"),
        ("in excess of $5 million", "more_than"),
        ("at least $5 million", "at_least"),
        ("no less than $5 million", "at_least"),
        ("no fewer than 5 trucks", "at_least"),
        ("$5 million or more", "at_least"),
        ("500+ companies", "at_least"),
        ("less than $5 million", "less_than"),
        ("under $5 million", "less_than"),
        ("up to $5 million", "at_most"),
        ("as much as $5 million", "at_most"),
        ("as many as 500 trucks", "at_most"),
        ("not more than $5 million", "at_most"),
        ("bring traffic up to 300,000 TEU", None),
        ("rose up to $5 million", None),
        ("spread over 815 projects", None),
        ("$5 million over those eleven months", None),
    ],
)
def test_a_hedge_bounds_the_amount(text: str, hedge: str | None) -> None:
    assert quantities(text)[0][1].hedge == hedge


def test_nearly_bounds_from_above() -> None:
    quantity = only("nearly $80 million")
    assert quantity.interval.hi == Decimal(80_000_000)
    assert quantity.interval.lo < quantity.interval.hi


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(−5%)", "-0.05"),
        ("+5%", "0.05"),
        ("minus 20.73 percent", "-0.2073"),
        ("(-3.95pc)", "-0.0395"),
        ("($6.1 million)", "6.1e6"),
        ("$5-7 million", "6e6"),
    ],
)
def test_a_sign_is_one_only_before_a_percentage(text: str, value: str) -> None:
    assert only(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "countries", "unit"),
    [
        ("Rs 500 crore", (), "INR"),
        ("Rs 500 crore", ("PAK", "IND"), "PKR"),
        ("Sh1.2 billion", ("UGA",), "UGX"),
        ("31 billion kr", ("NOR",), "NOK"),
        ("P2.1 billion", ("BWA",), "BWP"),
        ("P2.1 billion", ("PHL",), "PHP"),
        ("3.5 billion pounds", ("EGY",), "EGP"),
        ("£3.5 billion", ("EGY",), "GBP"),
        ("$3.5 billion", ("EGY",), "USD"),
        ("TRY 4.5 billion", (), "TRY"),
        ("R500", ("ZAF",), "ZAR"),
        ("300 rand", ("ZAF",), "ZAR"),
    ],
)
def test_the_countries_settle_a_sign(text: str, countries: tuple[str, ...], unit: str) -> None:
    assert only(text, *countries).unit == unit


@pytest.mark.parametrize(
    "text", ["ALL 27 COUNTRIES", "TOP 10 partners", "the M39 motorway", "20,000 ID cards", "16 real estate deals"]
)
def test_a_word_is_no_currency_without_an_amount_of_money(text: str) -> None:
    assert all(quantity.unit in ("count", "person", "") for _, quantity, _ in quantities(text))


def test_a_price_keeps_what_it_is_for() -> None:
    (node,) = LANGUAGE.nodes("$185 per 1,000 cubic metres", Context())
    assert (node.value.unit, node.value.per) == ("USD", "1000 m3")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The number of trucks rose from 28,000 to 29,000.", ["28000 count", "29000 count"]),
        ("The number of freight trains grew from two a day to 14 a day.", ["2 count", "14 count"]),
        ("Exports went up from 4.3 to 5.1 million tons.", ["4300000 t", "5100000 t"]),
        (
            "It sells power at 4.67 cents per kilowatt-hour, to the neighbours at 2 cents.",
            ["4.67 cent/kWh", "2 cent/kWh"],
        ),
        ("The Sri Lankan rupee traded at 301.5 to the dollar.", []),
        ("Decree No. 317 of the Big Four names the two countries.", []),
        ("In the eleven months exports were $3 million.", ["3000000 USD"]),
    ],
)
def test_a_bare_number_counts_what_is_counted_beside_it(text: str, values: list[str]) -> None:
    figures = read(text, published="2024-05-22").figures
    assert [f"{figure.quantity.value.normalize():f} {figure.quantity.unit}" for figure in figures] == values


# --- properties ------------------------------------------------------------------------------------------------------
WHOLE = st.integers(min_value=1, max_value=10**12)
SCALES = st.sampled_from([("thousand", 3), ("million", 6), ("mln", 6), ("bn", 9), ("billion", 9), ("trillion", 12)])


@given(WHOLE, st.sampled_from([",", " ", "\u00a0", "\u202f", ""]))
def test_a_whole_number_is_read_with_any_separator(value: int, separator: str) -> None:
    assert only(f"${value:,}".replace(",", separator)).value == value


@given(st.decimals(min_value="0.1", max_value=999, places=2), SCALES)
def test_a_scale_word_multiplies(value: Decimal, scale: tuple[str, int]) -> None:
    word, power = scale
    quantity = only(f"{value} {word} dollars")
    assert quantity.value == value.scaleb(power)
    assert quantity.interval.hi - quantity.interval.lo == Decimal("0.01").scaleb(power)


@given(st.text(max_size=60))
def test_reading_quantities_never_raises(text: str) -> None:
    for span, _, _ in quantities(text):
        assert 0 <= span.start < span.end <= len(text)
