"""CEPII BACI: one reconciled value and quantity for every exporter, importer, HS6 product and year.

The archive (`BACI_HS92_V202401b.zip`) holds a CSV a year with t, i, j, k, v, q: year, exporter, importer, product,
thousand current USD free on board, metric tons; `country_codes_V….csv` and `product_codes_HS92_V….csv` explain the codes.
Gaulier, G. & Zignago, S. (2010), BACI: International Trade Database at the Product-Level, CEPII Working Paper 2010-23.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from karvan.nouns import DataError
from karvan.statistics.database import database
from karvan.statistics.fetching import Fetched
from karvan.statistics.holdings import store
from karvan.statistics.keeping import keep_dataset
from karvan.statistics.proving import FORMER
from karvan.statistics.sources import Query, spanned
from karvan.statistics.sources.archives import Archive, Progress, at_hand, columns, meant, quoted
from karvan.vocabulary import countries

if TYPE_CHECKING:
    import duckdb

ADDRESS = "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/"
"""What the addresses of the archives begin with."""
TOLD = {
    "producer": "CEPII",
    "address": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    "licence": "Etalab-2.0",
    "use": "cite CEPII BACI and Gaulier & Zignago (2010)",
    "made_by": "karvan.statistics.sources.baci",
}
YEAR = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_V(\w+)\.csv\Z", re.IGNORECASE)
_COLUMNS = ("t", "i", "j", "k", "v", "q")
_CELLS = """
    trim(t) t, try_cast(i as integer) i, try_cast(j as integer) j, lpad(trim(k), 6, '0') k, try_cast(v as double) v,
    nullif(nullif(trim(q), 'NA'), '') q
