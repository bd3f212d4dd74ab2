"""Indices over the world's trade: time and memory of all of them, and complexity beside the package `ecomplexity`.

    uv run --group peers python benchmarks/indices.py [--quick] [--dataset FILE]

Three parts, each printed as a row of benchmarks/README.md:

- 10 million observations at rest become a panel (`--dataset` reads a Parquet file of those columns instead of making one);
- all indices of a panel whose every cell is stated (about half of them zero), exports and imports of 230 countries with
  each other in 97 chapters over 30 years, each with its table, and the most memory that the process ever held;
- complexity, density, outlook and gain of the same panel's exports, by karvan and by `ecomplexity`, which must first be
  equal to nine digits. Without that package this part is left out.

All on one core: the linear algebra of small matrices is slower on several, for both. Generated with a fixed seed: sizes of countries and products and their fit are lognormal, so that advantages are spread as
widely as real ones.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is loaded

import duckdb
import numpy as np

from karvan.statistics.assembling import assemble
from karvan.statistics.indices import INDICES, index
from karvan.statistics.indices.balassa import balassa
from karvan.statistics.indices.complexity import complexity, present
from karvan.statistics.indices.relatedness import relatedness
from karvan.statistics.panel import Panel
from karvan.vocabulary.countries import countries

FULL, QUICK = (230, 97, 30), (20, 10, 4)
LAST = 2024


def timed(work: Callable[[], Any], times: int = 1) -> tuple[Any, float]:
    """What a piece of work gives, and its seconds, the best of so many times."""
    made, best = None, float("inf")
    for _ in range(times):
        start = time.perf_counter()
        made = work()
        best = min(best, time.perf_counter() - start)
    return made, best


def memory() -> float:
    """The most that this process ever held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)


