"""observe: what official statistics say of two countries, by both of them, or of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from karvan.nouns import Observation, Observations, Period
from karvan.statistics import naming
from karvan.statistics.asked import absence
from karvan.statistics.coverage import Coverage, absence_told, stated
from karvan.statistics.database import database
from karvan.statistics.holdings import Holdings
from karvan.statistics.holdings import holdings as at_hand
from karvan.statistics.observed import between, observations

_PARTNERED = ("trade.exports", "trade.imports")


def observe(
    reporter: str,
    partner: str | None = None,
    *,
    indicator: str | None = None,
    period: str | int | Period | None = None,
    product: str | None = None,
    holdings: Holdings | None = None,
) -> Observations:
    """What is held of the trade of two countries, as each of them states it; nothing is fetched.

    Both directions are there: what the reporter states about the partner, and the partner about the reporter. Values
    that somebody made of both statements have the level `reconciled`. What is not held is told in `missing`, each in a
    sentence with the command that asks for it.

    Parameters
    ----------
    reporter, partner
        ISO 3166 codes or English names; `WLD` is the world. Without a partner: the country's trade with the world,
        its gross domestic product and population.
    indicator
        Such as `trade.exports`, or `trade` for all below it.
    period
        Keeps what lies inside it: `2023`, `2015/2023`, `2024-Q1`.
    product
        An HS code or a product's name; without it, trade in all goods. Of a code that is held only in parts, the
        parts are there.
    holdings
        Where to look; by default the shipped snapshot and what has been fetched.

    Examples
    --------
    >>> for row in observe("KAZ", "KGZ", period=2023):
    ...     print(row.reporter, row.indicator, row.partner, f"{row.value / 10**6:.1f}", row.unit)
    KAZ trade.exports KGZ 1147.2 USD
    KAZ trade.imports KGZ 541.0 USD
    KGZ trade.exports KAZ 449.0 USD
    KGZ trade.imports KAZ 862.2 USD

    """
    held = holdings if holdings is not None else at_hand()
    one = naming.party(reporter, held.countries)
    other = None if partner is None else naming.party(partner, held.countries)
    wanted = None if indicator is None else naming.indicator(indicator)
    within = None if period is None else naming.period(period)
    code = None if product is None else naming.heading(product)
    if other is None:
        found = observations((*held.series(one, naming.WORLD, ""), *held.series(one, "", "")), held)
    else:
        found = iter(of_product(between(one, other, held, None if code else ""), code))
    rows = tuple(row for row in found if _fits(row, wanted, within))
    missing = _missing(rows, one, other, wanted, within, code, held)
    return Observations(rows, tuple(missing))


def of_product(rows: Iterable[Observation], code: str | None) -> tuple[Observation, ...]:
    """The rows of a product; where a reporter has none of the code itself, those of the codes below it."""
    if code is None:
        return tuple(row for row in rows if row.product is None)
    below = [row for row in rows if row.product is not None and row.product.startswith(code)]
    whole = {(row.dataset, row.reporter, row.indicator) for row in below if row.product == code}
    return tuple(row for row in below if row.product == code or (row.dataset, row.reporter, row.indicator) not in whole)


def parts(rows: Iterable[Observation], code: str | None, held: Holdings) -> tuple[str, ...]:
    """The codes below a heading that stand for it in the rows: those that their datasets hold, whoever trades.

    >>> parts([], "7601", Holdings())
    ()
    """
    rows = list(rows)
    if code is None or not any(row.product != code for row in rows):
        return ()

    files = [str(held.parquet(name)) for name in {row.dataset for row in rows if row.product != code}]
    with database() as base:
        asked = "select distinct product from read_parquet(?) where starts_with(product, ?) and product != ? order by 1"
        return tuple(found for (found,) in base.execute(asked, [files, code, code]).fetchall())


def parts_told(code: str, known: tuple[str, ...]) -> str:
    """Whether the parts of a heading are all of it.

    >>> parts_told("7601", ("760110",))
    '7601 is held in part: of its 2 codes only 760110'
    """
    whole = naming.below(code)
    if set(whole) <= set(known):
        return f"{code} is the sum of {', '.join(known)}"
    return f"{code} is held in part: of its {len(whole)} codes only {', '.join(known)}"


def _fits(row: Observation, wanted: str | None, within: Period | None) -> bool:
    family = wanted is None or row.indicator == wanted or row.indicator.startswith(f"{wanted}.")
    return family and (within is None or within.contains(row.period))


def _missing(
    rows: tuple[Observation, ...],
    one: str,
    other: str | None,
    wanted: str | None,
    within: Period | None,
    code: str | None,
    held: Holdings,
) -> Iterator[str]:
    if other is None:
        if not rows:
            yield (
                naming.said(one).capitalize() + f": nothing of {wanted or 'its trade'} is held; {_economy(one, within)}"
            )
        return
    indicators = (wanted,) if wanted in {*_PARTNERED, "trade.turnover"} else _PARTNERED
    for reporter, partner in ((one, other), (other, one)):
        said = {row.indicator for row in rows if row.reporter == reporter and stated(row)}
        silent = [each for each in indicators if each not in said]
        if silent:
            coverage = Coverage.of(reporter, partner, held, code)
            for each in silent:
                # what a service was asked for tells more than what is held
                why = within and absence(held.folders, reporter, partner, each, within.text, code)
                years = (within.start.year, within.last.year) if within else ()
                told = why and absence_told(each, reporter, partner, why, years, code)
                yield told or coverage.sentence(each, partner, within)
    if code and (known := parts(rows, code, held)):
        told = parts_told(code, known)
        if "in part" in told:
            yield told


def _economy(code: str, within: Period | None) -> str:
    when = f" --period {within.text}" if within else ""
    return f"`karvan statistics fetch wdi --reporter {code}{when}` asks for its product and population"
