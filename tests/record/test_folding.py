"""Folding: what makes two texts, sentences and words the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import Span
from karvan.record.folding import (
    fold_text,
    fold_word,
    passage,
    sentence_starts,
    text_hash,
    word_texts,
    words,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ağalarov's São-Tomé", ["agalarov", "s", "sao", "tome"]),
        ("e\u0301te\u0301 été", ["ete", "ete"]),
        ("Əliyev İlham ILHAM", ["eliyev", "ilham", "ilham"]),
        ("Тоҷикистон Ёлка", ["тоҷикистон", "елка"]),
        ("भारत के साथ", ["भारत", "के", "साथ"]),
        ("中国 $5", ["中", "国", "5"]),
        ("under_score $1,432.7", ["under", "score", "1", "432", "7"]),
    ],
)
def test_words_are_folded(text, folded):
    assert list(word_texts(text)) == folded


@given(texts)
def test_words_stand_where_they_say(text):
    found = list(words(text))
    assert [word for word, _, _ in found] == list(word_texts(text))
    assert all(fold_word(text[start:end]) == word for word, start, end in found)
    assert all(" " not in word for word, _, _ in found)


@given(texts, st.sampled_from([" ", "\n", "\u00a0", "\r\n\t "]))
def test_white_space_and_capitals_make_no_other_text(text, gap):
    assert text_hash(text) == text_hash(gap + text.replace(" ", gap) + gap) == text_hash(fold_text(text))


@pytest.mark.parametrize("at", [99_998, 99_999, 100_000, 100_001])
def test_a_long_text_hashes_the_same_wherever_its_blocks_end(at):
    text = "a" * at + "\u00a0\n B" + "c" * 100_000
    assert text_hash(text) == text_hash("a" * at + " b" + "C" * 100_000)
    assert text_hash(text) != text_hash("a" * at + "b" + "c" * 100_000)


@given(texts, st.data())
def test_a_passage_holds_its_span(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    around = passage(text, span, reach=10)
    assert 0 <= around.start <= span.start <= span.end <= around.end <= len(text)


@pytest.mark.parametrize("piece", [". ", ".", " ", "\n", '." ', "a.b.c ", "é. É"])
def test_time_grows_linearly(piece):
    def seconds(times):
        text = piece * times
        began = time.perf_counter()
        sentence_starts(text)
        text_hash(text)
        sum(1 for _ in word_texts(text))
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(200_000) < 100 * max(seconds(10_000), 0.001)
