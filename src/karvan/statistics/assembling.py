"""Assembling: datasets at rest become a panel, through DuckDB and without a Python loop over rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np
from msgspec import Struct

from karvan.nouns import DataError, UsageError
from karvan.statistics.holdings import Holdings, holdings
from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array
from karvan.vocabulary.countries import country

SHAPES = {"year": "____", "quarter": "____-Q_", "month": "____-__"}
"""How a period of each frequency is written; longer stretches (`2023-01/2023-08`) are of none."""
EXPORTS, IMPORTS = "trade.exports", "trade.imports"
WORLD = "WLD"

# of several statements of one cell the last of this order wins: the plain one, and the firmest
_DOUBT = """(case when note is null then 0 else 8 end) + (case level when 'reported' then 0 when 'reconciled' then 1
    when 'reported by press' then 2 when 'estimate' then 3 else 4 end)"""


class _Chosen(Struct, frozen=True):
    """Which rows of a dataset are read, and what their products count as."""

    name: str
    path: Path
    rows: str
    product: str
    added: bool


class _Axes(Struct, frozen=True):
    countries: tuple[str, ...]
    products: tuple[str, ...]
    periods: tuple[str, ...]
    partners: tuple[str, ...]
    left_out: list[str]
    """Groups and areas that are no countries: their members may be there too."""


def assemble(
    *datasets: str | Path,
    digits: int = 0,
    frequency: Literal["year", "quarter", "month"] = "year",
    first: str | None = None,
    last: str | None = None,
    absent: Literal["missing", "zero"] = "missing",
    unit: str = "USD",
    gdp: Sequence[str | Path] | None = None,
    held: Holdings | None = None,
    gigabytes: float = 4.0,
) -> Panel:
    """The panel of one or more datasets; where several state the same, the one named first counts.

    Parameters
    ----------
    datasets
        Ids of held datasets, or Parquet files of the same columns.
    digits
        Of the product codes: 0 for totals, 2 for chapters, 4 or 6. Codes of a dataset that has only longer ones are
        added up, and the panel's notes say so.
    frequency
        Yearly, quarterly or monthly values; others are left out.
    first, last
        The first and last period.
    absent
        What is not listed is missing; `zero` if the datasets list all that was traded: then it is zero wherever the
        reporter stated anything of that flow and period.
    unit
        Of the values; quantities are statements of their own.
    gdp
        Datasets with gross domestic products; all that are held if None.
    held
        Where ids are looked up: the snapshot and the user's store if None.
    gigabytes
        How large the arrays may be.

    """
    if not datasets:
        raise UsageError("a panel needs a dataset", hint="`karvan statistics list` names those at hand")
    held = held or holdings()
    base = duckdb.connect()
    chosen = [
        _chosen(base, _path(dataset, held), digits, _condition(frequency, first, last, unit)) for dataset in datasets
    ]
    axes = _axes(base, chosen, frequency)
    _fits(axes, gigabytes)
    _label(base, axes)
    flows = {flow: _flow(base, chosen, axes, flow) for flow in (EXPORTS, IMPORTS)}
    notes = [f"`{part.name}`: products added up to {digits} digits" for part in chosen if part.added]
    notes += [f"left out, being no countries: {', '.join(axes.left_out)}"] if axes.left_out else []
    notes += [note for _, _, told in flows.values() for note in told]
    if absent == "zero":
        for pairs, world, _ in flows.values():
            _listed_in_full(pairs)
            if world is not None:
                _listed_in_full(world)
    pairs, notes = _mirrored(flows[EXPORTS][0], flows[IMPORTS][0], axes, notes)
    return Panel(
        countries=axes.countries,
        products=axes.products,
        periods=axes.periods,
        partners=axes.partners,
        exports=pairs[0],
        imports=pairs[1],
        world_exports=flows[EXPORTS][1],
        world_imports=flows[IMPORTS][1],
        gdp=_gdp(base, gdp, axes, unit, held) if frequency == "year" else None,
        frequency=frequency,
        unit=unit,
        datasets=tuple(part.name for part in chosen),
        notes=tuple(notes),
    )


def _path(dataset: str | Path, held: Holdings) -> Path:
    path = dataset if isinstance(dataset, Path) else held.parquet(dataset)
    if not path.is_file():
        raise DataError("there is no such file", where=str(path))
    return path


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _condition(frequency: str, first: str | None, last: str | None, unit: str) -> str:
    if frequency not in SHAPES:
        raise UsageError(f"there is no frequency `{frequency}`", hint=f"choose from {', '.join(SHAPES)}")
    # ten times as fast as a regular expression over ten million rows
    parts = [f"period like {_quoted(SHAPES[frequency])}", f"unit = {_quoted(unit)}"]
    parts += ["period not like '%Q%'"] if frequency == "month" else []
    parts += [f"period >= {_quoted(first)}"] if first else []
    parts += [f"period <= {_quoted(last)}"] if last else []
    return " and ".join(parts)


def _chosen(base: duckdb.DuckDBPyConnection, path: Path, digits: int, condition: str) -> _Chosen:
    """Codes of the asked length where a dataset has them, else its shortest longer ones."""
    trade = f"read_parquet({_quoted(path)}) where indicator in ('{EXPORTS}', '{IMPORTS}') and {condition}"
    try:
        found = base.execute(f"select distinct length(coalesce(product, '')) from {trade}").fetchall()  # noqa: S608
    except duckdb.Error as error:
        raise DataError("the dataset can't be read", where=str(path), hint="fetch or import it again") from error
    enough = sorted(length for (length,) in found if length >= digits)
    if not enough:
        raise DataError(
            f"no trade by {digits}-digit products of that unit and frequency"
            if digits
            else "no trade of that unit and frequency",
            where=str(path),
        )
    product = "coalesce(product, '')" if enough[0] == digits else f"product[:{digits}]" if digits else "''"
    rows = f"from {trade} and length(coalesce(product, '')) = {enough[0]}"
    return _Chosen(path.stem, path, rows, product, added=enough[0] != digits)


def _axes(base: duckdb.DuckDBPyConnection, chosen: list[_Chosen], frequency: str) -> _Axes:
    found: dict[str, set[Any]] = {}
    for name in ("reporter", "partner", "product", "period"):
        found[name] = {
            row[0]
            for part in chosen
            for row in base.execute(
                f"select distinct {part.product if name == 'product' else name} {part.rows}"
            ).fetchall()
        }
    partners = {code for code in found["partner"] if code and country(code)}
    countries = tuple(sorted({code for code in found["reporter"] if country(code)} | partners))
    others = sorted((found["partner"] | found["reporter"]) - {*countries, None, WORLD})
    if not countries or not found["period"]:
        raise DataError("no trade of any country", where=str(chosen[0].path))
    periods = _complete(min(found["period"]), max(found["period"]), frequency)
    return _Axes(countries, tuple(sorted(found["product"])), periods, countries if partners else (WORLD,), others)


def _complete(first: str, last: str, frequency: str) -> tuple[str, ...]:
    """All periods from the first to the last, so that the one before is always the neighbour.

    >>> _complete("2022-Q3", "2023-Q1", "quarter")
    ('2022-Q3', '2022-Q4', '2023-Q1')
    """
    years = range(int(first[:4]), int(last[:4]) + 1)
    ends = {
        "year": [""],
        "quarter": [f"-Q{number}" for number in range(1, 5)],
        "month": [f"-{number:02}" for number in range(1, 13)],
    }
    return tuple(label for year in years for end in ends[frequency] if first <= (label := f"{year}{end}") <= last)


def _fits(axes: _Axes, gigabytes: float) -> None:
    cells = len(axes.countries) * len(axes.partners) * len(axes.products) * len(axes.periods)
    size = 2 * 4 * cells / 1e9
    if size > gigabytes:
        raise UsageError(
            f"the panel would take {size:.1f} GB, more than {gigabytes:g}",
            hint="ask for fewer digits of the product codes, or for fewer periods",
        )


def _label(base: duckdb.DuckDBPyConnection, axes: _Axes) -> None:
    for name in ("countries", "products", "periods"):
        labels = list(getattr(axes, name))
        base.execute(
            f"create temp table {name} as select unnest(?::varchar[]) as label, unnest(range({len(labels)})) as place",
            [labels],
        )


def _flow(
    base: duckdb.DuckDBPyConnection, chosen: list[_Chosen], axes: _Axes, flow: str
) -> tuple[Array, Array | None, list[str]]:
    """One flow by partner, and as stated of the world; and what was chosen on the way."""
    count, goods, times = len(axes.countries), len(axes.products), len(axes.periods)
    notes: list[str] = []
    # the period is outermost in memory, so that a period is one block
    world = np.full((times, count, goods), np.nan, dtype=np.float32)
    place = f"(t.place * {count} + r.place) * {goods} + k.place"
    for part in reversed(chosen):
        _fill(base, part, world, place, f"indicator = '{flow}' and partner = '{WORLD}'", "", notes)
    world = np.moveaxis(world, 0, -1)
    if axes.partners == (WORLD,):
        return world[:, None], None, notes
    pairs = np.full((times, count, count, goods), np.nan, dtype=np.float32)
    place = f"((t.place * {count} + r.place) * {count} + p.place) * {goods} + k.place"
    joined = "join countries p on p.label = partner"
    for part in reversed(chosen):
        _fill(base, part, pairs, place, f"indicator = '{flow}'", joined, notes)
    return np.moveaxis(pairs, 0, -1), None if np.isnan(world).all() else world, notes


def _fill(
    base: duckdb.DuckDBPyConnection, part: _Chosen, into: Array, place: str, where: str, joined: str, notes: list[str]
) -> None:
    rows = f"select reporter, partner, {part.product} as code, period, value, {_DOUBT} as doubt {part.rows} and {where}"
    if part.added:
        # one statement a product, then the sum of products
        rows = f"""select reporter, partner, {part.product} as code, period, sum(value) as value, 0 as doubt from (
            select reporter, partner, product, period, arg_min(value, {_DOUBT}) as value {part.rows} and {where}
            group by all) group by all"""  # noqa: S608
    asked = f"""select {place} as cell, value from ({rows}) join countries r on r.label = reporter {joined}
        join products k on k.label = code join periods t on t.label = period"""  # noqa: S608
    cells, values = _fetched(base, asked)
    flat = into.reshape(-1)
    stated = np.zeros(flat.size, dtype=bool)
    stated[cells] = True
    double = len(cells) - int(np.count_nonzero(stated))
    if double:
        notes.append(f"`{part.name}`: {double} values are second statements of the same; the plain and firmest count")
        cells, values = _fetched(base, f"{asked} order by doubt desc")
    flat[cells] = values


def _fetched(base: duckdb.DuckDBPyConnection, asked: str) -> tuple[Any, Any]:
    found = base.execute(asked).fetchnumpy()
    return found["cell"], found["value"]


def _listed_in_full(stated: Array) -> None:
    """What a reporter does not list is zero where it states anything of that period."""
    for t in range(stated.shape[-1]):
        block = stated[..., t]
        missing = np.isnan(block)
        some = ~missing.reshape(len(block), -1).all(axis=1)
        block[missing & some.reshape(-1, *[1] * (block.ndim - 1))] = 0.0


def _mirrored(exports: Array, imports: Array, axes: _Axes, notes: list[str]) -> tuple[tuple[Array, Array], list[str]]:
    """Where a dataset has one value for a flow, it is the export of one side and the import of the other."""
    if axes.partners == (WORLD,):
        return (exports, imports), notes
    if np.isnan(imports).all():
        return (exports, exports.transpose(1, 0, 2, 3)), [*notes, "imports are the partners' exports"]
    if np.isnan(exports).all():
        return (imports.transpose(1, 0, 2, 3), imports), [*notes, "exports are the partners' imports"]
    return (exports, imports), notes


def _gdp(
    base: duckdb.DuckDBPyConnection, named: Sequence[str | Path] | None, axes: _Axes, unit: str, held: Holdings
) -> Array | None:
    names: Sequence[str | Path] = held.datasets() if named is None else named
    found = np.full((len(axes.countries), len(axes.periods)), np.nan)
    for name in reversed(names):
        cells, values = _fetched(
            base,
            f"""select r.place * {len(axes.periods)} + t.place as cell, value from read_parquet({_quoted(_path(name, held))})
            join countries r on r.label = reporter join periods t on t.label = period
            where indicator = 'gdp' and unit = {_quoted(unit)} and partner is null order by {_DOUBT} desc""",  # noqa: S608
        )
        found.reshape(-1)[cells] = values
    return None if np.isnan(found).all() else found
