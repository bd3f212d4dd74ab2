"""conflict: one thing has one value.

Two figures of the same indicator, parties, product, route, period and note must meet within rounding; the headline is held
against the body. Where two countries or two sources each give their own number, that is `disputed`: mirror statistics
seldom agree. Two values that a slip of the pen turns into each other (a scale word, one digit, two digits swapped) are
contradicted; where they have nothing in common the text may speak of two things, so that is `doubtful`. A headline whose number
stands nowhere below it is held against the one figure of the same thing, whichever of two countries is named first. Two figures of
one sentence, and two that a relation ties, are two things. Without a period nothing is said. Amounts given in two currencies
must have about one exchange rate throughout a text: a thousandfold of it is a slip.

Passes: "trade of $41 billion" in the headline and "$41.04 billion" in the body.
Fails: "1.5 million kWh to Afghanistan this year" in the headline and "1.5 billion kWh" in the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice, pairwise

from msgspec import structs

from karvan.checking.computing import computation, judged
from karvan.checking.families import (
    ALL_GOODS,
    MEASURED,
    by_thing,
    collected,
    mirrored,
    one_sentence,
    one_source,
    thing,
    tied,
)
from karvan.checking.footing import Ground
from karvan.checking.rates import rate_ties
from karvan.checking.ties import Outcome, Same, Tie, values_of
from karvan.checking.traces import slip_apart, thousandfold
from karvan.checking.writing import named
from karvan.nouns import Facts, Figure, Finding, Reading, Verdict

_MOST_PAIRS = 64
_FAR_APART = 3
"""By how much the statistics of two countries on one flow may differ before they are taken for two things."""


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    yield from judged(ties(reading), reading)
    headlined = _headlined(reading)
    pairs = [pair for pair in _pairs(reading) if pair not in headlined and _two_sources(*pair)]
    values = values_of(reading) if pairs else {}
    ground = Ground(reading) if pairs else None
    for one, other in pairs:
        if ground is not None:
            tie = _tie(reading, one, other)
            if tie.judge(values) is Outcome.FAILS and _may_be_one(one, other, ground):
                yield Finding(
                    id=f"conflict-{tie.first}", check="conflict", verdict=Verdict.DISPUTED, figures=tie.figures,
                    computation=computation(tie, values),
                    why=f"Two sources give two numbers for {named(one)}; statistics of two sides seldom agree.",
                )  # fmt: skip


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    headlined = _headlined(reading)
    for pair in _pairs(reading):
        alone = pair in headlined
        if alone or not _two_sources(*pair):
            yield structs.replace(_tie(reading, *pair), alone=alone)
    yield from rate_ties(reading)


def _tie(reading: Reading, one: Figure, other: Figure) -> Tie:
    if _in_headline(reading, other) or _goes_back(other):
        one, other = other, one
    copy = _in_headline(reading, one) or _goes_back(one)
    return Same(check="conflict", figures=(one.id, other.id), one=one.id, other=other.id, copy=copy)


@collected
def _pairs(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Figures that measure the same thing in the same days, in different sentences and without a relation between them."""
    pairs = [pair for group in by_thing(reading).values() if len(group) > 1 for pair in _at_once(group)]
    pairs += [
        pair for pair in (*_under_headline(reading), *_restated(reading), *_headlined(reading)) if pair not in pairs
    ]
    if not pairs:
        return
    headlined = _headlined(reading)
    apart, surely = tied(reading.relations), tied(r for r in reading.relations if r.kind != "sum" or r.sure)
    for one, other in pairs:
        held = surely if (one, other) in headlined else apart
        if not held(one, other) and not one_sentence(reading.document.text, one.span, other.span):
            yield one, other


