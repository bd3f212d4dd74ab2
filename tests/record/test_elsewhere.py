"""Elsewhere: what other documents say about the same thing, and never the document itself."""

from __future__ import annotations

import datetime as dt

import pytest

from karvan.nouns import Period
from karvan.record import Record

from .strategies import TALKS, figure, report, talks

OURS = "Baku said that exports to Tajikistan were $5 million in the first quarter of 2024."
THEIRS = "Imports from Azerbaijan came to $4 million between January and March 2024, Dushanbe said."
FLOW = {"indicator": "trade.exports", "reporter": "AZE", "partner": "TJK", "period": Period("2024-Q1")}
MIRROR = {"indicator": "trade.imports", "reporter": "TJK", "partner": "AZE", "period": Period("2024-01/2024-03")}


def said(record, asked, besides=None):
    return [(document.name, other.text) for document, other in record.elsewhere(asked, besides=besides)]


def test_exports_of_one_are_imports_of_the_other_from_both_sides():
    ours, theirs = figure(OURS, "$5 million", **FLOW), figure(THEIRS, "$4 million", **MIRROR)
    first, second = report("ours.txt", OURS, ours), report("theirs.txt", THEIRS, theirs)
    with Record() as record:
        record.add_all([first, second])
        assert said(record, ours, first.reading.document) == [("theirs.txt", "$4 million")]
        assert said(record, theirs, second.reading.document) == [("ours.txt", "$5 million")]
        [(document, other)] = record.elsewhere(ours, besides=first.reading.document)
        assert (document, other) == (second.reading.document, theirs)


def test_a_turnover_is_the_same_from_either_side():
    text = "Trade with Azerbaijan was $7.5 million in 2023, says Dushanbe."
    mirror = figure(text, "$7.5 million", reporter="TJK", partner="AZE")
    with Record() as record:
        record.add(report("mirror.txt", text, mirror))
        assert said(record, talks().reading.figures[0], talks().reading.document) == [("mirror.txt", "$7.5 million")]


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "trade.imports"},
        {"reporter": "TJK", "partner": "AZE"},
        {"partner": "KAZ"},
        {"partner": None},
        {"product": "cotton"},
        {"route": "Baku–Aktau"},
        {"period": Period("2024")},
        {"period": None},
    ],
)
def test_what_differs_in_one_respect_is_another_thing(other):
    with Record() as record:
        record.add(report("theirs.txt", THEIRS, figure(THEIRS, "$4 million", **(FLOW | other))))
        assert said(record, figure(OURS, "$5 million", **FLOW)) == []


def test_a_figure_about_nobody_is_compared_with_nothing():
    nobody = {"indicator": "other", "reporter": None, "partner": None}
    with Record() as record:
        record.add(report("theirs.txt", THEIRS, figure(THEIRS, "$4 million", **nobody)))
        assert said(record, figure(OURS, "$5 million", **nobody)) == []


def test_products_are_the_same_whatever_their_capitals():
    with Record() as record:
        record.add(report("theirs.txt", THEIRS, figure(THEIRS, "$4 million", **MIRROR, product="Raw  Cotton")))
        assert len(said(record, figure(OURS, "$5 million", **FLOW, product="raw cotton"))) == 1


def test_a_document_and_its_copies_are_never_its_witnesses():
    own = talks()
    turnover = own.reading.figures[0]
    with Record() as record:
        record.add(own)
        assert said(record, turnover, own.reading.document) == []
        recased = talks("copy.txt", TALKS.replace("held", "HELD")).reading
        assert said(record, recased.figures[0], recased.document) == []
        reprint = talks("reprint.txt", "Reprinted by another agency. " + TALKS + "\nAll rights reserved.").reading
        assert said(record, reprint.figures[0], reprint.document) == [], "the same sentence is no second witness"
        own_words = report("own.txt", text := "In 2023 the two traded for $6.3 million.", figure(text, "$6.3 million"))
        assert said(record, own_words.reading.figures[0], own_words.reading.document) == [("talks.txt", "$6.1 million")]


def test_of_two_that_share_a_sentence_the_older_speaks():
    late = report(
        "late.txt",
        "Late edition. " + THEIRS,
        figure("Late edition. " + THEIRS, "$4 million", **MIRROR),
        published=dt.date(2024, 5, 2),
    )
    early = report("early.txt", THEIRS, figure(THEIRS, "$4 million", **MIRROR), published=dt.date(2024, 5, 1))
    with Record() as record:
        assert record.add_all([late, early]) == [True, True]
        assert said(record, figure(OURS, "$5 million", **FLOW)) == [("early.txt", "$4 million")]


def test_a_reprint_with_a_changed_sentence_is_no_witness():
    more = " The ministers of both countries spoke about railways, ports and the fees that lorries pay at the border."
    reprint = talks("reprint.txt", TALKS.replace("Turnover reached", "Their turnover reached") + more).reading
    with Record() as record:
        record.add(talks(text=TALKS + more))
        assert said(record, reprint.figures[0]) == [("talks.txt", "$6.1 million")]
        assert said(record, reprint.figures[0], reprint.document) == []
