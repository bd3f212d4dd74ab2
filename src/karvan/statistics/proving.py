"""Proves rows of observations before they are kept: what is wrong is named by file, row and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karvan.nouns import DataError, Period
from karvan.nouns.observation import LEVELS
from karvan.statistics.database import database
from karvan.statistics.schema import COLUMNS, KEY, NEEDED, ORDER
from karvan.vocabulary import countries, groups

if TYPE_CHECKING:
    import duckdb

FORMER = ("ANT", "BUR", "CSK", "DDR", "PCI", "PCZ", "PUS", "SCG", "SUN", "TMP", "VDR", "YMD", "YUG", "ZAR")
"""Codes of countries that are no more, in statistics of their time (ISO 3166-3; PCI, PCZ, PUS, VDR as CEPII writes)."""

NEVER_NEGATIVE = ("trade.exports", "trade.imports", "trade.turnover", "gdp", "gdp.national", "population", "freight")
"""Indicators that can't lie below zero; a balance and a growth rate can."""

_MANY = 20_000
"""Different texts of a column up to which they are numbered."""
_INDICATOR = re.compile(r"[a-z][a-z_]*(\.[a-z_]+)*\Z")
_PRODUCT = re.compile(r"\d{2}(\d{2}){0,4}\Z")
_SORTED = ", ".join(f"{name} nulls first" for name in ORDER)
_UNIT = re.compile(r"\S+( \S+)?\Z")


def same_columns(rows: duckdb.DuckDBPyRelation | Path, dataset: str) -> duckdb.DuckDBPyRelation:
    """The rows in the columns of `schema.COLUMNS`, sorted; a cell that can't be read as its type is null until it is proved."""
    given = _opened(rows)
    where = _where(rows, dataset)
    for name in given.columns:
        if name not in COLUMNS:
            near = _near(name, list(COLUMNS))
            hint = f"the nearest is `{near}`" if near else f"columns: {', '.join(COLUMNS)}"
            raise DataError(f"no column is called `{name}`", where=where, hint=hint)
    for name in NEEDED:
        if name not in given.columns:
            raise DataError(f"the column `{name}` is missing", where=where, hint=f"columns: {', '.join(COLUMNS)}")
    cells = ", ".join(_cell(name, given.columns) for name in COLUMNS)
    plain = _made(given, f"select {cells} from held")  # noqa: S608 - names of our own
    texts = [name for name, kind in COLUMNS.items() if kind == "VARCHAR"]
    ((*known,),) = _ask(plain, f"select {', '.join(f'list(distinct {name})' for name in texts)} from held")  # noqa: S608
    coded = ", ".join(_coded(name, values) for name, values in zip(texts, known, strict=True))
    return _made(plain, f"select * replace ({coded}) from held order by {_SORTED}")  # noqa: S608


def _coded(name: str, values: list[str | None] | None) -> str:
    """A column as numbers of its values: a third less time to sort and write ten million rows."""
    texts = sorted(text for text in values or () if text is not None)
    if not 0 < len(texts) <= _MANY:
        return f"{name} as {name}"
    return f"{name}::enum({', '.join(map(_quoted, texts))}) as {name}"


def prove(table: Path, rows: duckdb.DuckDBPyRelation | Path, dataset: str) -> int:
    """The number of observations of a table made from `rows`; an error names the first wrong row of a column."""
    where = _where(rows, dataset)
    with database() as base:
        held = base.read_parquet(str(table))
        ((number,),) = _ask(held, "select count(*) from held")
        if not number:
            raise DataError("there are no observations", where=where)
        for column, wrong, why in (*_empty(held), *_unknown(held), *_values(held)):
            raise _named(rows, where, column, wrong, why)
        for twice in _ask(held, _twice()):
            raise _doubled(rows, where, dict(zip((*_key(), "period"), twice, strict=True)))
    return int(number)


def _opened(rows: duckdb.DuckDBPyRelation | Path) -> duckdb.DuckDBPyRelation:
    import duckdb

    if not isinstance(rows, Path):
        return rows
    if not rows.is_file():
        raise DataError("there is no such file", where=str(rows))
    base = database()
    try:
        if rows.suffix.lower() == ".parquet":
            return base.read_parquet(str(rows))
        return _csv(base, rows)
    except (duckdb.Error, UnicodeError) as error:
        raise DataError(f"the table can't be read: {str(error).splitlines()[0]}", where=str(rows)) from error


def _csv(base: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """Every cell as text, so that a wrong one can be named; nothing about the file is guessed."""
    mark = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file, delimiter=mark), [])
    columns = dict.fromkeys(header, "VARCHAR")
    if len(columns) < len(header):
        raise DataError("two columns have the same name", where=str(path))
    return base.read_csv(
        str(path), columns=columns, auto_detect=False, header=True, delimiter=mark, quotechar='"', escapechar='"'
    )


def _ask(held: duckdb.DuckDBPyRelation, asked: str) -> list[tuple[Any, ...]]:
    found = held.query("held", asked)
    return [] if found is None else found.fetchall()


def _made(held: duckdb.DuckDBPyRelation, asked: str) -> duckdb.DuckDBPyRelation:
    made = held.query("held", asked)
    assert made is not None
    return made


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _where(rows: object, dataset: str) -> str:
    return str(rows) if isinstance(rows, Path) else dataset


