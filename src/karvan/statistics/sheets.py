"""Sheets: the cells of a CSV file or a workbook, with the addresses by which a spreadsheet names them."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from karvan.nouns import DataError, UsageError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)\Z")
_COLUMNS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})\d""")
_ROWS = re.compile(rb"""\br\s*=\s*["'][A-Z]{0,3}(\d{1,9})["']""")
_LARGEST, _UNPACKED, _CELLS = 64 << 20, 512 << 20, 20_000_000


class Sheet(Struct, frozen=True):
    """Rows of cells. `place` names file and sheet."""

    place: str
    rows: list[list[Cell]]
    lines: list[int]
    """The number of each row, as an editor or a spreadsheet counts."""

    def at(self, address: str) -> str:
        """The text of a cell: `A3`."""
        found = _ADDRESS.match(address)
        if found is None:
            raise DataError(f"`{address}` is no address of a cell", where=self.place, hint="`A3` is column A, row 3")
        column, row = _place(found[1]), int(found[2])
        for line, cells in zip(self.lines, self.rows, strict=True):
            if line == row and column < len(cells):
                return text(cells[column])
        return ""


def text(cell: Cell) -> str:
    r"""A cell as it is read: composed letters, single spaces, whole numbers without a point.

    >>> text(2023.0), text(" Cəmi  (min)\n"), text(None)
    ('2023', 'Cəmi (min)', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def letters(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _place(name: str) -> int:
    column = 0
    for sign in name:
        column = column * 26 + ord(sign) - 64
    return column - 1


def open_sheet(path: Path, sheet: str | int = 1, *, delimiter: str | None = None, encoding: str = "utf-8-sig") -> Sheet:
    """A sheet of a workbook, or a CSV file."""
    try:
        if path.stat().st_size > _LARGEST:
            raise DataError("the table is larger than 64 MB", where=str(path), hint="split it, or keep it as Parquet")
        if path.suffix.lower() in BOOKS:
            return _of_book(path, sheet)
        return _of_csv(path, delimiter, encoding)
    except FileNotFoundError as error:
        raise DataError("there is no such table", where=str(path)) from error
    except OSError as error:
        raise DataError(f"the table can't be read: {error.strerror or error}", where=str(path)) from error


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, hidden ones too."""
    with _book(path) as book:
        return list(book.sheet_names)


@contextmanager
def _book(path: Path) -> Generator[CalamineWorkbook]:
    """A workbook; what is wrong inside it turns up when its sheets are read."""
    try:
        import python_calamine
    except ImportError as error:
        raise UsageError("workbooks need a further package", hint="install `karvan[statistics]`") from error
    _bounded(path)
    try:
        yield python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.CalamineError as error:
        raise DataError(f"the file is no workbook, or damaged: {error}", where=str(path)) from error


def _bounded(path: Path) -> None:
    """That a workbook fits into memory: its reader makes room for every cell up to the farthest one, and dies of it."""
    with suppress(zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError), zipfile.ZipFile(path) as inside:
        parts = inside.infolist()
        if (unpacked := sum(each.file_size for each in parts)) > _UNPACKED:
            raise DataError(
                f"the workbook unpacks to {unpacked >> 20} MB", where=str(path), hint="save the sheet as CSV"
            )
        for each in parts:
            if each.filename.startswith("xl/worksheets/") and each.filename.endswith(".xml"):
                _near(path, inside.read(each))


def _near(path: Path, sheet: bytes) -> None:
    columns = {name.decode() for name in _COLUMNS.findall(sheet)}
    width = max(map(_place, columns), default=0) + 1
    height = max((int(row) for row in _ROWS.findall(sheet)), default=1)
    if width * height > _CELLS:
        far = f"{height:,} rows and {width:,} columns"
        hint = "a cell far from the others makes it so: delete what stands there, or save the table as CSV"
        raise DataError(f"a sheet has {far}", where=str(path), hint=hint)


def _of_book(path: Path, sheet: str | int) -> Sheet:
    with _book(path) as book:
        names = book.sheet_names
        if isinstance(sheet, int):
            if not 1 <= sheet <= len(names):
                raise DataError(f"the workbook has {len(names)} sheets and no sheet {sheet}", where=str(path))
            sheet = names[sheet - 1]
        found = next((name for name in names if text(name) == text(sheet)), None)
        if found is None:
            known = ", ".join(f"`{name}`" for name in names[:20])
            raise DataError(f"there is no sheet `{sheet}`", where=str(path), hint=f"the workbook has {known}")
        given = book.get_sheet_by_name(found).to_python(skip_empty_area=False)
        rows: list[list[Cell]] = [[*row] for row in given]
    return Sheet(f"{path}, sheet {found}", rows, list(range(1, len(rows) + 1)))


def _of_csv(path: Path, delimiter: str | None, encoding: str) -> Sheet:
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter or _sniffed(file.read(8192)), strict=True)
            file.seek(0)
            rows: list[list[Cell]] = []
            lines: list[int] = []
            before = 0
            for row in reader:
                rows.append(list(row))
                lines.append(before + 1)
                before = reader.line_num
            return Sheet(str(path), rows, lines)
    except LookupError as error:
        raise DataError(f"`{encoding}` is no encoding", where=str(path)) from error
    except UnicodeDecodeError as error:
        hint = 'name the encoding in `[table]`: encoding = "windows-1251"'
        raise DataError(f"the table is not written in {encoding}", where=str(path), hint=hint) from error
    except csv.Error as error:
        raise DataError(f"the table is no CSV: {error}", where=str(path)) from error


def _sniffed(sample: str) -> str:
    """The separator that parts most lines alike."""
    lines = [line for line in sample.splitlines() if line.strip()]

    def alike(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual), usual) if usual else (0, 0)

    return max(";\t|,", key=alike)
