"""The Harmonised System by code and by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import UsageError
from karvan.vocabulary.headings import find, heading


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("live horses", "0101"),
        ("crude petroleum oils", "2709"),
        ("cotton", "52"),
        ("aluminum", "76"),
        ("Apples fresh", "0808"),
    ],
)
def test_words_find_their_heading(words, code):
    assert any(found.code.startswith(code) for found in find(words, 3)), [found.code for found in find(words, 3)]


@pytest.mark.parametrize(
    ("code", "hint"),
    [("7699", "7616"), ("760199", "760120"), ("7701", "without 77"), ("123", "two, four or six"), ("cotton", "52")],
)
def test_an_unknown_code_names_the_nearest(code, hint):
    with pytest.raises(UsageError, match="no code of the Harmonised System") as raised:
        heading(code)
    assert hint in (raised.value.hint or "")


@given(st.text(max_size=30))
def test_any_words_can_be_looked_for(words):
    assert all(heading(found.code) == found for found in find(words))
