"""Finding, Evidence and Verdict: what a check says, and what it rests on."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct

from karvan.nouns.document import Span


class Verdict(StrEnum):
    """What is known about a claim. Order of gravity: `Verdict.gravity`."""

    CONFIRMED = "confirmed"
    CONSISTENT = "consistent"
    UNVERIFIABLE = "unverifiable"
    DISPUTED = "disputed"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"

    @property
    def gravity(self) -> int:
        """How grave it is, from 0.

        >>> Verdict.CONTRADICTED.gravity > Verdict.DOUBTFUL.gravity > Verdict.CONSISTENT.gravity
        True
        """
        return tuple(Verdict).index(self)


class Source(Struct, frozen=True, kw_only=True):
    """Where something comes from."""

    title: str
    address: str | None = None
    version: str | None = None
    retrieved: str | None = None
    licence: str | None = None


class Evidence(Struct, frozen=True, kw_only=True):
    """What a finding rests on: characters of this or another document, or a row of a shipped table."""

    text: str
    document: str | None = None
    span: Span | None = None
    claim: str | None = None
    source: Source | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """One check's word on some claims.

    `computation` can be redone by hand, `why` says in a sentence what it means, `suggest` maps claim ids to the
    value that repairs the text (periods as ISO text), `repair` says it in words. `also` names the ids of findings
    about the same slip that were folded into this one.
    """

    id: str
    check: str
    verdict: Verdict
    figures: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    computation: str = ""
    why: str = ""
    suggest: dict[str, Decimal | str] | None = None
    repair: str | None = None
    slip: str | None = None
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims that it speaks of."""
        return (*self.figures, *self.relations, *self.events)

    def to_dict(self) -> dict[str, Any]:
        """The finding as karvan's JSON has it."""
        from karvan.nouns.plain import finding_dict

        return finding_dict(self)
