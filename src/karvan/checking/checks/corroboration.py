"""corroboration: what other documents say about the same figure.

Speaks only where other documents are given. A figure that another document repeats within rounding is `confirmed`; one that
differs is `disputed`, and the reason tells a revision (statistics move by a few percent from one edition to the next) from
mirror statistics of the two partners and from a conflict, such as a slip of a thousand. A document, or a copy of it, is
never its own witness.

Passes: "$5.9 million in 2022" here and "$5.93 million" there.
Fails: "$1.03 billion in January-March 2023" here, "around $1 million" there.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from karvan.checking.families import ADDITIVE, mirrored
from karvan.checking.ties import ends, meet
from karvan.checking.writing import named, plain, stated
from karvan.nouns import Document, Evidence, Facts, Figure, Finding, Reading, Verdict

REVISION = Decimal("0.1")
"""Statistics of one source that differ by no more than this part are taken for two editions of one figure."""
_SLIPS = tuple(Decimal(10) ** power for power in (3, -3, 6, -6))
_COMPARED = ADDITIVE | {"trade.balance", "gdp", "capacity", "investment", "loan"}
_WITNESSES = 8


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    for figure in reading.figures:
        if figure.indicator in _COMPARED and figure.period is not None and figure.reporter is not None:
            witnesses = [
                (document, other)
                for document, other in facts.elsewhere(figure)
                if other.note == figure.note and other.quantity.unit == figure.quantity.unit
            ][:_WITNESSES]
            if witnesses:
                yield _finding(figure, witnesses)


def _finding(figure: Figure, witnesses: list[tuple[Document, Figure]]) -> Finding:
    agree = [pair for pair in witnesses if _agree(figure, pair[1])]
    differ = [pair for pair in witnesses if not _agree(figure, pair[1])]
    said = differ or agree
    document, other = said[0]
    same = "also" if not differ else "but"
    suggest = _thousandfold(figure, other) if differ else None
    return Finding(
        id=f"corroboration-{figure.id}",
        check="corroboration",
        verdict=Verdict.DISPUTED if differ else Verdict.CONFIRMED,
        figures=(figure.id,),
        computation=f"{stated(figure.quantity)} here, {same} {stated(other.quantity)} in `{document.name}`",
        why=_why(figure, other, document, suggest)
        if differ
        else f"Another document gives the same number for {named(figure)}.",
        suggest={figure.id: suggest} if suggest is not None else None,
        slip="unit_slip" if suggest is not None else None,
        evidence=tuple(
            Evidence(text=other.text, document=document.name, span=other.span, claim=other.id)
            for document, other in said
        ),
    )


def _agree(one: Figure, other: Figure) -> bool:
    return meet(ends(one.quantity, loose=False), ends(other.quantity, loose=False))


def _thousandfold(figure: Figure, other: Figure) -> Decimal | None:
    """What the figure would be without a slip of the scale word, where that agrees with the other."""
    low, high = ends(other.quantity, loose=True)
    for factor in _SLIPS:
        own = figure.quantity.loose
        if meet((own.lo * factor, own.hi * factor), (low, high)):
            return figure.quantity.value * factor
    return None


def _why(figure: Figure, other: Figure, document: Document, suggest: Decimal | None) -> str:
    when = f" of {document.published}" if document.published else ""
    if suggest is not None:
        return f"The two differ by a scale word: `{document.name}`{when} makes it {plain(suggest)} here."
    if mirrored(figure, other):
        return "The two partners count the same flow by their own rules; mirror statistics seldom agree."
    one, two = figure.quantity.value, other.quantity.value
    largest = max(abs(one), abs(two))
    if largest and abs(one - two) / largest <= REVISION:
        return f"The two differ by {plain(abs(one - two) / largest * 100 // Decimal('0.1') / 10)} percent, as editions of one statistic do: a revision."
    return f"The document{when} gives another number for {named(figure)}."
