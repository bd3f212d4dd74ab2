"""One snapshot for each format, reviewed as a diff. `KARVAN_SNAPSHOTS=write pytest tests/formats` writes them anew."""

import io
import os
from pathlib import Path

import pytest

from karvan.formats import FORMATS, write

SNAPSHOTS = Path(__file__).with_name("snapshots")
SUFFIXES = {"text": "txt", "json": "json", "jsonl": "jsonl", "markdown": "md", "html": "html", "sarif": "sarif"}


def compare(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("KARVAN_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_report_and_a_failure(kind, report, failure):
    stream = io.StringIO()
    tally = write([report, failure], kind, stream)
    text = stream.getvalue()
    if kind == "sarif":
        # the rules are the checks' own pages, which change with them
        text = text[text.index('"columnKind"') :]
    if kind == "html":
        text = text[text.index("<body>") :]
    compare(f"report.{SUFFIXES[kind]}", text)
    assert (tally.documents, tally.failed, tally.worst) == (2, 1, "contradicted")


@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_all_claims(kind, report):
    stream = io.StringIO()
    write([report], kind, stream, verbose=True)
    compare(f"verbose.{SUFFIXES[kind]}", stream.getvalue())


@pytest.mark.parametrize("kind", ["text", "jsonl", "markdown"])
def test_a_mere_reading(kind, reading):
    stream = io.StringIO()
    write([reading], kind, stream)
    compare(f"reading.{SUFFIXES[kind]}", stream.getvalue())


def test_quiet_text_is_a_line_for_each_problem(report):
    stream = io.StringIO()
    write([report], "text", stream, quiet=True)
    assert stream.getvalue().splitlines() == [
        "news/wakanda 1.txt:3:39: contradicted nesting-f3: three months can't hold more than their year",
        "news/wakanda 1.txt:7:1: doubtful direction-e1: a smelter makes aluminium; it does not buy it",
    ]
