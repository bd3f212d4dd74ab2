"""Fetching from a service what its user asks for: whole or not at all, and only once unless it is asked again."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from karvan import data
from karvan.nouns import DataError, UsageError
from karvan.statistics.asked import Asked, asked, note, scope
from karvan.statistics.asking import Asking, Limits, Progress
from karvan.statistics.cache import now
from karvan.statistics.database import database
from karvan.statistics.holdings import PROVENANCE, store
from karvan.statistics.keeping import keep_dataset
from karvan.statistics.schema import COLUMNS, ORDER
from karvan.statistics.sources import SERVICES, Query, Row, Service, checked, service

if TYPE_CHECKING:
    import duckdb

__all__ = ["Fetched", "Limits", "Progress", "Query", "fetch", "refresh"]


class Fetched(Struct, frozen=True, kw_only=True):
    """What has become of a query."""

    dataset: str
    observations: int
    """How many the answers held."""
    cached: int
    """How many of the answers had been kept before."""
    answers: int = 0
    retrieved: str | None = None
    """The day on which the oldest answer came."""
    left_out: dict[str, int] = {}
    """Rows that are no observations of countries, by what they are."""


def fetch(
    source: str,
    query: Query,
    *,
    folder: Path | None = None,
    address: str | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Ask a service, keep its answers as they came, and put their rows into the dataset of that name.

    What had been fetched before stays; a value that has changed since is kept beside the new one with the note
    `superseded`. Nothing changes when an answer fails, and what had come before it is not asked again.

    Parameters
    ----------
    source
        `comtrade`, `imts` or `wdi`.
    query
        What to ask for.
    folder
        Where to keep it, if not in the user's store.
    address
        Another service of the same kind; it may be on this machine.
    progress
        Is told what is being asked, how many answers have come, and of how many.

    """
    return _fetch(source, query, folder=folder, address=address, progress=progress)


def refresh(
    dataset: str, *, folder: Path | None = None, address: str | None = None, progress: Progress | None = None
) -> Fetched:
    """Ask again everything that a dataset's rows were answers to; if it is stopped, the next one goes on from there."""
    return _refresh(dataset, folder=folder, address=address, progress=progress)


def _refresh(
    dataset: str, *, folder: Path | None = None, address: str | None = None, progress: Progress | None = None,
    limits: Limits | None = None,
) -> Fetched:  # fmt: skip
    folder = folder or store()
    before = asked(folder, dataset)
    if not before:
        fetched = ", ".join(name for name in SERVICES if asked(folder, name)) or "nothing yet"
        raise UsageError(
            f"the dataset `{dataset}` was not fetched from a service", where=str(folder), hint=f"fetched: {fetched}"
        )
    begun = folder / f".{dataset}.refreshing"
    since = _since(begun)
    done = [
        _fetch(dataset, each.query, folder=folder, address=address, progress=progress, limits=limits, newer_than=since)
        for each in before
    ]
    begun.unlink(missing_ok=True)
    left_out = {why: sum(each.left_out.get(why, 0) for each in done) for one in done for why in one.left_out}
    return Fetched(
        dataset=dataset,
        observations=sum(each.observations for each in done),
        cached=sum(each.cached for each in done),
        answers=sum(each.answers for each in done),
        retrieved=min((each.retrieved for each in done if each.retrieved), default=None),
        left_out=left_out,
    )


def _since(begun: Path) -> dt.datetime:
    """When the refresh began that is under way: answers that came later need not be asked for again."""
    try:
        return dt.datetime.fromisoformat(begun.read_text(encoding="ascii"))
    except (OSError, ValueError):
        when = now()
        begun.write_text(when.isoformat(), encoding="ascii")
        return when


