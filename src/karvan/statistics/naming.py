"""What users call countries, products, indicators and periods, and the codes that observations go by."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from functools import cache

from karvan import data
from karvan.nouns import INDICATORS, Period, UsageError
from karvan.vocabulary.countries import countries, country
from karvan.vocabulary.countries import names as country_names
from karvan.vocabulary.groups import group, groups
from karvan.vocabulary.groups import names as group_names
from karvan.vocabulary.products import products

WORLD = "WLD"
_SHORT = 60
ECONOMY = ("gdp.national", "population")
"""Indicators of statistics that documents have no claims about."""


def party(text: str, held: Callable[[], Iterable[str]] | None = None) -> str:
    """The code of a country (ISO 3166 alpha-3 or alpha-2, or its English name) or of a group; `held` tells further codes.

    >>> party("TJK"), party("tj"), party("Tajikistan"), party("world")
    ('TJK', 'TJK', 'TJK', 'WLD')
    """
    wanted = text.strip()
    known = _parties()
    code = known.get(wanted.casefold())
    if code is None and held is not None and wanted.upper() in {*held()}:
        code = wanted.upper()
    if code is None:
        raise UsageError(f"there is no country `{text}`", hint=_meant(wanted, known))
    return code


def said(code: str) -> str:
    """The English name of a code; the code itself where there is none.

    >>> said("KGZ"), said("WLD"), said("S19")
    ('Kyrgyzstan', 'the world', 'S19')
    """
    if code == WORLD:
        return "the world"
    named = country(code) or group(code)
    return named.name if named else code


def heading(text: str, held: Iterable[str] = ()) -> str:
    """The code of a product in the Harmonised System: two, four or six digits, or the product's English name.

    Codes of all editions are known; `held` are further ones.

    >>> heading("7601"), heading("76.01"), heading("aluminum")
    ('7601', '7601', '76')
    """
    wanted = text.strip().replace(".", "").replace(" ", "")
    if wanted.isdecimal():
        if wanted in products_known() or wanted in {*held}:
            return wanted
        raise UsageError(f"there is no HS code `{text}`", hint=_near_code(wanted))
    named = {name.text.casefold(): name.hs for name in products() if name.hs}
    code = named.get(text.strip().casefold())
    if code is None:
        close = difflib.get_close_matches(text.strip().casefold(), named, n=2, cutoff=0.6)
        hint = f"did you mean {_listed(f'{name} ({named[name]})' for name in close)}?" if close else None
        raise UsageError(f"there is no product `{text}`", hint=hint or "give an HS code of two, four or six digits")
    return code


@cache
def products_known() -> dict[str, str]:
    """The codes of the Harmonised System, each with its description.

    >>> products_known()["7601"]
    'Aluminium; unwrought'
    """
    return {code: described for code, _, described in data.rows("statistics/tables/hs.tsv")}


def below(code: str) -> tuple[str, ...]:
    """The codes of six digits that a shorter code stands for, in all editions of the Harmonised System.

    >>> below("7601")
    ('760110', '760120')
    """
    return tuple(each for each in products_known() if len(each) == 6 and each.startswith(code) and each != code)


def indicator(text: str) -> str:
    """An indicator, or a family of them (`trade`).

    >>> indicator("trade.exports"), indicator("trade")
    ('trade.exports', 'trade')
    """
    known = (*INDICATORS, *ECONOMY)
    if text in known or any(name.startswith(f"{text}.") for name in known):
        return text
    raise UsageError(f"there is no indicator `{text}`", hint=_near(text, known) or f"such as {', '.join(known[:3])}")


def period(text: str | int | Period) -> Period:
    """A period: 2023, 2015/2023, 2024-Q1, 2023-01/2023-08.

    >>> period(2023), period("2015/2023").start.year
    (Period(text='2023'), 2015)
    """
    if isinstance(text, Period):
        return text
    try:
        return Period(str(text))
    except ValueError:
        raise UsageError(
            f"there is no period `{text}`", hint="such as 2023, 2015/2023, 2024-Q1, 2023-01/2023-08"
        ) from None


@cache
def _parties() -> dict[str, str]:
    """Codes by every name and code, in lower case; what several countries are called by stands for the first."""
    known = {name.text.casefold(): name.code for name in group_names()}
    known |= {name.code.casefold(): name.code for name in groups()}
    known |= {name.text.casefold(): name.code for name in country_names() if name.kind == "name"}
    known |= {each.alpha2.casefold(): each.code for each in countries()}
    known |= {each.code.casefold(): each.code for each in countries()}
    return known | {each.name.casefold(): each.code for each in countries()}


def _meant(wanted: str, known: dict[str, str]) -> str:
    """The nearest names, each with its code; a word of up to four letters is taken for a code of three."""
    low = wanted.casefold()
    if len(low) <= 4:
        codes = [each.code for each in countries() if _alike(low, each.code.casefold()) >= 2]
        codes = sorted(codes, key=lambda code: (-_alike(low, code.casefold()), code[0].casefold() != low[0], code))[:2]
    else:
        names = [name for name in known if len(name) > 3]
        close = difflib.get_close_matches(low, names, n=6, cutoff=0.6)
        codes = list(dict.fromkeys(known[name] for name in close))[:2]
    if not codes:
        return "give an ISO 3166 code (TJK, TJ) or an English name (Tajikistan)"
    return f"did you mean {_listed(f'{said(code)} ({code})' for code in codes)}?"


def _alike(one: str, other: str) -> int:
    """Letters that stand at the same place."""
    return sum(map(str.__eq__, one, other))


def _near(text: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(text, known, n=2, cutoff=0.5)
    return f"did you mean {_listed(f'`{name}`' for name in close)}?" if close else ""


def _near_code(wanted: str) -> str:
    if len(wanted) not in {2, 4, 6}:
        return "HS codes have two, four or six digits"
    known = products_known()
    same = [code for code in known if len(code) == len(wanted) and code.startswith(wanted[:-2])]
    near = sorted(same, key=lambda code: abs(int(code) - int(wanted)))[:2] if len(wanted) > 2 else []
    if not near:
        return "chapters run from 01 to 97"
    return f"did you mean {_listed(f'{code} ({_short(known[code])})' for code in near)}?"


def _short(described: str) -> str:
    return described if len(described) <= _SHORT else described[:_SHORT].rpartition(" ")[0] + " …"


def _listed(parts: Iterable[str]) -> str:
    return " or ".join(parts)
