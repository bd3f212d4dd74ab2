"""HTML: one file without script, whose links lead somewhere, and in which a document is only ever text."""

import io
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.formats import write
from karvan.formats.html_page import style
from karvan.nouns import Document, Reading, Report

VOID = {"meta", "br"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "h3", "dl", "div", "dt", "dd", "section", "p",
    "a", "span", "sup", "ul", "li", "q", "code", "br", "del", "ins", "details", "summary", "table", "tr", "td", "nav", "footer",
}  # fmt: skip


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            if name in {"href", "src"}:
                self.links.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words += data


def page(*results, **options) -> Page:
    stream = io.StringIO()
    write(results, "html", stream, **options)
    return Page(stream.getvalue())


def test_every_link_leads_to_one_place_on_the_page(report, failure):
    made = page(report, failure, report, verbose=True)
    assert len(made.ids) == len(set(made.ids))
    assert all(link.startswith("#") and link[1:] in made.ids for link in made.links)
    assert {"d1-f3", "d1-nesting-f3", "d3-f3"} <= set(made.ids)


def test_the_page_needs_nothing_but_itself(report):
    made = page(report)
    assert made.tags <= TAGS
    assert not [name for name in made.attributes if name.startswith("on") or name == "style"]
    assert not re.search(r"url\(|@import|expression", style())


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_a_document_is_only_ever_text(text):
    hostile = f"</p><script>alert(1)</script>{text}"
    document = Document(name='"><img src=x onerror=1>', text=hostile, publisher="<b>", language='"><i>')
    made = page(Report(reading=Reading(document=document)))
    assert made.tags <= TAGS
    assert "<script>alert(1)</script>" in made.words
    assert "onerror" not in made.attributes


def test_the_policy_forbids_all_but_the_style(report):
    stream = io.StringIO()
    write([report], "html", stream)
    assert "default-src 'none'; style-src 'unsafe-inline'" in stream.getvalue()


def test_dark_and_print_have_their_own_colours():
    assert "prefers-color-scheme: dark" in style()
    assert "@media print" in style()
    # every rule is under the class, so that a notebook's own page stays as it is
    selectors = [line.partition("{")[0] for line in style().splitlines() if "{" in line and not line.startswith("@")]
    assert all(
        part.strip().startswith((".karvan", "body:has(> .karvan)")) for line in selectors for part in line.split(",")
    )


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read_on_its_paper(scheme):
    light, _, dark = style().partition("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--(\w+): (#\w+);", light if scheme == "light" else dark.partition("@media print")[0]))
    for name in colours.keys() - {"paper", "line"}:
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


def test_a_notebook_shows_a_fragment_with_its_style(report):
    fragment = report._repr_html_()
    assert fragment.startswith('<div class="karvan">')
    assert "✗1" in fragment
    other = msgspec.structs.replace(report.reading.document, name="other.txt")
    second = msgspec.structs.replace(report.reading, document=other)._repr_html_()
    # two documents on one notebook page don't share anchors
    assert not set(Page(fragment).ids) & set(Page(second).ids)
