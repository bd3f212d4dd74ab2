"""What is held: the shipped snapshot and what the user has fetched or imported, each dataset with its source."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from karvan import data
from karvan.nouns import DataError, Source
from karvan.statistics.series import Index, Series

INDEX = "series.sqlite"
PROVENANCE = "provenance.toml"


def shipped() -> Path:
    """The folder of the shipped snapshot."""
    return Path(data.__file__).parent / "statistics"


def store() -> Path:
    """The folder of what the user has fetched or imported: `KARVAN_STATISTICS`, else where the system keeps such data."""
    named = os.environ.get("KARVAN_STATISTICS")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "karvan" / "statistics"


class Holdings:
    """Every dataset at hand. What the user has fetched stands beside the snapshot, never in its place."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders or (shipped(), store())
        self._indexes = [Index(folder / INDEX) for folder in self.folders if (folder / INDEX).is_file()]
        self._sources: dict[str, Source] = {}

    def series(self, reporter: str, partner: str | None = None, product: str | None = None) -> tuple[Series, ...]:
        """The series of a reporter in all datasets; see `Index.of`."""
        return tuple(found for index in self._indexes for found in index.of(reporter, partner, product))

    def countries(self) -> frozenset[str]:
        """Everybody who reports in some dataset."""
        return frozenset[str]().union(*(index.countries() for index in self._indexes))

    def source(self, dataset: str) -> Source:
        """Where a dataset comes from."""
        known = self._sources.get(dataset)
        if known is None:
            known = self._sources[dataset] = self._told(dataset)
        return known

    def parquet(self, dataset: str) -> Path:
        """The Parquet file of a dataset."""
        for folder in self.folders:
            if (path := folder / f"{dataset}.parquet").is_file():
                return path
        raise DataError(f"no dataset `{dataset}` is held", hint="`karvan statistics list` names those at hand")

    def datasets(self) -> tuple[str, ...]:
        """The ids of all datasets, those of the snapshot first."""
        return tuple(dict.fromkeys(path.stem for folder in self.folders for path in sorted(folder.glob("*.parquet"))))

    def _told(self, dataset: str) -> Source:
        for folder in self.folders:
            path = folder / PROVENANCE
            if not path.is_file():
                continue
            known = data.sections(path.read_text(encoding="utf-8")).get(f"{dataset}.parquet")
            if known is not None:
                return data.cited(known)
        raise DataError(f"the dataset `{dataset}` has no provenance")


@cache
def holdings() -> Holdings:
    """The snapshot and the user's store."""
    return Holdings()
