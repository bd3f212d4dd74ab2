"""Mapping: what the columns of a national table mean, as a TOML file says it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from msgspec import Struct, field

from karvan.nouns import DataError

Texts = dict[str, str]


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """`[dataset]`: the id under which the observations are kept, and where they come from."""

    id: str
    producer: str
    title: str
    licence: str
    version: str | None = None
    published: str | None = None
    retrieved: str | None = None
    address: str | None = None
    use: str | None = None
    question: str | None = None

    def provenance(self, table: Path) -> Texts:
        """What `keep_dataset` writes down."""
        told = msgspec.structs.asdict(self) | {"made_by": f"karvan statistics import {table.name}"}
        told["retrieved"] = self.retrieved or dt.datetime.now(tz=dt.UTC).date().isoformat()
        return {key: value for key, value in told.items() if key != "id" and value is not None}


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """`[table]`: where the rows stand."""

    sheet: str | int = 1
    """The sheet's name, or its place from 1."""
    header: int | list[int] = 1
    """The row, or rows, that name the columns. Names over merged cells hold for all of them, and are parted by ` / `."""
    skip: list[str] = field(default_factory=list[str])
    """Rows whose first written cell is this, or begins with what stands before a `*`."""
    ends: str | None = None
    """The table ends before the row whose first written cell begins so."""
    delimiter: str | None = None
    encoding: str = "utf-8-sig"


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """`[numbers]`: how values are written."""

    decimal: str = "."
    thousands: str = ""
    missing: list[str] = field(default_factory=list[str])
    """What stands where nothing is reported; `""` for an empty cell. Such cells become no observation."""
    zero: list[str] = field(default_factory=list[str])
    """What stands for nought."""
    marks: list[str] = field(default_factory=list[str])
    """Signs behind a number that are no part of it: `*`, `p`."""


class Meaning(Struct, frozen=True, forbid_unknown_fields=True):
    """`[fixed]`: what holds for the whole table; what a `[[values]]` says itself goes before it."""

    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    indicator: str | None = None
    product: str | None = None
    period: str | None = None
    unit: str | None = None
    valuation: str | None = None
    level: str = "reported"
    note: str | None = None


class Values(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[values]]`: a column of values, or a row of columns whose names tell the period: `İxrac / {year}`."""

    columns: str
    flow: str | None = None
    indicator: str | None = None
    period: str | None = None
    unit: str | None = None
    valuation: str | None = None
    note: str | None = None


class Columns(Struct, frozen=True, forbid_unknown_fields=True):
    """`[columns]`: which column tells what, each by its name in the header."""

    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    product: str | None = None
    period: str | None = None
    unit: str | None = None
    note: str | None = None

    def told(self) -> Texts:
        """The columns that are named, by what they tell."""
        return {name: column for name, column in msgspec.structs.asdict(self).items() if column is not None}


class Periods(Struct, frozen=True, forbid_unknown_fields=True):
    """`[period]`: how a period is written: `{year}`, `{month} {year}`, `{month}-{to_month} {year}`, `{quarter}/{year}`."""

    format: list[str] = field(default_factory=list[str])
    cell: str | None = None
    """A cell that tells the period of the whole table, its title for instance: `A2`."""
    years: list[int] = field(default_factory=list[int])
    """The only years that may occur."""
    mixed: bool = False
    """Whether years, quarters and months may stand in one table."""
    months: dict[str, int] = field(default_factory=dict[str, int])


class Guards(Struct, frozen=True, forbid_unknown_fields=True):
    """`[check]`: what must be so, or the file is another one than the mapping was written for."""

    cells: Texts = field(default_factory=Texts)
    """Texts that cells must hold: `A3 = "min ABŞ dolları"`."""
    complete: bool = False
    """Whether the rows must make up the totals; they may never exceed them."""


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """All that a mapping file says."""

    dataset: Told
    values: list[Values]
    table: Layout = Layout()
    columns: Columns = Columns()
    fixed: Meaning = Meaning()
    numbers: Numbers = Numbers()
    period: Periods = Periods()
    check: Guards = Guards()
    language: str = "en"
    """The language of countries and months, beside English: `az`, `tg`, `ru` …"""
    countries: Texts = field(default_factory=Texts)
    """Names that the vocabulary lacks, to ISO 3166 alpha-3 or a group; `""` leaves the row out."""
    totals: Texts = field(default_factory=Texts)
    """Rows that are sums: `Cəmi = "WLD"`; `""` leaves the row out."""
    flows: Texts = field(default_factory=Texts)
    """Words for `export`, `import` and `turnover`."""
    units: Texts = field(default_factory=Texts)
    """Words for units: `"min ABŞ dolları" = "thousand USD"`."""
    products: Texts = field(default_factory=Texts)
    """Names of products, to codes of the Harmonised System; `""` is everything."""


def open_mapping(path: Path) -> Mapping:
    """The mapping that a file holds; what is wrong in it is named by its key."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Mapping)
    except FileNotFoundError as error:
        raise DataError(
            "there is no such mapping", where=str(path), hint="`karvan statistics list` names those shipped"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the mapping can't be read: {error}", where=str(path)) from error
    except msgspec.ValidationError as error:
        what, _, key = str(error).partition(" - at ")
        said = f"`{key.strip('`').removeprefix('$.')}`: {_plain(what)}" if key else _plain(what)
        raise DataError(f"the mapping is wrong: {said}", where=str(path)) from error
    except msgspec.DecodeError as error:
        raise DataError(f"the mapping is no TOML: {error}", where=str(path)) from error


def _plain(what: str) -> str:
    return what.replace("Object contains unknown field", "no such key:").replace(
        "Object missing required field", "lacks"
    )
