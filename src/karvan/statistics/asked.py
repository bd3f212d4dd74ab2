"""What has been asked of a service, and what it had published then: how a gap is told from a zero, and what to ask again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from karvan.nouns import DataError
from karvan.statistics.sources import LEVELS, SERVICES, Query, service

Absence = Literal["zero", "not reported", "not yet published"]
"""Why an answer holds no value: the reporter's period is published and zeros are left out of it; the reporter has not
told of it; it comes after the last period that the reporter has published."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A query that has been answered."""

    query: Query
    on: str
    """The day."""
    published: dict[str, tuple[str, ...]] = {}
    """Periods that each reporter had published by then: by its code, or its code and an indicator."""

    def covers(self, reporter: str, partner: str | None, indicator: str, period: str, product: str | None) -> bool:
        """Whether this was among what was asked for."""
        query = self.query
        flow = indicator.removeprefix("trade.")
        return (
            _among(reporter, query.reporters)
            and (partner is None or _among(partner, query.partners))
            and (not indicator.startswith("trade.") or bool(query.indicators) or flow in query.flows)
            and _among(indicator, query.indicators)
            and _among(period, query.periods)
            and (product in query.products or f"HS{len(product)}" in query.products if product else not query.products)
        )


def absence(
    folders: Iterable[Path], reporter: str, partner: str | None, indicator: str, period: str, product: str | None = None
) -> Absence | None:
    """Why no dataset in the folders has the value, as the services' answers tell; None where it was never asked for.

    >>> absence([Path("nowhere")], "TJK", "AZE", "trade.exports", "2023") is None
    True
    """
    found: Absence | None = None
    for folder in folders:
        for name in SERVICES:
            for each in asked(folder, name):
                if each.covers(reporter, partner, indicator, period, product):
                    why = _why(each, name, reporter, indicator, period)
                    found = why if found is None or why == "zero" else found
    return found


def _why(each: Asked, name: str, reporter: str, indicator: str, period: str) -> Absence:
    published = each.published.get(reporter) or each.published.get(f"{reporter} {indicator}") or ()
    if period in published:
        return service(name).silence
    return "not yet published" if published and period > max(published) else "not reported"


def asked(folder: Path, dataset: str) -> tuple[Asked, ...]:
    """All that a dataset's answers were answers to."""
    path = _path(folder, dataset)
    if not path.is_file():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Asked, ...])
    except msgspec.MsgspecError as error:
        hint = "delete the file and fetch again; the dataset itself is not touched"
        raise DataError(f"what was asked can't be read: {error}", where=str(path), hint=hint) from None


def note(folder: Path, dataset: str, new: Asked) -> None:
    """Write down a query, in place of the same one asked before."""
    known = [each for each in asked(folder, dataset) if each.query != new.query]
    path = _path(folder, dataset)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(msgspec.json.format(msgspec.json.encode([*known, new])))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def scope(query: Query) -> str:
    """The rows that a query is about, as a condition of SQL on the columns of `schema.COLUMNS`.

    >>> scope(Query(reporters=("TJK",), periods=("2023",), flows=("exports",)))
    "reporter in ('TJK') and product is null and period in ('2023') and indicator in ('trade.exports')"
    """
    lengths = [f"length(product) = {level[2:]}" for level in query.products if level in LEVELS]
    codes = [code for code in query.products if code not in LEVELS]
    length = {"A": 4, "Q": 7, "M": 7}[query.frequency]
    told = query.indicators or tuple(f"trade.{flow}" for flow in query.flows)
    conditions = (
        _in("reporter", query.reporters),
        _in("partner", query.partners),
        f"({' or '.join([*lengths, *([_in('product', codes)] if codes else [])])})"
        if query.products
        else "product is null",
        _in("period", query.periods)
        or f"length(period) = {length} and (period like '%-Q%') = {query.frequency == 'Q'}",
        _in("indicator", told),
    )
    return " and ".join(condition for condition in conditions if condition)


def _in(column: str, codes: Iterable[str]) -> str:
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} in ({listed})" if listed else ""


def _among(code: str, asked_for: tuple[str, ...]) -> bool:
    return not asked_for or code in asked_for


def _path(folder: Path, dataset: str) -> Path:
    return folder / f"{dataset}.asked.json"
