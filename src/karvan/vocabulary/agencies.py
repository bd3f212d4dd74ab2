"""News agencies by the ways in which they sign."""

from __future__ import annotations

from functools import cache

from karvan import data


def known_agency(written: str) -> str | None:
    """The usual name of a news agency.

    >>> known_agency("XINHUA"), known_agency("Baku")
    ('Xinhua', None)
    """
    return _by_writing().get(folded(written))


def folded(written: str) -> str:
    """What all capitals, apostrophes and closing full stops of one name come to.

    >>> folded("Agence France-Presse."), folded("AFP ")
    ('agence france-presse', 'afp')
    """
    return written.replace("'", "").replace("’", "").casefold().strip(" .")


@cache
def _by_writing() -> dict[str, str]:
    return {folded(text): name for text, name, _country in data.rows("vocabulary/agencies.tsv")}
