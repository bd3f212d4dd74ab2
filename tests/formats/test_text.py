"""The text format: what is written stays readable, narrow, whole and safe for a terminal."""

import io
import re
from decimal import Decimal
from itertools import pairwise

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.formats import write
from karvan.formats.marking import marks, paragraphs
from karvan.formats.view import View
from karvan.formats.wrapping import display_width, lines, safe, words
from karvan.nouns import Document, Event, Figure, Finding, Interval, Quantity, Reading, Report, Span, Verdict

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def written(result, **options) -> str:
    stream = io.StringIO()
    write([result], "text", stream, **options)
    return stream.getvalue()


def figure(number: int, start: int, end: int, text: str) -> Figure:
    one = Decimal(1)
    return Figure(
        id=f"f{number}",
        span=Span(start, end),
        text=text[start:end],
        indicator="other",
        quantity=Quantity(one, "count", Interval.point(one), Interval.point(one)),
    )


@st.composite
def reports(draw) -> Report:
    """Any text with figures at any places, overlapping or not, and findings about some of them."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, 30))
    spans = sorted({(start, min(len(text), start + long)) for start, long in draw(st.lists(places, max_size=12))})
    figures = tuple(figure(number, start, end, text) for number, (start, end) in enumerate(spans, 1) if start < end)
    events = (Event(id="e1", kind="other", span=Span(0, len(text)), text=text),) if text else ()
    ids = [claim.id for claim in (*figures, *events)]
    findings = tuple(
        Finding(
            id=f"sum-{name}", check="sum", verdict=draw(st.sampled_from(list(Verdict))), figures=(name,), events=(name,)
        )
        for name in (draw(st.lists(st.sampled_from(ids), unique=True)) if ids else [])
    )
    reading = Reading(document=Document(name="any.txt", text=text), figures=figures, events=events)
    return Report(reading=reading, findings=findings)


@given(report=reports(), width=st.integers(40, 80), verbose=st.booleans())
@settings(deadline=None, max_examples=150)
def test_no_line_is_wider_than_the_terminal(report, width, verbose):
    # splitlines would also split at characters that a terminal does not take for line ends
    for line in written(report, width=width, verbose=verbose).split("\n"):
        assert display_width(line) <= width


@given(report=reports())
@settings(deadline=None, max_examples=150)
def test_colour_changes_nothing_but_colour(report):
    assert ANSI.sub("", written(report, color=True)) == written(report)


@given(report=reports())
@settings(deadline=None, max_examples=150)
def test_marks_do_not_overlap_and_stand_in_the_order_of_the_text(report):
    placed = marks(report)
    assert all(one.span.end <= other.span.start for one, other in pairwise(placed))
    inside = {figure.id for figure in report.reading.figures}
    numbered = {name for finding in report.findings if finding.verdict.gravity >= 3 for name in finding.figures}
    # every figure that a problem names can be found in the text
    assert numbered & inside <= {mark.claim for mark in placed}


@given(report=reports())
@settings(deadline=None, max_examples=150)
def test_the_pieces_of_all_lines_are_the_text(report):
    made = paragraphs(report, everything=True)
    shown = "".join(piece.text for paragraph in made if paragraph is not None for piece in paragraph)
    assert shown.replace("\n", "") == report.reading.document.text.replace("\n", "")


@given(st.text())
def test_a_terminal_gets_no_control_character(text):
    assert not set(safe(text)) & {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x2066)}


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "koi8-r"]))
def test_what_the_stream_cannot_show_falls_back(text, encoding):
    View(encoding=encoding).shown(safe(text)).encode(encoding)


def test_the_whole_page_in_ascii(report):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    write([report], "text", stream)
    stream.flush()
    page = stream.buffer.getvalue().decode("ascii")
    assert "[$1.03 billion x1]" in page
    assert "[2.98 percent =]" in page
    assert '"$1.03 billion" -> "$1.03 million"' in page


@given(st.lists(st.tuples(st.text("ab 12", max_size=9), st.booleans()), max_size=20), st.integers(10, 30))
def test_marks_never_break_where_they_fit(pieces, width):
    runs = [(text, "mark" if mark else None, not mark) for text, mark in pieces]
    made = ["".join(text for text, _ in line) for line in lines(words(runs), width)]
    for text, mark in pieces:
        if mark and text.strip():
            assert any(text.rstrip() in line for line in made)


def test_a_long_document_shows_the_lines_with_figures():
    filler = "Nothing is counted here. " * 40
    text = "\n".join([filler] * 10 + ["Exactly 7 bridges stand."] + [filler] * 10)
    at = text.index("7 bridges")
    reading = Reading(document=Document(name="long.txt", text=text), figures=(figure(1, at, at + 9, text),))
    page = written(Report(reading=reading))
    assert "Exactly [7 bridges] stand." in page
    assert "Nothing is counted" not in page
    assert page.count("[…]") == 2
    assert "Nothing is counted" in written(Report(reading=reading), verbose=True)


def test_an_empty_document_is_a_page_without_text():
    page = written(Report(reading=Reading(document=Document(name="empty.txt", text=""))))
    assert "no country named" in page
    assert page.endswith("No findings.\n")


def test_a_million_figures_take_linear_time():
    text = "7 " * 50_000
    figures = tuple(figure(number, 2 * number, 2 * number + 1, text) for number in range(50_000))
    report = Report(reading=Reading(document=Document(name="many.txt", text=text), figures=figures))
    assert written(report).count("[7]") == 50_000


def test_the_sign_of_a_figure_says_its_gravest_verdict(report):
    calm = msgspec.structs.replace(report.findings[1], id="growth-x", verdict=Verdict.DISPUTED)
    page = written(msgspec.structs.replace(report, findings=(calm, *report.findings)))
    assert "[$6.1 million ✗1,3]" in page
    assert "[$5.9 million ≠3]" in page