def labels(shape: tuple[int, int, int]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Real countries, chapters and years."""
    count, goods, years = shape
    chapters = [f"{number:02}" for number in range(1, 99) if number != 77]  # 77 is reserved
    codes = sorted(country.code for country in countries())[:count]
    return tuple(codes), tuple(chapters[:goods]), tuple(str(LAST - back) for back in reversed(range(years)))


def panel_of(shape: tuple[int, int, int]) -> Panel:
    """A panel whose every cell is stated."""
    chance = np.random.default_rng(20240522)
    count, goods, years = shape
    fit = np.exp(chance.normal(0, 1.5, (count, goods))).astype(np.float32)
    size = np.exp(chance.normal(20, 1.5, (2, count))).astype(np.float32)
    flows: list[Any] = []
    for stated in range(2):
        block = np.empty((years, count, count, goods), dtype=np.float32)
        for year in range(years):
            drawn = chance.standard_exponential((count, count, goods), dtype=np.float32) - np.float32(0.7)
            np.maximum(drawn, 0, out=drawn)
            own = fit if stated == 0 else fit[:, ::-1]
            block[year] = drawn * own[:, None] * size[0][:, None, None] * size[1][:, None] / np.float32(1e12)
        flows.append(np.moveaxis(block, 0, -1))
    codes, chapters, periods = labels(shape)
    gdp = np.repeat(size[0][:, None] * 1e3, years, axis=1).astype(np.float64)
    return Panel(countries=codes, products=chapters, periods=periods, exports=flows[0], imports=flows[1], gdp=gdp)


def dataset(path: Path, rows: int, shape: tuple[int, int, int]) -> None:
    """So many observations, no two of the same cell."""
    base = duckdb.connect()
    for name, values in zip(("countries", "chapters", "years"), labels(shape), strict=True):
        base.execute(
            f"create table {name} as select unnest(?) as label, unnest(range({len(values)})) as place", [values]
        )
    count, goods, years = shape
    step = 2 * count * count * goods * years // rows
    base.execute(
        f"""copy (
        with cells as (select i * {step} + hash(i) % {step} as cell from range({rows}) t(i)),
        told as (select r.label as reporter, p.label as partner,
                if(cell // {count * count * goods * years} = 0, 'trade.exports', 'trade.imports') as indicator,
                k.label as product, y.label as period, round(1e6 * -ln(1 - (hash(cell, 1) % 999983) / 999983), 0) as value,
                'USD' as unit, null::varchar as valuation, 'reported' as level, null::varchar as note
            from cells
            join countries r on r.place = cell // {count * goods * years} % {count}
            join countries p on p.place = cell // {goods * years} % {count}
            join chapters k on k.place = cell // {years} % {goods}
            join years y on y.place = cell % {years})
        select * from told order by reporter, partner, product, indicator, period)
        to '{path}' (format parquet, compression zstd)"""
    )


def beside(exported: Any, shape: tuple[int, int, int]) -> None:
    """Complexity by karvan and by the other of exports (country, product, year), equal and then timed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pandas as pd
            from ecomplexity import ecomplexity
    except ImportError:
        print("ecomplexity is not installed: complexity is not compared")
        return
    where, what, when = np.indices(exported.shape)
    codes, chapters, periods = (np.array(axis) for axis in labels(shape))
    frame = pd.DataFrame(
        {
            "year": periods[when.ravel()],
            "country": codes[where.ravel()],
            "product": chapters[what.ravel()],
            "exports": exported.ravel(),
        }
    )
    columns = {"time": "year", "loc": "country", "prod": "product", "val": "exports"}

    def theirs() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ecomplexity(frame, columns, check_logsupermodularity=False, verbose=False)

    def ours() -> Any:
        presence = present(balassa(exported))
        found = complexity(presence)
        return found, relatedness(presence, found)

    (found, near), fast = timed(ours, times=5)
    told, slow = timed(theirs, times=3)
    told = told.sort_values(["country", "product", "year"])
    pairs = {
        "eci": np.broadcast_to(found.eci[:, None], exported.shape),
        "pci": np.broadcast_to(found.pci[None], exported.shape),
        "density": near.density,
        "coi": np.broadcast_to(near.outlook[:, None], exported.shape),
        "cog": near.gain,
    }
    for name, values in pairs.items():
        gap = np.max(np.abs(told[name].to_numpy().reshape(exported.shape) - values))
        if not gap < 1e-9:
            raise SystemExit(f"{name} differs by {gap}")
    print(
        f"complexity beside ecomplexity {version('ecomplexity')} | karvan {fast:.2f} s | ecomplexity {slow:.2f} s |"
        f" {slow / fast:.1f} times as fast, equal to nine digits"
    )


def at_rest(given: Path | None, rows: int, shape: tuple[int, int, int]) -> None:
    """A dataset becomes a panel."""
    with tempfile.TemporaryDirectory() as room:
        path = given or Path(room) / "made.parquet"
        if not given:
            dataset(path, rows, shape)
        panel, seconds = timed(lambda: assemble(path, digits=2, gdp=()))
    stated = sum(int(np.count_nonzero(~np.isnan(flow))) for flow in (panel.exports, panel.imports))
    size = panel.exports.size
    print(
        f"panel of {stated:,} observations, {size:,} cells a flow | {seconds:.1f} s | {memory():.1f} GB at most",
        flush=True,
    )


def in_all(shape: tuple[int, int, int]) -> Any:
    """Every index of a panel; its exports by product are given back."""
    panel = panel_of(shape)
    every = 0.0
    for name in INDICES:
        made, seconds = timed(partial(index(name).over, panel))
        every += seconds
        print(f"{name} | {len(made):,} rows | {seconds:.2f} s", flush=True)
    print(f"all indices of {2 * panel.exports.size:,} values | {every:.1f} s | {memory():.1f} GB at most", flush=True)
    return panel.exported


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--quick", action="store_true", help="a small world")
    asked.add_argument("--dataset", type=Path, help="a Parquet file of observations")
    chosen = asked.parse_args()
    shape = QUICK if chosen.quick else FULL
    at_rest(chosen.dataset, 2_000 if chosen.quick else 10_000_000, shape)
    beside(in_all(shape), shape)
    print(f"Python {sys.version.split()[0]}, NumPy {version('numpy')}, DuckDB {version('duckdb')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
