"""Folders, patterns, paths and addresses → the names of the documents, each once, in a stable order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator

SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def find_documents(sources: Iterable[str]) -> Iterator[str]:
    """The documents that the sources name: the sources in their order, what a folder or a pattern holds by name.

    What does not exist is named too, so that opening it says so while the others are still read.

    >>> list(find_documents(["-", "https://example.org/news", "-"]))
    ['-', 'https://example.org/news']
    """
    seen: set[str] = set()
    for source in sources:
        for name in _expand(source):
            key = name if name == "-" or _ADDRESS.match(name) else _key(name)
            if key not in seen:
                seen.add(key)
                yield name


def _expand(source: str) -> Iterator[str]:
    if source == "-" or _ADDRESS.match(source):
        yield source
    elif _is_folder(source):
        yield from _in_folder(source)
    elif matched := _matched(source):
        for name in matched:
            if not _is_folder(name):
                yield name
            elif "**" not in source:
                # `**` has already gone into every folder
                yield from _in_folder(name)
    else:
        yield source


def _matched(pattern: str) -> list[str]:
    """What a pattern matches; nothing where it is a name that exists as it stands."""
    if not glob.has_magic(pattern) or os.path.lexists(pattern):
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob drops a leading `./`


def _in_folder(folder: str) -> Iterator[str]:
    """Every document below a folder; the folder itself where it holds none, so that opening it says so."""
    found = False
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                found = True
                yield os.path.join(place, name)  # noqa: PTH118
    if not found:
        yield folder


def _is_folder(name: str) -> bool:
    try:
        return os.path.isdir(name)  # noqa: PTH112
    except ValueError:
        return False


def _key(name: str) -> str:
    try:
        return os.path.realpath(name)
    except (OSError, ValueError):
        return name
