"""Currencies, units and counted nouns."""

from decimal import Decimal

import pytest

from karvan.nouns import INDICATORS
from karvan.reading import quantities
from karvan.vocabulary import counting, countries, currencies, units

MONEY = {name.text: name for name in currencies.currency_names()}
UNITS = {name.text: name for name in units.unit_names()}
NOUNS = {noun.text: noun for noun in counting.counted_nouns()}


def test_every_active_code_of_iso_4217_is_there_and_names_itself():
    pycountry = pytest.importorskip("pycountry")
    bullion_and_tests = {"XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XUA", "XSU", "XAU", "XAG", "XPT", "XPD"}
    iso = {currency.alpha_3 for currency in pycountry.currencies} - bullion_and_tests
    assert iso <= {currency.code for currency in currencies.currencies()}
    assert all(MONEY[code].codes[0] == code and MONEY[code].kind == "code" for code in iso)


def test_every_cldr_name_of_a_currency_is_known():
    for currency in currencies.currencies():
        assert currency.code in MONEY[currency.name].codes
        assert currency.code in MONEY[currency.plural].codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [("$", "USD"), ("dollars", "USD"), ("£", "GBP"), ("€", "EUR"), ("manat", "AZN TMT"), ("som", "KGS UZS"), ("soum", "UZS"),
     ("so'm", "UZS"), ("tenge", "KZT"), ("somoni", "TJS"), ("lari", "GEL"), ("dram", "AMD"), ("roubles", "RUB BYN"),
     ("renminbi", "CNY"), ("RMB", "CNY"), ("won", "KRW KPW"), ("₦", "NGN"), ("birr", "ETB"), ("R$", "BRL"), ("reais", "BRL"),
     ("VND", "VND"), ("RM", "MYR"), ("Rp", "IDR"), ("zloty", "PLN"), ("CFA francs", "XOF XAF"), ("US$", "USD"),
     ("HK$", "HKD"), ("NT$", "TWD"), ("KSh", "KES"), ("UGX", "UGX"), ("TSh", "TZS"), ("¥", "JPY CNY"), ("lek", "ALL")],
)  # fmt: skip
def test_a_writing_names_its_currencies_the_default_first(text, codes):
    assert " ".join(MONEY[text].codes).startswith(codes)


@pytest.mark.parametrize(
    ("text", "about", "code"),
    [("Rs", ("PAK",), "PKR"), ("Rs", ("LKA", "IND"), "LKR"), ("manat", ("TKM",), "TMT"), ("Sh", ("TZA",), "TZS"),
     ("kr", ("NOR",), "NOK"), ("pesos", ("ARG",), "ARS"), ("francs", ("RWA",), "RWF"), ("rial", ("OMN",), "OMR"),
     ("$", ("AUS", "SGP"), "USD"), ("¥", ("CHN",), "CNY"), ("CFA francs", ("CMR",), "XAF"), ("pounds", ("EGY",), "EGP"),
     ("Rs", ("FRA",), "INR"), ("dinars", ("KWT",), "KWD"), ("crowns", ("CZE",), "CZK")],
)  # fmt: skip
def test_the_documents_countries_settle_an_ambiguous_sign(text, about, code):
    written = f"5 million {text}" if MONEY[text].kind == "name" else f"{text} 5 million"
    [(_, quantity, _)] = quantities(f"It was worth {written}.", countries=about)
    assert quantity.unit == code


def test_a_toman_is_ten_rials_and_a_kopeck_a_hundredth():
    assert (MONEY["toman"].codes[0], MONEY["toman"].factor) == ("IRR", 10)
    assert MONEY["kopecks"].factor == Decimal("0.01")
    assert currencies.currency("JPY").minor_units == 0
    assert currencies.currency("KWD").minor_units == 3


def test_everyday_words_are_flagged():
    assert all(MONEY[text].common for text in ("won", "sum", "real", "R", "sol", "pounds"))
    assert not MONEY["tenge"].common


def test_every_country_pays_in_something_known():
    for country in countries.countries():
        for code in currencies.of_country(country.code):
            assert currencies.currency(code)
    assert currencies.of_country("AZE") == ("AZN",)
    assert currencies.of_country("DEU") == ("EUR",)


@pytest.mark.parametrize(
    ("text", "unit", "factor"),
    [("tonnes", "t", "1"), ("kt", "t", "1000"), ("kg", "kg", "1"), ("bpd", "bpd", "1"), ("barrels", "bbl", "1"),
     ("bcm", "m3", "1E9"), ("mcm", "m3", "1E6"), ("cubic meters", "m3", "1"), ("TWh", "Wh", "1E12"), ("GWh", "Wh", "1E9"),
     ("MWh", "Wh", "1E6"), ("kWh", "kWh", "1"), ("MW", "MW", "1"), ("GW", "MW", "1000"), ("kW", "MW", "0.001"),
     ("TEU", "TEU", "1"), ("FEU", "TEU", "2"), ("twenty-foot equivalent units", "TEU", "1"), ("percent", "percent", "1"),
     ("percentage points", "percentage_point", "1"), ("basis points", "basis_point", "1"), ("hectares", "ha", "1"),
     ("km", "km", "1"), ("sq km", "km2", "1"), ("miles", "mile", "1"), ("days", "day", "1"), ("carats", "carat", "1")],
)  # fmt: skip
def test_a_unit_is_read_with_its_factor(text, unit, factor):
    assert (UNITS[text].unit, UNITS[text].factor) == (unit, Decimal(factor))


def test_a_unit_measures_one_kind():
    kinds = {}
    for name in units.unit_names():
        assert kinds.setdefault(name.unit, name.kind) == name.kind
        assert name.factor > 0


@pytest.mark.parametrize("text", ["m", "MW", "t", "Mt", "mt", "h", "g", "l"])
def test_letters_hold_only_as_written(text):
    assert UNITS[text].case_sensitive


@pytest.mark.parametrize(
    ("text", "noun", "indicator", "unit"),
    [("agreements", "agreements", "agreements", "count"), ("memoranda", "agreements", "agreements", "count"),
     ("memorandum of understanding", "agreements", "agreements", "count"), ("MoUs", "agreements", "agreements", "count"),
     ("visitors", "tourists", "tourists", "person"), ("tourist", "tourists", "tourists", "person"),
     ("passengers", "passengers", "passengers", "person"), ("flights", "flights", "flights", "count"),
     ("lorries", "trucks", "freight", "count"), ("container trains", "trains", "freight", "count"),
     ("companies", "companies", "other", "count"), ("head of cattle", "cattle", "other", "count")],
)  # fmt: skip
def test_a_counted_noun_has_its_indicator(text, noun, indicator, unit):
    assert NOUNS[text] == counting.CountedNoun(text, noun, indicator, unit)


def test_counted_nouns_use_known_indicators():
    assert {noun.indicator for noun in counting.counted_nouns()} <= set(INDICATORS)
    assert all(NOUNS[noun.noun].noun == noun.noun for noun in counting.counted_nouns())


@pytest.mark.parametrize("table", [currencies.currency_names(), units.unit_names(), counting.counted_nouns()])
def test_each_text_occurs_once(table):
    assert len({row.text for row in table}) == len(table)
