"""Frames: claims, findings and observations for Polars, pandas and Arrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from karvan.formats.columns import COLUMNS, rows
from karvan.formats.observation_rows import COLUMNS as OBSERVED
from karvan.nouns.errors import UsageError
from karvan.nouns.observation import Observations
from karvan.nouns.report import Reading, Report

_LIBRARIES = {"polars": "polars", "pandas": "pandas", "arrow": "pyarrow"}


def frame(
    results: Observations | Report | Reading | Iterable[Report | Reading],
    kind: str = "figures",
    library: str = "polars",
) -> Any:
    """One row for every claim, finding or observation, in a frame of the library.

    Parameters
    ----------
    results
        One report or reading, or many; or observations, which have rows of one kind only.
    kind
        `figures`, `relations`, `events` or `findings`.
    library
        `polars`, `pandas` or `arrow`.

    Examples
    --------
    >>> frame([], "findings").height
    0

    """
    if library not in _LIBRARIES:
        raise UsageError(f"there are no frames of `{library}`", hint=f"choose from {', '.join(_LIBRARIES)}")
    if isinstance(results, Observations):
        made, columns = results.to_dicts(), OBSERVED
    else:
        made = list(rows([results] if isinstance(results, Report | Reading) else results, kind))
        columns = COLUMNS[kind]
    if library == "polars":
        return _polars(made, columns)
    return _pandas(made, columns) if library == "pandas" else _arrow(made, columns)


def _imported(library: str) -> Any:
    try:
        return importlib.import_module(_LIBRARIES[library])
    except ModuleNotFoundError:
        raise UsageError(f"`{_LIBRARIES[library]}` is not installed", hint="pip install 'karvan[frames]'") from None


def _polars(made: list[dict[str, Any]], columns: dict[str, str]) -> Any:
    pl = _imported("polars")
    types = {"text": pl.String, "texts": pl.List(pl.String), "number": pl.Float64, "whole": pl.Int64, "date": pl.Date}
    return pl.DataFrame(_numbers(made, columns), schema={name: types[holds] for name, holds in columns.items()})


def _pandas(made: list[dict[str, Any]], columns: dict[str, str]) -> Any:
    pd = _imported("pandas")
    types = {"text": "string", "texts": "object", "number": "float64", "whole": "Int64"}
    table = _numbers(made, columns)
    return pd.DataFrame(
        {
            name: pd.to_datetime(pd.Series(table[name], dtype="object"))
            if holds == "date"
            else pd.Series(table[name], dtype=types[holds])
            for name, holds in columns.items()
        }
    )


def _arrow(made: list[dict[str, Any]], columns: dict[str, str]) -> Any:
    pa = _imported("arrow")
    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "number": pa.float64(),
        "whole": pa.int64(),
        "date": pa.date32(),
    }
    return pa.table(
        _numbers(made, columns), schema=pa.schema([(name, types[holds]) for name, holds in columns.items()])
    )


def _numbers(made: list[dict[str, Any]], columns: dict[str, str]) -> dict[str, list[Any]]:
    """Column by column; whole values become floats, so that a column holds one kind of number."""
    return {
        name: [float(row[name]) if holds == "number" and row[name] is not None else row[name] for row in made]
        for name, holds in columns.items()
    }
