"""Statement: one partner's word on one flow in one period, picked from all that is held; the rest stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from karvan.nouns import Observation, Period
from karvan.statistics.coverage import Absence, stated
from karvan.statistics.schema import KEY

SUPERSEDED = "superseded"


class Statement(Struct, frozen=True, kw_only=True):
    """What a reporter says, or why it says nothing."""

    said: Observation | None = None
    absence: Absence | None = None
    earlier: tuple[Observation, ...] = ()
    """Values that the reporter has since replaced."""
    besides: tuple[Observation, ...] = ()
    """The same flow by the same reporter in other datasets or by another definition (by consignment)."""

    @property
    def value(self) -> Decimal | None:
        return self.said.value if self.said is not None else None

    @property
    def shown(self) -> str:
        """The value as text, or why there is none.

        >>> Statement(absence="not reported").shown
        'not reported'
        """
        if self.said is None:
            return self.absence or "not in the snapshot"
        return "zero" if not self.said.value else f"{self.said.value:f}"

    @property
    def revised(self) -> bool:
        """Whether the reporter has said something else before."""
        return self.said is not None and any(row.value != self.said.value for row in self.earlier)


def statement(rows: Iterable[Observation], absence: Absence | None = None) -> Statement:
    """The firmest and newest of a reporter's rows about one flow in one period.

    The reporter's own value goes before what the press quotes, a value of the period before a sum of its months, a
    plain one before one by another definition, and the dataset retrieved last before the others.
    """
    rows = list(rows)
    # the smallest unit of precedence last: retrieved days are compared the other way round
    newest = sorted(
        (row for row in rows if not _superseded(row)),
        key=lambda row: (row.source.retrieved or "", row.version or ""),
        reverse=True,
    )
    held = sorted(
        newest, key=lambda row: (row.level != "reported", _summed(row), _noted(row), row.unit != "USD", _unusual(row))
    )
    earlier = tuple(row for row in rows if _superseded(row))
    if not held:
        return Statement(absence=absence, earlier=earlier)
    return Statement(said=held[0], earlier=earlier, besides=tuple(held[1:]))


def yearly(rows: Iterable[Observation]) -> tuple[Observation, ...]:
    """The rows of whole years, and sums of twelve months or four quarters where a series has only these."""
    rows = tuple(row for row in rows if stated(row) or row.level == "reconciled")
    whole = {(_series(row), row.period.year) for row in rows if _is_year(row.period)}
    kept = [row for row in rows if _is_year(row.period)]
    parts = sorted((row for row in rows if _even(row.period)), key=lambda row: (_series(row), row.period.start))
    for (series, year), group in groupby(parts, key=lambda row: (_series(row), row.period.year)):
        if (series, year) not in whole and (summed := _sum(list(group), year)) is not None:
            kept.append(summed)
    return tuple(kept)


def within_years(rows: Iterable[Observation]) -> tuple[Observation, ...]:
    """The rows of parts of years, in order of time."""
    return tuple(
        sorted((row for row in rows if not _is_year(row.period)), key=lambda row: (row.period.start, row.period.last))
    )


def _sum(group: list[Observation], year: int) -> Observation | None:
    for many in (12, 4):
        parts = {row.period.start: row for row in group if _months(row.period) * many == 12}
        if len(parts) == many:
            total = sum((row.value for row in parts.values()), Decimal(0))
            said = "sum of 12 months" if many == 12 else "sum of 4 quarters"
            note = f"{group[0].note}; {said}" if group[0].note else said
            return replace(group[0], period=Period(str(year)), value=total, note=note)
    return None


def _series(row: Observation) -> tuple[str, ...]:
    return tuple(getattr(row, name) or "" for name in KEY)


def _is_year(period: Period) -> bool:
    return len(period.text) == 4


def _months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month


def _even(period: Period) -> bool:
    """A month or a quarter."""
    return period.start.day == period.end.day == 1 and _months(period) in {1, 3}


def _superseded(row: Observation) -> bool:
    return SUPERSEDED in (row.note or "").split("; ")


def _summed(row: Observation) -> bool:
    return "sum of " in (row.note or "")


def _noted(row: Observation) -> bool:
    """Whether the note says another definition; an address or a sum is none."""
    return any(not part.startswith(("address=", "sum of ")) for part in _notes(row))


def _unusual(row: Observation) -> bool:
    """Whether imports are stated f.o.b. or exports c.i.f.: some reporters send both."""
    return row.valuation == {"trade.imports": "fob", "trade.exports": "cif"}.get(row.indicator, "")


def _notes(row: Observation) -> Iterator[str]:
    return (part for part in (row.note or "").split("; ") if part)
