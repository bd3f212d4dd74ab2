"""HTML: one file without script that opens from disk, reads in light and dark, and prints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TextIO

from karvan.formats import wording
from karvan.formats.claims_text import claim_rows
from karvan.formats.marking import Mark, Piece, by_gravity, marks, numbered, paragraphs, stands_on
from karvan.formats.tally import Tally, counted
from karvan.formats.view import MEANINGS, SIGNS, Result, View, reading_of
from karvan.formats.wrapping import safe
from karvan.nouns.claims import Figure
from karvan.nouns.finding import Finding, Verdict
from karvan.nouns.report import Failure, Reading, Report

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>karvan</title>
<style>
{style}</style>
</head>
<body>
<main class="karvan">
"""


def write(results: Iterator[Result], stream: TextIO, view: View, tally: Tally) -> None:
    """An article for every document, then a table of all."""
    stream.write(_HEAD.format(style=style()))
    rows: list[str] = []
    checked = True
    for position, result in enumerate(results, 1):
        prefix = f"d{position}"
        if isinstance(result, Failure):
            made = _failure(result, prefix)
            rows.append(_row(prefix, result.document, "not read"))
        else:
            checked = isinstance(result, Report)
            made = article(result, prefix, verbose=view.verbose, everything=True)
            one = Tally.of(result)
            rows.append(_row(prefix, reading_of(result).document.name, one.findings() if checked else one.claims()))
        stream.writelines(made)
        stream.flush()
    if len(rows) > 1:
        stream.write(f"<nav>\n<h2>{counted(len(rows), 'document')}</h2>\n<table>\n{''.join(rows)}</table>\n</nav>\n")
    stream.write(f"<footer>{text(tally.sentence(checked=checked))}</footer>\n</main>\n</body>\n</html>\n")


def style() -> str:
    """The style sheet, all of it under the class `karvan`."""
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def text(said: str) -> str:
    """Words as HTML, also inside an attribute."""
    return escape(safe(said), quote=True)


def article(result: Report | Reading, prefix: str, *, verbose: bool = False, everything: bool = False) -> Iterator[str]:
    """One document; `prefix` keeps its anchors apart from those of others on the page."""
    reading = reading_of(result)
    one = Tally.of(result)
    yield f'<article id="{prefix}">\n<h1>{text(reading.document.name)}</h1>\n<dl class="about">\n'
    for label, said in [*wording.about(reading), ("Claims", one.claims())]:
        yield f"<div><dt>{label}</dt><dd>{text(said)}</dd></div>\n"
    if isinstance(result, Report):
        yield f"<div><dt>Findings</dt><dd>{text(one.findings())}</dd></div>\n"
    yield "</dl>\n"
    yield from _text(result, prefix, everything=everything)
    if isinstance(result, Report):
        yield from _findings(result, prefix)
    yield from _claims(reading, opened=verbose or isinstance(result, Reading))
    yield "</article>\n"


def anchor(reading: Reading) -> str:
    """A prefix for the anchors of a document that is shown alone, the same for the same document."""
    document = reading.document
    told = f"{document.name}\0{document.sha256 or document.text}".encode(errors="replace")
    return f"k{hashlib.sha256(told).hexdigest()[:8]}"


def _text(result: Report | Reading, prefix: str, *, everything: bool) -> Iterator[str]:
    reading = reading_of(result)
    language = reading.document.language or ""
    lang = f' lang="{text(language)}"' if language else ""
    targets = {} if isinstance(result, Reading) else _targets(result)
    figures = {figure.id: figure for figure in reading.figures}
    yield f'<section class="text"{lang}>\n'
    for paragraph in paragraphs(result, everything=everything):
        if paragraph is None:
            yield "<p>[…]</p>\n"
        elif any(piece.mark or piece.text.strip() for piece in paragraph):
            inner = "".join(_piece(piece, prefix, targets, figures) for piece in paragraph)
            yield f'<p dir="auto">{inner}</p>\n'
    yield "</section>\n"


def _targets(report: Report) -> dict[str, str]:
    """The gravest finding about every claim: what its mark links to."""
    targets: dict[str, str] = {}
    for finding in by_gravity(report):
        for claim in finding.claims:
            targets.setdefault(claim, finding.id)
    return targets


