"""Opens the shipped tables and says where each comes from.

A table is a tab-separated file with a header line, or a TOML file; beside it stands `provenance.toml` with a section
per file: producer, title, version, published, retrieved, address, licence, use, sha256, made_by.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import Any

from karvan.nouns.errors import DataError
from karvan.nouns.finding import Source


def text(name: str) -> str:
    r"""The text of a shipped file.

    >>> text("vocabulary/groups.tsv").partition("\n")[0].split()
    ['code', 'kind', 'name', 'members', 'note']
    """
    try:
        # importlib.resources does the same after 17 ms of imports
        shipped = pkgutil.get_data(__name__, name)
        return (shipped or b"").decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "the shipped table can't be read", where=name, hint="the installation is damaged: install karvan again"
        ) from error


def rows(name: str) -> list[list[str]]:
    """The rows of a shipped tab-separated table, without its header.

    >>> rows("vocabulary/groups.tsv")[0][0]
    'AU'
    """
    lines = text(name).split("\n")
    if not lines[-1]:
        lines.pop()
    width = lines[0].count("\t")
    parted = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(parted, 2):
        if len(row) != width + 1:
            raise DataError(f"line {number} has {len(row)} columns instead of {width + 1}", where=name)
    return parted


def records(name: str) -> dict[str, Any]:
    """What a shipped TOML file says."""
    import tomllib

    try:
        return tomllib.loads(text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"the shipped table is damaged: {error}", where=name) from error


@cache
def provenance(name: str) -> dict[str, str]:
    """All that is known about where a shipped table comes from.

    >>> provenance("vocabulary/groups.tsv")["use"]
    'shipped'
    """
    folder, _, file = name.rpartition("/")
    known = records(f"{folder}/provenance.toml" if folder else "provenance.toml")
    if file not in known:
        raise DataError("the table has no provenance", where=name)
    return known[file]


def source(name: str) -> Source:
    """Where a shipped table comes from, as a citation.

    >>> source("vocabulary/groups.tsv").licence
    'Apache-2.0'
    """
    known = provenance(name)
    return Source(
        title=f"{known['producer']}: {known['title']}",
        address=known.get("address"),
        version=known.get("version"),
        retrieved=known.get("retrieved"),
        licence=known.get("licence"),
    )