def _fetch(
    source: str, query: Query, *, folder: Path | None = None, address: str | None = None, progress: Progress | None = None,
    limits: Limits | None = None, newer_than: dt.datetime | None = None,
) -> Fetched:  # fmt: skip
    """The same with other limits, and with kept answers only if they came after a point in time."""
    offered = service(source)
    wanted = checked(query, offered)
    folder = folder or store()
    folder.mkdir(parents=True, exist_ok=True)
    asking = Asking(offered, folder, address=address, progress=progress, limits=limits, newer_than=newer_than)
    with TemporaryDirectory(dir=folder, prefix=".fetching-") as near:
        table = Path(near) / f"{source}.csv"
        try:
            _written(table, offered.fetch(wanted, asking))
            if progress:
                progress("keeping what was answered", asking.answers, asking.answers)
            number = _kept(folder, offered, wanted, table, asking)
        except DataError:
            asking.forget()
            raise
    published = {code: tuple(sorted(has)) for code, has in asking.published.items()}
    day = (asking.retrieved or now()).date().isoformat()
    note(folder, source, Asked(query=wanted, on=day, published=published))
    return Fetched(
        dataset=source, observations=number, cached=asking.cached, answers=asking.answers, retrieved=day,
        left_out=dict(asking.left_out),
    )  # fmt: skip


def _written(path: Path, rows: Iterator[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows(rows)


def _kept(folder: Path, offered: Service, query: Query, table: Path, asking: Asking) -> int:
    """Put the rows into the dataset; the number of those that the query asked for, whatever else was answered."""
    held = folder / f"{offered.id}.parquet"
    columns = ", ".join(f"nullif({name}, '')::{kind} as {name}" for name, kind in COLUMNS.items())
    with database() as base:
        given = f"select {columns} from read_csv(?, header=true, all_varchar=true)"  # noqa: S608
        base.execute(f"create table fresh as select * from ({given}) where {scope(query)}", [str(table)])  # noqa: S608
        ((number,),) = base.sql("select count(*) from fresh").fetchall()
        if not number:
            hint = (
                "the flow may be too small to be told, or untold; leave out partners or products to see what there is"
            )
            raise DataError("the answers hold no observations of what was asked for", where=offered.title, hint=hint)
        rows = _merged(base, held, query) if held.is_file() else base.table("fresh")
        keep_dataset(folder, offered.id, rows, _provenance(folder, offered, asking))
    return int(number)


def _merged(base: duckdb.DuckDBPyConnection, held: Path, query: Query) -> duckdb.DuckDBPyRelation:
    """The new rows, the old ones that the query is not about, and those whose value has changed, noted as superseded."""
    base.read_parquet(str(held)).create("held")
    same = " and ".join(f"held.{name} is not distinct from fresh.{name}" for name in ORDER)
    before, asked_for = "coalesce(note, '') like '%superseded%'", f"coalesce({scope(query)}, false)"
    return base.sql(f"""
        select * from fresh
        union all
        select * from (
            select * from held where {before} or not {asked_for}
            union all
            select * replace (concat_ws('; ', note, 'superseded; replaced {now().date().isoformat()}') as note)
            from held where {asked_for} and not {before}
                and not exists (select 1 from fresh where {same} and held.value = fresh.value)
        )
        qualify row_number() over (partition by {", ".join(ORDER)}) = 1
    """)  # noqa: S608 - names of our own and codes that were looked up


def _provenance(folder: Path, offered: Service, asking: Asking) -> dict[str, str]:
    path = folder / PROVENANCE
    told = data.sections(path.read_text(encoding="utf-8")) if path.is_file() else {}
    version = max(asking.version or "", told.get(f"{offered.id}.parquet", {}).get("version", ""))
    known = {
        "producer": offered.producer,
        "title": offered.title,
        "version": version,
        "retrieved": (asking.retrieved or now()).date().isoformat(),
        "address": offered.documentation,
        "licence": offered.licence,
        "terms": offered.terms,
        "use": offered.use,
        "made_by": f"karvan statistics fetch {offered.id}",
    }
    return {key: value for key, value in known.items() if value}
