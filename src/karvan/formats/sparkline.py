"""sparkline: a series in a line of blocks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

BLOCKS = "▁▂▃▄▅▆▇█"
ABSENT = "·"


def sparkline(values: Iterable[Decimal | float | None], top: Decimal | float | None = None) -> str:
    """Blocks as high as the values, from zero to `top`; a dot where there is none.

    >>> sparkline([1, 4, None, 8])
    '▁▄·█'
    """
    held = list(values)
    highest = float(top if top is not None else max((value for value in held if value is not None), default=0))
    return "".join(ABSENT if value is None else _block(float(value), highest) for value in held)


def _block(value: float, highest: float) -> str:
    if highest <= 0 or value <= 0:
        return BLOCKS[0]
    return BLOCKS[min(len(BLOCKS) - 1, max(0, round(value / highest * len(BLOCKS)) - 1))]
