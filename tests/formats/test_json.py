"""JSON and JSONL: the keys and values of the truth files."""

import io
import json
from decimal import Decimal

import pytest

from karvan.formats import write
from karvan.formats.jsonl import encoded
from karvan.nouns import Document, Reading, Report, Span, Trace
from karvan.nouns.plain import json_number


def test_a_report_has_the_keys_that_the_score_reads(report):
    plain = report.to_dict()
    assert list(plain) == [
        "document", "published", "published_from", "publisher", "language", "countries", "figures", "relations", "events",
        "findings",
    ]  # fmt: skip
    assert plain["figures"][2] == {
        "id": "f3", "span": [178, 191], "text": "$1.03 billion", "indicator": "trade.turnover", "value": 1030000000,
        "unit": "USD", "hedge": None, "reporter": "AZE", "partner": "TJK", "product": None, "route": None,
        "period": "2023-01/2023-03", "note": None, "attribution": None, "interval": [1025000000, 1035000000],
        "verdict": "contradicted",
    }  # fmt: skip
    growth, total, share = plain["relations"]
    assert (growth["value"], growth["as"], growth["of"], growth["base"]) == (0.0298, "percent", "f1", "f2")
    assert "span" not in total
    assert total["parts"] == ["f2", "f3"]
    assert (share["part"], share["whole"], share["value"]) == ("f2", "aluminium", 0.5)
    assert plain["events"][0]["weekday"] == "Wednesday"
    assert plain["findings"][2]["suggest"] == {"f3": 1030000}
    text = report.reading.document.text
    assert all(text[slice(*figure["span"])] == figure["text"] for figure in plain["figures"])


def test_an_interval_without_an_end_says_null(reading):
    assert reading.figures[3].to_dict()["interval"] == [75, None]
    assert "verdict" not in reading.figures[3].to_dict()


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("6.1e6", 6100000),
        ("0.1", 0.1),
        ("-0.20", -0.2),
        ("9e30", 9e30),
        ("9e999", None),
        ("-Infinity", None),
        ("NaN", None),
    ],
)
def test_numbers_that_any_reader_takes(value, number):
    assert json_number(Decimal(value)) == number


def test_json_is_one_object_whose_documents_are_those_of_jsonl(report, failure):
    whole, lines = io.StringIO(), io.StringIO()
    write([report, failure], "json", whole)
    write([report, failure], "jsonl", lines)
    page = json.loads(whole.getvalue())
    assert page["documents"] == [json.loads(line) for line in lines.getvalue().splitlines()]
    assert page["tally"]["findings"] == {"contradicted": 1, "doubtful": 1, "unverifiable": 1, "consistent": 1}
    assert page["tally"]["failed"] == 1


def test_json_of_nothing_is_an_object():
    stream = io.StringIO()
    write([], "json", stream)
    assert json.loads(stream.getvalue())["documents"] == []


def test_jsonl_is_streamed(report):
    stream = io.StringIO()
    seen = []

    def results():
        for _ in range(3):
            yield report
            seen.append(stream.getvalue().count("\n"))

    write(results(), "jsonl", stream)
    assert seen == [1, 2, 3]


def test_half_a_surrogate_pair_does_not_break_the_line():
    assert (
        json.loads(encoded(Report(reading=Reading(document=Document(name="\ud800.txt", text=""))).to_dict()))[
            "document"
        ]
        == "?.txt"
    )


def test_the_tree_of_rules_is_there_when_asked_for(reading):
    inner = Trace("number", Span(0, 1), "1")
    traced = Reading(document=reading.document, trace=(Trace("money", Span(0, 2), "1 USD", (inner,)),))
    assert traced.to_dict()["trace"] == [
        {
            "rule": "money",
            "span": [0, 2],
            "value": "1 USD",
            "children": [{"rule": "number", "span": [0, 1], "value": "1"}],
        }
    ]
    assert "trace" not in reading.to_dict()
