"""SARIF 2.1.0: valid by the official schema, and with places that lead to the words."""

import hashlib
import io
import json
import re
import tomllib
import urllib.parse
from pathlib import Path

import jsonschema
import msgspec
import pytest

from karvan.checking import CHECKS, check_all
from karvan.formats import write
from karvan.formats.sarif import uri

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))
FORMATS = jsonschema.FormatChecker()
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=FORMATS)
URI_SIGNS = r"(?:[\w.~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})*"


@FORMATS.checks("uri")
def is_uri(text: object) -> bool:
    """RFC 3986, as far as signs and a scheme go."""
    return re.fullmatch(rf"(?a:[A-Za-z][A-Za-z0-9+.-]*:{URI_SIGNS})", str(text)) is not None


@FORMATS.checks("uri-reference")
def is_uri_reference(text: object) -> bool:
    first = str(text).partition("/")[0]
    return is_uri(text) or (":" not in first and re.fullmatch(f"(?a:{URI_SIGNS})", str(text)) is not None)


def faults(log: object) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(log)]


def run(*results, **options) -> dict:
    stream = io.StringIO()
    write(results, "sarif", stream, **options)
    log = json.loads(stream.getvalue())
    assert faults(log) == []
    assert log["$schema"] == SCHEMA["id"]
    assert len(log["runs"]) == 1
    return log["runs"][0]


def test_the_schema_is_the_official_one_as_it_was_published():
    (told,) = tomllib.loads((SCHEMAS / "provenance.toml").read_text("utf-8")).values()
    schema = (SCHEMAS / "sarif-schema-2.1.0.json").read_bytes()
    assert hashlib.sha256(schema).hexdigest() == told["sha256"]
    assert SCHEMA["id"] == told["address"]
    jsonschema.Draft4Validator.check_schema(SCHEMA)


def test_the_schema_sees_what_is_wrong(report):
    log = {"$schema": SCHEMA["id"], "version": "2.1.0", "runs": [run(report)]}
    assert faults(log) == []
    assert faults(log | {"version": "2.0.0"})
    assert faults(log | {"runs": [{**log["runs"][0], "tool": {}}]})
    assert faults(log | {"runs": [{**log["runs"][0], "columns": 1}]})
    log["runs"][0]["artifacts"][0]["location"]["uri"] = "a b.txt"
    assert faults(log) == ["$.runs[0].artifacts[0].location.uri: 'a b.txt' is not a 'uri-reference'"]


def test_real_documents_and_failures_are_valid(tmp_path, monkeypatch):
    texts = sorted((ROOT / "tests/truth/development").glob("*.txt"))[:4]
    page = tmp_path / "c: ä?.html"
    page.write_text(
        "<html><h1>Trade</h1><p>Turnover rose 12 percent to $6.1 million, from $5.9 million.</p></html>", "utf-8"
    )
    example = ROOT / "examples/azerbaijan-tajikistan-2024-05-22.txt"
    results = list(check_all([*texts, page, tmp_path / "missing.txt", example], jobs=1))
    made = run(*results, verbose=True)
    assert len(made["artifacts"]) == 6
    assert any("fixes" in result for result in made["results"])
    assert len(made["invocations"][0]["toolExecutionNotifications"]) == 1


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