def _piece(piece: Piece, prefix: str, targets: dict[str, str], figures: dict[str, Figure]) -> str:
    mark = piece.mark
    if mark is None:
        return text(piece.text)
    kind = mark.verdict.value if mark.verdict else "read"
    title = [MEANINGS[mark.verdict]] if mark.verdict else []
    if mark.claim in figures:
        title.append(wording.subject(figures[mark.claim]))
    attributes = f'class="mark {kind}" id="{prefix}-{text(mark.claim)}" title="{text(": ".join(title))}"'
    inner = f"{text(piece.text)}{_sign(mark)}"
    if mark.claim in targets:
        return f'<a {attributes} href="#{prefix}-{text(targets[mark.claim])}">{inner}</a>'
    return f"<span {attributes}>{inner}</span>"


def _sign(mark: Mark) -> str:
    if mark.verdict is None or mark.verdict is Verdict.UNVERIFIABLE:
        return ""
    return f"<sup>{SIGNS[mark.verdict]}{','.join(map(str, mark.numbers))}</sup>"


def _findings(report: Report, prefix: str) -> Iterator[str]:
    numbers, marked = numbered(report), {mark.claim for mark in marks(report)}
    yield '<section class="findings">\n<h2>Findings</h2>\n'
    if not report.findings:
        yield "<p>No check had anything to say.</p>\n"
    for finding in by_gravity(report):
        number = numbers.get(finding.id, "")
        sign = f"{SIGNS[finding.verdict]}{number}"
        yield f'<section class="finding {finding.verdict.value}" id="{prefix}-{text(finding.id)}">\n'
        yield f"<h3>{sign} {finding.verdict.value} <code>{text(finding.id)}</code></h3>\n"
        yield from _details(finding, report, prefix, marked)
        yield "</section>\n"
    yield "</section>\n"


def _details(finding: Finding, report: Report, prefix: str, marked: set[str]) -> Iterator[str]:
    reading = report.reading
    if claims := stands_on(finding, reading):
        yield "<ul>\n"
        for claim in claims:
            words = f"<q>{text(claim.text)}</q>"
            if claim.id in marked:
                words = f'<a href="#{prefix}-{text(claim.id)}">{words}</a>'
            yield f"<li>{words} {text(wording.measured(claim))}".rstrip() + "</li>\n"
        yield "</ul>\n"
    yield "<dl>\n"
    if finding.why:
        yield f"<dt>Why</dt><dd>{text(finding.why)}</dd>\n"
    if finding.computation:
        # line by line: `safe` takes line breaks for spaces
        computed = "<br>".join(map(text, finding.computation.splitlines()))
        yield f'<dt>Computed</dt><dd class="computed">{computed}</dd>\n'
    for _, _, before, after in wording.repairs(finding, reading):
        yield f"<dt>Repair</dt><dd><del>{text(before)}</del> → <ins>{text(after)}</ins></dd>\n"
    if reason := wording.repair_reason(finding):
        yield f"<dt>In words</dt><dd>{text(reason)}</dd>\n"
    for evidence in wording.evidence(finding, reading):
        yield f"<dt>Evidence</dt><dd>{text(evidence)}</dd>\n"
    if finding.also:
        yield f"<dt>Also</dt><dd>{text(', '.join(finding.also))}</dd>\n"
    yield "</dl>\n"


def _claims(reading: Reading, *, opened: bool) -> Iterator[str]:
    yield f"<details{' open' if opened else ''}>\n<summary>All claims</summary>\n"
    for title, rows in claim_rows(reading):
        yield f"<h3>{title}</h3>\n<table>\n"
        for claim_id, words, said in rows:
            yield f"<tr><td>{text(claim_id)}</td><td>{text(words)}</td><td>{text(said)}</td></tr>\n"
        yield "</table>\n"
    yield "</details>\n"


def _failure(failure: Failure, prefix: str) -> Iterator[str]:
    yield f'<article id="{prefix}">\n<h1>{text(failure.document)}</h1>\n<p class="failure">Not read: {text(failure.what)}.'
    yield f" {text(failure.hint.capitalize())}." if failure.hint else ""
    yield "</p>\n</article>\n"


def _row(prefix: str, name: str, said: str) -> str:
    return f'<tr><td><a href="#{prefix}">{text(name)}</a></td><td>{text(said)}</td></tr>\n'
