"""karvan record: add, list, show, search, export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal

from karvan.cli import FAILED, NOTHING_CONTRADICTED
from karvan.cli.options import Format, Output, Quiet, RecordFile, Verbose, day, processes
from karvan.cli.output import failures_said, opened, write
from karvan.cli.progress import watched
from karvan.formats.tally import Tally, counted
from karvan.formats.view import Result, View
from karvan.nouns.errors import UsageError
from karvan.nouns.finding import Verdict
from karvan.nouns.plain import json_number
from karvan.nouns.report import Report

_HERE = Path("karvan.duckdb")

Kind = Literal["documents", "figures", "relations", "events", "findings"]
TableFormat = Annotated[Literal["csv", "jsonl"], "-f"]
ListFormat = Annotated[Literal["text", "jsonl"], "-f"]
VerdictName = Literal["contradicted", "doubtful", "disputed", "unverifiable", "consistent", "confirmed"]


def add(
    *documents: str,
    record: RecordFile = _HERE,
    published: str | None = None,
    replace: bool = False,
    jobs: int | None = None,
    quiet: Quiet = False,
) -> int:
    """Check documents and keep them with their claims and findings.

    Adding a document again, or a copy of it, changes nothing.

    Parameters
    ----------
    documents
        Files, folders, patterns such as `news/*.txt`, addresses, or `-` for standard input.
    record
        The file of the record; it is made where there is none.
    published
        The day of publication, YYYY-MM-DD.
    replace
        Let what was read from the same document before give way.
    jobs
        How many processes to use; by default one for each core.
    quiet
        Say nothing where nothing went wrong.

    Examples
    --------
    karvan record add news/ --record news.duckdb

    """
    from karvan.checking import check_all
    from karvan.documents import find_documents
    from karvan.record import Record

    if not documents:
        raise UsageError("no document is named", hint="`karvan record add FILE`")
    when, jobs = day(published), processes(jobs)
    names = list(find_documents(documents))
    tally = Tally()
    results = failures_said(tally.count(watched(check_all(names, published=when, jobs=jobs), len(names), quiet=quiet)))
    with Record(record) as kept:
        added = kept.add_all(_reports(results), replace=replace)
    if not quiet:
        known = f"; {len(added) - sum(added)} already there" if not all(added) else ""
        print(f"added {counted(sum(added), 'document')} to {record}{known}")
    return FAILED if tally.failed else NOTHING_CONTRADICTED


def list_documents(*, record: RecordFile = _HERE, format: ListFormat = "text") -> int:  # noqa: A002
    """List the documents that are kept, the newest first.

    Parameters
    ----------
    record
        The file of the record.
    format
        How to print: text for people, jsonl for programs.

    Examples
    --------
    karvan record list

    """
    from karvan.formats import wording
    from karvan.record import Record

    with Record(record) as kept, opened(None, text=format == "text") as stream:
        view = View(encoding=getattr(stream, "encoding", None) or "utf-8")
        for entry in kept.documents():
            if format == "jsonl":
                stream.write(_line({name: getattr(entry, name) for name in entry.__struct_fields__}))
                continue
            found = ", ".join(f"{many} {verdict}" for verdict, many in entry.verdicts.items()) or "no findings"
            about = wording.countries(entry.countries) or "no country named"
            claims = f"{counted(entry.figures, 'figure')}, {counted(entry.events, 'event')}"
            stream.write(view.shown(f"{entry.name}\n  {entry.published or 'undated'}  {about}\n  {claims}; {found}\n"))
    return NOTHING_CONTRADICTED


def show(
    document: str,
    *,
    record: RecordFile = _HERE,
    format: Format = "text",  # noqa: A002
    output: Output = None,
    verbose: Verbose = False,
) -> int:
    """Print the report of a kept document.

    Parameters
    ----------
    document
        Its name, the last part of its name, or the first digits of its SHA-256.
    record
        The file of the record.
    format
        How to print: text for people; json, jsonl and sarif for programs; markdown and html for pages.
    output
        The file to write, instead of standard output.
    verbose
        Print all claims and all findings, also those that hold.

    Examples
    --------
    karvan record show talks.txt

    """
    from karvan.record import Record

    with Record(record) as kept:
        write([kept.report(document)], format, output, verbose=verbose)
    return NOTHING_CONTRADICTED


def search(
    *words: str,
    country: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
    verdict: VerdictName | None = None,
    limit: int = 20,
    record: RecordFile = _HERE,
    format: ListFormat = "text",  # noqa: A002
) -> int:
    """Find claims by words, country, indicator, period or verdict.

    Parameters
    ----------
    words
        Words that the document holds; `"a phrase"` and `beginning*` work too.
    country
        A country or group that is a party of the claim, by name or code (KAZ, CIS).
    indicator
        What is measured, such as trade, trade.exports, freight or tourists.
    period
        A period that shares a day with the claim's: 2023, 2024-Q1, 2023-01/2023-08.
    verdict
        The gravest verdict on the claim.
    limit
        The most claims to print.
    record
        The file of the record.
    format
        How to print: text for people, jsonl for programs.

    Examples
    --------
    karvan record search aluminium --country Tajikistan
    karvan record search --indicator trade --period 2023 --verdict contradicted

    """
    from karvan.record import Record

    facets = (country, indicator, period, verdict)
    if not words and not any(facets):
        raise UsageError("nothing is searched for", hint="`karvan record search WORD`, or `--country KAZ`")
    with Record(record) as kept, opened(None, text=format == "text") as stream:
        hits = kept.search(
            " ".join(words) or None, country=country and _code(country), indicator=indicator, period=period,
            verdict=verdict and Verdict(verdict), limit=limit,
        )  # fmt: skip
        view = View(encoding=getattr(stream, "encoding", None) or "utf-8")
        for hit in hits:
            stream.write(_line(_hit_dict(hit)) if format == "jsonl" else "".join(_hit_lines(hit, view)))
    return NOTHING_CONTRADICTED


def export(
    kind: Kind,
    *,
    record: RecordFile = _HERE,
    format: TableFormat = "csv",  # noqa: A002
    output: Output = None,
) -> int:
    """Write claims or findings as a table.

    Parameters
    ----------
    kind
        What to write: documents, figures, relations, events or findings.
    record
        The file of the record.
    format
        csv for spreadsheets, jsonl for programs.
    output
        The file to write, instead of standard output.

    Examples
    --------
    karvan record export figures --output figures.csv

    """
    from karvan.formats.csv_table import write_rows
    from karvan.record import Record

    with Record(record) as kept:
        rows = kept.rows(kind)
        # the first row names the columns, and shows before a file is begun whether there is a record
        first = next(rows, None)
        with opened(output, text=False) as stream:
            found = chain([first], rows) if first is not None else ()
            if format == "csv":
                write_rows(found, first or (), stream)
            else:
                stream.writelines(map(_line, found))
    return NOTHING_CONTRADICTED


def _reports(results: Iterable[Result]) -> Iterator[Report]:
    return (result for result in results if isinstance(result, Report))


def _code(country: str) -> str:
    """The code of a country's name; what is none passes as it is."""
    from karvan.vocabulary.countries import names

    wanted = country.strip().casefold()
    return next((name.code for name in names() if name.kind == "name" and name.text.casefold() == wanted), country)


def _hit_lines(hit: Any, view: View) -> Iterator[str]:
    from karvan.formats import wording
    from karvan.formats.wrapping import filled
    from karvan.nouns.claims import Figure

    where = f"{hit.document} ({hit.published})" if hit.published else hit.document
    claim = f" {hit.claim.id}" if hit.claim else ""
    verdict = f" {hit.verdict.value}" if hit.verdict else ""
    yield view.shown(f"{where}{claim}{verdict}\n")
    for line in filled(view.shown(hit.marked()), 78):
        yield f"  {line}\n"
    if isinstance(hit.claim, Figure):
        for line in filled(view.shown(wording.subject(hit.claim)), 76):
            yield f"    {line}\n"


def _hit_dict(hit: Any) -> dict[str, Any]:
    return {
        "document": hit.document,
        "published": hit.published,
        "sha256": hit.sha256,
        "claim": hit.claim.to_dict() if hit.claim else None,
        "verdict": hit.verdict.value if hit.verdict else None,
        "snippet": hit.marked(),
        "score": hit.score,
    }


def _line(row: Mapping[str, Any]) -> str:
    from karvan.formats.jsonl import encoded

    return encoded({name: _plain(value) for name, value in row.items()}) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
