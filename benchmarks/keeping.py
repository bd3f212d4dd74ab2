"""Official values at rest: how long ten million take to be kept, and a pair's whole history to be found among them.

    python benchmarks/keeping.py [--quick] [--folder FOLDER]

The observations are made up on what is real: every country of ISO 3166, every code of six digits of the Harmonised System,
years 2000 to 2024. Sizes of countries are spread as real ones are, so that a few pairs trade in thousands of products and
most in a handful. The same command makes the same rows. They are written as one Parquet file, which is not timed; timed is
`keep_dataset`: read, proved (codes, periods, values, nothing twice), sorted, written, indexed. `--folder` keeps the dataset
there for other measurements.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from karvan import data
from karvan.statistics.holdings import Holdings
from karvan.statistics.keeping import keep_dataset
from karvan.vocabulary.countries import countries

FULL, QUICK = 10_000_000, 50_000
LOAD, HISTORY = 20, 0.020
"""Seconds to stay under."""
TOLD = {"producer": "karvan", "title": "Made-up flows between real countries", "licence": "Apache-2.0"}

_MADE = """
create macro chance(number) as (sin(number * 12.9898 + 7) * 43758.5453) - floor(sin(number * 12.9898 + 7) * 43758.5453);
create table sizes as select code, place, exp(4.5 * chance(place)) as size from countries;
create table pairs as
    select r.code as reporter, p.code as partner, r.place * 1000 + p.place as pair,
        least(products, ceil(products * r.size * p.size / 232000 * (0.2 + chance(r.place * 1000 + p.place))))::bigint as goods
    from sizes r, sizes p, (select count(*) as products from products) where r.code != p.code;
create table flows as
    select reporter, partner, pair, (pair * 31 + good * 1609) % (select count(*) from products) as place
    from (select *, unnest(range(goods)) as good from pairs);
"""
_ROWS = """
select reporter, partner, 'trade.exports' as indicator, code as product, year::varchar as period,
    round(exp(6 + 12 * chance(pair + place * 7 + year))) as "value", 'USD' as unit, 'fob' as valuation,
    'reported' as level, null::varchar as note
from flows join products using (place), range(2000, 2025) as years(year)
where chance(pair * 3 + place + year * 11) < 0.8
order by pair, place, year
"""


def make(path: Path, number: int) -> None:
    """So many observations on real countries and products."""
    base = duckdb.connect(config={"memory_limit": "4GB"})
    base.execute("create table countries (code varchar, place bigint)")
    codes = sorted(country.code for country in countries())
    base.executemany("insert into countries values (?, ?)", [(code, place) for place, code in enumerate(codes)])
    table = Path(data.__file__).parent / "statistics" / "tables" / "hs.tsv"
    base.execute(
        "create table products as select code, row_number() over (order by code) - 1 as place "
        f"from read_csv('{table}', delim = '\t', quote = '', all_varchar = true) where length(code) = 6"
    )
    base.execute(_MADE)
    base.execute(f"copy ({_ROWS} limit {number}) to '{path}' (format parquet, compression zstd)")


def histories(folder: Path, pairs: list[tuple[str, str]]) -> list[tuple[float, int]]:
    """Seconds and values of each pair's whole history, both directions and all products, best of three."""
    holdings = Holdings(folder)
    found = []
    for one, other in pairs:
        best, values = float("inf"), 0
        for _ in range(3):
            start = time.perf_counter()
            series = (*holdings.series(one, other), *holdings.series(other, one))
            values = sum(len(each.points) for each in series)
            best = min(best, time.perf_counter() - start)
        found.append((best, values))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} observations instead of {FULL:,}")
    parser.add_argument("--folder", type=Path, help="keep the dataset in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as near:
        folder = asked.folder or Path(near) / "store"
        table = Path(near) / "made.parquet"
        make(table, QUICK if asked.quick else FULL)
        start, used = time.perf_counter(), time.process_time()
        number = keep_dataset(folder, "made", table, TOLD)
        load, used = time.perf_counter() - start, time.process_time() - used
        print(
            f"kept: {number:,} observations in {load:.1f} s (to stay under {LOAD}), {used:.1f} s of all cores together"
        )
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"size: {size:.0f} MB at rest, {memory:.1f} GB of memory at most")
        largest = duckdb.sql(
            f"select reporter, partner from '{table}' group by all order by count(*) desc, reporter, partner limit 1"
        ).fetchall()
        every = duckdb.sql(f"select distinct reporter, partner from '{table}' order by all").fetchall()
        (most, most_values), *rest = histories(folder, [*largest, *every[:: max(1, len(every) // 500)]])
    middle = statistics.median(seconds for seconds, _ in rest)
    print(
        f"history of a pair: median {middle * 1000:.2f} ms of {len(rest)} pairs (to stay under {HISTORY * 1000:.0f});"
    )
    print(
        f"the slowest of these {max(rest)[0] * 1000:.1f} ms; the largest of all {most * 1000:.1f} ms ({most_values:,} values)"
    )
    return int(not asked.quick and (load > LOAD or middle > HISTORY))


if __name__ == "__main__":
    sys.exit(main())
