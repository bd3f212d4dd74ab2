"""Keeping a dataset: checked, then Parquet, index and provenance change together or not at all."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from karvan import data
from karvan.nouns import DataError
from karvan.statistics.database import database
from karvan.statistics.holdings import INDEX, PROVENANCE
from karvan.statistics.proving import prove, same_columns
from karvan.statistics.schema import INDEX as TABLES
from karvan.statistics.series import ALL, packed

if TYPE_CHECKING:
    import duckdb

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*\Z")
_TOLD = ("producer", "title", "licence")
_WAIT = 60
"""Seconds for which a writer waits for another one."""
_ROWS_IN_GROUP = 122_880
_PAGE = 16_384
"""Bytes of a page of SQLite: rows without an id of their own fill large ones best."""

_ROWS_AT_ONCE = 1_000_000
_SMALL = 16_000
"""Characters up to which all products of a pair stand on one page."""

_WRITTEN = """
create temp macro whole(value) as case when value::bigint % 1000 = 0 and value != 0
    then rtrim(value::bigint::varchar, '0') || 'e'
        || (length(value::bigint::varchar) - length(rtrim(value::bigint::varchar, '0')))
    else value::bigint::varchar end;
create temp macro written(value) as
    case when value = trunc(value) and abs(value) < 1e15 then whole(value) else value::varchar end;
"""
_SERIES = """
create temp table series as
select coalesce(reporter, '') reporter, coalesce(partner, '') partner, coalesce(product, '') product, indicator, unit,
    coalesce(valuation, '') valuation, coalesce(level, '') as level, coalesce(note, '') note, min(period) "first",
    max(period) "last", string_agg(period, ' ') periods, string_agg(written(value), ' ') points
from read_parquet(?) where reporter between ? and ? group by all
"""
_RUNS = """
create temp table runs as
select "first", "last", array_to_string(range("first"::int, "last"::int + 1), ' ') periods, "first" || '..' || "last" drawn
from (select distinct "first", "last" from series where length("first") = 4 and length("last") = 4)
where try_cast("last" as int) - try_cast("first" as int) > 1
"""
"""Whole runs of years, of which there are few."""
_PAGES = f"""
with lines as (
    select *,
        concat_ws(chr(9), product, indicator, unit, valuation, level, note, coalesce(drawn, periods), points) as line
    from series left join runs using ("first", "last", periods)
),
placed as (
    select *, case when product = '' then ''
        when sum(length(line)) filter (product != '') over (partition by reporter, partner) <= {_SMALL} then '{ALL}'
        else left(product, 2) end as chapter
    from lines
)
select reporter, partner, chapter,
    string_agg(line, chr(10) order by product, indicator, unit, valuation, level, note) as page
