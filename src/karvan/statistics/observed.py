"""Series as observations: what either of two countries states of trade with the other, and what is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karvan.nouns import Observation, Period
from karvan.statistics.holdings import Holdings
from karvan.statistics.series import Series

WORLD = "WLD"


def observations(series: Iterable[Series], holdings: Holdings) -> Iterator[Observation]:
    """Every point of some series as an observation with its source."""
    for one in series:
        source = holdings.source(one.dataset)
        for period, value in one.points.items():
            yield Observation(
                indicator=one.indicator,
                reporter=one.reporter,
                partner=one.partner or None,
                product=one.product or None,
                period=Period(period),
                value=value,
                unit=one.unit,
                valuation=one.valuation or None,
                level=one.level,
                note=one.note or None,
                dataset=one.dataset,
                version=source.version,
                source=source,
            )


def between(one: str, other: str, holdings: Holdings, product: str | None = "") -> tuple[Observation, ...]:
    """What either states of its trade with the other; `product` as `Index.of` takes it."""
    series = (*holdings.series(one, other, product), *holdings.series(other, one, product))
    return tuple(observations(series, holdings))


def of_country(code: str, holdings: Holdings) -> tuple[Observation, ...]:
    """A country's trade with all partners, its product and its people."""
    series = (*holdings.series(code, WORLD, ""), *holdings.series(code, "", ""))
    return tuple(observations(series, holdings))
