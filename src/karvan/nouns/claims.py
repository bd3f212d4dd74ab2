"""Claims: what a document states, each with the characters it was read from."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct

from karvan.nouns.document import Span
from karvan.nouns.period import Period
from karvan.nouns.quantity import Quantity

INDICATORS = (
    "trade.turnover", "trade.exports", "trade.imports", "trade.balance", "investment", "loan", "freight", "containers",
    "passengers", "tourists", "production", "capacity", "agreements", "projects", "flights", "distance", "duration",
    "price", "gdp", "other",
)  # fmt: skip
EVENT_KINDS = (
    "agreement", "visit", "meeting", "project", "commodity_flow", "route", "membership", "other",
)  # fmt: skip


class Claim(Struct, frozen=True, kw_only=True):
    """What a document states; `id` is unique within the document (`f1`, `r1`, `e1`)."""

    id: str
    span: Span | None
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The claim as karvan's JSON has it."""
        from karvan.nouns.plain import claim_dict

        return claim_dict(self)


class Figure(Claim, frozen=True, kw_only=True, tag="figure"):
    """A quantity with what it measures, for whom and when.

    `reporter` and `partner` are ISO 3166 alpha-3 codes or a group (`CIS`, `WLD`); for freight and tourists the
    reporter is the origin of the freight or the country visited. `note` tells apart what is never compared
    (plan, target, forecast, per year, goods, another source).
    """

    indicator: str
    quantity: Quantity
    reporter: str | None = None
    partner: str | None = None
    product: str | None = None
    route: str | None = None
    period: Period | None = None
    attribution: str | None = None
    note: str | None = None
    inferred: tuple[str, ...] = ()
    """What the sentence leaves out and the text around gave: indicator, parties, period."""


class Relation(Claim, frozen=True, kw_only=True):
    """A statement that ties figures together. A side is a figure's id, or words for what is not a figure here."""

    kind: ClassVar[str]
    sure: bool = True
    """Whether the words themselves tie the figures; False where they were found by what they measure."""


class Growth(Relation, frozen=True, kw_only=True, tag="growth"):
    """`of` against `base`: `measure` is percent (0.4 for 40 percent), fold (2.6 times the base) or difference."""

    kind: ClassVar[str] = "growth"
    of: str | None
    base: str | None
    quantity: Quantity
    measure: str
    subject: str | None = None
    period: Period | None = None
    base_period: Period | None = None


class Multiple(Relation, frozen=True, kw_only=True, tag="multiple"):
    """`of` is `quantity` times `base`, two different things."""

    kind: ClassVar[str] = "multiple"
    of: str | None
    base: str | None
    quantity: Quantity
    subject: str | None = None


class Share(Relation, frozen=True, kw_only=True, tag="share"):
    """`part` is the fraction `quantity` of `whole`."""

    kind: ClassVar[str] = "share"
    part: str | None
    whole: str | None
    quantity: Quantity
    period: Period | None = None


class Sum(Relation, frozen=True, kw_only=True, tag="sum"):
    """`whole` is the sum of `parts`; `span` is None where the text implies it."""

    kind: ClassVar[str] = "sum"
    whole: str
    parts: tuple[str, ...]


class Event(Claim, frozen=True, kw_only=True, tag="event"):
    """Something that happened or is planned: `kind` is one of EVENT_KINDS."""

    kind: str
    date: Period | None = None
    parties: tuple[str, ...] = ()
    place: str | None = None
    platform: str | None = None
    organisations: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    exporter: str | None = None
    importer: str | None = None
    origin: str | None = None
    destination: str | None = None
    carrier: str | None = None
    weekday: int | None = None
    """The weekday written beside the date, Monday = 0."""
    status: str | None = None
    """planned, started, signed, approved, completed …"""
    figures: tuple[str, ...] = ()
    summary: str = ""
