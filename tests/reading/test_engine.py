"""The engine's short cuts give what the long way gives: pieces cut word by word, rules tried by two categories."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.reading.en import LANGUAGE
from karvan.reading.grammar import Level, Node, categories, category, openings, written_out
from karvan.reading.lexicon import ANY, CAPITAL, EXACT, Lexicon
from karvan.reading.pieces import LINK, OWNER, REMEMBERED, cutter, pieces_of, scanner
from karvan.reading.scan import scan
from karvan.vocabulary.phrases import phrases

PARTS = (
    "Baku trade 5 22 432 1,432.7 2023-05-22 22.05.2024 5:30 .5 ½ $ US$ US € Rs. S/ 's ’s ' - – — . .. , % ( ) / + U.S. p.m. G20 "
    "COVID-19 people's People’s St. a@b.co http://a.b/c www.x.org é\u0301 1\u00a0432 № m K"
).split(" ")
TEXTS = st.lists(st.sampled_from((*PARTS, " ", " ", " ", "\n", "\n\n", "\t")), max_size=30).map("".join)
NAMES = ("NUMBER", "UNIT", "OF", "YEAR")


def patterns() -> st.SearchStrategy[str]:
    signs = st.sampled_from(("", "", "?", "*", "+", "{0,2}", "{2}", "{1,3}"))

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        row = st.lists(inner, min_size=1, max_size=3).map(" ".join)
        return st.builds("({}){}".format, st.lists(row, min_size=1, max_size=3).map("|".join), signs)

    return st.recursive(st.builds("{}{}".format, st.sampled_from(NAMES), signs), grown, max_leaves=8)


@given(TEXTS)
def test_words_are_cut_as_the_whole_text_is(text: str):
    links = any(sign in text for sign in ("@", "://", "www."))
    owner = LANGUAGE.lexicon().owner
    whole = scanner(LANGUAGE.signs, owner, links).finditer(text)
    kinds_and_places = [((match.lastindex or 1) - links or LINK, *match.span(), match[0]) for match in whole]
    assert pieces_of(text, LANGUAGE.signs, owner) == kinds_and_places


@pytest.mark.parametrize(
    ("owner", "kinds"),
    [
        ("s", ["Kenya", "'s", "trade", ",", "farmers", "'", "trade"]),
        ("", ["Kenya's", "trade", ",", "farmers", "'", "trade"]),
        ("nın", ["Kenya's", "trade", ",", "farmers", "'", "trade"]),
    ],
)
def test_what_owns_is_the_language_to_say(owner: str, kinds: list[str]):
    pieces = pieces_of("Kenya's trade, farmers' trade", LANGUAGE.signs, owner)
    assert [written for *_, written in pieces] == kinds
    assert [written for kind, *_, written in pieces if kind == OWNER] == (["'s", "'"] if owner == "s" else [])
    owned = pieces_of("Bakı'nın ticareti", LANGUAGE.signs, owner)
    assert [written for *_, written in owned][:2] == (["Bakı", "'nın"] if owner == "nın" else ["Bakı'nın", "ticareti"])


def test_memory_of_words_has_an_end():
    lexicon, most = LANGUAGE.lexicon(), REMEMBERED
    words = " ".join(f"Q{number:x}".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(most + 99))
    assert len(set(words.split())) == most + 99
    scan(words, lexicon, LANGUAGE.signs)
    assert len(lexicon.words) <= most
    assert cutter(LANGUAGE.signs, lexicon.owner).cache_info().currsize == most


@given(patterns(), st.text(st.sampled_from([category(name) for name in NAMES]), max_size=6))
def test_whatever_a_pattern_matches_begins_with_one_of_its_openings(words: str, cats: str):
    match = re.compile(written_out(words)).match(cats)
    if match is not None and match.end():
        assert {cats[:1], cats[:2]} & openings(words)


def test_the_longest_match_wins_then_the_rule_declared_first():
    level = Level("test")
    level.rule("NUMBER UNIT", gives="AMOUNT")(lambda _nodes, _context: "second")
    level.rule("NUMBER", gives="AMOUNT")(lambda _nodes, _context: "first")
    level.rule("NUMBER UNIT?", gives="AMOUNT")(lambda _nodes, _context: "third")
    row = [Node(category(name), at, at + 1) for at, name in enumerate(("NUMBER", "UNIT", "NUMBER"))]
    made, cats = level.apply(row, categories(row), type("Context", (), {})())
    assert [node.value for node in made] == ["second", "first"]
    assert cats == categories(made)


def test_a_lexicon_tries_its_own_phrases_before_the_vocabulary():
    words = Lexicon()
    words.add("DAYWORD", "tonnes", case=EXACT)
    words.open(phrases(), {"unit": lambda name, known: [("UNIT", name.text, known, ANY)]})
    words.add("NAME", "tonnes", case=CAPITAL)
    assert [entry[1:3] for entry in words.held("tonnes")] == [(None, EXACT), (True, ANY), (None, CAPITAL)]
    assert words.held("unicorns") == ()
