"""Balances: turnover = exports + imports, exports = imports + surplus, imports = exports + deficit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from karvan.nouns import ZERO, Figure, Quantity
from karvan.reading.nearly import SELDOM, nearly_adds_up
from karvan.reading.subjects import adds_up

_MOST = 4
"""How many exports and imports beside a turnover are looked at."""
_NEAR = 8
"""How many figures away from its whole a part may stand, where the two are known by their sum alone."""
_CLOSE = 0.03
_OPPOSITE = 0.012
"""Exact enough where the two are what one pair of countries sold each other."""
_EXACT = 0.004
"""Numbers this exact add up by chance in few texts."""

_SLIPS = tuple(Decimal(10) ** n for n in (-3, -1, 1, 3))

Balance = tuple[Figure, tuple[Figure, ...]]


def trade(figures: list[Figure]) -> Iterator[Balance]:
    """For each turnover and balance the exports and imports that make it up, of one time and unit.

    Several figures may do, of other statistics or revised: the two that add up, else those that come nearest to it.
    """
    place = {figure.id: n for n, figure in enumerate(figures)}
    flows = [f for f in figures if f.indicator.startswith("trade.")]
    for whole in flows:
        if whole.indicator not in ("trade.turnover", "trade.balance") or whole.product:
            continue
        sides: dict[str, list[Figure]] = {"exports": [], "imports": []}
        for figure in flows:
            side = _side(figure, whole.reporter, whole.partner)
            if side and figure.quantity.unit == whole.quantity.unit and _same_time(figure, whole):
                sides[side].append(figure)
        for side, held in sides.items():
            sides[side] = sorted(held, key=lambda f: (bool(f.product), abs(place[f.id] - place[whole.id])))[:_MOST]
        pairs = [pair for one in sides["exports"] for other in sides["imports"] for pair in _sums(whole, one, other)]
        # one product's exports and imports make up no turnover, unless they happen to be all there is
        whole_flows = [pair for pair in pairs if not any(part.product for part in pair[1])]
        meant = next((pair for pair in pairs if adds_up(*_numbers(pair))), None) or _slipped(whole_flows, place)
        if meant is None:
            stated = (pair for pair in whole_flows if _could_be(pair) or _stand_together(pair, place))
            meant = min(stated, key=_mismatch, default=None)
        if meant is not None:
            yield meant


def _numbers(balance: Balance) -> tuple[Quantity, list[Quantity]]:
    return balance[0].quantity, [part.quantity for part in balance[1]]


def _slipped(pairs: list[Balance], place: dict[str, int]) -> Balance | None:
    """The balance that would hold but for one slip: one that stands together, else one that hardly does so by chance."""
    together = (pair for pair in pairs if _stand_together(pair, place))
    found = next((pair for pair in together if nearly_adds_up(*_numbers(pair))), None)
    return found or next((pair for pair in pairs if nearly_adds_up(*_numbers(pair), by_chance=SELDOM)), None)


def _mismatch(balance: Balance) -> Decimal:
    whole, parts = balance
    return abs(sum((part.quantity.value for part in parts), start=-whole.quantity.value)) / (whole.quantity.value or 1)


def _stand_together(balance: Balance, place: dict[str, int]) -> bool:
    """`Turnover was A, exports B and imports C`: one behind the other, they belong together, fit or not."""
    places = sorted(place[figure.id] for figure in (balance[0], *balance[1]))
    return places[-1] - places[0] <= len(balance[1])


def _could_be(balance: Balance) -> bool:
    """Whether two parts that do not add up can be meant all the same: none is larger than its whole, but for a slip of scale in one."""
    whole, parts = balance
    if all(part.quantity.value <= whole.quantity.value for part in parts):
        return True
    values = [part.quantity.value for part in parts]
    total = sum(values, start=ZERO)
    digit = whole.quantity.interval.hi - whole.quantity.interval.lo  # the last one may have been cut off
    if any(-total / 50 <= total - whole.quantity.value * scale <= max(total / 50, digit * scale) for scale in _SLIPS):
        return True
    size = whole.quantity.value
    return any(abs(total - value + value * scale - size) <= size / 50 for value in values for scale in _SLIPS)


def by_sum(figures: list[Figure]) -> Iterator[Balance]:
    """Turnovers and balances whose parts are known by the sum: two figures of trade beside one that they make up exactly.

    It finds what the words leave open: whose exports they are, or which time a list speaks of.
    """
    flows = [f for f in figures if f.indicator.startswith("trade.") or f.indicator == "freight"]
    values = [float(f.quantity.value) for f in flows]
    units = [f.quantity.unit for f in flows]
    for n, whole in enumerate(flows):
        if whole.indicator == "trade.balance" or not values[n]:
            continue
        size, unit = values[n], units[n]
        near = [k for k in range(max(0, n - _NEAR), min(len(flows), n + _NEAR + 1)) if k != n and units[k] == unit]
        fitting = [
            (abs(k - j), k, j) for k, j in combinations(near, 2)
            if abs(values[k] + values[j] - size) <= 0.02 * size and _is_balance(whole, flows[k], flows[j])
            and whole.quantity.interval.meets(flows[k].quantity.interval + flows[j].quantity.interval)
        ]  # fmt: skip
        if fitting:
            _, k, j = min(fitting)
            yield whole, (flows[k], flows[j])


def _is_balance(whole: Figure, one: Figure, other: Figure) -> bool:
    """Whether three figures of trade that add up can be a turnover or balance with its parts."""
    kinds = {one.indicator, other.indicator}
    if one.quantity.value * 200 < other.quantity.value or other.quantity.value * 200 < one.quantity.value:
        return False  # anything so small can be added
    if "freight" in kinds and whole.indicator != "freight":
        return False
    opposite = kinds == {"trade.exports", "trade.imports"} or (one.reporter, one.partner) == (
        other.partner,
        other.reporter,
    )
    width = max(_width(whole), _width(one) * _part(one, whole), _width(other) * _part(other, whole))
    exact = width <= _EXACT or (width <= _OPPOSITE and opposite and _pair(whole) == _pair(one) == _pair(other))
    same = width <= _CLOSE and all(_one_time(whole, part) and _shares_party(whole, part) for part in (one, other))
    if "trade.balance" in kinds:
        return len(kinds) == 2 and (exact or (same and whole.indicator != "trade.turnover"))
    if "trade.turnover" in kinds and not exact:
        return False
    if "freight" in kinds:
        return exact and opposite
    if whole.indicator == "trade.turnover":
        return same or (exact and (opposite or _shares_party(one, other)))
    return exact and same and opposite


def _pair(figure: Figure) -> set[str | None]:
    return {figure.reporter, figure.partner}


def _one_time(one: Figure, other: Figure) -> bool:
    return (
        one.period is not None
        and other.period is not None
        and one.period.same(other.period)
        and not (_planned(one) or _planned(other))
    )


def _planned(figure: Figure) -> bool:
    return bool(figure.note) and not figure.note.startswith("per ")  # type: ignore[union-attr]


def _part(part: Figure, whole: Figure) -> float:
    return float(part.quantity.value / whole.quantity.value)


def _width(figure: Figure) -> float:
    """How wide a number is for its size."""
    quantity = figure.quantity
    return float((quantity.interval.hi - quantity.interval.lo) / quantity.value) if quantity.value else 1.0


def _shares_party(one: Figure, other: Figure) -> bool:
    sides = {one.reporter, one.partner} & {other.reporter, other.partner}
    return bool(sides - {None, "WLD"})


def _sums(whole: Figure, one: Figure, other: Figure) -> Iterator[Balance]:
    """The sums that a turnover or balance can make with exports and imports, the likelier first."""
    if whole.indicator == "trade.turnover":
        yield whole, (one, other)
        return
    large, small = sorted((one, other), key=lambda f: -f.quantity.value)
    yield large, (small, whole)
    yield small, (large, whole)  # where the larger one is so by a slip


def is_both_ways(one: Figure, other: Figure) -> bool:
    """Whether two figures are what a country sells and what it buys, or what two countries sell each other."""
    if one.quantity.unit != other.quantity.unit or not _same_time(one, other):
        return False
    kinds = {one.indicator, other.indicator}
    if kinds == {"trade.exports", "trade.imports"}:
        return (one.reporter, one.partner) == (other.reporter, other.partner)
    mirrored = (one.reporter, one.partner) == (other.partner, other.reporter)
    return len(kinds) == 1 and kinds <= {"trade.exports", "trade.imports"} and mirrored


def _same_time(one: Figure, other: Figure) -> bool:
    if one.note != other.note:
        return False
    return one.period is not None and other.period is not None and one.period.same(other.period)


def _side(figure: Figure, reporter: str | None, partner: str | None) -> str | None:
    """Exports or imports, as seen by a reporter."""
    straight = (figure.reporter, figure.partner) == (reporter, partner)
    mirrored = (figure.partner, figure.reporter) == (reporter, partner)
    if figure.indicator == "trade.exports":
        return "exports" if straight else "imports" if mirrored else None
    if figure.indicator == "trade.imports":
        return "imports" if straight else "exports" if mirrored else None
    return None


__all__ = ["by_sum", "is_both_ways", "trade"]
