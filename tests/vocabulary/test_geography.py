"""Places, routes and products."""

import pytest

from karvan.vocabulary import countries, places, products, routes

PLACES = {place.text: place for place in places.places()}
ROUTES = {name.text: name for name in routes.names()}
CODES = {country.code for country in countries.countries()}


@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [("Khujand", "TJK", "city"), ("Tursunzoda", "TJK", "city"), ("Almaty", "KAZ", "city"), ("Mumbai", "IND", "city"),
     ("Bombay", "IND", "city"), ("Poti", "GEO", "port"), ("Alat", "AZE", "port"), ("Kuryk", "KAZ", "port"),
     ("Khorgos", "KAZ", "crossing"), ("Sarpi", "GEO", "crossing"), ("Panji Poyon", "TJK", "crossing"),
     ("Mombasa", "KEN", "port"), ("Chabahar", "IRN", "port"), ("Rotterdam", "NLD", "port"), ("São Paulo", "BRA", "city"),
     ("Sao Paulo", "BRA", "city"), ("Lagos", "NGA", "port"), ("Callao", "PER", "port"), ("Alashankou", "CHN", "crossing"),
     ("Dushanbe", "TJK", "city"), ("New York", "USA", "city"), ("Malaba", "KEN", "crossing"), ("Beitbridge", "ZAF", "crossing")],
)  # fmt: skip
def test_a_place_lies_in_its_country(text, country, kind):
    assert (PLACES[text].country, PLACES[text].kind) == (country, kind)


def test_every_state_with_a_capital_has_it_among_the_places():
    lacking = [c.capital for c in countries.countries() if c.capital and c.capital not in PLACES]
    named = {name.text for name in countries.names()}
    assert all(capital in named for capital in lacking)


@pytest.mark.parametrize("text", ["Nice", "Reading", "Mobile", "Bath", "Split", "Orange", "Mary", "Van"])
def test_everyday_words_among_places_are_flagged(text):
    assert text not in PLACES or PLACES[text].common


def test_places_are_many_and_none_is_a_country():
    assert 5000 < len({(place.name, place.country) for place in places.places()}) < 7500
    assert len(PLACES) == len(places.places())
    assert {place.country for place in places.places()} <= CODES
    named = {name.text for name in countries.names() if name.kind in {"name", "adjective", "people"}}
    assert not named & PLACES.keys()


@pytest.mark.parametrize(
    ("text", "name"),
    [("TITR", "Middle Corridor"), ("Trans-Caspian International Transport Route", "Middle Corridor"),
     ("INSTC", "North-South Transport Corridor"), ("BRI", "Belt and Road"), ("BTK", "Baku-Tbilisi-Kars railway"),
     ("LAPSSET", "LAPSSET"), ("Suez Canal", "Suez Canal"), ("Northern Sea Route", "Northern Sea Route"), ("TAPI", "TAPI"),
     ("China–Kyrgyzstan–Uzbekistan railway", "China-Kyrgyzstan-Uzbekistan railway"), ("CASA-1000", "CASA-1000"),
     ("Lobito Corridor", "Lobito Corridor"), ("Bioceanic corridor", "Bioceanic Corridor"), ("CPEC", "China-Pakistan Economic Corridor")],
)  # fmt: skip
def test_a_writing_names_its_route(text, name):
    assert ROUTES[text].name == name


def test_routes_cross_known_countries_and_names_are_single():
    kinds = {"road", "rail", "sea", "pipeline", "power", "digital", "multimodal"}
    for route in routes.routes():
        assert set(route.countries) <= CODES
        assert route.kind in kinds
    assert len(ROUTES) == len(routes.names())
    assert len(routes.routes()) >= 120


@pytest.mark.parametrize(
    ("text", "product", "heading"),
    [("aluminum", "aluminium", "76"), ("alumina", "alumina", "2818"), ("raw cotton", "cotton", "52"), ("wheat", "wheat", "1001"),
     ("crude oil", "crude oil", "2709"), ("diesel fuel", "diesel", "2710"), ("LNG", "LNG", "2711"),
     ("electricity", "electricity", "2716"), ("corn", "maize", "1005"), ("fertilizers", "fertilisers", "31"),
     ("passenger cars", "cars", "8703"), ("soya beans", "soybeans", "1201"), ("jewelry", "jewellery", "7113")],
)  # fmt: skip
def test_a_product_has_one_spelling_and_a_heading(text, product, heading):
    found = next(name for name in products.products() if name.text == text)
    assert (found.product, found.hs) == (product, heading)
    assert products.canonical(text.upper()) == product or text.isupper()


def test_everyday_words_among_products_are_flagged():
    told = {name.text: name.ambiguous for name in products.products()}
    assert all(told[text] for text in ("lead", "power", "dates", "parts", "arms", "equipment"))
    assert not any(told[text] for text in ("copper", "cotton", "wheat", "aluminium"))


def test_products_are_single_and_headings_have_two_or_four_digits():
    texts = [name.text for name in products.products()]
    assert len(texts) == len(set(texts))
    assert all(len(name.hs) in {0, 2, 4} for name in products.products())
