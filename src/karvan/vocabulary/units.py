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


def _unit_name(text: str, unit: str, factor: str, kind: str, flags: str) -> UnitName:
    return UnitName(text, unit, _factor(factor), kind, flags == "c")


_factor = cache(Decimal)
NAMES = data.Table("vocabulary/units.tsv", _unit_name)


@cache
def unit_names() -> tuple[UnitName, ...]:
    """Every writing of every unit; each text occurs once.

    >>> next((name.unit, name.factor) for name in unit_names() if name.text == "bcm")
    ('m3', Decimal('1000000000'))
    """
    return NAMES.all()
