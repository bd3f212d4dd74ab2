"""Concordance: codes of one classification told in another's: HS, SITC, BEC, CPC, ISIC.

The tables are the official ones of the United Nations Statistics Division (and, for ISIC Rev. 3, those of WITS). They are
not shipped: fetch them, then `python tools/correspondence_tables.py FILES` lays them into the store. Two kinds exist. A
correlation lists every pair of codes that share goods, and not how many: a code that meets n others goes to each with
1/n, or in proportion to `weights` (trade by code of the target, for instance). A conversion names one code for each, by
the Division's judgement (`one=True`). Where no table ties two classifications, the shortest way through others is taken
and shares multiply: HS 2017 goes to ISIC Rev. 4 by way of CPC 2.1.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from karvan.nouns import DataError, UsageError
from karvan.statistics.holdings import store

STANDARDS = {
    "HS92": 6, "HS96": 6, "HS02": 6, "HS07": 6, "HS12": 6, "HS17": 6, "HS22": 6, "SITC1": 5, "SITC2": 5, "SITC3": 5, "SITC4": 5,
    "BEC4": 3, "BEC5": 6, "CPC21": 5, "ISIC2": 4, "ISIC3": 4, "ISIC31": 4, "ISIC4": 4,
}  # fmt: skip
"""The classifications, and how many signs their finest codes have at most."""

FOLDER = "concordance"
_ROOMS = 4
"""The longest way through other classifications."""
_COMTRADE = {"H0": "HS92", "H1": "HS96", "H2": "HS02", "H3": "HS07", "H4": "HS12", "H5": "HS17", "H6": "HS22"}
_REVISION = re.compile(r"(SITC|S|BEC|ISIC|CPC)(?:REVISION|REV|VER|R)?\.?([\d.]+)\Z")


class Share(NamedTuple):
    """A code of the target, and which part of the source's code goes to it."""

    code: str
    share: float


def standard(name: str) -> str | None:
    """The classification that a name means; None where it is none that is known.

    >>> standard("HS 2017"), standard("H5"), standard("SITC Rev. 4"), standard("CPC Ver. 2.1"), standard("HS 1988/92")
    ('HS17', 'HS17', 'SITC4', 'CPC21', 'HS92')
    """
    bare = "".join(name.upper().split())
    if bare in STANDARDS:
        return bare
    if bare in _COMTRADE:
        return _COMTRADE[bare]
    if match := re.fullmatch(r"HS(?:1988/)?(?:19|20)?(\d\d)", bare):
        found = f"HS{match[1]}"
    elif match := _REVISION.fullmatch(bare):
        found = ("SITC" if match[1] == "S" else match[1]) + match[2].replace(".", "")
    else:
        return None
    return found if found in STANDARDS else None


def convert(
    codes: Iterable[str],
    from_: str,
    to: str,
    *,
    digits: int | None = None,
    weights: Mapping[str, float] | None = None,
    one: bool = False,
    folder: Path | None = None,
) -> dict[str, tuple[Share, ...]]:
    """Every code with its codes in another classification and their shares, which make 1.

    A short code stands for all below it. Shares are equal where a code meets several, which is no knowledge of the goods:
    pass `weights` where you have some.

    Parameters
    ----------
    codes
        Codes of `from_`; dots are no matter.
    from_, to
        Classifications: `HS17` (or `HS 2017`, `H5`), `SITC4`, `BEC4`, `CPC21`, `ISIC4` …
    digits
        So many signs of the target's codes are kept.
    weights
        How much each code of the target (of its finest level) weighs.
    one
        By the conversion tables, one code for each, instead of shares.
    folder
        Where the tables lie, if not in the user's store.

    """
    path = folder or store() / FOLDER
    source, target = _known(from_), _known(to)
    way = _way(path, source, target, one)
    found: dict[str, tuple[Share, ...]] = {}
    for code in codes:
        parts = _below(path, _bare(code), source, way, one)
        for place, (begin, end) in enumerate(pairwise(way)):
            last = place == len(way) - 2
            parts = _step(parts, _table(path, begin, end, one), weights if last else None)
        found[code] = _cut(parts, digits)
    return found


