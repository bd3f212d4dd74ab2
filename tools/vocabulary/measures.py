"""Makes the tables of units and counted nouns."""

from __future__ import annotations

from pathlib import Path

from vocabulary.source import lines, write

SINGULARS = {"buses": "bus", "trolleybuses": "trolleybus", "minibuses": "minibus", "buses and coaches": "bus"}
NO_SINGULAR = ("ss", "us", "is", "talks", "news", "negotiations", "livestock", "goods", "securities")


def unit_rows() -> list[list[str]]:
    """The rows of units."""
    rows: dict[str, list[str]] = {}
    for cell, unit, factor, kind in lines("units.txt"):
        for told in (part.strip() for part in cell.split(";")):
            text, exact = told.removesuffix("!").strip(), told.endswith("!")
            row = [text, unit, factor, kind, "c" if exact else ""]
            if rows.setdefault(text, row) != row:
                raise ValueError(f"units.txt says two things about `{text}`")
    return list(rows.values())


def singular(text: str) -> str | None:
    """The singular of a regular English plural."""
    if text in SINGULARS:
        return SINGULARS[text]
    if text.endswith(NO_SINGULAR) or not text.endswith("s") or text.isupper():
        return None
    if text.endswith("ies"):
        return text[:-3] + "y"
    if text.endswith(("sses", "ches", "shes", "xes")):
        return text[:-2]
    return text[:-1]


def noun_rows() -> list[list[str]]:
    """The rows of counted nouns: those listed first, then the singulars that follow from them."""
    listed: dict[str, list[str]] = {}
    for noun, indicator, unit, further in lines("counted.txt"):
        for text in (noun, *(part.strip() for part in further.split(";"))):
            row = [text, noun, indicator, unit]
            if listed.setdefault(text, row)[1:] != row[1:]:
                raise ValueError(f"counted.txt counts `{text}` as {listed[text][1]} and as {noun}")
    for text, row in list(listed.items()):
        one = singular(text)
        if one and one not in listed:
            listed[one] = [one, *row[1:]]
    order = {noun: place for place, (noun, *_) in enumerate(lines("counted.txt"))}
    return sorted(listed.values(), key=lambda row: order[row[1]])


def make(folder: Path) -> None:
    """Writes the tables of units and counted nouns."""
    write(folder, "units.tsv", "text unit factor kind flags", unit_rows())
    write(folder, "counted_nouns.tsv", "text noun indicator unit", noun_rows())
