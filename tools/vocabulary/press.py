"""Makes the table of news agencies."""

from __future__ import annotations

from pathlib import Path

from karvan.vocabulary.agencies import folded
from vocabulary.source import lines, write


def rows() -> list[list[str]]:
    """A row for every way to write an agency that folding leaves apart."""
    made: dict[str, list[str]] = {}
    for name, country, further in lines("agencies.txt"):
        for text in (name, *filter(None, (part.strip() for part in further.split(";")))):
            row = [text, name, country]
            if made.setdefault(folded(text), row)[1:] != row[1:]:
                raise ValueError(f"agencies.txt takes `{text}` for {made[folded(text)][1]} and for {name}")
    return list(made.values())


def make(folder: Path) -> None:
    """Writes the table of agencies."""
    write(folder, "agencies.tsv", "text name country", rows())
