"""In which country a place lies."""

from __future__ import annotations

from functools import cache

from karvan.vocabulary.countries import countries
from karvan.vocabulary.places import places

_LONGEST = 6


def country_of(place: str | None) -> str | None:
    """The country of a city, a port or a crossing, or of a place that names its country; the longest name counts.

    >>> country_of("Port of Baku"), country_of("Dushanbe"), country_of("nowhere")
    ('AZE', 'TJK', None)
    """
    if not place:
        return None
    known = _places()
    words = place.replace(",", " ").casefold().split()[:_LONGEST]
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            code = known.get(" ".join(words[at : at + size]))
            if code is not None:
                return code
    return None


@cache
def _places() -> dict[str, str]:
    known = {place.text.casefold(): place.country for place in places()}
    for country in countries():
        for name in (country.name, country.capital):
            if name:
                known[name.casefold()] = country.code
    return known