"""
_SPECIAL = {"S19": "TWN", "OAS": "TWN", "ROM": "ROU"}
"""Codes of the archive that are no ISO 3166: Taiwan is reported as Other Asia."""


class Year(NamedTuple):
    """A file of the archive."""

    name: str
    revision: str
    year: str
    version: str


def load(
    source: Path | str, *, query: Query | None = None, folder: Path | None = None, progress: Progress | None = None
) -> Fetched:
    """Keep what an archive of BACI holds, as dataset `baci-hs92`; `source` is a local zip or an address.

    A query narrows it to reporters (exporters), partners (importers), periods (years) and products (beginnings of HS
    codes). Values are in USD, tons are rows of their own; unless products are named, every pair also gets its sum.
    """
    folder = folder or store()
    folder.mkdir(parents=True, exist_ok=True)
    path = at_hand(source, folder, progress)
    query = meant(query)
    with Archive(path) as archive, TemporaryDirectory(dir=folder, prefix=".baci-") as near:
        years = _years(archive, query)
        codes, dropped = _codes(archive)
        pieces = Path(near)
        for done, year in enumerate(years):
            if progress:
                progress(f"BACI {year.revision} {year.year}", done, len(years))
            with archive.laid(year.name, pieces) as laid:
                held = columns(laid, _COLUMNS, path, year.name)
                _piece(laid, held, year, codes, query, pieces / f"{year.year}.parquet", path)
        if progress:
            progress("sorts and keeps them", len(years), len(years))
        dataset = f"baci-{years[0].revision.lower()}"
        number = _keep(folder, dataset, pieces, years[0], dropped)
    return Fetched(dataset=dataset, observations=number, cached=0)


def is_baci(names: list[str]) -> bool:
    """Whether an archive with files of these names is BACI."""
    return any(YEAR.match(name) for name in names)


def _years(archive: Archive, query: Query) -> list[Year]:
    years = sorted(Year(name, *match.groups()) for name in archive.names() if (match := YEAR.match(name)))
    where = str(archive.path)
    if not years:
        raise DataError("the archive holds no file like `BACI_HS92_Y2020_V202401b.csv`", where=where)
    if len({(year.revision, year.version) for year in years}) > 1:
        raise DataError(
            "the archive mixes editions: " + ", ".join(sorted({f"{year.revision} V{year.version}" for year in years})),
            where=where,
        )
    if query.periods:
        held = f"{years[0].year} to {years[-1].year}"
        years = [year for year in years if year.year in query.periods]
        if not years:
            raise DataError(f"the archive has none of {spanned(query.periods)}", where=where, hint=f"it has {held}")
    return years


def _codes(archive: Archive) -> tuple[dict[int, str | None], dict[int, str]]:
    """Our codes by those of the archive, None for areas that are no country; the names of the latter."""
    name = next((name for name in archive.names() if name.lower().startswith("country_codes")), None)
    if name is None:
        raise DataError("the archive holds no `country_codes_V….csv`", where=str(archive.path))
    rows = list(csv.DictReader(archive.text(name).splitlines()))
    iso = next((column for column in ("country_iso3", "iso_3digit_alpha", "iso3") if rows and column in rows[0]), None)
    if iso is None or "country_code" not in rows[0]:
        raise DataError(f"`{name}`, row 1: no columns `country_code` and `country_iso3`", where=str(archive.path))
    known: dict[int, str | None] = {}
    dropped: dict[int, str] = {}
    for row in rows:
        code = (row[iso] or "").strip()
        if code in _SPECIAL:
            known[int(row["country_code"])] = _SPECIAL[code]
        elif countries.country(code) or code in FORMER:
            known[int(row["country_code"])] = code
        else:
            known[int(row["country_code"])] = None
            dropped[int(row["country_code"])] = next(
                (said for key, said in row.items() if "name" in key and said), code
            )
    return known, dropped


def _piece(
    laid: Path,
    held: list[str],
    year: Year,
    codes: dict[int, str | None],
    query: Query,
    made: Path,
    archive: Path,
) -> None:
    """One year as observations in a Parquet file of its own."""
    import duckdb

    with database() as base:
        base.execute(f"set temp_directory = {quoted(made.parent / 'spill')}")
        base.execute("set preserve_insertion_order = false")
        base.execute("create temp table area (number integer, code varchar)")
        base.executemany("insert into area values (?, ?)", [*codes.items()])
        listed = ", ".join(f"'{name}': 'varchar'" for name in held)
        given = f"read_csv({quoted(laid)}, header = true, delim = ',', auto_detect = false, columns = {{{listed}}})"
        try:
            base.execute(f"create temp table flows as select {_CELLS} from {given}")  # noqa: S608
            _proved(base, year, given, archive)
            base.execute(f"copy ({_rows(query)}) to {quoted(made)} (format parquet, compression snappy)")
        except duckdb.Error as error:
            raise DataError(f"`{year.name}` can't be read: {_reason(error)}", where=str(archive)) from error


def _proved(base: duckdb.DuckDBPyConnection, year: Year, given: str, archive: Path) -> None:
    """One pass over a year; only where it finds something, a second one looks for the row."""
    tests = (
        ("t", f"t is distinct from '{year.year}'", f"another year than {year.year}: years are mixed"),
        ("i", "i is null or i not in (select number from area)", "no country of the archive's list"),
        ("j", "j is null or j not in (select number from area)", "no country of the archive's list"),
        ("k", "k is null or length(k) != 6 or try_cast(k as uinteger) is null", "no HS6 code"),
        ("v", "v is null or v < 0 or not isfinite(v)", "a value is missing or negative"),
        ("q", "q is not null and coalesce(try_cast(q as double) < 0, true)", "no quantity in tons"),
    )
    counted = ", ".join(f"count(*) filter ({wrong})" for _, wrong, _ in tests)
    found = base.execute(f"select {counted} from flows").fetchone() or ()  # noqa: S608
    for number, (column, wrong, why) in zip(found, tests, strict=True):
        if number:
            base.execute("set preserve_insertion_order = true")
            row, said = base.execute(
                f"select place, said from (select row_number() over () + 1 place, trim({column}) said, {_CELLS} from {given})"  # noqa: S608
                f" where {wrong} limit 1"
            ).fetchone() or ("?", "")
            raise DataError(f"`{year.name}`, row {row}, column `{column}`: `{said or ''}`: {why}", where=str(archive))


def _rows(query: Query) -> str:
    """Values, tons, and sums over products, of the areas that are countries."""
    narrowed = ["o.code is not null", "d.code is not null"]
    for column, asked in (("o.code", query.reporters), ("d.code", query.partners)):
        if asked:
            narrowed.append(f"{column} in ({', '.join(quoted(code) for code in asked)})")
    if query.products:
        narrowed.append("(" + " or ".join(f"starts_with(k, {quoted(code)})" for code in query.products) + ")")
    flows = (
        "select o.code reporter, d.code partner, k, t, v, q from flows"  # noqa: S608
        f" join area o on i = o.number join area d on j = d.number where {' and '.join(narrowed)}"
    )
    told = "reporter, partner, 'trade.exports' indicator"
    level = "'reconciled' as level"
    sums = (
        f"union all select {told}, null, t, round(sum(v) * 1000, 3), 'USD', 'fob', {level} from narrow group by all"  # noqa: S608
        if not query.products
        else ""
    )
    return f"""
        with narrow as ({flows})
        select {told}, k product, t period, round(v * 1000, 3) as value, 'USD' unit, 'fob' valuation, {level} from narrow
        union all
        select {told}, k, t, q::double, 't', null, {level} from narrow where q is not null
        {sums}
    """  # noqa: S608


def _keep(folder: Path, dataset: str, pieces: Path, year: Year, dropped: dict[int, str]) -> int:

    told = TOLD | {"title": f"BACI, {year.revision}", "version": f"V{year.version}"}
    told["note"] = "sums over products are karvan's; Taiwan is what is reported as Other Asia"
    if dropped:
        told["left_out"] = "areas that are no country: " + ", ".join(sorted(dropped.values())[:20])
    with database() as base:
        base.execute(f"set temp_directory = {quoted(pieces / 'spill')}")
        rows = base.sql(f"select * from read_parquet({quoted(pieces / '*.parquet')})")  # noqa: S608
        return keep_dataset(folder, dataset, rows, told)


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0].removeprefix("Invalid Input Error: ")
