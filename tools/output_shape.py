"""The shape of what `karvan check --format jsonl` prints on a line, from which docs/reference/output.schema.json is made.

The nouns print themselves as plain dicts (`karvan.nouns.plain`); a test reads real output through these classes with
no key unknown and none missing, so that neither can change without the other.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from karvan.checking.checks import CHECKS
from karvan.nouns.claims import EVENT_KINDS, INDICATORS

Maybe = UnsetType
Number = int | float
Span = Annotated[
    tuple[int, int], Meta(description="First character and the one after the last, counted in code points.")
]
PeriodText = Annotated[str, Meta(description="`2023`, `2024-Q1`, `2023-01/2023-08`, `2023-05-30`; both ends included.")]
VerdictName = Literal["confirmed", "consistent", "contradicted", "disputed", "doubtful", "unverifiable"]
Hedge = Literal["about", "at_least", "at_most", "more_than", "less_than"]
Indicator = Annotated[str, Meta(pattern=f"^({'|'.join(INDICATORS)})$")]
EventKind = Annotated[str, Meta(pattern=f"^({'|'.join(EVENT_KINDS)})$")]
CheckName = Annotated[str, Meta(pattern=f"^({'|'.join(CHECKS)})$")]


class Figure(Struct, forbid_unknown_fields=True, kw_only=True):
    """A number with what it measures, for whom and when."""

    id: str
    span: Span
    text: Annotated[str, Meta(description="The characters of the span.")]
    indicator: Indicator
    value: Annotated[Number | None, Meta(description="As written, slips included.")]
    unit: Annotated[str, Meta(description="ISO 4217, a unit (t, km, TEU, day …), person or count.")]
    hedge: Hedge | None
    reporter: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a group (CIS, EU, WLD).")]
    partner: str | None
    product: str | None
    route: str | None
    period: PeriodText | None
    note: Annotated[str | None, Meta(description="What keeps it from comparison: plan, forecast, per year, goods …")]
    attribution: str | None
    interval: Annotated[
        tuple[Number | None, Number | None], Meta(description="What the number can mean; null where it has no end.")
    ]
    verdict: VerdictName


class Relation(Struct, forbid_unknown_fields=True, kw_only=True):
    """A statement that ties figures. A side is a figure's id, words for something else, or null."""

    id: str
    kind: Literal["growth", "multiple", "share", "sum"]
    span: Span | Maybe = UNSET
    text: str | Maybe = UNSET
    value: Annotated[
        Number | Maybe | None, Meta(description="0.4 for 40 percent, 2.6 for 2.6 times; falls are negative.")
    ] = UNSET
    measure: Literal["percent", "fold", "difference"] | Maybe = field(default=UNSET, name="as")
    unit: str | Maybe = UNSET
    of: str | Maybe | None = UNSET
    base: str | Maybe | None = UNSET
    part: str | Maybe | None = UNSET
    whole: str | Maybe | None = UNSET
    parts: list[str] | Maybe = UNSET
    subject: str | Maybe = UNSET
    hedge: Hedge | Maybe | None = UNSET
    period: PeriodText | Maybe = UNSET
    base_period: PeriodText | Maybe = UNSET


class Event(Struct, forbid_unknown_fields=True, kw_only=True):
    """Something that happened or is planned; what the text does not say is left out."""

    id: str
    kind: EventKind
    span: Span
    text: str
    date: PeriodText | None
    parties: Annotated[list[str], Meta(description="ISO 3166 alpha-3.")]
    summary: str
    place: str | Maybe = UNSET
    platform: str | Maybe = UNSET
    organisations: list[str] | Maybe = UNSET
    products: list[str] | Maybe = UNSET
    exporter: str | Maybe = UNSET
    importer: str | Maybe = UNSET
    origin: str | Maybe = UNSET
    destination: str | Maybe = UNSET
    carrier: str | Maybe = UNSET
    status: str | Maybe = UNSET
    figures: list[str] | Maybe = UNSET
    weekday: Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] | Maybe = UNSET


class Source(Struct, forbid_unknown_fields=True, kw_only=True):
    """Where a shipped table comes from."""

    title: str
    address: str | Maybe = UNSET
    version: str | Maybe = UNSET
    retrieved: str | Maybe = UNSET
    licence: str | Maybe = UNSET


class Evidence(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a finding rests on beside its claims."""

    text: str
    document: str | Maybe = UNSET
    span: Span | Maybe = UNSET
    claim: str | Maybe = UNSET
    source: Source | Maybe = UNSET


class Finding(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a check says of some claims."""

    id: Annotated[
        str, Meta(description="The check and its first claim, such as growth-r2: the same for the same text.")
    ]
    check: CheckName
    verdict: VerdictName
    figures: list[str]
    relations: list[str]
    events: list[str]
    computation: Annotated[str, Meta(description="With numbers that a person can redo.")]
    why: str
    suggest: Annotated[
        dict[str, Number | str | None] | None, Meta(description="The claim's id and the value that repairs the text.")
    ]
    repair: Annotated[str | None, Meta(description="The repair in words.")]
    slip: str | None
    evidence: list[Evidence]
    also: Annotated[list[str], Meta(description="Findings about the same slip that this one stands for.")]


class Report(Struct, forbid_unknown_fields=True, kw_only=True):
    """One document: what it is about, its claims and the findings."""

    document: str
    published: Annotated[str | None, Meta(description="YYYY-MM-DD.")]
    published_from: Literal["option", "metadata", "dateline", "name"] | None
    publisher: str | None
    language: Annotated[str | None, Meta(description="ISO 639-1.")]
    countries: Annotated[list[str], Meta(description="ISO 3166 alpha-3, the most named first.")]
    figures: list[Figure]
    relations: list[Relation]
    events: list[Event]
    findings: list[Finding]


class Failure(Struct, forbid_unknown_fields=True, kw_only=True):
    """A document that could not be read, among others that could."""

    document: str
    error: str
    hint: str | None
