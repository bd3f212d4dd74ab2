"""The shared nouns: frozen values without input or output."""

from karvan.nouns.unbroken import unbroken  # first: it loads msgspec whole, before anything else begins to

# isort: split
from karvan.nouns.claims import (
    EVENT_KINDS,
    INDICATORS,
    Claim,
    Event,
    Figure,
    Growth,
    Multiple,
    Relation,
    Share,
    Sum,
)  # fmt: skip
from karvan.nouns.document import Document, Span
from karvan.nouns.errors import DataError, DocumentError, FetchError, KarvanError, RecordError, UsageError
from karvan.nouns.finding import Evidence, Finding, Source, Verdict
from karvan.nouns.observation import LEVELS, Observation, Observations, together
from karvan.nouns.period import Period
from karvan.nouns.quantity import ONE, ZERO, Interval, Quantity
from karvan.nouns.report import AnyRelation, Facts, Failure, Reading, Recipe, Report, Trace

__all__ = [  # noqa: RUF022 - by the case of their names
    "EVENT_KINDS", "INDICATORS", "ONE", "ZERO", "AnyRelation", "Claim", "DataError", "Document", "DocumentError",
    "Event", "Evidence", "Facts", "Failure", "FetchError", "Figure", "Finding", "Growth", "Interval", "KarvanError",
    "LEVELS", "Multiple", "Observation", "Observations", "Period", "Quantity", "Reading", "Recipe", "RecordError", "Relation", "Report", "Share", "Source",
    "Span", "Sum", "Trace", "UsageError", "Verdict", "together", "unbroken",
]  # fmt: skip
