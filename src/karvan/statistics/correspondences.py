"""Correspondences: the official files that tie classifications, read whatever their layout.

Known are the Statistics Division's workbooks (`HS2017toSITC4ConversionAndCorrelationTables.xlsx`, `HS-SITC-BEC
Correlations_2022.xlsx`), its comma-separated tables (`CPC21-HS2017.csv`, `isic4-cpc21.txt`), and those of WITS
(`JobID-6_Concordance_H0_to_I3.CSV`). Every sheet with a row that names two classifications is one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from karvan.nouns import DataError
from karvan.statistics.concordance import STANDARDS, standard
from karvan.statistics.sheets import BOOKS, Cell, Sheet, open_sheet, sheet_names, text

_HEADER_WITHIN = 12
_NOISE = re.compile(r"\b(?:from|to|product|subheading|code|codes|basic)\b|code$", re.IGNORECASE)
_BESIDE = re.compile(r"descr|partial|part$|title|detail|relationship|note", re.IGNORECASE)
_NOTHING = frozenset({"", "NULL", "N/A", "NA", "NAN", "-"})


class Read(NamedTuple):
    """What a file ties: pairs of codes by kind and classifications."""

    kind: str
    """`correlation` or `conversion`."""
    begin: str
    end: str
    pairs: frozenset[tuple[str, str]]
    wide: bool
    """Whether the table ties more than two classifications at once; those of two go before it."""


def read(path: Path) -> list[Read]:
    """Every table of a file."""
    sheets = sheet_names(path) if path.suffix.lower() in BOOKS else [1]
    found = [each for name in sheets for each in _of_sheet(open_sheet(path, name))]
    if not found:
        hint = f"a row must name two of {', '.join(STANDARDS)}"
        raise DataError("the file ties no classifications that are known", where=str(path), hint=hint)
    return found


def write(paths: Iterable[Path], folder: Path, retrieved: str) -> list[str]:
    """Lay the tables of official files into a folder, where `concordance.convert` finds them; their names."""
    tables: dict[str, Read] = {}
    told: dict[str, dict[str, str]] = {}
    for path in paths:
        for each in read(path):
            name = (
                f"conversion-{each.begin}-{each.end}.tsv"
                if each.kind == "conversion"
                else f"{each.begin}-{each.end}.tsv"
            )
            before = tables.get(name)
            if before is None or (before.wide and not each.wide):
                tables[name] = each
                told[name] = _provenance(path, each, retrieved)
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in tables.items():
        rows = "".join(f"{code}\t{other}\n" for code, other in sorted(each.pairs))
        (folder / name).write_text(f"{each.begin}\t{each.end}\n{rows}", "utf-8", newline="\n")
    _tell(folder, told)
    return sorted(tables)


def _of_sheet(sheet: Sheet) -> Iterator[Read]:
    for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        columns = {name: column for column, cell in enumerate(row) if (name := _named(text(cell)))}
        if len(columns) < 2:
            continue
        directed = len(columns) == 2 and any(re.match(r"from\b", text(cell), re.IGNORECASE) for cell in row)
        body = [_codes(cells, columns) for cells in sheet.rows[place + 1 :]]
        for begin, end in combinations(columns, 2):
            pairs = frozenset((codes[begin], codes[end]) for codes in body if begin in codes and end in codes)
            if not pairs:
                raise DataError(
                    f"nothing stands under {begin} and {end}", where=f"{sheet.place}, row {sheet.lines[place]}"
                )
            if directed:
                yield Read("conversion", begin, end, pairs, wide=False)
            else:
                yield _ordered(begin, end, pairs, len(columns) > 2)
        return


def _ordered(begin: str, end: str, pairs: frozenset[tuple[str, str]], wide: bool) -> Read:
    """Correlations stand once, in the order of `STANDARDS`."""
    order = list(STANDARDS).index
    if order(begin) > order(end):
        begin, end, pairs = end, begin, frozenset((other, code) for code, other in pairs)
    return Read("correlation", begin, end, pairs, wide)


def _named(cell: str) -> str | None:
    return None if _BESIDE.search(cell) else standard(_NOISE.sub(" ", cell))


def _codes(cells: list[Cell], columns: dict[str, int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, column in columns.items():
        cell = cells[column] if column < len(cells) else None
        code = text(cell).replace(".", "").replace(" ", "").upper()
        if code in _NOTHING:
            continue
        # a number has lost its first noughts, as has a code of HS without its dot
        if isinstance(cell, float) or name.startswith("HS"):
            code = code.zfill(STANDARDS[name]) if name[:2] in {"HS", "IS", "CP"} else code
        found[name] = code
    return found


def _provenance(path: Path, table: Read, retrieved: str) -> dict[str, str]:
    by_wits = "ISIC3" in {table.begin, table.end} and "concordance" in path.name.lower()
    return {
        "producer": "World Bank, WITS" if by_wits else "United Nations Statistics Division",
        "title": f"{table.kind} of {table.begin} and {table.end}, from {path.name}",
        "address": "https://wits.worldbank.org/product_concordance.html"
        if by_wits
        else "https://unstats.un.org/unsd/classifications/Econ",
        "retrieved": retrieved,
        "licence": "not stated",
        "use": "own use",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "made_by": "tools/correspondence_tables.py",
    }


def _tell(folder: Path, told: dict[str, dict[str, str]]) -> None:
    from karvan import data

    path = folder / "provenance.toml"
    known = data.sections(path.read_text("utf-8")) if path.is_file() else {}
    known |= told
    body = "\n".join(
        f'["{name}"]\n' + "".join(f'{key} = "{value}"\n' for key, value in known[name].items())
        for name in sorted(known)
    )
    path.write_text(
        f"# Where each table comes from; sha256 is that of the official file.\n\n{body}", "utf-8", newline="\n"
    )
