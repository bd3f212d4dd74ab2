"""Headline, written dates and publisher of the first lines."""

from __future__ import annotations

import datetime as dt

import pytest

from karvan.documents import from_text

BODY = "BAKU, May 22. Turnover between the two countries rose by four percent, the ministry said."


def headline(text: str) -> str | None:
    span = from_text(text).headline
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Trade grows\n\n{BODY}", "Trade grows"),
        (f"Trade grows\r\n\r\n{BODY}", "Trade grows"),
        (f"Trade grows\n{BODY}", "Trade grows"),
        (f"# Trade grows\n\n{BODY}", "Trade grows"),
        (f"\n\n  Who trades with whom?  \n\n{BODY}", "Who trades with whom?"),
        (f"22 May 2024\n\nTrade grows\n\n{BODY}", "Trade grows"),
        (f"Trade grows\nPublished: 22 May 2024\n{BODY}", "Trade grows"),
        (f"Trade grows\nBy Aysel Mammadova\n\n{BODY}", "Trade grows"),
        (f"PRESS RELEASE\nNo. 45/2024\n\nTrade grows\n\n{BODY}", "Trade grows"),
        (BODY, None),
        ("Trade grows", None),
        ("Turnover rose by four percent.\n\nExports rose by five percent.", None),
        ("", None),
    ],
)
def test_a_headline_is_short_and_set_apart(text, expected):
    assert headline(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Published: 22 May 2024", "22.05.2024", "May 22, 2024", "2024-05-22", "22 May 2024, 14:35", "Posted on May 22, 2024",
        "Wednesday, May 22, 2024", "Date: 22/05/2024", "Staff Reporter | May 22, 2024", "22 мая 2024 г.", "(22 May 2024)",
        "Baku, 22 May 2024", "May 22, 2024 10:30 AM GMT+4", "May 22, 2024 at 10:30 a.m.", "2024年5月22日", "14:35, 22 May 2024", "22 May 2024 14:35 (UTC+04:00)",
    ],
)  # fmt: skip
def test_a_date_alone_near_the_top_is_the_day_of_publication(line):
    document = from_text(f"Trade grows\n\n{line}\n\nTurnover between the two countries rose by four percent.")
    assert (document.published, document.published_from) == (dt.date(2024, 5, 22), "dateline")


@pytest.mark.parametrize(
    "line",
    [
        "Turnover on 22 May 2024 was the highest ever", "05/06/2024", "In force from 22 May 2024", "22.05.30000", "30.02.2024",
        "Agreement of 22 May 2024 on trade",
    ],
)  # fmt: skip
def test_a_date_inside_a_line_or_of_two_meanings_is_not(line):
    assert from_text(f"Trade grows\n\n{line}\n\nTurnover rose by four percent.").published is None


def test_the_day_of_publication_comes_before_the_day_of_an_update():
    text = "Trade grows\nUpdated: 24 May 2024\nPublished: 22 May 2024\n\nTurnover rose."
    assert from_text(text).published == dt.date(2024, 5, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW, 16 March. /TASS/. Turnover grew by four percent.", "TASS"),
        ("Trade grows\n\nTurnover grew by four percent.\n\nSource: Geostat", "Geostat"),
        ("Trade grows\n\nSource: xinhua news agency\n\nTurnover grew by four percent.", "Xinhua"),
        ("Trade grows\n\nTurnover grew by four percent.", None),
    ],
)
def test_the_publisher_is_the_agency_of_the_dateline_or_the_stated_source(text, expected):
    assert from_text(text).publisher == expected
