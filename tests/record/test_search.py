"""Search: by every facet, by words, phrases and beginnings of words, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvan.nouns import Event, Period, RecordError, Span, UsageError, Verdict
from karvan.record import Record, find

from .strategies import TALKS, figure, report, talks

SMELTER = (
    "TALCO is in Tursunzoda. The smelter sold aluminium worth $12 million to Türkiye in the first quarter of 2024. "
    "It employs thousands.\nAluminum prices fell; São Paulo watched. The first visit was in the last quarter."
)
PORT = "The port of Aktau handled cargo. Kazakhstan will host a meeting about aluminium."


@pytest.fixture(name="record", scope="module")
def _record(tmp_path_factory):
    sold = figure(
        SMELTER, "$12 million", indicator="trade.exports", reporter="TJK", partner="TUR", product="aluminium",
        period=Period("2024-Q1"),
    )  # fmt: skip
    with Record(tmp_path_factory.mktemp("record") / "karvan.duckdb") as record:
        record.add_all([talks(), report("smelter.txt", SMELTER, sold), report("port.txt", PORT)])
        yield record


def found(record, *asked, **facets):
    return [(hit.document, hit.claim and hit.claim.id) for hit in record.search(*asked, **facets)]


@pytest.mark.parametrize(
    ("facets", "claims"),
    [
        ({}, ["talks.txt f1", "talks.txt r1", "talks.txt e1", "smelter.txt f1"]),
        ({"country": "TUR"}, ["smelter.txt f1"]),
        ({"country": "aze"}, ["talks.txt f1", "talks.txt r1", "talks.txt e1"]),
        ({"country": "TJK", "indicator": "trade.exports"}, ["smelter.txt f1"]),
        ({"indicator": "trade.turnover"}, ["talks.txt f1", "talks.txt r1"]),
        ({"indicator": "trade"}, ["talks.txt f1", "talks.txt r1", "smelter.txt f1"]),
        ({"indicator": "gdp"}, []),
        ({"period": "2023"}, ["talks.txt f1", "talks.txt r1"]),
        ({"period": Period("2024-03/2024-06")}, ["talks.txt e1", "smelter.txt f1"]),
        ({"period": "2024-05-31"}, ["talks.txt e1"]),
        ({"verdict": "contradicted"}, ["talks.txt f1", "talks.txt r1"]),
        ({"verdict": Verdict.UNVERIFIABLE}, ["talks.txt e1", "smelter.txt f1"]),
        ({"verdict": "confirmed"}, []),
        ({"country": "AZE", "period": "2024", "verdict": "unverifiable"}, ["talks.txt e1"]),
        ({"limit": 2}, ["talks.txt f1", "talks.txt r1"]),
        ({"limit": 0}, []),
    ],
)
def test_facets_narrow_the_claims(record, facets, claims):
    assert [f"{document} {claim}" for document, claim in found(record, **facets)] == claims


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("flight", {"talks.txt"}),
        ("FLIGHT", {"talks.txt"}),
        ("Baku", set()),
        ("Baki", {"talks.txt"}),
        ("bakı", {"talks.txt"}),
        ("turkiye", {"smelter.txt"}),
        ("sao paulo", {"smelter.txt"}),
        ("aluminium", {"smelter.txt", "port.txt"}),
        ("alumin*", {"smelter.txt", "port.txt"}),
        ("aluminum", {"smelter.txt"}),
        ("alumin", set()),
        ("aluminium meeting", {"port.txt"}),
        ("aluminium flight", set()),
        ('"first quarter"', {"smelter.txt"}),
        ('"last quarter" "first visit"', {"smelter.txt"}),
        ('"quarter first"', set()),
        ('"held talks in b*"', {"talks.txt"}),
        ("“held talks”", {"talks.txt"}),
        ("$6.1", {"talks.txt"}),
        ("6.2", set()),
        ("%", None),
    ],
)
def test_words_phrases_and_beginnings_find_documents(record, text, documents):
    if documents is None:
        with pytest.raises(UsageError, match="no word to search for"):
            record.search(text)
    else:
        assert {document for document, _ in found(record, text)} == documents


def test_a_claim_is_shown_where_the_word_stands_in_its_sentence(record):
    [hit] = record.search("turnover", indicator="trade", limit=1)
    assert hit.marked() == "[Turnover] reached $6.1 million in 2023, up 40 percent."
    assert (hit.claim.id, hit.verdict, hit.document) == ("f1", Verdict.CONTRADICTED, "talks.txt")
    assert found(record, "flight") == [("talks.txt", "e1")]


def test_a_document_that_holds_the_word_in_no_claim_is_shown_itself(record):
    [hit] = record.search("meeting")
    assert (hit.document, hit.claim, hit.verdict) == ("port.txt", None, None)
    assert hit.marked("<", ">") == "Kazakhstan will host a <meeting> about aluminium."
    assert found(record, "meeting", verdict="contradicted") == []


def test_with_facets_every_claim_that_fits_comes_the_nearest_first(record):
    assert found(record, "flight", country="AZE") == [("talks.txt", "e1"), ("talks.txt", "f1"), ("talks.txt", "r1")]
    assert found(record, "TALCO", indicator="trade.exports") == [("smelter.txt", "f1")]


def test_without_words_the_claim_is_marked(record):
    [hit] = record.search(country="TUR")
    assert hit.marked().startswith("The smelter sold aluminium worth [$12 million] to Türkiye")


def test_a_long_sentence_is_cut_at_words():
    text = "so " * 500 + "trade grew to $6.1 million " + "and on " * 500
    with Record() as record:
        record.add(report("long.txt", text, figure(text, "$6.1 million")))
        [hit] = record.search("trade")
    assert hit.marked().startswith("so so ")
    assert "[trade] grew to $6.1 million and" in hit.marked()
    assert len(hit.snippet) < 600


def test_the_document_that_says_it_more_often_and_shorter_comes_first():
    with Record() as record:
        record.add_all(
            [
                report("once.txt", "Cotton and many other things are grown here."),
                report("twice.txt", "Cotton and cotton again are grown here."),
                report("aside.txt", "Wheat is grown here. " * 20 + "Cotton too."),
                report("none.txt", "Wheat is grown here."),
            ]
        )
        hits = list(record.search("cotton"))
    assert [hit.document for hit in hits] == ["twice.txt", "once.txt", "aside.txt"]
    assert hits[0].score > hits[1].score > hits[2].score > 0


def test_bm25_is_what_the_book_says():
    with Record() as record:
        record.add_all([report("a", "cotton cotton wheat rice"), report("b", "wheat rice")])
        [hit] = record.search("cotton")
    # one of two documents: ln(1 + 1.5/1.5); twice in 4 words where 3 are usual: 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4/3))
    assert hit.score == pytest.approx(0.693147 * 4.4 / 3.5, rel=1e-5)


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"verdict": "wrong"}, "no verdict `wrong`"),
        ({"indicator": "exports"}, "no indicator `exports`"),
        ({"period": "last year"}, "not a period: `last year`"),
        ({"limit": -1}, "the limit can't be -1"),
        ({"text": "word " + " ".join(map(str, range(40)))}, "at most 32 words"),
    ],
)
def test_a_call_that_asks_for_what_does_not_exist_is_refused_at_once(asked, what):
    with pytest.raises(UsageError, match=what):
        find("nowhere.duckdb", **asked)


def test_find_opens_and_closes_the_record(tmp_path):
    path = tmp_path / "karvan.duckdb"
    with pytest.raises(RecordError, match="no record here"):
        list(find(path))
    with Record(path) as record:
        record.add(talks())
    assert [hit.claim.id for hit in find(path, "turnover", country="TJK", period="2023", verdict="contradicted")] == [
        "f1",
        "r1",
    ]
    with Record(path) as record:
        assert record.add(report("next.txt", "Next."))


def test_a_relation_is_about_what_its_figures_are_about(record):
    hits = {hit.claim.id: hit for hit in record.search(indicator="trade.turnover", country="TJK", period="2023")}
    assert set(hits) == {"f1", "r1"}


def test_many_documents_come_in_one_order():
    with Record() as record:
        record.add_all(report(f"{number:03}.txt", f"Cotton number {number}.") for number in range(130))
        assert [hit.document for hit in record.search("cotton")] == [f"{number:03}.txt" for number in range(130)]
        assert len(list(record.search("cotton", limit=7))) == 7


def test_an_event_without_words_in_the_text_shows_its_own():
    implied = Event(id="e1", span=None, text="accession", kind="membership", parties=("UZB",))
    with Record() as record:
        record.add(report("wto.txt", TALKS, implied))
        [hit] = record.search(country="UZB")
    assert (hit.snippet, hit.marks) == ("accession", ())


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_query_finds_or_is_refused(text):
    with Record() as record:
        record.add(report("text", text))
        try:
            hits = list(record.search(text))
        except UsageError:
            return
    for hit in hits:
        assert all(Span(0, len(hit.snippet)).overlaps(mark) for mark in hit.marks)
