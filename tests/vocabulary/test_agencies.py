"""News agencies are known by every way in which they sign."""

from __future__ import annotations

import pytest

from karvan import data
from karvan.vocabulary.agencies import folded, known_agency
from karvan.vocabulary.countries import country

ROWS = tuple(data.rows("vocabulary/agencies.tsv"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("AFP", "AFP"),
        ("agence france-presse", "AFP"),
        ("Xinhua News Agency", "Xinhua"),
        ("Sana'a", None),
        ("ТАСС", "TASS"),
        ("AZƏRTAC", "AZERTAC"),
        (" Report. ", "Report"),
        ("", None),
        (" . ", None),
    ],
)
def test_an_agency_is_known_by_its_writings(written, name):
    assert known_agency(written) == name


def test_every_writing_means_one_agency_that_sits_in_a_country():
    texts = [folded(text) for text, _, _ in ROWS]
    assert len(texts) == len(set(texts))
    assert all(texts)
    seats = dict(row[1:] for row in ROWS)
    assert set(ROWS) >= {(name, name, seat) for name, seat in seats.items()}
    assert [seat for seat in seats.values() if seat != "UNO" and country(seat) is None] == []
