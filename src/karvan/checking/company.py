"""Company: whether a slip of scale brings a figure among its like, or takes it from them.

Which of two amounts has the wrong scale word, their tie does not say; the other figures of the text do: by their size, by the
scale word that most of them are written with, and by what hardly any flow between countries comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from karvan.checking.families import WORLD
from karvan.checking.slips import Slip
from karvan.checking.ties import Values
from karvan.nouns import Claim, Figure, Quantity

_WEIGHT = 0.2
_MOST = 64
_FAR = Decimal(100)
_HUGE = {"t": Decimal("1e9"), "TEU": Decimal("1e8"), "person": Decimal("1e9"), "km": Decimal("1e5")}
"""What hardly any flow between countries comes to: above it a scale word is likely too large."""


def company(changes: Mapping[str, Slip], values: Values, claims: Mapping[str, Claim], tied: Iterable[str]) -> float:
    """What the other figures of the text take from the cost of some changes, or add to it; those tied at hand can't tell."""
    apart = {*changes, *tied}
    score = 0
    for claim_id, slip in changes.items():
        figure = claims[claim_id]
        if not isinstance(figure, Figure) or slip.factor is None:
            continue
        figures = [claim for claim in claims.values() if isinstance(claim, Figure)][:_MOST]
        others = [other for other in figures if other.id not in apart]
        sizes = [other.quantity.value for other in others if _alike(figure, other)]
        if sizes:
            score += _far(slip.quantity.value, sizes) - _far(values[claim_id].value, sizes)
        score += _odd_word(figure, slip, others)
        score += _is_huge(slip.quantity) - _is_huge(values[claim_id])
    return _WEIGHT * max(-1, min(1, score))


def _odd_word(figure: Figure, slip: Slip, others: list[Figure]) -> int:
    """-1 where a slip leaves a figure with the scale word of most others, 1 where it takes that from it."""
    old = figure.quantity.scale
    new = old * slip.factor if slip.factor is not None and slip.name == "unit_slip" else old
    written = [other.quantity.scale for other in others if other.quantity.unit == figure.quantity.unit]
    return (written.count(old) > written.count(new)) - (written.count(old) < written.count(new))


def _alike(one: Figure, other: Figure) -> bool:
    return (
        one.indicator == other.indicator
        and one.quantity.unit == other.quantity.unit
        and one.reporter == other.reporter
        and (one.partner == WORLD) == (other.partner == WORLD)
    )


def _far(value: Decimal, sizes: list[Decimal]) -> int:
    """1 where a value is a hundred times away from all of its like."""
    if value <= 0:
        return 0
    return int(all(other <= 0 or value > other * _FAR or other > value * _FAR for other in sizes))


def _is_huge(quantity: Quantity) -> int:
    return int(quantity.value >= _HUGE[quantity.unit]) if quantity.unit in _HUGE else 0
