"""In which country a place lies."""

from __future__ import annotations

from functools import cache

from karvan.vocabulary.countries import countries


def country_of(place: str | None) -> str | None:
    """The country of a capital, or of a place that names its country.

    >>> country_of("Port of Baku"), country_of("Dushanbe"), country_of("nowhere")
    ('AZE', 'TJK', None)
    """
    if not place:
        return None
    known = _places()
    words = place.replace(",", " ").split()
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            code = known.get(" ".join(words[at : at + size]).casefold())
            if code is not None:
                return code
    return None


@cache
def _places() -> dict[str, str]:
    places: dict[str, str] = {}
    for country in countries():
        for name in (country.name, country.capital):
            if name:
                places.setdefault(name.casefold(), country.code)
    return places
