"""Assembling: datasets at rest become a panel, through DuckDB and without a Python loop over rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np

from karvan import data
from karvan.nouns import DataError, UsageError
from karvan.statistics.database import database
from karvan.statistics.filling import DOUBT, EXPORTS, IMPORTS, WORLD, Axes, Chosen, Filler, listed_in_full
from karvan.statistics.holdings import PROVENANCE, Holdings, holdings
from karvan.statistics.panel import Panel
from karvan.statistics.proving import FORMER
from karvan.statistics.sums import Array
from karvan.vocabulary.countries import country

SHAPES = {"year": "____", "quarter": "____-Q_", "month": "____-__"}
"""How a period of each frequency is written; longer stretches (`2023-01/2023-08`) are of none."""
_WORDS = {EXPORTS: "exports", IMPORTS: "imports"}


def assemble(
    *datasets: str | Path,
    digits: int = 0,
    pairs: bool = True,
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
    pairs
        Whether every pair is wanted. Without, a country's partners are added up, which takes little memory: the six
        digits of all countries fit.
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
    base = database()
    chosen = list(
        _whole(base, [_path(each, held) for each in datasets], digits, _condition(frequency, first, last, unit))
    )
    axes = _axes(base, chosen, frequency, pairs=pairs)
    _fits(axes, gigabytes)
    filler = Filler(base, chosen, axes)
    filler.notes += [f"`{part.name}` holds {held_in}" for part in chosen if (held_in := _told(part.path).get("covers"))]
    filler.notes += [f"`{part.name}`: products added up to {digits} digits" for part in chosen if part.added]
    filler.notes += [f"left out, being no countries: {', '.join(axes.left_out)}"] if axes.left_out else []
    flows = _flows(filler, axes, full=absent == "zero")
    return Panel(
        countries=axes.countries,
        products=axes.products,
        periods=axes.periods,
        partners=axes.partners,
        gdp=_gdp(filler, gdp, axes, unit, held) if frequency == "year" else None,
        frequency=frequency,
        unit=unit,
        datasets=tuple(part.name for part in chosen),
        notes=tuple(filler.notes),
        **flows,
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


def _whole(base: duckdb.DuckDBPyConnection, paths: list[Path], digits: int, condition: str) -> Iterator[Chosen]:
    """The datasets; beside one that completes another, what that one holds of the same products and periods."""
    for path in paths:
        yield _chosen(base, path, digits, condition)
        other = path.with_name(f"{_told(path).get('completes')}.parquet")
        if other in paths or not other.is_file():
            continue
        same = " and ".join(
            f"coalesce({name}, '') in (select coalesce({name}, '') from read_parquet({_quoted(path)}))"  # noqa: S608
            for name in ("product", "period")
        )
        yield _chosen(base, other, digits, f"{condition} and {same}")


def _told(path: Path) -> dict[str, str]:
    """What the provenance beside a dataset says of it."""
    beside = path.with_name(PROVENANCE)
    return data.sections(beside.read_text(encoding="utf-8")).get(path.name, {}) if beside.is_file() else {}


def _chosen(base: duckdb.DuckDBPyConnection, path: Path, digits: int, condition: str) -> Chosen:
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
    return Chosen(path.stem, path, rows, product, added=enough[0] != digits)


def _axes(base: duckdb.DuckDBPyConnection, chosen: list[Chosen], frequency: str, *, pairs: bool) -> Axes:
    found: dict[str, set[Any]] = {}
    for name in ("reporter", "partner", "product", "period"):
        found[name] = {
            row[0]
            for part in chosen
            for row in base.execute(
                f"select distinct {part.product if name == 'product' else name} {part.rows}"
            ).fetchall()
        }
    partners = {code for code in found["partner"] if _is_country(code)}
    countries = tuple(sorted({code for code in found["reporter"] if _is_country(code)} | partners))
    others = sorted((found["partner"] | found["reporter"]) - {*countries, None, WORLD})
    if not countries or not found["period"]:
        raise DataError("no trade of any country", where=str(chosen[0].path))
    periods = _complete(min(found["period"]), max(found["period"]), frequency)
    return Axes(
        countries, tuple(sorted(found["product"])), periods, countries if partners and pairs else (WORLD,), others
    )


def _is_country(code: str | None) -> bool:
    return bool(code) and (country(code) is not None or code in FORMER)


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


def _fits(axes: Axes, gigabytes: float) -> None:
    cells = len(axes.countries) * len(axes.partners) * len(axes.products) * len(axes.periods)
    size = 2 * 4 * cells / 1e9
    if size > gigabytes:
        raise UsageError(
            f"the panel would take {size:.1f} GB, more than {gigabytes:g}",
            hint="ask for fewer digits of the product codes, for fewer periods, or without pairs",
        )


def _flows(filler: Filler, axes: Axes, *, full: bool) -> dict[str, Array]:
    """Both flows, and what is stated of the world; where one flow is not stated at all, it is the partners' other."""
    by_partner = axes.partners != (WORLD,)
    pairs = {flow: filler.pairs(flow) for flow in (EXPORTS, IMPORTS)} if by_partner else {}
    worlds = {flow: filler.world(flow, None if by_partner else flow) for flow in (EXPORTS, IMPORTS)}
    found = pairs or worlds
    if full:
        for stated in (*pairs.values(), *worlds.values()):
            listed_in_full(stated)
    for flow, other in ((IMPORTS, EXPORTS), (EXPORTS, IMPORTS)):
        if np.isnan(found[flow]).all() and not np.isnan(found[other]).all():
            # a view, so that nothing is held twice
            found[flow] = found[other].transpose(1, 0, 2, 3) if by_partner else filler.world(flow, other)
            filler.notes.append(f"{_WORDS[flow]} are the partners' {_WORDS[other]}")
            break
    if not by_partner:
        return {"exports": worlds[EXPORTS][:, None], "imports": worlds[IMPORTS][:, None]}
    stated = {"world_exports": worlds[EXPORTS], "world_imports": worlds[IMPORTS]}
    held = {name: world for name, world in stated.items() if not np.isnan(world).all()}
    return {"exports": pairs[EXPORTS], "imports": pairs[IMPORTS]} | held


def _gdp(filler: Filler, named: Sequence[str | Path] | None, axes: Axes, unit: str, held: Holdings) -> Array | None:
    names: Sequence[str | Path] = held.datasets() if named is None else named
    found = np.full((len(axes.countries), len(axes.periods)), np.nan)
    for name in reversed(names):
        cells, values = filler.fetched(
            f"""select r.place * {len(axes.periods)} + t.place as cell, value from read_parquet({_quoted(_path(name, held))})
            join countries r on r.label = reporter join periods t on t.label = period
            where indicator = 'gdp' and unit = {_quoted(unit)} and partner is null order by {DOUBT} desc""",  # noqa: S608
        )
        found.reshape(-1)[cells] = values
    return None if np.isnan(found).all() else found
