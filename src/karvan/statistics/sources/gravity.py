"""CEPII Gravity: trade of pairs as several bodies tell it, output and people of countries, distances and ties of pairs.

The archive (`Gravity_csv_V202211.zip`) holds one CSV with a row for every origin, destination and year since 1948; values
and output stand in thousand current USD, people in thousands, distances in km; `NA` is empty.
Conte, M., Cotterlaz, P. & Mayer, T. (2022), The CEPII Gravity Database, CEPII Working Paper 2022-05.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from karvan.nouns import DataError
from karvan.statistics.database import database
from karvan.statistics.fetching import Fetched
from karvan.statistics.holdings import store
from karvan.statistics.keeping import keep_dataset
from karvan.statistics.proving import FORMER
from karvan.statistics.sources import Query
from karvan.statistics.sources.archives import Archive, Progress, at_hand, columns, meant, quoted
from karvan.vocabulary import countries

if TYPE_CHECKING:
    import duckdb

DATASET = "cepii-gravity"
ADDRESS = "https://www.cepii.fr/DATA_DOWNLOAD/gravity/data/Gravity_csv_V202211.zip"
TOLD = {
    "producer": "CEPII",
    "title": "Gravity database",
    "address": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=8",
    "licence": "Etalab-2.0",
    "use": "cite CEPII and Conte, Cotterlaz & Mayer (2022)",
    "made_by": "karvan.statistics.sources.gravity",
    "note": "distances and lasting ties stand once, under the latest year; agreements stand in the years in which they are in force",
}
FILE = re.compile(r"Gravity_V(\w+)\.csv\Z", re.IGNORECASE)


class Flow(NamedTuple):
    """A column of trade, and whose statement it is."""

    column: str
    indicator: str
    by_destination: bool
    valuation: str | None
    level: str
    note: str | None


FLOWS = (
    Flow("tradeflow_baci", "trade.exports", False, "fob", "reconciled", "BACI"),
    Flow("tradeflow_comtrade_o", "trade.exports", False, "fob", "reported", "Comtrade"),
    Flow("tradeflow_comtrade_d", "trade.imports", True, "cif", "reported", "Comtrade"),
    Flow("tradeflow_imf_o", "trade.exports", False, "fob", "reported", "IMF"),
    Flow("tradeflow_imf_d", "trade.imports", True, "cif", "reported", "IMF"),
)
LASTING = (
    ("dist", "distance", "km", "between the most populated cities"),
    ("distw_harmonic", "distance", "km", "weighted by people, harmonic mean"),
    ("contig", "gravity.contig", "1", None),
    ("comlang_off", "gravity.comlang_off", "1", None),
    ("col_dep_ever", "gravity.col_dep_ever", "1", None),
)
OF_COUNTRY = (("gdp_o", "gdp", "USD"), ("pop_o", "population", "person"))
AGREEMENT = ("fta_wto", "gravity.fta_wto", "1")
_NEEDED = (
    "year", "iso3_o", "iso3_d", "country_exists_o", "country_exists_d", *(flow.column for flow in FLOWS),
    *(column for column, *_ in LASTING), *(column for column, *_ in OF_COUNTRY), AGREEMENT[0],
)  # fmt: skip


def load(
    source: Path | str = ADDRESS,
    *,
    query: Query | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Keep what an archive of Gravity holds, as dataset `cepii-gravity`; `source` is a local zip or an address.

    A query narrows it to reporters (origins), partners (destinations) and periods (years).
    """
    folder = folder or store()
    folder.mkdir(parents=True, exist_ok=True)
    path = at_hand(source, folder, progress)
    with Archive(path) as archive, TemporaryDirectory(dir=folder, prefix=".gravity-") as near:
        name = next((name for name in archive.names() if FILE.match(name)), None)
        if name is None:
            raise DataError("the archive holds no file like `Gravity_V202211.csv`", where=str(path))
        if progress:
            progress("reads Gravity", 0, 2)
        with archive.laid(name, Path(near)) as laid:
            held = columns(laid, _NEEDED, path, name)
            number, left_out = _keep(laid, held, name, meant(query), folder, Path(near), path, progress)
    return Fetched(dataset=DATASET, observations=number, cached=0, left_out=left_out)


def is_gravity(names: list[str]) -> bool:
    """Whether an archive with files of these names is Gravity."""
    return any(FILE.match(name) for name in names)