def _cell(name: str, held: list[str]) -> str:
    if name not in held:
        return f"'reported' as {name}" if name == "level" else f"null::{COLUMNS[name]} as {name}"
    if COLUMNS[name] == "DOUBLE":
        return f'try_cast("{name}" as double) as {name}'
    if name == "level":
        return "coalesce(nullif(trim(level::varchar), ''), 'reported') as level"
    return f"nullif(trim(\"{name}\"::varchar), '') as {name}"


Wrong = Iterator[tuple[str, str, str]]
"""A column, a condition that its wrong rows meet, and what is wrong."""


def _empty(held: duckdb.DuckDBPyRelation) -> Wrong:
    for column in NEEDED:
        if _ask(held, f"select 1 from held where {column} is null limit 1"):  # noqa: S608
            yield column, f"{column} is null", "a number is wanted" if column == "value" else "nothing is written"


def _unknown(held: duckdb.DuckDBPyRelation) -> Wrong:
    tests: dict[str, Callable[[str], str | None]] = {
        "reporter": _country,
        "partner": _country,
        "indicator": lambda text: None if _INDICATOR.match(text) else "not an indicator",
        "product": lambda text: None if _PRODUCT.match(text) else "not a code of the Harmonised System",
        "period": _period,
        "unit": lambda text: None if _UNIT.match(text) else "not a unit",
        "valuation": lambda text: None if text in {"fob", "cif"} else "a valuation is `fob` or `cif`",
        "level": lambda text: None if text in LEVELS else f"a level is one of: {', '.join(LEVELS)}",
        "note": lambda text: "a note is one line" if "\n" in text or "\t" in text else None,
    }
    for column, test in tests.items():
        asked = f"select distinct {column} from held where {column} is not null order by 1"  # noqa: S608
        for (text,) in _ask(held, asked):
            if why := test(text):
                yield column, f"{column} = {_quoted(text)}", f"`{text}`: {why}"


def _values(held: duckdb.DuckDBPyRelation) -> Wrong:
    positive = ", ".join(f"'{name}'" for name in NEVER_NEGATIVE)
    for wrong, why in (
        ("not isfinite(value)", "not a finite number"),
        (f"value < 0 and indicator in ({positive})", "a negative value"),
    ):
        if _ask(held, f"select 1 from held where {wrong} limit 1"):  # noqa: S608
            yield "value", wrong, why


def _key() -> list[str]:
    return [name for name in KEY if name != "dataset"]


def _twice() -> str:
    """Rows that say the same thing stand beside each other, as the table is sorted."""
    columns = ", ".join((*_key(), "period"))
    before = ", ".join(f"lag({name}) over () as b_{name}" for name in (*_key(), "period"))
    same = " and ".join(f"{name} is not distinct from b_{name}" for name in ("period", *_key()))
    return f"select {columns} from (select {columns}, {before} from held) where {same} limit 1"  # noqa: S608


def _named(rows: duckdb.DuckDBPyRelation | Path, where: str, column: str, wrong: str, why: str) -> DataError:
    found = _places(rows, wrong)
    row = f"row {found[0]}, " if found else ""
    return DataError(f"{row}column `{column}`: {why}", where=where)


def _doubled(rows: duckdb.DuckDBPyRelation | Path, where: str, same: dict[str, str | None]) -> DataError:
    conditions = (f"{name} is null" if text is None else f"{name} = {_quoted(text)}" for name, text in same.items())
    found = _places(rows, " and ".join(conditions))
    told = " ".join(text for text in same.values() if text)
    return DataError(
        f"rows {' and '.join(map(str, found[:2]))} say the same thing twice: {told}",
        where=where,
        hint="where two values of the same thing are meant, let the column `note` tell them apart",
    )


def _places(rows: duckdb.DuckDBPyRelation | Path, wrong: str) -> list[int]:
    """Where the wrong rows stand in what was handed in: lines of a CSV with its header, else rows from 1."""
    given = _opened(rows)
    cells = ", ".join(_cell(name, given.columns) for name in COLUMNS)
    asked = f"select place from (select {cells}, row_number() over () as place from held) where {wrong} limit 2"  # noqa: S608
    header = isinstance(rows, Path) and rows.suffix.lower() != ".parquet"
    return [place + header for (place,) in _ask(given, asked)]


@cache
def _country(code: str) -> str | None:
    if countries.country(code) or code in FORMER or groups.group(code):
        return None
    called = next((name.code for name in countries.names() if name.text.casefold() == code.casefold()), None)
    near = called or _near(code.upper(), [known.code for known in countries.countries()])
    return f"no country has this code; {f'the nearest is `{near}`' if near else 'ISO 3166 alpha-3 is wanted'}"


def _period(text: str) -> str | None:
    try:
        Period(text)
    except ValueError:
        return "not a period (2023, 2023-Q1, 2023-05, 2023-01/2023-08)"
    return None


def _near(text: str, known: list[str]) -> str | None:
    """What was probably meant: names that begin alike before those that are alike."""
    alike = [name for name in known if name[:2] == text[:2]]
    return next(iter((*get_close_matches(text, alike, 1, 0.5), *get_close_matches(text, known, 1, 0.5))), None)
