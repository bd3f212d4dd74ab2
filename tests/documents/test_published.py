"""The order of the witnesses of a document's date."""

from __future__ import annotations

import datetime as dt

import pytest

from karvan.documents import from_bytes, from_text
from karvan.nouns import UsageError

WITH_YEAR = "BAKU, May 22, 2024. Turnover grew by four percent, the ministry said."
WITHOUT = "BAKU, May 22. Turnover grew by four percent, the ministry said."
PAGE = f'<html><meta property="article:published_time" content="2024-05-23T01:00:00+04:00"><p>{WITH_YEAR}</p></html>'


def test_the_option_comes_first():
    document = from_bytes(PAGE.encode(), name="2024-05-25.html", published="2024-05-21")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 21), "option")


def test_then_the_metadata():
    document = from_bytes(PAGE.encode(), name="2024-05-25.html")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 23), "metadata")


def test_then_a_dateline_with_its_year():
    document = from_text(WITH_YEAR, name="2024-05-25.txt")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 22), "dateline")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("azerbaijan-2024-05-22.txt", WITHOUT, dt.date(2024, 5, 22)),
        ("news/azerbaijan-2024-05-23.txt", WITHOUT, dt.date(2024, 5, 22)),
        ("2024-01-02.txt", WITHOUT.replace("May 22", "December 31"), dt.date(2023, 12, 31)),
        ("2024-09-01.txt", WITHOUT, dt.date(2024, 9, 1)),
        ("2024-05-22.txt", "Turnover grew.", dt.date(2024, 5, 22)),
        ("https://example.org/2024/05/22/trade/", "Turnover grew.", dt.date(2024, 5, 22)),
    ],
)
def test_the_name_completes_a_dateline_without_a_year(name, text, expected):
    document = from_text(text, name=name)
    assert (document.published, document.published_from) == (expected, "name")


@pytest.mark.parametrize(
    "name",
    [
        "talks.txt",
        "30000-01-01.txt",
        "2024-13-01.txt",
        "12024-05-22.txt",
        "2024-01-01-to-2024-05-22.txt",
        "2024-05.txt",
    ],
)
def test_without_a_witness_the_day_stays_unknown(name):
    document = from_text(WITHOUT, name=name)
    assert (document.published, document.published_from) == (None, None)


@pytest.mark.parametrize("wrong", ["22 May 2024", "2024-02-30", "30000-01-01", "", "2024-5-2", "20240522"])
def test_an_option_that_is_no_date_is_a_usage_error(wrong):
    with pytest.raises(UsageError, match="is not a date"):
        from_text("Turnover grew.", published=wrong)


def test_a_time_as_option_counts_as_its_day():
    assert from_text("x", published=dt.datetime(2024, 5, 22, 23, 59)).published == dt.date(2024, 5, 22)  # noqa: DTZ001
