"""SARIF 2.1.0: the parts of the schema that karvan writes, and places that lead to the words."""

import io
import json
import urllib.parse

import msgspec
import pytest

from karvan.checking import CHECKS
from karvan.formats import write
from karvan.formats.sarif import uri


def run(*results, **options) -> dict:
    stream = io.StringIO()
    write(results, "sarif", stream, **options)
    log = json.loads(stream.getvalue())
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1
    return log["runs"][0]


def regions(node):
    """All regions anywhere below a result."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"region", "deletedRegion"}:
                yield value
            yield from regions(value)
    elif isinstance(node, list):
        for value in node:
            yield from regions(value)


def test_what_the_schema_demands_is_there(report, failure):
    made = run(report, failure, verbose=True)
    driver = made["tool"]["driver"]
    assert driver["name"] == "karvan"
    assert [rule["id"] for rule in driver["rules"]] == list(CHECKS)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    assert made["columnKind"] == "unicodeCodePoints"
    assert len(made["results"]) == 4
    for result in made["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["kind"] in {"pass", "open", "informational", "notApplicable", "review", "fail"}
        # a level other than none says that something failed (3.27.10)
        assert (result["level"] == "none") == (result["kind"] != "fail")
        for place in (*result["locations"], *result.get("relatedLocations", [])):
            artifact = place["physicalLocation"]["artifactLocation"]
            assert made["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    (invocation,) = made["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "no such file" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_levels_follow_the_verdicts(report):
    made = run(report)
    assert [(each["ruleId"], each["level"]) for each in made["results"]] == [
        ("nesting", "error"),
        ("direction", "warning"),
    ]
    assert made["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_regions_lead_to_the_words_by_offset_and_by_line(report):
    text = report.reading.document.text
    lines = text.split("\n")
    found = list(regions(run(report, verbose=True)["results"]))
    assert found
    for region in found:
        words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert "snippet" not in region or region["snippet"]["text"] == words
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == words


def test_a_fix_writes_what_the_finding_suggests(report):
    (fix,) = run(report)["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    text, region = report.reading.document.text, replacement["deletedRegion"]
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    repaired = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    assert "alone it was $1.03 million, the ministry" in repaired


def test_text_taken_out_of_a_pdf_has_no_place_in_the_file(report):
    document = msgspec.structs.replace(report.reading.document, media_type="application/pdf")
    made = run(msgspec.structs.replace(report, reading=msgspec.structs.replace(report.reading, document=document)))
    assert not list(regions(made["results"]))
    assert "fixes" not in made["results"][0]


def test_nothing_at_all_is_a_run_without_results():
    assert run()["results"] == []


@pytest.mark.parametrize(
    "name", ["a b.txt", "ä/50%.txt", "c:d.txt", "/tmp/x y.txt", "https://example.org/a?b=c d", "-"]
)
def test_addresses_are_uris(name):
    made = uri(name)
    assert not set(made) & set(' "<>\\^`{|}')
    assert made.isascii()
    if name[0] not in "/-" and "://" not in name:
        assert urllib.parse.unquote(made) == name
