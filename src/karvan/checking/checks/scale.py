"""scale: whether a flow of trade is larger than it can be.

Three bounds, each with its year and source. More than the country's whole trade in the same period is `contradicted`; where
the whole is known for another year only, it is carried on with the country's product and cut to the period, and half as much
again is `doubtful`; so is more than a whole that was made of both partners' statements, unless a thousandth would fit.
More than a quarter of the smaller country's gross domestic product of the period is `doubtful`, or more than twice the
part of it that the two once traded, where that is more: some live by one neighbour. So is more than five times the
largest value ever reported between the two, cut to the period.

What is planned or forecast is left alone, and so is what has no parties, period or currency that can be compared.

Passes: "$1.4 billion" between Kazakhstan and Tajikistan in a year.
Fails: "$1.4 billion" between Azerbaijan and Tajikistan in a quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvan.checking.bounds import Bound, bounds
from karvan.checking.families import WORLD
from karvan.checking.statements import rate
from karvan.checking.ties import ends
from karvan.checking.writing import about, country_name, plain, stated, when
from karvan.nouns import Evidence, Facts, Figure, Finding, Reading, Verdict
from karvan.vocabulary.currencies import currency

_FLOWS = ("trade.turnover", "trade.exports", "trade.imports")
_AHEAD = ("plan", "target", "forecast", "potential", "per ")
_LEAST = Decimal("0.01")
"""A thousandth that is less than this part of the bound (a twentieth of the largest) is no likely value of the two."""
_SLIPS = tuple(Decimal(10) ** power for power in (-3, -6))


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    for figure in reading.figures:
        if not _is_bounded(figure):
            continue
        broken = [bound for bound in bounds(figure, facts) if _breaks(figure, bound, facts)]
        if broken:
            yield _finding(figure, broken)


def _is_bounded(figure: Figure) -> bool:
    return (
        figure.indicator in _FLOWS
        and figure.period is not None
        and None not in (figure.reporter, figure.partner)
        and figure.partner != figure.reporter
        and WORLD not in (figure.reporter, figure.partner)
        and currency(figure.quantity.unit) is not None
        and not any(word in (figure.note or "") for word in _AHEAD)
        and not {"parties", "indicator"} <= set(figure.inferred)
    )


def _breaks(figure: Figure, bound: Bound, facts: Facts) -> bool:
    low = _in_dollars(figure, facts)
    return low is not None and low > bound.value


def _in_dollars(figure: Figure, facts: Facts) -> Decimal | None:
    """The least that a figure can mean, in dollars; a tenth less where it was converted."""
    low = ends(figure.quantity, loose=True)[0]
    if not low.is_finite():
        low = figure.quantity.value
    if figure.quantity.unit == "USD":
        return low
    assert figure.period is not None
    known = rate(figure.quantity.unit, figure.period, facts)
    return low / known[0] * Decimal("0.9") if known is not None and known[0] else None


def _finding(figure: Figure, broken: Sequence[Bound]) -> Finding:
    first = min(broken, key=lambda bound: (not (bound.kind == "whole" and bound.sure), bound.value))
    suggest = _thousandth(figure, broken)
    sure = first.kind == "whole" and first.sure and (suggest is not None or _is_proof(figure, first))
    return Finding(
        id=f"scale-{figure.id}",
        check="scale",
        verdict=Verdict.CONTRADICTED if sure else Verdict.DOUBTFUL,
        figures=(figure.id,),
        computation=f"{stated(figure.quantity)} here; at most {_said(first)}",
        why=" ".join(_why(figure, bound) for bound in broken),
        suggest={figure.id: suggest} if suggest is not None else None,
        slip="unit_slip" if suggest is not None else None,
        evidence=tuple(Evidence(text=_said(bound), source=bound.observation.source) for bound in broken),
    )


def _is_proof(figure: Figure, bound: Bound) -> bool:
    """Whether a whole contradicts by itself: what was made of both partners' statements misses some trade of small
    countries, and a figure many times as large rather speaks of something else.
    """
    return bound.observation.level == "reported" and figure.quantity.value <= bound.value * _SOME


_SOME = 3


def _thousandth(figure: Figure, broken: Sequence[Bound]) -> Decimal | None:
    """The figure without a slip of the scale word, where that is plausible for the two: not far below the largest."""
    largest = next((bound for bound in broken if bound.kind == "largest"), None)
    if largest is None or figure.quantity.unit != "USD":
        return None
    for factor in _SLIPS:
        value = figure.quantity.value * factor
        if largest.value * _LEAST <= value <= largest.value:
            return value
    return None


def _said(bound: Bound) -> str:
    return f"{about(bound.value, 'USD')} ({_KINDS[bound.kind]}: {_named(bound)})"


_KINDS = {"whole": "all trade", "product": "the product", "largest": "five times the largest"}


def _named(bound: Bound) -> str:
    row = bound.observation
    partner = f" with {country_name(row.partner)}" if row.partner else ""
    return f"{country_name(row.reporter)}{partner}, {bound.said}"


def _why(figure: Figure, bound: Bound) -> str:
    assert figure.period is not None
    row = bound.observation
    if bound.kind == "whole":
        known = "is" if bound.sure else f"(carried on from {row.period.text}) is about"
        return f"All the trade of {country_name(row.reporter)} {when(figure.period)} {known} {_short(bound.value)}."
    if bound.kind == "product":
        part = _percent(figure, bound)
        return f"It would be {part} of the product of {country_name(row.reporter)} in that time."
    times = (
        figure.quantity.value / (bound.value / bound.factor) if bound.value and figure.quantity.unit == "USD" else None
    )
    said = f"{plain(times.quantize(Decimal(1)))} times" if times is not None else "more than five times"
    return f"It is {said} the largest that the two ever reported ({row.period.text}), for such a time."


def _percent(figure: Figure, bound: Bound) -> str:
    if figure.quantity.unit != "USD" or not bound.value:
        return f"more than {plain((bound.factor * 100).quantize(Decimal(1)))} percent"
    return f"{plain((figure.quantity.value / (bound.value / bound.factor) * 100).quantize(Decimal(1)))} percent"


def _short(value: Decimal) -> str:
    return about(value, "USD")
