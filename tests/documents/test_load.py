"""Texts, files and what is wrong with some of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.documents import from_bytes, from_text, open_document
from karvan.nouns import Document, DocumentError, FetchError, Span

ARTICLE = "Trade grows\n\nBAKU, Azerbaijan, May 22. Turnover rose by 4 percent to $6.1 million, the committee said."


def test_a_file_becomes_a_document(tmp_path):
    path = tmp_path / "talks-2024-05-22.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())
    document = open_document(path)
    assert document == Document(
        name=str(path),
        text=ARTICLE,
        published=dt.date(2024, 5, 22),
        published_from="name",
        language="en",
        headline=Span(0, 11),
        dateline=Span(13, 38),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    assert document.headline.of(document.text) == "Trade grows"
    assert document.dateline.of(document.text) == "BAKU, Azerbaijan, May 22."


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode("utf-16"))))
    assert open_document("-").text == ARTICLE


def test_the_age_of_a_file_is_no_date(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert open_document(path).published is None


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(DocumentError, match=r"`x\.txt`: the file is empty"):
        from_bytes(content, name="x.txt")


def test_an_empty_text_is_a_document_without_anything():
    document = from_text("")
    assert (document.text, document.published, document.headline, document.language) == ("", None, None, None)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DocumentError, match="no such file") as raised:
        open_document(tmp_path / "nothing.txt")
    assert raised.value.hint == "check the path"


def test_a_pattern_without_a_match_says_so():
    with pytest.raises(DocumentError) as raised:
        open_document("nothing/*.txt")
    assert raised.value.hint == "no file matches the pattern"


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(DocumentError, match="the folder holds no documents"):
        open_document(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "closed.txt"
    path.write_text(ARTICLE)
    path.chmod(0)
    with pytest.raises(DocumentError, match="may not be read"):
        open_document(path)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000, ""])
def test_an_impossible_path_is_an_error_with_a_sentence(name):
    with pytest.raises(DocumentError):
        open_document(name)


@pytest.mark.skipif(not hasattr(os, "truncate"), reason="needs a sparse file")
def test_a_large_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    path.touch()
    os.truncate(path, 200 << 20)
    before = time.perf_counter()
    with pytest.raises(DocumentError, match="too large: 200 MB, the limit is 64 MB"):
        open_document(path)
    assert time.perf_counter() - before < 0.5


@pytest.mark.parametrize("address", ["ftp://example.org/x", "file:///etc/hostname", "gopher://example.org"])
def test_only_the_web_is_fetched(address):
    with pytest.raises(FetchError, match="only http and https"):
        open_document(address)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"<!DOCTYPE html><p>Turnover grew by 4 percent.</p>", "x", "text/html"),
        (b"\n<?xml version='1.0'?><html><p>Turnover grew by 4 percent.</p></html>", "x.txt", "text/html"),
        (b"<p>Turnover grew by 4 percent.</p>", "x.htm", "text/html"),
        (b"<p> is how a paragraph begins.", "x.txt", "text/plain"),
        (b"# Turnover grew", "x.md", "text/markdown"),
    ],
)
def test_the_kind_shows_in_the_name_or_the_first_bytes(data, name, media_type):
    assert from_bytes(data, name=name).media_type == media_type


def test_plain_text_needs_no_slow_library():
    code = (
        "import sys, karvan.documents as d; d.from_text('BAKU, May 22. Turnover grew by 4 percent.');"
        "print([m for m in ('httpx', 'lxml', 'trafilatura', 'pypdfium2', 'charset_normalizer', 'duckdb') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_half_a_surrogate_pair_is_replaced_and_moves_nothing():
    document = from_text("a\ud800b \udfff")
    assert document.text == "a\ufffdb \ufffd"


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_lies_inside(text):
    document = from_text(text)
    assert len(document.text) == len(text)
    for span in (document.headline, document.dateline):
        assert span is None or 0 <= span.start < span.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            ["BAKU", "May", "22", ",", ".", " ", "/", "(", ")", "—", "-", "TASS", "2024", "\n", ":", "Tbilisi", "and"]
        ),
        max_size=25,
    )
)
def test_any_row_of_the_parts_of_a_dateline_is_read(parts):
    from_text("".join(parts))


@pytest.mark.parametrize("unit", [" ", "\n", "BAKU, ", "a.", "1 ", "(", "/ ", "May 22 ", "\r", "Й", "A-", "<"])
def test_the_time_does_not_grow_with_the_square_of_the_length(unit):
    before = time.perf_counter()
    from_text(unit * 300_000)
    assert time.perf_counter() - before < 2


def test_a_page_of_millions_of_tags_is_refused_at_once():
    with pytest.raises(DocumentError, match="9 MB, the limit is 8 MB"):
        from_bytes(b"<html><p>" * (1 << 20), name="page.html")
