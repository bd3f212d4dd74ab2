"""HTML: the article, its title and date, and pages that are hard to take."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest

from karvan.documents import from_bytes
from karvan.nouns import DocumentError

BODY = (
    "<p>BAKU, Azerbaijan, May 22. Turnover between Azerbaijan and Tajikistan rose to €6.1 million in 2023, which is 2.98 percent "
    "more than in 2022, the State Customs Committee said in its report.</p><p>Exports of Azerbaijan amounted to €5.1 million, "
    "while imports came to €1 million over the same period of the year under review.</p>"
)
LINKED = """<script type="application/ld+json">
[{"@type": "WebSite", "name": "X"}, {"@graph": [{"@type": "NewsArticle", "datePublished": "2024-05-22T08:00:00Z"}]}]
</script>"""


def page(head: str = "", body: str = BODY) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body><nav><a href="/">Home</a><a href="/p">Politics</a></nav>'
        f'<article>{body}</article><aside>Most read: <a href="/x">Weather</a></aside><footer>Copyright 2019</footer></body></html>'
    )


def read(markup: str, name: str = "page.html"):
    return from_bytes(markup.encode(), name=name)


def test_the_article_stands_below_its_title_without_the_menus():
    document = read(
        page("<title>Trade grows – Example News</title><meta property='og:site_name' content='Example News'>")
    )
    assert document.text.startswith("Trade grows\n\nBAKU, Azerbaijan, May 22. Turnover between")
    assert document.text.endswith("of the year under review.")
    assert document.headline.of(document.text) == "Trade grows"
    assert document.dateline.of(document.text) == "BAKU, Azerbaijan, May 22."
    assert document.publisher == "Example News"
    assert document.language == "en"


def test_a_title_that_the_article_repeats_stands_once():
    document = read(page("<title>Trade grows</title>", f"<h1>Trade grows</h1>{BODY}"))
    assert document.text.count("Trade grows") == 1


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-22T10:00:00+04:00">',
        '<meta name="DC.date.issued" content="2024-05-22">',
        '<meta itemprop="datePublished" content="20240522">',
        '<meta name="pubdate" content="Wed, 22 May 2024 10:00:00 GMT">',
        LINKED,
    ],
)
def test_the_date_stands_in_the_metadata(head):
    document = read(page(head))
    assert (document.published, document.published_from) == (dt.date(2024, 5, 22), "metadata")


def test_the_date_stands_in_a_time_element():
    document = read(page("", f'<time datetime="2024-05-22T10:00">today</time>{BODY}'))
    assert (document.published, document.published_from) == (dt.date(2024, 5, 22), "metadata")


def test_broken_linked_data_is_passed_over():
    deep = "[" * 50_000
    assert read(page(f'<script type="application/ld+json">{deep}</script>')).published is None


def test_a_page_nested_a_hundred_thousand_deep_is_read_to_its_end():
    deep = "<div>" * 100_000 + "Turnover rose to $5 million." + "</div>" * 100_000
    document = read(f"<html><head><title>Deep</title></head><body>{deep}<p>After it.</p></body></html>")
    assert document.text == "Deep\n\nTurnover rose to $5 million.\n\nAfter it."


def test_scripts_and_styles_of_a_deep_page_are_no_text():
    deep = "<div>" * 300
    document = read(
        f"<html><body>{deep}<script>var a = 'x';</script><style>p {{}}</style>Turnover <b>ro</b>se.</body></html>"
    )
    assert document.text == "Turnover rose."


def test_rows_of_a_table_stay_together():
    table = "<table><tr><th>Year</th><th>Turnover</th></tr><tr><td>2022</td><td>5.9</td></tr><tr><td>2023</td><td>6.1</td></tr></table>"
    assert "| 2022 | 5.9 |\n| 2023 | 6.1 |" in read(page("", BODY + table)).text


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><script>1</script></body></html>", "<!DOCTYPE html>"])
def test_a_page_without_text_is_refused(markup):
    with pytest.raises(DocumentError, match="no text found in the page"):
        read(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 100_000,
        "<!--" * 50_000,
        "<p " + "a=1 " * 50_000,
        "<b>x" * 50_000,
        "&#0;&#xD800;&#x110000;<p>x",
        "<html><p>\x1b\x0b\u202e</html>",
    ],
)
def test_odd_markup_is_read_or_refused(markup):
    with suppress(DocumentError):
        assert read(markup).text
