"""Observation: an official value, and rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from karvan.nouns.finding import Source
from karvan.nouns.period import Period
from karvan.nouns.renderers import render

LEVELS = ("reported", "reported by press", "reconciled", "estimate", "projection")
"""How a value came about, the firmest first: stated by the reporter, quoted from it by the press, made of both partners'
statements (BACI), estimated, foreseen."""


class Observation(Struct, frozen=True, kw_only=True):
    """What a statistic says: `value` in `unit` (ISO 4217, or t, person …), never scaled.

    `reporter` states it about `partner` (`WLD` is all partners, None where there is no partner: gdp, population).
    `product` is a code of the Harmonised System, None for everything. `valuation` is fob, cif or None where it is not
    known. `dataset` is the id under which `source` is told, `version` its edition.
    """

    indicator: str
    reporter: str
    partner: str | None = None
    product: str | None = None
    period: Period
    value: Decimal
    unit: str
    valuation: str | None = None
    level: str = "reported"
    note: str | None = None
    dataset: str
    version: str | None = None
    source: Source

    def to_dict(self) -> dict[str, Any]:
        """The observation as plain values; the period as ISO text, the value as a number."""
        return {
            "indicator": self.indicator,
            "reporter": self.reporter,
            "partner": self.partner,
            "product": self.product,
            "period": self.period.text,
            "value": float(self.value),
            "unit": self.unit,
            "valuation": self.valuation,
            "level": self.level,
            "note": self.note,
            "dataset": self.dataset,
            "version": self.version,
            "source": self.source.title,
            "address": self.source.address,
            "licence": self.source.licence,
            "retrieved": self.source.retrieved,
        }


class Observations(Struct, frozen=True):
    """Rows of observations, and what was asked for and is missing, each in a sentence that says what would fill it."""

    rows: tuple[Observation, ...] = ()
    missing: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def where(self, **same: object) -> Observations:
        """The rows whose fields have these values.

        >>> Observations().where(reporter="KAZ")
        Observations(rows=(), missing=())
        """
        kept = (row for row in self.rows if all(getattr(row, name) == value for name, value in same.items()))
        return Observations(tuple(kept), self.missing)

    def sources(self) -> tuple[Source, ...]:
        """Where the rows come from, each source once."""
        return tuple(dict.fromkeys(row.source for row in self.rows))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values."""
        return [row.to_dict() for row in self.rows]

    def frame(self, library: str = "polars") -> Any:
        """The rows as a frame of `polars`, `pandas` or `arrow`."""
        return render("frame", self, "observations", library)

    def _repr_html_(self) -> str:
        return render("html", self)


def together(parts: Iterable[Observations]) -> Observations:
    """Several answers as one."""
    held = tuple(parts)
    return Observations(
        tuple(row for part in held for row in part.rows),
        tuple(dict.fromkeys(said for part in held for said in part.missing)),
    )
