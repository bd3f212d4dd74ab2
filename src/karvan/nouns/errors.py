"""What can go wrong, as a tree.

KarvanError
 ├─ UsageError      the call itself: an unknown check, a date that is none
 ├─ DocumentError   a document that can't be read: missing, binary, encrypted, too large
 │   └─ FetchError  an address that may not be fetched or does not answer
 ├─ RecordError     the store: locked, from another version, not a record
 └─ DataError       a shipped table is missing or damaged
"""

from __future__ import annotations


class KarvanError(Exception):
    """Says what was wrong, where, and what to do.

    >>> print(DocumentError("the file is empty", where="talks.txt", hint="check the path"))
    `talks.txt`: the file is empty
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        return f"`{self.where}`: {self.what}" if self.where else self.what

    def __reduce__(self) -> tuple[object, ...]:
        # keyword arguments have to survive the way back from a worker process
        return _remake, (type(self), self.what, self.where, self.hint)


def _remake(kind: type[KarvanError], what: str, where: str | None, hint: str | None) -> KarvanError:
    return kind(what, where=where, hint=hint)


class UsageError(KarvanError):
    """The call itself can't be carried out."""


class DocumentError(KarvanError):
    """A document can't be read."""


class FetchError(DocumentError):
    """An address may not be fetched, or does not answer."""


class RecordError(KarvanError):
    """The store of documents, claims and findings can't be used."""


class DataError(KarvanError):
    """A shipped table is missing or damaged."""