def _under_headline(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """A figure of the headline and the same number with another scale word below it.

    A headline leaves out the period and often a party, so the digits have to speak: where no figure of the text has its
    number, but one has a thousandfold of it, and they share a product or a party, one of the two is a slip.
    """
    headline = reading.document.headline
    if headline is None:
        return
    for led in reading.figures:
        if led.span is None or not headline.overlaps(led.span):
            return
        body = [
            figure
            for figure in reading.figures
            if figure.quantity.unit == led.quantity.unit and figure.span and not headline.overlaps(figure.span)
        ]
        if not any(figure.quantity.loose.meets(led.quantity.loose) for figure in body):
            for figure in body:
                if _alike(led, figure) and thousandfold(led.quantity, figure.quantity):
                    yield led, figure


@collected
def _headlined(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """A figure of the headline whose number stands nowhere below it, and the one figure that tells of the same thing.

    A headline says shortly what the text says, so the two are not two sources, whoever of two countries is named first.
    """
    headline = reading.document.headline
    led = [f for f in reading.figures if headline is not None and f.span is not None and headline.overlaps(f.span)]
    for figure in led:
        body = [
            other
            for other in reading.figures
            if other not in led and other.quantity.unit == figure.quantity.unit and other.span is not None
        ]
        if any(_is_number_of(other, figure) for other in body):
            continue
        same = [other for other in body if _says_same(figure, other)]
        if len(same) == 1:
            yield figure, same[0]


def _is_number_of(body: Figure, led: Figure) -> bool:
    """Whether a number of the text can be that of the headline, which never has more digits."""
    long, short = body.quantity.interval, led.quantity.interval
    return body.quantity.loose.meets(led.quantity.loose) and long.hi - long.lo <= short.hi - short.lo


def _says_same(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one thing and time, `goods` being all that is traded."""
    if one.period is None or other.period is None or not one.period.same(other.period):
        return False
    first, second = (thing(structs.replace(f, product=None) if f.product in ALL_GOODS else f) for f in (one, other))
    return first == second and one.indicator in MEASURED


def _may_be_one(one: Figure, other: Figure, ground: Ground) -> bool:
    """Whether two sides can mean one flow: they say so themselves, and are not too far apart for it."""
    low, high = sorted((abs(one.quantity.value), abs(other.quantity.value)))
    return high <= low * _FAR_APART and ground.says_itself(one) and ground.says_itself(other)


def _alike(one: Figure, other: Figure) -> bool:
    parties = {one.reporter, one.partner} & {other.reporter, other.partner} - {None}
    same_goods = one.product is not None and one.product == other.product
    return (same_goods or bool(parties)) and not (one.product and other.product and not same_goods)


def _restated(reading: Reading) -> Iterator[tuple[Figure, Figure]]:
    """Two figures of one thing without a period, the second in the sentence behind the first ("these $5.4 billion")."""
    for one, other in pairwise(reading.figures):
        timeless = one.period is None and other.period is None and one.indicator != "other"
        if timeless and one.span and thing(one) == thing(other) and slip_apart(one.quantity, other.quantity):
            yield one, other


def _at_once(figures: list[Figure]) -> list[tuple[Figure, Figure]]:
    days: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.period is not None and (figure.partner or not figure.indicator.startswith("trade.")):
            days[figure.period.start, figure.period.last].append(figure)
    return [pair for group in days.values() if len(group) > 1 for pair in islice(combinations(group, 2), _MOST_PAIRS)]


def _two_sources(one: Figure, other: Figure) -> bool:
    """Statistics of two sides differ, but not by a thousand."""
    return (mirrored(one, other) or not one_source(one, other)) and not thousandfold(one.quantity, other.quantity)


def _goes_back(figure: Figure) -> bool:
    """Whether a figure says nothing of itself, as "these $5.4 billion" does not."""
    return {"indicator", "parties", "period"} <= set(figure.inferred)


def _in_headline(reading: Reading, figure: Figure) -> bool:
    headline = reading.document.headline
    return headline is not None and figure.span is not None and headline.overlaps(figure.span)
