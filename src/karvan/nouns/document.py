"""Span and Document: the characters that every claim stands on."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct


class Span(Struct, frozen=True, array_like=True, order=True):
    """Code points `start` to `end` (half-open) of `Document.text`.

    >>> Span(0, 5).of("Trade grew")
    'Trade'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Document(Struct, frozen=True, kw_only=True):
    """A text with what is known about it. Offsets count code points of `text`, exactly as decoded."""

    name: str
    """File name, address or `-`."""
    text: str
    published: dt.date | None = None
    published_from: str | None = None
    """`option`, `metadata`, `dateline` or `name`: what the date was taken from."""
    publisher: str | None = None
    language: str | None = None
    """ISO 639-1."""
    headline: Span | None = None
    dateline: Span | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    """Of the bytes as they came."""
