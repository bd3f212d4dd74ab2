"""Countries and groups against ISO 3166, CLDR and what an atlas says."""

import pytest

from karvan.vocabulary import countries, groups

BY_TEXT = {name.text: name for name in countries.names()}
GROUP_BY_TEXT = {name.text: name for name in groups.names()}


def test_every_country_of_iso_3166_is_there():
    pycountry = pytest.importorskip("pycountry")
    iso = {country.alpha_3: (country.alpha_2, country.numeric) for country in pycountry.countries}
    assert {c.code: (c.alpha2, c.numeric) for c in countries.countries() if c.code != "XKX"} == iso


def test_every_country_has_a_name_and_every_text_one_row():
    named = {name.code for name in countries.names() if name.kind == "name"}
    assert named == {country.code for country in countries.countries()}
    assert len(BY_TEXT) == len(countries.names())
    assert len(GROUP_BY_TEXT) == len(groups.names())
    assert not BY_TEXT.keys() & GROUP_BY_TEXT.keys()


def test_every_state_has_adjective_and_capital():
    states = {
        state
        for code in ("AU", "Europe", "Asia", "LAC", "North-America", "PIF")
        for state in groups.group(code).members
    }
    lacking = {c.code for c in countries.countries() if c.code in states and not (c.adjective and c.capital)}
    assert lacking <= {"BES", "HKG", "MAC", "SGP", "BLM", "MAF", "VIR", "GLP", "ESH", "PYF", "NCL", "VGB"}


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Turkey", "name", "TUR"), ("Türkiye", "name", "TUR"), ("Turkiye", "name", "TUR"), ("Burma", "name", "MMR"),
        ("Swaziland", "name", "SWZ"), ("Czech Republic", "name", "CZE"), ("Côte d’Ivoire", "name", "CIV"),
        ("Cote d'Ivoire", "name", "CIV"), ("Cabo Verde", "name", "CPV"), ("Holland", "name", "NLD"),
        ("Kyrgyz Republic", "name", "KGZ"), ("Kirghizia", "name", "KGZ"), ("U.S.", "name", "USA"), ("UAE", "name", "ARE"),
        ("Emirates", "name", "ARE"), ("DRC", "name", "COD"), ("ROK", "name", "KOR"), ("Korea", "name", "KOR"),
        ("DPRK", "name", "PRK"), ("KSA", "name", "SAU"), ("PRC", "name", "CHN"), ("Viet Nam", "name", "VNM"),
        ("Laos", "name", "LAO"), ("Kosovo", "name", "XKX"), ("Republic of Moldova", "name", "MDA"),
        ("Islamic Republic of Iran", "name", "IRN"), ("Republic of Korea", "name", "KOR"), ("Hong Kong", "name", "HKG"),
        ("Kazakh", "adjective", "KAZ"), ("Kazakhstani", "adjective", "KAZ"), ("Philippine", "adjective", "PHL"),
        ("Filipino", "adjective", "PHL"), ("Emirati", "adjective", "ARE"), ("Dutch", "adjective", "NLD"),
        ("Swiss", "adjective", "CHE"), ("Burkinabe", "adjective", "BFA"), ("Ni-Vanuatu", "adjective", "VUT"),
        ("Nigerien", "adjective", "NER"), ("Nigerian", "adjective", "NGA"), ("Azerbaijanis", "people", "AZE"),
        ("Britons", "people", "GBR"), ("Spaniards", "people", "ESP"), ("Turks", "people", "TUR"),
        ("Chinese", "adjective", "CHN"), ("Kyiv", "capital", "UKR"), ("Kiev", "capital", "UKR"),
        ("Nur-Sultan", "capital", "KAZ"), ("Ashkhabad", "capital", "TKM"), ("Peking", "capital", "CHN"),
        ("Brasilia", "capital", "BRA"), ("Naypyidaw", "capital", "MMR"), ("Abuja", "capital", "NGA"),
        ("Kremlin", "seat", "RUS"), ("White House", "seat", "USA"), ("Downing Street", "seat", "GBR"),
        ("Elysee", "seat", "FRA"), ("Blue House", "seat", "KOR"), ("Ak Orda", "seat", "KAZ"), ("Kuksaroy", "seat", "UZB"),
        ("Zhongnanhai", "seat", "CHN"),
    ],
)  # fmt: skip
def test_a_writing_names_its_country(text, kind, code):
    assert (BY_TEXT[text].kind, BY_TEXT[text].code) == (kind, code)


