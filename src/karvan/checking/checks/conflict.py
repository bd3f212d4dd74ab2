"""conflict: one thing has one value.

Two figures of the same indicator, parties, product, route, period and note must meet within rounding; the headline is held
against the body. Where two countries or two sources each give their own number, that is `disputed`: mirror statistics
seldom agree. Two values that a slip of the pen turns into each other (a scale word, one digit, two digits swapped) are
contradicted; where they have nothing in common the text may speak of two things, so that is `doubtful`. Two figures of one
sentence, and two that a relation ties, are two things. Without a period nothing is said.

Passes: "trade of $41 billion" in the headline and "$41.04 billion" in the body.
Fails: "1.5 million kWh to Afghanistan this year" in the headline and "1.5 billion kWh" in the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, islice

from msgspec import structs

from karvan.checking.computing import computation, judged
from karvan.checking.families import by_thing, mirrored, one_sentence, one_source, tied
from karvan.checking.solving import one_digit_apart
from karvan.checking.ties import Outcome, Same, Tie, values_of
from karvan.checking.writing import named
from karvan.nouns import Facts, Figure, Finding, Reading, Verdict

_MOST_PAIRS = 64
_SCALES = {Decimal(10) ** power for power in (3, -3, 6, -6, 9, -9)}


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    pairs = list(_pairs(reading))
    values = values_of(reading) if pairs else {}
    for finding in judged((_tie(reading, *pair) for pair in pairs if not _two_sources(*pair)), reading, values):
        one, other = (values[name].value for name in finding.figures)
        yield finding if slip_apart(one, other) else structs.replace(finding, verdict=Verdict.DOUBTFUL)
    for one, other in pairs:
        if _two_sources(one, other):
            tie = _tie(reading, one, other)
            if tie.judge(values) is Outcome.FAILS:
                yield Finding(
                    id=f"conflict-{tie.first}", check="conflict", verdict=Verdict.DISPUTED, figures=tie.figures,
                    computation=computation(tie, values),
                    why=f"Two sources give two numbers for {named(one)}; statistics of two sides seldom agree.",
                )  # fmt: skip


def ties(reading: Reading) -> Iterator[Tie]:
    return (_tie(reading, *pair) for pair in _pairs(reading) if not _two_sources(*pair))


def _tie(reading: Reading, one: Figure, other: Figure) -> Tie:
    if _in_headline(reading, other):
        one, other = other, one
    led = _in_headline(reading, one)
    return Same(check="conflict", figures=(one.id, other.id), one=one.id, other=other.id, led=led)


def _pairs(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Figures that measure the same thing in the same days, in different sentences and without a relation between them."""
    pairs = [pair for group in by_thing(reading).values() if len(group) > 1 for pair in _at_once(group)]
    if not pairs:
        return
    apart = tied(reading.relations)
    for one, other in pairs:
        if frozenset((one.id, other.id)) not in apart and not one_sentence(reading.document.text, one.span, other.span):
            yield one, other


def _at_once(figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    days: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period is not None and (figure.partner or not figure.indicator.startswith("trade.")):
            days[figure.period.start, figure.period.last].append(figure)
    return [pair for group in days.values() if len(group) > 1 for pair in islice(combinations(group, 2), _MOST_PAIRS)]


def _two_sources(one: Figure, other: Figure) -> bool:
    return mirrored(one, other) or not one_source(one, other)


def slip_apart(one: Decimal, other: Decimal) -> bool:
    """Whether a scale word or a digit makes the one out of the other.

    >>> slip_apart(Decimal("1.5e6"), Decimal("1.5e9")), slip_apart(Decimal(76), Decimal(67)), slip_apart(Decimal(96), Decimal(831))
    (True, True, False)
    """
    if not one or not other:
        return False
    ratio = abs(one / other).normalize()
    return ratio in _SCALES or (one_digit_apart(one, other) and len(one.normalize().as_tuple().digits) > 1)


def _in_headline(reading: Reading, figure: Figure) -> bool:
    headline = reading.document.headline
    return headline is not None and figure.span is not None and headline.overlaps(figure.span)
