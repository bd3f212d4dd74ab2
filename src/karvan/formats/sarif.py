"""SARIF 2.1.0: findings as code-scanning services and editors read them, with repairs as fixes."""

from __future__ import annotations

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from karvan.formats import wording
from karvan.formats.check_pages import Page, pages
from karvan.formats.jsonl import encoded
from karvan.formats.marking import by_gravity, numbered, stands_on
from karvan.formats.tally import Tally
from karvan.formats.view import Result, View
from karvan.formats.wrapping import safe
from karvan.nouns.claims import Claim
from karvan.nouns.document import Document, Span
from karvan.nouns.finding import Finding, Verdict
from karvan.nouns.report import Failure, Reading, Report

Plain = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_KINDS = {Verdict.CONFIRMED: "pass", Verdict.CONSISTENT: "pass", Verdict.UNVERIFIABLE: "open"}


def write(results: Iterator[Result], stream: TextIO, view: View, _tally: Tally) -> None:
    """One run; a result is a line, written when its document is finished.

    Findings that ask for nothing (consistent, confirmed, unverifiable) are in it only when all is wanted.
    """
    rules = [_rule(page) for page in pages()]
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    driver = {"name": "karvan", "semanticVersion": importlib.import_module("karvan").__version__, "rules": rules}
    stream.write(f'{{"$schema":"{_SCHEMA}","version":"2.1.0","runs":[{{"tool":{encoded({"driver": driver})},\n')
    stream.write('"columnKind":"unicodeCodePoints","results":[')
    artifacts: list[Plain] = []
    notices: list[Plain] = []
    comma = "\n"
    for result in results:
        if isinstance(result, Failure):
            notices.append(_notice(result))
        elif isinstance(result, Report):
            lines = Lines(result.reading.document)
            for finding in _wanted(result, view):
                stream.write(comma + encoded(_result(finding, result.reading, lines, len(artifacts), places)))
                comma = ",\n"
            artifacts.append(_artifact(result.reading.document))
        stream.flush()
    invocation = {"executionSuccessful": not notices, "toolExecutionNotifications": notices}
    stream.write(f'],\n"artifacts":{encoded(artifacts)},\n"invocations":[{encoded(invocation)}]}}]}}\n')


def uri(name: str) -> str:
    """The address of a document: a relative path stays relative.

    >>> uri("news/may 22.txt"), uri("-")
    ('news/may%2022.txt', 'stdin')
    """
    if name == "-":
        return "stdin"
    if _ADDRESS.match(name):
        return quote(safe(name), safe=":/?#[]@!$&'()*+,;=%")
    path = Path(name)
    if path.is_absolute():
        return path.as_uri()
    # a first part with a colon would be taken for a scheme
    return quote(path.as_posix(), safe="/", errors="replace")


def _rule(page: Page) -> Plain:
    # the page's second paragraph gives the reason
    reason = " ".join(page.text.split("\n\n")[1].split()) if "\n\n" in page.text else page.sentence
    return {
        "id": page.id,
        "name": page.id.title().replace("_", ""),
        "shortDescription": {"text": f"{page.sentence[:1].upper()}{page.sentence[1:]}."},
        "fullDescription": {"text": reason},
        "help": {"text": page.text, "markdown": page.text},
        "defaultConfiguration": {"level": "error"},
    }


def _wanted(report: Report, view: View) -> list[Finding]:
    numbers = numbered(report)
    return [finding for finding in by_gravity(report) if view.verbose or finding.id in numbers]


def _result(finding: Finding, reading: Reading, lines: Lines, artifact: int, places: dict[str, int]) -> Plain:
    # what a repair changes stands first: this is where an editor puts the finding
    claims = sorted(stands_on(finding, reading), key=lambda claim: claim.id not in (finding.suggest or {}))
    kind = _KINDS.get(finding.verdict, "fail")
    level = "none" if kind != "fail" else "error" if finding.verdict is Verdict.CONTRADICTED else "warning"
    plain: Plain = {
        "ruleId": finding.check,
        **({"ruleIndex": places[finding.check]} if finding.check in places else {}),
        "kind": kind,
        "level": level,
        "message": {"text": _message(finding)},
        "locations": [_location(claims[0] if claims else None, artifact, lines)],
        "partialFingerprints": {"karvanFinding/v1": f"{Path(reading.document.name).name}:{finding.id}"},
        "properties": {
            "verdict": finding.verdict.value,
            "finding": finding.id,
            "figures": list(finding.figures),
            "relations": list(finding.relations),
            "events": list(finding.events),
        },
    }
    if claims[1:]:
        plain["relatedLocations"] = [
            {"id": number, **_location(claim, artifact, lines), "message": {"text": _said(claim)}}
            for number, claim in enumerate(claims[1:], 1)
        ]
    if fix := _fix(finding, reading, artifact, lines):
        plain["fixes"] = [fix]
    return plain


def _message(finding: Finding) -> str:
    parts = [
        part.strip().rstrip(".") for part in (finding.why, finding.computation, finding.repair or "") if part.strip()
    ]
    return ". ".join(parts) + "." if parts else f"{finding.check}: {finding.verdict.value}."


def _said(claim: Claim) -> str:
    what = wording.measured(claim)
    return f"“{claim.text}”" + (f": {what}" if what else "")


def _location(claim: Claim | None, artifact: int, lines: Lines) -> Plain:
    physical: Plain = {"artifactLocation": {"uri": uri(lines.document.name), "index": artifact}}
    if claim is not None and claim.span is not None and lines.in_file:
        physical["region"] = {**lines.region(claim.span), "snippet": {"text": claim.text}}
    return {"physicalLocation": physical}


def _fix(finding: Finding, reading: Reading, artifact: int, lines: Lines) -> Plain | None:
    """What the finding suggests, as replacements of the figures' characters."""
    if not lines.in_file:
        return None
    replacements = [
        {"deletedRegion": lines.region(figure.span), "insertedContent": {"text": after}}
        for figure, claim_id, _, after in wording.repairs(finding, reading)
        if figure and figure.span and isinstance((finding.suggest or {}).get(claim_id), Decimal)
    ]
    if not replacements:
        return None
    location = {"uri": uri(lines.document.name), "index": artifact}
    return {
        "description": {"text": finding.repair or "Write what the other figures say."},
        "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
    }


class Lines:
    """Lines and columns of a document, counted from 1 in code points."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.in_file = document.media_type.partition(";")[0] in {"text/plain", "text/markdown"}
        """Whether offsets into the text are offsets into the file: not where the text was taken out of HTML or PDF."""
        self._starts: list[int] = []

    def region(self, span: Span) -> Plain:
        line, column = self._place(span.start)
        end_line, end_column = self._place(span.end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }

    def _place(self, offset: int) -> tuple[int, int]:
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.document.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _artifact(document: Document) -> Plain:
    plain: Plain = {
        "location": {"uri": uri(document.name)},
        "mimeType": document.media_type,
        "roles": ["analysisTarget"],
    }
    if document.sha256:
        plain["hashes"] = {"sha-256": document.sha256}
    return plain


def _notice(failure: Failure) -> Plain:
    said = f"{failure.what}. {failure.hint.capitalize()}." if failure.hint else f"{failure.what}."
    location = {"physicalLocation": {"artifactLocation": {"uri": uri(failure.document)}}}
    return {"level": "error", "message": {"text": said}, "locations": [location]}