def _keep(
    laid: Path,
    held: list[str],
    name: str,
    query: Query,
    folder: Path,
    near: Path,
    archive: Path,
    progress: Progress | None,
) -> tuple[int, dict[str, int]]:
    import duckdb

    match = FILE.match(name)
    with database() as base:
        base.execute(f"set temp_directory = {quoted(near / 'spill')}")
        base.execute("set preserve_insertion_order = false")
        listed = ", ".join(f"'{column}': 'varchar'" for column in held)
        given = f"read_csv({quoted(laid)}, header = true, delim = ',', auto_detect = false, columns = {{{listed}}})"
        cells = ", ".join(_cell(column) for column in _NEEDED)
        where = " and ".join(_narrowed(query))
        try:
            base.execute(f"create temp table pairs as select {cells} from {given} where {where}")  # noqa: S608
            left_out = _left_out(base)
            rows = base.sql(_rows())
            if progress:
                progress("sorts and keeps it", 1, 2)
            told = TOLD | {"version": f"V{match[1] if match else ''}"}
            if left_out:
                told["left_out"] = "areas that are no country: " + ", ".join(left_out)
            return keep_dataset(folder, DATASET, rows, told), left_out
        except duckdb.Error as error:
            raise DataError(
                f"`{name}` can't be read: {str(error).partition(chr(10))[0]}", where=str(archive)
            ) from error


def _narrowed(query: Query) -> Iterator[str]:
    yield "true"
    for column, asked in (("iso3_o", query.reporters), ("iso3_d", query.partners)):
        if asked:
            yield f"{column} in ({', '.join(quoted(code) for code in asked)})"
    if query.periods:
        yield f"year in ({', '.join(quoted(period) for period in query.periods)})"


def _cell(column: str) -> str:
    plain = f"nullif(nullif(trim(\"{column}\"), 'NA'), '')"
    return f"{plain} as {column}" if column in {"year", "iso3_o", "iso3_d"} else f"{plain}::double as {column}"


def _left_out(base: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of pairs that did not exist go, and those of areas that are no country; how many of the latter."""
    base.execute(
        "delete from pairs where coalesce(country_exists_o, 1) = 0 or coalesce(country_exists_d, 1) = 0 or iso3_o = iso3_d"
    )
    known = [country.code for country in countries.countries()] + list(FORMER)
    listed = ", ".join(quoted(code) for code in known)
    found = base.execute(
        f"select iso3_o, count(*) from pairs where iso3_o not in ({listed}) group by all order by 1"  # noqa: S608
    ).fetchall()
    base.execute(f"delete from pairs where iso3_o not in ({listed}) or iso3_d not in ({listed})")  # noqa: S608
    return {f"area {code}": number for code, number in found}


def _rows() -> str:
    """The columns as rows of observations; what lasts once a pair, what is a country's once a country and year."""
    parts = [
        f"select {_pair(flow.by_destination)}, '{flow.indicator}' indicator, year as period, round({flow.column} * 1000, 3) as value,"  # noqa: S608
        f" 'USD' unit, {_literal(flow.valuation)} valuation, '{flow.level}' as level, {_literal(flow.note)} note"
        f" from pairs where {flow.column} is not null"
        for flow in FLOWS
    ]
    parts += [
        f"select iso3_o, iso3_d, '{indicator}', year, {column}, '{unit}', null, 'reported', {_literal(note)} from pairs"  # noqa: S608
        f" where {column} is not null qualify row_number() over (partition by iso3_o, iso3_d order by year desc) = 1"
        for column, indicator, unit, note in LASTING
    ]
    parts += [
        f"select iso3_o, null, '{indicator}', year, round(any_value({column}) * 1000, 3), '{unit}', null, 'reported', null from pairs"  # noqa: S608
        f" where {column} is not null group by all"
        for column, indicator, unit in OF_COUNTRY
    ]
    column, indicator, unit = AGREEMENT
    tied = f"select iso3_o, iso3_d, '{indicator}', year, {column}, '{unit}', null, 'reported', null from pairs"  # noqa: S608
    parts.append(f"{tied} where {column} = 1")
    return " union all ".join(parts)


def _pair(by_destination: bool) -> str:
    return "iso3_d reporter, iso3_o partner" if by_destination else "iso3_o reporter, iso3_d partner"


def _literal(text: str | None) -> str:
    return "null" if text is None else quoted(text)
