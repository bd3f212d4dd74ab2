"""Reading (a document with its claims) and Report (a reading with its findings)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from karvan.nouns.claims import Claim, Event, Figure, Growth, Multiple, Relation, Share, Sum
from karvan.nouns.document import Document, Span
from karvan.nouns.finding import Finding, Source, Verdict
from karvan.nouns.observation import Observation
from karvan.nouns.renderers import render

R = TypeVar("R", bound=Relation)
AnyRelation = Growth | Multiple | Share | Sum


class Trace(Struct, frozen=True):
    """A rule that fired, on which characters, and the rules inside it."""

    rule: str
    span: Span
    value: str
    children: tuple[Trace, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """A document with the claims that it makes, in the order of the text."""

    document: Document
    countries: tuple[str, ...] = ()
    """ISO alpha-3 codes of the countries the document is about, the most named first."""
    figures: tuple[Figure, ...] = ()
    relations: tuple[AnyRelation, ...] = ()
    events: tuple[Event, ...] = ()
    trace: tuple[Trace, ...] = ()

    def figure(self, claim_id: str | None) -> Figure | None:
        """The figure of that id; None for words or an unknown id."""
        return next((figure for figure in self.figures if figure.id == claim_id), None)

    def of_kind(self, kind: type[R]) -> Iterator[R]:
        """The relations of one kind."""
        return (relation for relation in self.relations if isinstance(relation, kind))

    def claims(self) -> Iterator[Claim]:
        yield from self.figures
        yield from self.relations
        yield from self.events

    def to_dict(self) -> dict[str, Any]:
        """The reading as karvan's JSON has it."""
        from karvan.nouns.plain import reading_dict

        return reading_dict(self)

    def frame(self, kind: str = "figures", library: str = "polars") -> Any:
        """The `figures`, `relations` or `events` as a frame of `polars`, `pandas` or `arrow`."""
        return render("frame", self, kind, library)

    def _repr_html_(self) -> str:
        return render("html", self)


class Report(Struct, frozen=True, kw_only=True):
    """A reading with the findings of the checks that ran."""

    reading: Reading
    findings: tuple[Finding, ...] = ()
    checks: tuple[str, ...] = ()

    @property
    def worst(self) -> Verdict:
        return max((finding.verdict for finding in self.findings), key=lambda v: v.gravity, default=Verdict.CONSISTENT)

    def verdict(self, claim_id: str) -> Verdict:
        """The gravest verdict on one claim; unverifiable where no check spoke."""
        said = [finding.verdict for finding in self.findings if claim_id in finding.claims]
        return max(said, key=lambda verdict: verdict.gravity, default=Verdict.UNVERIFIABLE)

    def to_dict(self) -> dict[str, Any]:
        """The report as karvan's JSON has it."""
        from karvan.nouns.plain import report_dict

        return report_dict(self)

    def frame(self, kind: str = "findings", library: str = "polars") -> Any:
        """The `figures`, `relations`, `events` or `findings` as a frame of `polars`, `pandas` or `arrow`."""
        return render("frame", self, kind, library)

    def _repr_html_(self) -> str:
        return render("html", self)


class Failure(Struct, frozen=True, kw_only=True):
    """A document that could not be read, among others that could."""

    document: str
    what: str
    hint: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The failure as karvan's JSON has it."""
        from karvan.nouns.plain import failure_dict

        return failure_dict(self)


class Recipe(Struct, frozen=True, kw_only=True):
    """What a plant needs and makes."""

    plant: str
    makes: tuple[str, ...]
    needs: tuple[str, ...]
    source: Source
    """The table that tells it."""
    cites: str = ""
    """The document that the table rests on here."""
    names: tuple[str, ...] = ()
    """The words by which documents call the plant."""
    energy: tuple[str, ...] = ()
    """What nearly every plant buys: no evidence by itself."""


class Facts(Protocol):
    """What a check may know beside the reading. Checks open no file and no store."""

    def recipes(self) -> tuple[Recipe, ...]: ...

    def elsewhere(self, figure: Figure) -> tuple[tuple[Document, Figure], ...]:
        """Figures of other documents about the same thing (indicator, parties, product, route) in the same period."""
        ...

    def observed(self, one: str, other: str) -> tuple[Observation, ...]:
        """What official statistics of either country say of its trade in all goods with the other."""
        ...

    def economy(self, country: str) -> tuple[Observation, ...]:
        """A country's trade with all the world (partner WLD), its gross domestic product and its people."""
        ...


__all__ = ["Facts", "Failure", "Reading", "Recipe", "Report", "Trace"]
