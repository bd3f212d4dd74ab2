"""Observations as rows: CSV, JSON, Parquet, a table for notebooks; every row with its unit, period and source."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

from karvan.formats import wording
from karvan.formats.csv_table import write_rows
from karvan.nouns.observation import Observations

COLUMNS = {
    "indicator": "text", "reporter": "text", "partner": "text", "product": "text", "period": "text", "value": "number",
    "unit": "text", "valuation": "text", "level": "text", "note": "text", "dataset": "text", "version": "text",
    "source": "text", "address": "text", "licence": "text", "retrieved": "text",
}  # fmt: skip
"""The columns in order, with what they hold (text, number)."""

_SHOWN = 200


def write_csv(observed: Observations, stream: TextIO) -> int:
    """Writes the rows as CSV and says how many.

    >>> import io
    >>> write_csv(Observations(), io.StringIO())
    0
    """
    return write_rows(observed.to_dicts(), COLUMNS, stream)


def table(observed: Observations) -> Iterator[str]:
    """A table of HTML, with what is missing and the sources below it."""
    yield '<table class="karvan">\n<thead><tr>'
    for head in ("period", "reporter", "indicator", "partner", "product", "value", "level", "dataset"):
        yield f"<th>{head}</th>"
    yield "</tr></thead>\n<tbody>\n"
    for row in observed.rows[:_SHOWN]:
        cells = (
            row.period.text, wording.country(row.reporter), row.indicator, row.partner and wording.country(row.partner),
            row.product, wording.amount(row.value, row.unit), row.level, row.dataset,
        )  # fmt: skip
        yield "".join(["<tr>", *(f"<td>{escape(cell or '')}</td>" for cell in cells), "</tr>\n"])
    yield "</tbody>\n</table>\n"
    if len(observed) > _SHOWN:
        yield f"<p>and {len(observed) - _SHOWN:,} more</p>\n"
    for sentence in observed.missing:
        yield f"<p>{escape(sentence)}</p>\n"
    for source in observed.sources():
        yield f"<p><small>{escape(source.title)}{', ' + escape(source.licence) if source.licence else ''}</small></p>\n"
