"""Opens the shipped tables and says where each comes from.

A table is a tab-separated file with a header line, or a TOML file; beside it stands `provenance.toml` with a section
per file: producer, title, version, published, retrieved, address, licence, use, sha256, made_by.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import starmap
from string import ascii_lowercase
from typing import Any, Generic, TypeVar

from karvan.nouns.errors import DataError
from karvan.nouns.finding import Source
from karvan.nouns.report import Recipe

Noun = TypeVar("Noun")


class Table(Generic[Noun]):
    r"""A shipped tab-separated table whose rows become nouns when they are asked for.

    >>> areas = Table("vocabulary/units.tsv", lambda text, unit, factor, kind, flags: (text, kind))
    >>> areas.of("ha\tha\t1\tarea\t")
    ('ha', 'area')
    """

    def __init__(self, name: str, noun: Callable[..., Noun]) -> None:
        self.name, self.noun = name, noun

    @cached_property
    def lines(self) -> list[str]:
        """The rows as they are written, for those who need few of thousands."""
        header, _, body = text(self.name).removesuffix("\n").partition("\n")
        found = body.split("\n")
        if body.count("\t") != header.count("\t") * len(found):
            raise _uneven(self.name, header)
        return found

    def of(self, line: str) -> Noun:
        """The noun of one line."""
        return self.noun(*line.split("\t"))

    def all(self) -> tuple[Noun, ...]:
        """The nouns of all rows."""
        return tuple(starmap(self.noun, rows(self.name)))


def text(name: str) -> str:
    r"""The text of a shipped file.

    >>> text("vocabulary/groups.tsv").partition("\n")[0].split()
    ['code', 'kind', 'name', 'members', 'note']
    """
    return content(name).decode("utf-8")


def content(name: str) -> bytes:
    """The bytes of a shipped file."""
    try:
        # importlib.resources does the same after 17 ms of imports
        return pkgutil.get_data(__name__, name) or b""
    except OSError as error:
        raise DataError(
            "the shipped table can't be read", where=name, hint="the installation is damaged: install karvan again"
        ) from error


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a shipped tab-separated table, without its header.

    >>> next(rows("vocabulary/groups.tsv"))[:3]
    ('AU', 'union', 'African Union')
    """
    header, _, body = text(name).removesuffix("\n").partition("\n")
    width = header.count("\t") + 1
    # one flat list and slices of it: a list per row costs twice the time
    cells = body.replace("\n", "\t").split("\t")
    if len(cells) != width * (body.count("\n") + 1):
        raise _uneven(name, header)
    return zip(*(cells[place::width] for place in range(width)), strict=True)


def _uneven(name: str, header: str) -> DataError:
    return DataError(f"not every line has {header.count(chr(9)) + 1} columns", where=name)


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
    known = sections(text(f"{folder}/provenance.toml" if folder else "provenance.toml"))
    if file not in known:
        raise DataError("the table has no provenance", where=name)
    return known[file]


def sections(written: str) -> dict[str, dict[str, str]]:
    """Sections of plain strings: findings cite a source, and TOML's own reader costs a start more than the table does."""
    found: dict[str, dict[str, str]] = {}
    for line in written.splitlines():
        if line.startswith("["):
            found[line.strip('[]"')] = {}
        elif line.startswith(tuple(ascii_lowercase)):
            key, _, value = line.partition(" = ")
            found[next(reversed(found))][key] = value.strip('"')
    return found


def source(name: str) -> Source:
    """Where a shipped table comes from, as a citation.

    >>> source("vocabulary/groups.tsv").licence
    'Apache-2.0'
    """
    return cited(provenance(name))


def cited(known: dict[str, str]) -> Source:
    """A section of a provenance file as a citation."""
    return Source(
        title=f"{known['producer']}: {known['title']}",
        address=known.get("address"),
        version=known.get("version"),
        retrieved=known.get("retrieved"),
        licence=known.get("licence"),
    )


@cache
def recipes() -> tuple[Recipe, ...]:
    """What plants need and make, by canonical product names.

    >>> next(recipe.needs for recipe in recipes() if recipe.plant == "aluminium smelter")[:3]
    ('alumina', 'cryolite', 'aluminium fluoride')
    """
    told_by = source("vocabulary/recipes.tsv")
    return tuple(
        Recipe(
            plant=plant,
            makes=_parts(makes),
            needs=_parts(needs),
            energy=_parts(energy),
            names=_parts(names),
            source=told_by,
            cites=cited,
        )
        for plant, makes, needs, energy, names, cited in rows("vocabulary/recipes.tsv")
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("; ")) if cell else ()
