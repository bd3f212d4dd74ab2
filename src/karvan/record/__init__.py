"""The store of documents, claims and findings: one DuckDB file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from karvan.nouns import Period, Verdict
from karvan.record.search import Hit
from karvan.record.store import Entry, Record

__all__ = ["Entry", "Hit", "Record", "find"]


def find(
    record: Path | str, text: str | None = None, *, country: str | None = None, indicator: str | None = None,
    period: Period | str | None = None, verdict: Verdict | str | None = None, limit: int | None = None,
) -> Iterator[Hit]:  # fmt: skip
    """Claims of a record that fit all that is asked, one by one.

    Parameters
    ----------
    record
        The file of the record.
    text
        Words that the document has to hold, all of them, in any order; `"a phrase"`, `beginning*`. Case and
        diacritics don't count. Documents come in the order of BM25; a claim is shown where a word stands in its
        sentence, and with facets every claim that fits, those nearest to the words first.
    country
        Alpha-3 code or group that is a party of the claim.
    indicator
        One of `INDICATORS`, or `trade` for all of trade.
    period
        ISO 8601; a claim fits that shares a day with it.
    verdict
        The gravest verdict on the claim; `unverifiable` where no check spoke.
    limit
        Most hits.

    Examples
    --------
    >>> find("karvan.duckdb", verdict="wrong")
    Traceback (most recent call last):
    karvan.nouns.errors.UsageError: no verdict `wrong`

    """
    opened = Record(record)
    hits = opened.search(text, country=country, indicator=indicator, period=period, verdict=verdict, limit=limit)
    return _closing(opened, hits)


def _closing(record: Record, hits: Iterator[Hit]) -> Iterator[Hit]:
    with record:
        yield from hits
