"""Opening the file, and saying in one sentence why it can't be opened."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from karvan.nouns import RecordError
from karvan.record import sql

if TYPE_CHECKING:
    import duckdb

# Extensions are downloads: karvan asks no server that the user didn't name. One thread is enough for these tables, leaves
# the other cores to the pool that reads documents, and leaves a forked reader nothing to miss.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",
}
_HALF = "the text or the name holds half a character (a lone surrogate)", "decode its bytes anew, or rename the file"
_REASONS = (
    ("surrogate", *_HALF),
    ("lock|used by another process", "is in use by another process", "try again when that has finished"),
    ("not a valid DuckDB", "is not a karvan record", "name another file with `--record`"),
    (
        "(?i)version number|newer version|storage version", "was written by a DuckDB that this one can't read",
        "update the package `duckdb`",
    ),
    ("different configuration", "is open in another way in this process", "close it before you add"),
    ("(?i)connection.*closed|no open result set", "was closed or added to while it was read", "read it to the end first"),
    ("(?i)no such file|cannot find the path", "the folder doesn't exist", "make the folder first"),
    ("(?i)permission denied|access is denied|read-only", "may not be written here", "check the rights of the file"),
    ("(?i)is a directory", "is a folder", "name a file in it, such as `karvan.duckdb`"),
    ("(?i)no space left|disk full", "the disk is full", "make room and add again; what was stored before is safe"),
)  # fmt: skip


@contextmanager
def speaking(where: str | None, document: str | None = None) -> Generator[None]:
    """Turns what DuckDB says into one sentence, about the record at `where` or the document that is added."""
    import duckdb

    try:
        yield
    except duckdb.ConstraintException as error:
        raise RecordError(
            "two claims or findings have the same id", where=document or where, hint=_first_line(error),
        ) from error  # fmt: skip
    except UnicodeEncodeError as error:
        raise RecordError(_HALF[0], where=document or where, hint=_HALF[1]) from error
    except RuntimeError as error:
        if "interrupted" in str(error):  # what DuckDB makes of Ctrl-C
            raise KeyboardInterrupt from None
        raise
    except (duckdb.Error, OSError) as error:
        text = str(error)
        for pattern, what, hint in _REASONS:
            if re.search(pattern, text):
                raise RecordError(what, where=where, hint=hint) from error
        raise RecordError(f"can't be used: {_first_line(error)}", where=where) from error


def connect(path: Path | None, *, write: bool) -> duckdb.DuckDBPyConnection:
    """A connection to a record of this schema; made first where `write` allows it. Without a path, in memory."""
    where = path and str(path)
    with speaking(where):
        blank = path is not None and (not path.exists() or (path.is_file() and path.stat().st_size == 0))
        if blank and not write:
            raise _nothing(where)
        if blank and path is not None:
            path.unlink(missing_ok=True)  # an empty file is what a stopped first run leaves
        connection = _connect(path, write)
        try:
            _make_sure(connection, where, make=write or path is None)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path | None, write: bool) -> duckdb.DuckDBPyConnection:
    import duckdb

    if path is None:
        return duckdb.connect(":memory:", config=_CONFIG)
    if write:
        return duckdb.connect(path, config=_CONFIG)
    try:
        return duckdb.connect(path, read_only=True, config=_CONFIG)
    except duckdb.ConnectionException:  # this process is writing it: readers look through the same door
        return duckdb.connect(path, config=_CONFIG)


def _make_sure(connection: duckdb.DuckDBPyConnection, where: str | None, *, make: bool) -> None:
    """That the database is a record of this schema: an empty one becomes one where `make` allows it."""
    names = {name for (name,) in connection.execute(sql.TABLE_NAMES).fetchall()}
    if not names and make:
        _create(connection)
        return
    if not names:
        raise _nothing(where)
    row = connection.execute(sql.READ_SCHEMA).fetchone() if {"meta", "documents", "claims"} <= names else None
    if row is None or not str(row[0]).isdigit():
        raise RecordError("is a database, but not a karvan record", where=where, hint="name another file")
    if int(row[0]) != sql.SCHEMA:
        raise RecordError(
            f"was written by another version of karvan (its tables are version {row[0]}, this one's {sql.SCHEMA})",
            where=where,
            hint="update karvan" if int(row[0]) > sql.SCHEMA else "make a new record and add the documents again",
        )


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.begin()
    for statement in sql.create():
        connection.execute(statement)
    connection.execute(sql.insert("meta"), [f'[{{"key": "schema", "value": "{sql.SCHEMA}"}}]'])
    connection.commit()


def _nothing(where: str | None) -> RecordError:
    return RecordError("no record here", where=where, hint="`karvan record add FILE…` makes one")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
