"""Misread ties: a relation that fails, but holds with another figure close by, may have been tied to the wrong one.

Then it is the reading that is in doubt, not the text, unless a known slip explains the failure as well. Only figures of the
same unit in the same passage count, for a growth only those of the same indicator: among many one would fit by chance.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from karvan.checking.repair import Mend
from karvan.checking.ties import Difference, Outcome, Ratio, Tie, Values, values_of
from karvan.nouns import Figure, Finding, Reading, Span, Verdict

NEAR = 400
"""How far a figure may stand from a relation that speaks of it, in characters."""
_MOST = 12
_WEAK = frozenset(("value_slip", "digit_slip", None))
"""Repairs that can be found for almost any failure."""


def without_misread(
    findings: list[Finding], mends: Iterable[Mend], failing: Iterable[Tie], reading: Reading
) -> tuple[list[Finding], tuple[Mend, ...]]:
    """Findings on misread ties are doubtful, and are not repaired."""
    mends, values = tuple(mends), values_of(reading)
    slips = {id(tie) for mend in mends if mend.slip not in _WEAK for tie in mend.ties}
    meant: dict[tuple[str, ...], Figure] = {}
    for tie in failing:
        if tie.relations and id(tie) not in slips and tie.judge(values) is Outcome.FAILS:
            other = other_side(tie, reading, values)
            if other is not None:
                meant[tie.claims] = other
    if not meant:
        return findings, mends
    kept = tuple(mend for mend in mends if not any(tie.claims in meant for tie in mend.ties))
    return [_doubted(finding, meant.get((*finding.relations, *finding.figures))) for finding in findings], kept


def _doubted(finding: Finding, other: Figure | None) -> Finding:
    if other is None:
        return finding
    why = f"{finding.why}; it would be with “{other.text}”, which may be what is meant"
    return structs.replace(finding, verdict=Verdict.DOUBTFUL, why=why)


def other_side(tie: Tie, reading: Reading, values: Values) -> Figure | None:
    """A figure that makes a failing tie hold in the place of one of its two."""
    if not isinstance(tie, Ratio | Difference):
        return None
    relation = next((relation for relation in reading.relations if relation.id == tie.stated), None)
    if relation is None or relation.span is None:
        return None
    near = [figure for figure in reading.figures if figure.span and _gap(figure.span, relation.span) <= NEAR]
    for figure in near[:_MOST]:
        if figure.id in tie.figures:
            continue
        for side in ("of", "base"):
            kept = reading.figure(tie.base if side == "of" else tie.of)
            if kept is None or not _alike(figure, kept, growth=tie.check == "growth"):
                continue
            if structs.replace(tie, **{side: figure.id}).judge(values) is Outcome.HOLDS:
                return figure
    return None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _alike(one: Figure, other: Figure, *, growth: bool) -> bool:
    return one.quantity.unit == other.quantity.unit and (not growth or one.indicator == other.indicator)
