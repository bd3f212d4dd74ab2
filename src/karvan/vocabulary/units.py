"""Units of measurement as documents write them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from msgspec import Struct

from karvan import data


class UnitName(Struct, frozen=True, gc=False):
    """One writing of a unit: `factor` of these make one `unit`, so "3 TWh" is 3 × 10¹² `Wh`."""

    text: str
    unit: str
    factor: Decimal
    kind: str
    """mass, volume, energy, power, length, area, time, flow, share, containers …"""
    case_sensitive: bool
    """Only in exactly this writing: `m`, `MW`."""


@cache
def unit_names() -> tuple[UnitName, ...]:
    """Every writing of every unit; each text occurs once.

    >>> next((name.unit, name.factor) for name in unit_names() if name.text == "bcm")
    ('m3', Decimal('1000000000'))
    """
    factor_of = cache(Decimal)
    return tuple(
        UnitName(text, unit, factor_of(factor), kind, flags == "c")
        for text, unit, factor, kind, flags in data.rows("vocabulary/units.tsv")
    )


@cache
def kinds() -> dict[str, str]:
    """What each unit measures.

    >>> kinds()["TEU"], kinds()["bpd"]
    ('containers', 'flow')
    """
    return {name.unit: name.kind for name in unit_names()} | {"count": "count", "person": "person"}
