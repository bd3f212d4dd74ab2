"""The services that official statistics are fetched from: one module each, all told in the same way.

A module has one `SERVICE`: what can be asked (`catalogue`), under which licence, with which key, how often, and
`fetch(query, asking)`, which yields the rows of the answers. To add one, write the module and name it in `SERVICES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from msgspec import Struct

from karvan.nouns import Period, UsageError
from karvan.statistics import naming
from karvan.vocabulary.groups import group

if TYPE_CHECKING:
    from karvan.statistics.asking import Asking

T = TypeVar("T")
SERVICES = ("comtrade", "imts", "wdi")
FLOWS = ("exports", "imports")
LEVELS = ("HS2", "HS4", "HS6")
"""In place of product codes: all chapters, headings or subheadings."""

Silence = Literal["zero", "not reported"]
"""What it means that a service has published a reporter's period and has no record of the flow in it."""


class Query(Struct, frozen=True, kw_only=True):
    """What is asked for; every empty field means all that there is, but products: everything as one sum.

    `periods` are ISO 8601 and may be ranges (`2015/2023`, `2023-01/2023-08`); `frequency` is A, Q or M; `products` are
    HS codes, or HS2, HS4, HS6 for all codes of that length; `indicators` are those of a service that knows no partners.
    """

    reporters: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    flows: tuple[str, ...] = FLOWS
    indicators: tuple[str, ...] = ()
    frequency: Literal["A", "Q", "M"] = "A"


class Row(NamedTuple):
    """An observation in the columns of `schema.COLUMNS`; None and empty text are null."""

    reporter: str
    partner: str | None
    indicator: str
    product: str | None
    period: str
    value: float | str
    unit: str
    valuation: str | None = None
    level: str = "reported"
    note: str | None = None


class Offer(Struct, frozen=True):
    """Something that a service can be asked for."""

    indicator: str
    title: str
    frequencies: tuple[str, ...]
    unit: str


class Service(Struct, frozen=True, kw_only=True):
    """A service, its terms and how it wants to be asked."""

    id: str
    """Also the id of the dataset that its answers make."""
    producer: str
    title: str
    address: str
    """What every question's address begins with."""
    documentation: str
    licence: str
    terms: str
    """Where the licence is told."""
    use: str
    """`shipped` where it may be passed on, else `own use`."""
    catalogue: tuple[Offer, ...]
    fetch: Callable[[Query, Asking], Iterator[Row]]
    pause: float
    """Seconds from one question to the next."""
    key: str | None = None
    """The environment variable that holds the user's key."""
    header: str = "Ocp-Apim-Subscription-Key"
    """How the key is sent: never in an address, which is kept and shown."""
    silence: Silence = "not reported"


def service(name: str) -> Service:
    """The service of that name.

    >>> service("wdi").producer
    'World Bank'
    """
    if name not in SERVICES:
        raise UsageError(f"there is no source `{name}`", hint=f"known: {', '.join(SERVICES)}")
    return import_module(f"{__name__}.{name}").SERVICE


def checked(query: Query, offered: Service) -> Query:
    """The query with every code as observations write it and every period by itself; what is wrong is told by name.

    >>> checked(Query(reporters=("Tajikistan",), periods=("2021/2022",)), service("comtrade")).periods
    ('2021', '2022')
    """
    for flow in query.flows:
        if flow not in FLOWS:
            raise UsageError(f"there is no flow `{flow}`", hint=f"known: {', '.join(FLOWS)}")
    known = {frequency for offer in offered.catalogue for frequency in offer.frequencies}
    if query.frequency not in known:
        raise UsageError(
            f"{offered.title} has no frequency `{query.frequency}`", hint=f"known: {', '.join(sorted(known))}"
        )
    told = tuple(dict.fromkeys(offer.indicator for offer in offered.catalogue))
    for indicator in query.indicators:
        if indicator not in told:
            raise UsageError(f"{offered.title} has no indicator `{indicator}`", hint=f"known: {', '.join(told)}")
    return Query(
        reporters=_once(code for text in query.reporters for code in members(text)),
        partners=_once(code for text in query.partners for code in members(text)),
        periods=_once(each for text in query.periods for each in expanded(text, query.frequency)),
        products=_once(code if code in LEVELS else naming.heading(code) for code in query.products),
        flows=_once(iter(query.flows)),
        indicators=_once(iter(query.indicators)),
        frequency=query.frequency,
    )


def members(text: str) -> tuple[str, ...]:
    """The country of that name, or the members of a group, since services know no groups of ours.

    >>> members("Tajikistan"), members("WLD"), members("EAEU")
    (('TJK',), ('WLD',), ('ARM', 'BLR', 'KAZ', 'KGZ', 'RUS'))
    """
    code = naming.party(text)
    named = group(code) if code != naming.WORLD else None
    if named and not named.members:
        raise UsageError(f"the members of {named.name} are not listed", hint="name the countries one by one")
    return tuple(sorted(named.members)) if named else (code,)


def expanded(text: str, frequency: str) -> tuple[str, ...]:
    """The years, quarters or months that a period is made of.

    >>> expanded("2022/2023", "A"), expanded("2023-11/2024-01", "M"), expanded("2023", "Q")[:2]
    (('2022', '2023'), ('2023-11', '2023-12', '2024-01'), ('2023-Q1', '2023-Q2'))
    """
    period = naming.period(text)
    size = {"A": 12, "Q": 3, "M": 1}[frequency]
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    if first % size or last % size or period.start.day != 1 or period.end.day != 1:
        named = {"A": "years", "Q": "quarters", "M": "months"}[frequency]
        raise UsageError(
            f"`{text}` is not made of whole {named}", hint="ask with another frequency, or for other periods"
        )
    return tuple(_written(month, size) for month in range(first, last, size))


def _written(month: int, size: int) -> str:
    year, past = divmod(month, 12)
    return f"{year:04}" if size == 12 else f"{year:04}-Q{past // 3 + 1}" if size == 3 else f"{year:04}-{past + 1:02}"


def spanned(periods: tuple[str, ...]) -> str:
    """Periods in a few words, runs drawn together.

    >>> spanned(("2015", "2016", "2017", "2019"))
    '2015 to 2017, 2019'
    """
    runs: list[list[str]] = []
    for text in sorted(periods):
        if runs and Period(runs[-1][-1]).end == Period(text).start:
            runs[-1].append(text)
        else:
            runs.append([text])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _once(found: Iterator[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(found))


def parts(whole: tuple[T, ...], size: int) -> Iterator[tuple[T, ...]]:
    """Pieces of at most `size`.

    >>> list(parts((1, 2, 3), 2))
    [(1, 2), (3,)]
    """
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
