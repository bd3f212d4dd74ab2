"""The index of phrases says what the tables say."""

import pytest

from karvan.vocabulary.phrases import TABLES, gathered, phrases, spelled

INDEX = phrases()


def test_the_shipped_index_is_the_one_of_the_shipped_tables():
    made = gathered({kind: table.lines for kind, table in TABLES.items()})
    assert made == INDEX, "python tools/make_vocabulary.py"


@pytest.mark.parametrize("kind", TABLES)
def test_every_writing_of_every_table_is_found(kind):
    table = TABLES[kind]
    for line in table.lines:
        low = spelled(line.partition("\t")[0])[0].lower()
        assert (kind, table.of(line)) in list(INDEX.nouns(low))


def test_an_unknown_phrase_is_nothing():
    assert list(INDEX.nouns("unicorn republic")) == []


def test_the_longest_phrase_behind_two_words_is_known():
    assert INDEX.follow["trans"]["caspian"] >= len("trans caspian international transport route".split())
    assert INDEX.follow["people"]["republic"] >= len("people republic of china".split())


def test_signs_are_phrases_of_currencies():
    assert {"$", "us$", "€", "₸"} <= set(INDEX.signs)
    assert all("currency" in dict(INDEX.nouns(sign)) for sign in INDEX.signs)
