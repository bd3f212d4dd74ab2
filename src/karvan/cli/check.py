"""karvan check."""

from __future__ import annotations

from pathlib import Path

from karvan.cli import CONTRADICTED, FAILED, NOTHING_CONTRADICTED
from karvan.cli.options import FailOn, Format, Output, Quiet, Verbose, check_names, day, processes
from karvan.cli.output import write
from karvan.cli.progress import watched
from karvan.formats import Tally
from karvan.nouns.errors import UsageError
from karvan.nouns.finding import Verdict


def check(
    *documents: str,
    format: Format = "text",  # noqa: A002
    output: Output = None,
    checks: str | None = None,
    fail_on: FailOn = "contradicted",
    published: str | None = None,
    record: Path | None = None,
    together: bool = False,
    official: bool = True,
    jobs: int | None = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Check every figure of documents.

    Prints what each document is about, its text with the figures marked, and every finding with its computation and
    the repair that would mend it. Other documents are looked at only with `--record` or `--together`.

    Parameters
    ----------
    documents
        Files, folders, patterns such as `news/*.txt`, addresses, or `-` for standard input. Text, HTML and PDF are
        read.
    format
        How to print: text for people; json, jsonl and sarif for programs; markdown and html for pages.
    output
        The file to write, instead of standard output.
    checks
        Only these checks, such as `growth,sum`; `karvan checks` lists them.
    fail_on
        The verdict from which the exit code is 1.
    published
        The day of publication, YYYY-MM-DD, from which `last year` is counted; else it is taken from the document
        or the file's name.
    record
        Compare with the documents kept in this file (see `karvan record`).
    together
        Compare the documents of this call with each other.
    official
        Do not hold figures against official statistics (the shipped snapshot, and what was fetched).
    jobs
        How many processes to use; by default one for each core.
    quiet
        Print one line for each problem, and nothing for what is in order.
    verbose
        Print all claims and all findings, also those that hold.

    Examples
    --------
    karvan check talks.txt
    karvan check news/ --format jsonl > findings.jsonl
    karvan check report.pdf --format html --output report.html
    curl -s https://example.org/news | karvan check - --published 2024-05-22

    """
    if not documents:
        raise UsageError("no document is named", hint="`karvan check FILE`, or `karvan check -` for standard input")
    when, wanted, jobs = day(published), check_names(checks), processes(jobs)
    from karvan import check_all
    from karvan.documents import find_documents

    names = list(find_documents(documents))
    results = check_all(
        names, published=when, checks=wanted, record=record, together=together, jobs=jobs, official=official
    )
    tally = write(
        watched(results, len(names), quiet=quiet, shared=output is None), format, output, verbose=verbose, quiet=quiet
    )
    return exit_code(tally, fail_on)


def exit_code(tally: Tally, fail_on: str) -> int:
    """2 where a document could not be read, else 1 where a finding is as grave as `fail_on`.

    >>> exit_code(Tally(), "doubtful")
    0
    """
    if tally.failed:
        return FAILED
    grave = fail_on != "never" and tally.worst.gravity >= Verdict(fail_on).gravity
    return CONTRADICTED if grave else NOTHING_CONTRADICTED