def held(folder: Path | None = None) -> tuple[tuple[str, str], ...]:
    """The pairs of classifications whose tables are at hand."""
    path = folder or store() / FOLDER
    return tuple((name[0], name[1]) for file in sorted(path.glob("*.tsv")) if len(name := file.stem.split("-")) == 2)


def _known(name: str) -> str:
    found = standard(name)
    if found is None:
        near = get_close_matches(name.upper(), STANDARDS, 1, 0.4)
        hint = f"the nearest is `{near[0]}`" if near else f"known are {', '.join(STANDARDS)}"
        raise UsageError(f"`{name}` is no classification that is known", hint=hint)
    return found


def _bare(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()


def _way(folder: Path, source: str, target: str, one: bool) -> list[str]:
    """The fewest tables that lead from one classification to the other."""
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for begin, end in _pairs(folder, one):
        ties[begin].add(end)
        if not one:
            ties[end].add(begin)
    ways = deque([[source]])
    seen = {source}
    while ways:
        way = ways.popleft()
        if way[-1] == target:
            return way
        if len(way) <= _ROOMS:
            # newer editions first, so that the same files always give the same way
            for following in sorted(ties[way[-1]] - seen, key=list(STANDARDS).index, reverse=True):
                seen.add(following)
                ways.append([*way, following])
    kind = "conversion" if one else "table"
    raise DataError(
        f"no {kind} leads from {source} to {target}",
        where=str(folder),
        hint="fetch the official tables, then `python tools/correspondence_tables.py FILES`",
    )


def _pairs(folder: Path, one: bool) -> list[tuple[str, str]]:
    if not one:
        return list(held(folder))
    names = (file.stem.split("-") for file in sorted(folder.glob("conversion-*.tsv")))
    return [(name[1], name[2]) for name in names]


def _below(folder: Path, code: str, source: str, way: list[str], one: bool) -> dict[str, float]:
    if len(way) == 1:
        return {code: 1.0}
    table = _table(folder, way[0], way[1], one)
    if code in table:
        return {code: 1.0}
    leaves = [each for each in table if each.startswith(code)] if code else []
    if not leaves:
        near = get_close_matches(code, [each for each in table if len(each) == len(code)] or table, 2, 0.5)
        hint = f"the nearest are {' and '.join(f'`{each}`' for each in near)}" if near else None
        raise UsageError(f"`{code}` is no code of {source}", hint=hint)
    return dict.fromkeys(leaves, 1 / len(leaves))


def _step(
    parts: dict[str, float], table: Mapping[str, tuple[str, ...]], weights: Mapping[str, float] | None
) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for code, share in parts.items():
        others = table.get(code, ())
        heavy = [max(weights.get(other, 0.0), 0.0) for other in others] if weights else []
        whole = sum(heavy)
        for place, other in enumerate(others):
            found[other] += share * (heavy[place] / whole if whole else 1 / len(others))
    return found


def _cut(parts: dict[str, float], digits: int | None) -> tuple[Share, ...]:
    found: defaultdict[str, float] = defaultdict(float)
    for code, share in parts.items():
        found[code[:digits]] += share
    whole = sum(found.values())
    # a code of the middle that leads nowhere leaves its share to the others
    shares = (Share(code, share / whole) for code, share in found.items() if share)
    return tuple(sorted(shares, key=lambda each: (-each.share, each.code)))


@lru_cache(maxsize=64)
def _table(folder: Path, begin: str, end: str, one: bool) -> dict[str, tuple[str, ...]]:
    """Codes of one classification with those of the other that share goods with them."""
    forward = folder / (f"conversion-{begin}-{end}.tsv" if one else f"{begin}-{end}.tsv")
    backward = not forward.is_file()
    file = folder / f"{end}-{begin}.tsv" if backward else forward
    found: defaultdict[str, list[str]] = defaultdict(list)
    try:
        lines = file.read_text("utf-8").splitlines()[1:]
        for line in lines:
            one_code, other = line.split("\t")
            found[other if backward else one_code].append(one_code if backward else other)
    except (OSError, ValueError) as error:
        raise DataError("the table of the concordance can't be read", where=str(file), hint="make it again") from error
    return {code: tuple(others) for code, others in found.items()}