from placed group by all order by reporter, partner, chapter
"""  # noqa: S608 - numbers and names of our own


def keep_dataset(
    folder: Path, dataset: str, rows: duckdb.DuckDBPyRelation | Path, provenance: dict[str, str], *, effort: int = 3
) -> int:
    r"""Keep a dataset in a folder in place of what it held before; the number of observations.

    Nothing changes when a row is wrong: the error names file, row and column.

    Parameters
    ----------
    folder
        The user's store (`holdings.store()`) or any other; it is made where it is missing.
    dataset
        Its id, and the name of its Parquet file.
    rows
        The columns of `schema.COLUMNS`, as a DuckDB relation or a Parquet or CSV file. Those that may be null may be
        left out; `level` is then `reported`.
    provenance
        Producer, title and licence, and version, published, retrieved, address, question … where known.
    effort
        How hard the Parquet file is squeezed: a level of Zstandard.

    Examples
    --------
    >>> import duckdb, tempfile
    >>> rows = duckdb.sql("select 'TJK' reporter, 'gdp' indicator, '2023' period, 12060602008.8 \"value\", 'USD' unit")
    >>> told = {"producer": "World Bank", "title": "GDP", "licence": "CC-BY-4.0"}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     keep_dataset(Path(folder), "wdi", rows, told)
    1

    """
    _named(dataset, provenance)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder), TemporaryDirectory(dir=folder, prefix=".keeping-") as near:
        beside = Path(near)
        table = beside / f"{dataset}.parquet"
        _write(table, rows, dataset, effort)
        number = prove(table, rows, dataset)
        _index(beside / INDEX, folder / INDEX, dataset, table)
        _tell(beside / PROVENANCE, folder / PROVENANCE, table, provenance)
        _swap(folder, beside, table.name, INDEX, PROVENANCE)
    return number


def drop_dataset(folder: Path, dataset: str) -> None:
    """Let go of a dataset that a folder holds."""
    if not (folder / f"{dataset}.parquet").is_file():
        raise DataError(f"no dataset `{dataset}` is held", where=str(folder))
    with _alone(folder), TemporaryDirectory(dir=folder, prefix=".keeping-") as near:
        beside = Path(near)
        _index(beside / INDEX, folder / INDEX, dataset, None)
        _tell(beside / PROVENANCE, folder / PROVENANCE, folder / f"{dataset}.parquet", None)
        _swap(folder, beside, INDEX, PROVENANCE)
        (folder / f"{dataset}.parquet").unlink()


def tell(table: Path, provenance: dict[str, str]) -> None:
    """Say where a table comes from that is not of observations, in the provenance of its folder."""
    path = table.parent / PROVENANCE
    _tell(path, path, table, provenance)


def _named(dataset: str, provenance: dict[str, str]) -> None:
    if not _ID.match(dataset):
        raise DataError(f"`{dataset}` can't be the id of a dataset", hint="use small letters, digits, `_`, `-` and `.`")
    missing = [key for key in _TOLD if not provenance.get(key)]
    if missing:
        raise DataError(f"the provenance does not say: {', '.join(missing)}", where=dataset)


def _write(table: Path, rows: duckdb.DuckDBPyRelation | Path, dataset: str, effort: int) -> None:
    import duckdb

    try:
        to = str(table).replace("'", "''")
        same_columns(rows, dataset).query(
            "tidy",
            f"copy (from tidy) to '{to}' (format parquet, compression zstd, compression_level {effort}, "
            f"row_group_size {_ROWS_IN_GROUP})",
        )
    except duckdb.Error as error:
        where = str(rows) if isinstance(rows, Path) else dataset
        raise DataError(f"the table can't be read: {str(error).splitlines()[0]}", where=where) from error


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    """One writer at a time; the lock goes with its process, however that ends."""
    lock = sqlite3.connect(folder / ".writing", timeout=_WAIT, isolation_level=None)
    try:
        lock.execute("begin exclusive")
        yield
    except sqlite3.OperationalError as error:
        raise DataError(f"the store can't be written: {error}", where=str(folder)) from error
    finally:
        lock.close()


def _index(path: Path, before: Path, dataset: str, table: Path | None) -> None:
    """The index anew: the pages of the other datasets, and those of this one."""
    index = sqlite3.connect(path, isolation_level=None)
    index.execute("pragma journal_mode = off")
    index.execute("pragma synchronous = off")
    index.execute(f"pragma page_size = {_PAGE}")
    index.executescript(TABLES)
    index.execute("begin")
    if before.is_file():
        _copied(index, before, dataset)
    if table is not None:
        (place,) = index.execute("insert into datasets (name) values (?) returning id", (dataset,)).fetchone()
        index.executemany("insert into pages values (?, ?, ?, ?, ?)", _pages(table, place))
    index.execute("commit")
    index.execute("vacuum")
    index.close()


def _copied(index: sqlite3.Connection, before: Path, dataset: str) -> None:
    """What an index held of other datasets, read without touching it."""
    held = sqlite3.connect(f"{before.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    index.executemany(
        "insert into datasets values (?, ?)", held.execute("select * from datasets where name != ?", (dataset,))
    )
    kept = "select * from pages where dataset in (select id from datasets where name != ?)"
    index.executemany("insert into pages values (?, ?, ?, ?, ?)", held.execute(kept, (dataset,)))
    held.close()


def _pages(table: Path, place: int) -> Iterator[tuple[str, str, str, int, bytes]]:
    with database() as base:
        asked = "select reporter, count(*) from read_parquet(?) group by reporter order by reporter"
        counts = base.execute(asked, [str(table)]).fetchall()
    with ThreadPoolExecutor() as threads:  # DuckDB and zlib let go of the interpreter while they work
        for pages in threads.map(partial(_part, table), _ranges(counts)):
            for reporter, partner, chapter, page in pages:
                yield reporter, partner, chapter, place, page


def _ranges(counts: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """First and last reporter of parts that have about as many rows each."""
    first, rows = counts[0][0], 0
    for (reporter, number), following in zip_longest(counts, counts[1:]):
        rows += number
        if rows >= _ROWS_AT_ONCE or following is None:
            yield first, reporter
            first, rows = following[0] if following else "", 0


def _part(table: Path, reporters: tuple[str, str]) -> list[tuple[str, str, str, bytes]]:
    with database() as base:
        # one thread reads the rows as they are sorted, so that both lists of a series are in order without sorting each
        base.execute("set threads = 1")
        base.execute(_WRITTEN)
        base.execute(_SERIES, [str(table), *reporters])
        base.execute(_RUNS)
        found = base.execute(_PAGES).fetchall()
    return [(reporter, partner, chapter, packed(lines)) for reporter, partner, chapter, lines in found]


def _tell(path: Path, before: Path, table: Path, provenance: dict[str, str] | None) -> None:
    """The provenance anew: the sections of the other datasets, and that of this one, by name."""
    told = data.sections(before.read_text(encoding="utf-8")) if before.is_file() else {}
    told.pop(table.name, None)
    if provenance is not None:
        told[table.name] = {**provenance, "sha256": _sum(table)}
    sections = (
        "\n".join((f'["{name}"]', *(f'{key} = "{_plain(value)}"' for key, value in told[name].items())))
        for name in sorted(told)
    )
    path.write_text("# Where each dataset comes from.\n\n" + "\n\n".join(sections) + "\n", encoding="utf-8")


def _plain(value: str) -> str:
    """A text that needs no escapes in TOML."""
    return " ".join(value.replace('"', "'").replace("\\", "/").split())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _swap(folder: Path, beside: Path, *names: str) -> None:
    """Put the new files in place of the old ones, or leave all as they were."""
    moved: list[str] = []
    try:
        for name in names:
            with suppress(FileNotFoundError):
                (folder / name).replace(beside / f"{name}.before")
            moved.append(name)
            (beside / name).replace(folder / name)
    except OSError as error:
        for name in moved:
            with suppress(FileNotFoundError):
                (beside / f"{name}.before").replace(folder / name)
        raise DataError(f"the dataset can't be put in its place: {error.strerror}", where=str(folder)) from error