@pytest.mark.parametrize("text", ["US", "UK", "UAE", "DRC", "PRC", "EU", "CIS", "OTS", "SPECA"])
def test_abbreviations_hold_only_as_written(text):
    assert (BY_TEXT.get(text) or GROUP_BY_TEXT[text]).case_sensitive


@pytest.mark.parametrize(
    "text", ["Georgia", "Jordan", "Turkey", "Chad", "Guinea", "Niger", "Congo", "Korea", "American", "Indian"]
)
def test_names_with_another_reading_are_flagged(text):
    assert BY_TEXT[text].ambiguous


def test_congo_can_be_either():
    assert (BY_TEXT["Congo"].code, BY_TEXT["Congo"].also) == ("COD", ("COG",))


def test_no_name_starts_with_an_article_or_ends_in_a_possessive():
    assert not [
        text
        for text in (*BY_TEXT, *GROUP_BY_TEXT)
        if text.startswith("the ") or (text.endswith("'s") and not text.startswith(("Saint ", "St")))
    ]


def test_lookalikes_hold_a_name_and_are_none():
    assert "Indian Ocean" in countries.lookalikes()
    assert not countries.lookalikes() & BY_TEXT.keys()
    assert not countries.lookalikes() & GROUP_BY_TEXT.keys()


@pytest.mark.parametrize(
    ("code", "count"),
    [("AU", 55), ("EU", 27), ("ASEAN", 11), ("CIS", 10), ("EAEU", 5), ("SPECA", 7), ("OTS", 5), ("GCC", 6), ("EAC", 8),
     ("Mercosur", 5), ("NATO", 32), ("G7", 7), ("OPEC", 12), ("ECOWAS", 12), ("SADC", 16), ("COMESA", 21), ("SCO", 10),
     ("ECO", 10), ("OECD", 38), ("Arab-League", 22), ("CARICOM", 15), ("RCEP", 15), ("CPTPP", 12), ("BRICS", 10),
     ("OIC", 57), ("Commonwealth", 56), ("Eurozone", 21), ("D-8", 9), ("SAARC", 8), ("BIMSTEC", 7), ("APEC", 21),
     ("Central-Asia", 5), ("South-Caucasus", 3), ("EFTA", 4), ("Visegrad", 4), ("GUAM", 4), ("CAREC", 11), ("TRACECA", 14)],
)  # fmt: skip
def test_groups_have_as_many_members_as_they_say(code, count):
    assert len(groups.group(code).members) == count


def test_members_are_countries_and_groups_without_any_say_why():
    known = {country.code for country in countries.countries()}
    for group in groups.groups():
        assert group.members <= known
        assert group.members or group.note or group.code in {"WLD", "WAPP"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Organization of Turkic States", "OTS"), ("Turkic Council", "OTS"), ("Commonwealth of Independent States", "CIS"),
     ("Central Asian", "Central-Asia"), ("rest of the world", "WLD"), ("GCC countries", "GCC"), ("OPEC+", "OPEC+"),
     ("Special Programme for the Economies of Central Asia", "SPECA"), ("European Union", "EU")],
)  # fmt: skip
def test_a_writing_names_its_group(text, code):
    assert GROUP_BY_TEXT[text].code == code


def test_containment_is_by_members():
    assert groups.contains("WLD", "AZE")
    assert groups.contains("CIS", "EAEU")
    assert not groups.contains("CIS", "GEO")
    assert not groups.contains("unknown", "AZE")
