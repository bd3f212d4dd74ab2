"""official: what the statistics of both partners say of a figure of trade.

"Turnover of A and B in 2023 was X" has up to four official answers: A's exports to B and imports from B, and B's own of the
same flows. The side that the figure is told of comes first. Where any edition of that side agrees, or only the partner's
does, the figure is `confirmed`, and it is said whose figure it is and how far the mirror lies from it. Where no side
agrees it is `disputed` if the two sides enclose it, else `doubtful`; where only one side's statistics are at hand, a figure
of the same size is left open, since it may be the other's. `contradicted` it is only where a slip of the scale
word turns it into the official value: million written as billion.

Agreeing allows for the digits that either number leaves out, and for two percent that editions of one statistic differ by.
A figure that lies within ten percent is left open: a provisional value may have been revised. Amounts in other currencies
are compared by the yearly rate, with a wider margin for part of a year. CEPII's BACI is made of both partners' statements,
shipping costs taken out: it confirms what it agrees with, and alone contradicts nothing. What statistics do not
hold is left alone: silence is no confirmation.

Passes: "$6.1 million in 2023", which the customs of the one side state, beside 7.5 million by the other.
Fails: "$1.03 billion in January-March 2023", where customs state about 1 million.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvan.checking.statements import Statement, statements
from karvan.checking.ties import Ends, ends, meet
from karvan.checking.writing import about, amount, country_name, named, plain, span, stated
from karvan.nouns import Evidence, Facts, Figure, Finding, Reading, Verdict

REVISED = Decimal("0.02")
"""Editions of one statistic differ by about that much."""
OPEN = Decimal("0.1")
"""A value this far off may be an older or newer edition: nothing is said."""
_SCALES = tuple(Decimal(10) ** power for power in (-3, 3, -6, 6))
_MADE = Decimal("0.25")
"""How far a reconciled value may lie from what one side states."""
_MIRROR = Decimal(3)
"""How many times one side's statement the other's may be."""
_WRONG = Decimal(5)
"""How many times a reconciled value a figure must be to be held doubtful by it alone."""


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    name = reading.document.name
    address = name if "://" in name else None
    for figure in reading.figures:
        found = statements(figure, facts, besides=address)
        if found:
            finding = _judged(figure, found)
            if finding is not None:
                yield finding


def _judged(figure: Figure, found: Sequence[Statement]) -> Finding | None:
    sides = [one for one in found if one.side != "reconciled"]
    for one in (*_of(found, "own"), *_of(found, "other"), *_of(found, "reconciled")):
        if _agrees(figure, one):
            return _finding(figure, Verdict.CONFIRMED, one, found, _whose(figure, one))
    if not sides:
        return _by_reconciled(figure, found)
    slip = next(((one, factor) for one in sides for factor in _SCALES if _agrees(figure, one, factor)), None)
    if slip is not None:
        return _slipped(figure, *slip, found)
    if any(_apart(figure, one) <= OPEN for one in sides) or _is_inferred(figure):
        return None
    if len({one.side for one in sides}) == 1 and all(_near(figure, one) for one in sides):
        return None  # it may be what the side says whose statistics are not at hand: mirrors seldom agree
    nearest = min(sides, key=lambda one: _apart(figure, one))
    if _enclosed(figure, sides):
        return _finding(
            figure, Verdict.DISPUTED, nearest, found, "It lies between what the two partners state of the same flow."
        )
    return _finding(
        figure, Verdict.DOUBTFUL, nearest, found, f"No official value of {named(figure)} that is at hand comes near it."
    )


def _of(found: Sequence[Statement], side: str) -> list[Statement]:
    return [one for one in found if one.side == side]


def _agrees(figure: Figure, one: Statement, factor: Decimal = Decimal(1)) -> bool:
    low, high = (end * factor for end in ends(figure.quantity, loose=True))
    slack = abs(one.value) * REVISED
    return meet((low, high), (one.ends[0] - slack, one.ends[1] + slack))


def _apart(figure: Figure, one: Statement) -> Decimal:
    """How far a figure lies from a statement, as a fraction of it."""
    low, high = ends(figure.quantity, loose=True)
    if meet((low, high), one.ends):
        return Decimal(0)
    if not one.value or not (low.is_finite() or high.is_finite()):
        return Decimal("Infinity")
    return min(abs(end - one.value) for end in (low, high) if end.is_finite()) / abs(one.value)


def _near(figure: Figure, one: Statement) -> bool:
    """Whether a figure is of the size of a statement, as the statement of the other side would be."""
    low, high = ends(figure.quantity, loose=True)
    return low <= one.value * _MIRROR and high * _MIRROR >= one.value


def _enclosed(figure: Figure, sides: Sequence[Statement]) -> bool:
    low, high = ends(figure.quantity, loose=True)
    return any(one.ends[0] <= high for one in sides) and any(one.ends[1] >= low for one in sides)


def _is_inferred(figure: Figure) -> bool:
    """Whether it was the text around that gave what is measured or for whom: it may be another flow."""
    return "indicator" in figure.inferred or "parties" in figure.inferred


def _by_reconciled(figure: Figure, found: Sequence[Statement]) -> Finding | None:
    """BACI alone: a value many times off is doubtful; a thousandfold one is most likely a slip."""
    one = found[0]
    low, high = ends(figure.quantity, loose=True)
    if not one.value or not low.is_finite() or not high.is_finite() or _is_inferred(figure):
        return None
    if high * _WRONG >= one.value and low <= one.value * _WRONG:
        return None
    slack: Ends = (one.value * (1 - _MADE), one.value * (1 + _MADE))
    for factor in _SCALES:
        if meet((low * factor, high * factor), slack):
            why = f"A {_word(factor)} of it would be near the value that CEPII made of both partners' statements."
            return _finding(figure, Verdict.DOUBTFUL, one, found, why, suggest=figure.quantity.value * factor)
    why = "It is far from the value that CEPII made of both partners' statements."
    return _finding(figure, Verdict.DOUBTFUL, one, found, why)


def _slipped(figure: Figure, one: Statement, factor: Decimal, found: Sequence[Statement]) -> Finding:
    value = figure.quantity.value * factor
    why = f"{_source(one)} put it at {about(one.value, one.unit)}: most likely {amount(value, one.unit)} was meant."
    return _finding(figure, Verdict.CONTRADICTED, one, found, why, suggest=value)


def _word(factor: Decimal) -> str:
    return {-3: "thousandth", 3: "thousandfold", -6: "millionth", 6: "millionfold"}[factor.adjusted()]


def _finding(
    figure: Figure,
    verdict: Verdict,
    one: Statement,
    found: Sequence[Statement],
    why: str,
    *,
    suggest: Decimal | None = None,
) -> Finding:
    return Finding(
        id=f"official-{figure.id}",
        check="official",
        verdict=verdict,
        figures=(figure.id,),
        computation=f"{stated(figure.quantity)} here; {_said(one)}",
        why=why,
        suggest={figure.id: suggest} if suggest is not None else None,
        slip="unit_slip" if suggest is not None else None,
        evidence=tuple(_evidence(figure, each) for each in sorted(found, key=lambda each: each is not one)),
    )


def _whose(figure: Figure, one: Statement) -> str:
    said = f"{_source(one)} {'gives' if one.side == 'reconciled' else 'give'} {about(one.value, one.unit)} for {named(figure)}."
    if one.side == "other":
        return f"It is the partner's figure: {said}"
    return said


def _said(one: Statement) -> str:
    by = "reconciled" if one.side == "reconciled" else country_name(one.reporter)
    written = about(one.value, one.unit) if one.rate is None else span(one.ends, one.unit)
    return f"{by}: {written}"


def _source(one: Statement) -> str:
    if one.side == "reconciled":
        return "The value that CEPII made of both partners' statements"
    quoted = " (as the press reported it)" if one.observations[0].level == "reported by press" else ""
    return f"The statistics of {country_name(one.reporter)}{quoted}"


def _evidence(figure: Figure, one: Statement) -> Evidence:
    """One official value, with what it is made of and how far the text lies from it."""
    parts = [f"{_said(one)}, {_made_of(one)}"]
    if one.rate is not None:
        parts.append(f"converted at {one.rate}")
    if one.is_superseded:
        parts.append("an older edition")
    if one.value and figure.quantity.value:
        parts.append(f"the text is {_off(figure.quantity.value / one.value)}")
    return Evidence(text="; ".join(parts), source=one.source)


def _off(ratio: Decimal) -> str:
    """How far the text lies from a statement.

    >>> _off(Decimal("1.0")), _off(Decimal("0.8133")), _off(Decimal(1030))
    ('equal', '18.7 percent below', '1,030 times as large')
    """
    if not Decimal("0.1") < ratio < _TEN:
        return f"{plain(ratio.quantize(Decimal(1)) if ratio > 1 else ratio.quantize(Decimal('0.0001')))} times as large"
    apart = ((ratio - 1) * 100).quantize(Decimal("0.1"))
    if not apart:
        return "equal"
    return f"{plain(abs(apart))} percent {'above' if apart > 0 else 'below'}"


_TEN = Decimal(10)


def _made_of(one: Statement) -> str:
    rows = one.observations
    if len(rows) == 1:
        valued = f", {rows[0].valuation}" if rows[0].valuation else ""
        return f"{rows[0].indicator.removeprefix('trade.')} {rows[0].period.text}{valued}"
    told = [f"{row.indicator.removeprefix('trade.')} {plain(row.value)}" for row in rows[:4]]
    return " and ".join(told) + (f" and {len(rows) - len(told)} more" if len(rows) > len(told) else "")
