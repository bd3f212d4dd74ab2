"""Makes the shipped official statistics: `python tools/make_snapshot.py FOLDER [--output FOLDER] [--check]`.

FOLDER holds the Parquet files that the queries in tools/snapshot/ read (default: the variable KARVAN_SNAPSHOT_FROM). The
same files give the same bytes. `--check` writes nothing and says what is not as it would be made; without the folder
there is nothing to say.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from karvan.data import sections
from karvan.statistics.keeping import keep_dataset, tell
from karvan.vocabulary import countries, groups
from snapshot import press

HERE = Path(__file__).parent / "snapshot"
DATA = Path(__file__).parents[1] / "src" / "karvan" / "data"
SHIPPED = DATA / "statistics"
MADE = {"use": "shipped", "made_by": "tools/make_snapshot.py"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("KARVAN_SNAPSHOT_FROM"))
    parser.add_argument("--output", type=Path, default=SHIPPED, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="only say whether what is shipped is current")
    asked = parser.parse_args()
    if asked.folder is None or not Path(asked.folder).is_dir():
        print("the folder of the sources is not there: nothing can be made or checked", file=sys.stderr)
        return 0 if asked.check else 1
    with TemporaryDirectory() as near:
        made = Path(near) / "statistics"
        make(Path(asked.folder), made)
        if asked.check:
            stale = list(differing(made, asked.output))
            print("\n".join(stale) or "current")
            return int(bool(stale))
        shutil.rmtree(asked.output, ignore_errors=True)
        shutil.copytree(made, asked.output)
    size = sum(path.stat().st_size for path in asked.output.rglob("*") if path.is_file())
    print(f"{size / 1e6:.2f} MB")
    return 0


def make(folder: Path, output: Path) -> None:
    """Every dataset and table."""
    base = opened(folder)
    for name, told in tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8")).items():
        rows = base.sql((HERE / f"{name}.sql").read_text(encoding="utf-8"))
        if file := told.pop("file", None):
            (output / file).parent.mkdir(exist_ok=True)
            write(rows, output / file)
            tell(output / file, told | MADE)
        else:
            keep_dataset(output, name, rows, told | MADE, effort=19)
    (output / ".writing").unlink()


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """The sources as views of their names, and what the queries share."""
    base = duckdb.connect()
    for path in sorted(folder.glob("*.parquet")):
        base.execute(f"create view \"{path.stem}\" as from read_parquet('{path}')")
    base.execute(
        f"create view legal_tender as from read_csv('{DATA / 'vocabulary' / 'country_currencies.tsv'}', delim = '\t')"
    )
    base.execute("create table known (code varchar)")
    codes = (*countries.countries(), *groups.groups())
    base.executemany("insert into known values (?)", [(one.code,) for one in codes])
    base.execute(
        "create table press (reporter varchar, partner varchar, indicator varchar, period varchar, "
        '"value" double, address varchar)'
    )
    for row in press.rows(folder / "news_claims_aze_tjk.csv"):
        base.execute("insert into press values (?, ?, ?, ?, ?, ?)", row)
    base.execute((HERE / "macros.sql").read_text(encoding="utf-8"))
    return base


def write(rows: duckdb.DuckDBPyRelation, path: Path) -> None:
    """A table that is not of observations."""
    if path.suffix == ".parquet":
        rows.query("made", f"copy (from made) to '{path}' (format parquet, compression zstd, compression_level 19)")
        return
    lines = [rows.columns, *([str(cell) for cell in row] for row in rows.fetchall())]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")


def differing(made: Path, shipped: Path) -> Iterator[str]:
    """What is shipped and not as made. Another version of DuckDB or SQLite may write the same rows in other bytes."""
    files = sorted({path.relative_to(top) for top in (made, shipped) for path in top.rglob("*") if path.is_file()})
    for file in files:
        one, other = made / file, shipped / file
        if not one.is_file() or not other.is_file():
            yield f"{file}: only {'made' if one.is_file() else 'shipped'}"
        elif one.read_bytes() != other.read_bytes() and not same_rows(one, other):
            yield f"{file}: not current"


def same_rows(one: Path, other: Path) -> bool:
    """Whether two files say the same in other bytes."""
    if one.suffix == ".parquet":
        mine, theirs = duckdb.read_parquet(str(one)), duckdb.read_parquet(str(other))
        return mine.columns == theirs.columns and mine.fetchall() == theirs.fetchall()
    if one.suffix == ".sqlite":
        return list(pages(one)) == list(pages(other))
    if one.name == "provenance.toml":
        return plain(one) == plain(other)
    return False


def pages(path: Path) -> Iterator[tuple[object, ...]]:
    """The series of an index."""
    from karvan.statistics.series import Index

    index = Index(path)
    for code in sorted(index.countries()):
        yield from index.of(code)


def plain(path: Path) -> dict[str, dict[str, str]]:
    """A provenance file without the sums of files, which are compared themselves."""
    told = sections(path.read_text(encoding="utf-8"))
    return {name: {key: value for key, value in known.items() if key != "sha256"} for name, known in told.items()}


if __name__ == "__main__":
    sys.exit(main())
