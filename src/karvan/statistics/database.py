"""A database in memory that spills over into the system's folder for such things, never into the user's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def database() -> DuckDBPyConnection:
    """A DuckDB connection; DuckDB's own choice for what does not fit into memory would be `.tmp` where the user stands.

    >>> with database() as base:
    ...     base.execute("select 42").fetchone()
    (42,)
    """
    import duckdb

    spill = Path(tempfile.gettempdir()) / f"karvan-{os.getpid()}"
    return duckdb.connect(config={"temp_directory": str(spill)})
