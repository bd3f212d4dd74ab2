"""Record: the store of documents, claims and findings, one DuckDB file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakSet

from msgspec import Struct

from karvan.nouns import Document, Figure, Period, RecordError, Report, UsageError, Verdict
from karvan.record import sql, tidy
from karvan.record.folding import Sentences, identity, share, shingles, text_hash
from karvan.record.opening import connect, speaking
from karvan.record.search import Hit, search
from karvan.record.writing import write

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 1000
_BATCH_DOCUMENTS, _BATCH_CHARACTERS = 100, 1_000_000
_SHORTEST_PREFIX = 4
_COPY = 0.5
"""Two texts that share this much of the shorter one's runs of eight words are copies."""
_READERS: WeakSet[Record] = WeakSet()
"""The records that this process has open for reading: they make way for one that writes, and open again when asked."""


class _Marks:
    """What copies of a document share with it."""

    def __init__(self, document: Document) -> None:
        self.whole = (identity(document), text_hash(document.text))
        self.sentences = Sentences(document.text).all()
        self.shingles = shingles(document.text)


class Entry(Struct, frozen=True, kw_only=True):
    """A document of the record at a glance: how many claims it makes, and how many findings of each verdict."""

    name: str
    sha256: str
    published: dt.date | None
    publisher: str | None
    language: str | None
    countries: tuple[str, ...]
    figures: int
    relations: int
    events: int
    verdicts: dict[str, int]
    """The gravest first."""


class Record:
    """Keeps documents, claims and findings in the file `path`, which is made by the first `add`.

    One process writes, or any number read. Without a path the record lives in memory.

    >>> from karvan.nouns import Document, Reading, Report
    >>> talks = Report(reading=Reading(document=Document(name="talks.txt", text="Trade grew")))
    >>> with Record() as record:
    ...     record.add(talks), record.add(talks), [entry.name for entry in record.documents()]
    (True, False, ['talks.txt'])
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = None if path is None else Path(path)
        self._where = None if path is None else str(path)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._writes = False
        self._own: tuple[Document, _Marks] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Open the file for reading now, so that what is wrong with it is said before anything else is done."""
        self._cursor().close()

    def close(self) -> None:
        """Give the file free for other processes."""
        if self._connection is not None:
            with speaking(self._where):
                self._connection.close()
            self._connection, self._writes = None, False
            _READERS.discard(self)

    def add(self, report: Report, *, replace: bool = False) -> bool:
        """Store a document with its claims and findings, all or nothing; False where it or a copy of it is here.

        A copy has the same bytes, or the same text but for white space and capitals. With `replace`, what was read
        from the same document before gives way, unless it is equal.
        """
        return self.add_all([report], replace=replace)[0]

    def add_all(self, reports: Iterable[Report], *, replace: bool = False) -> list[bool]:
        """`add` for many: much faster, a transaction for every hundred documents."""
        added: list[bool] = []
        batch: list[Report] = []
        size = 0
        for report in reports:
            batch.append(report)
            size += len(report.reading.document.text)
            if len(batch) == _BATCH_DOCUMENTS or size > _BATCH_CHARACTERS:
                added += self._add_batch(batch, replace)
                batch, size = [], 0
        return added + self._add_batch(batch, replace) if batch else added

    def documents(self) -> Iterator[Entry]:
        """What the record holds, the newest first."""
        order = sorted(Verdict, key=lambda verdict: -verdict.gravity)
        for *known, countries, figures, relations, events, verdicts in self._stream(sql.ENTRIES):
            name, sha256, published, publisher, language = known
            yield Entry(
                name=name, sha256=sha256, published=published, publisher=publisher, language=language,
                countries=tuple(countries), figures=figures, relations=relations, events=events,
                verdicts={str(verdict): verdicts.count(verdict) for verdict in order if verdict in verdicts},
            )  # fmt: skip

    def report(self, name: str) -> Report:
        """The report of a document by its name, the last part of its name, or the first digits of its SHA-256."""
        return self._report(self._numbered(name))

    def search(
        self, text: str | None = None, *, country: str | None = None, indicator: str | None = None,
        period: Period | str | None = None, verdict: Verdict | str | None = None, limit: int | None = None,
    ) -> Iterator[Hit]:  # fmt: skip
        """Claims that fit; see `karvan.record.find`."""
        return search(
            self._stream, text, country=country, indicator=indicator, period=period, verdict=verdict, limit=limit,
        )  # fmt: skip

    def elsewhere(self, figure: Figure, *, besides: Document | None = None) -> tuple[tuple[Document, Figure], ...]:
        """What other documents say about the same thing (indicator, parties, product, route) in the same days.

        A's exports to B and B's imports from A are the same thing. `besides` is the document that the figure stands
        in: neither it, nor a copy of it, whole or in good part, nor a sentence that it shares with another document
        is a witness; and of two documents that share a sentence, the older one speaks.
        """
        about = tidy.topic(figure)
        if about is None or figure.period is None:
            return ()
        days = (figure.period.start.isoformat(), figure.period.last.isoformat())
        own = self._marks(besides) if besides else None
        heard = set(own.sentences) if own else set[int]()
        said: dict[int, list[Figure]] = {}
        for number, sha256, copy, sentence, noun in self._stream(sql.ELSEWHERE, [about, *days]):
            if (own and (sha256 in own.whole or copy in own.whole)) or sentence in heard:
                continue
            other = tidy.thaw_claim(noun)
            assert isinstance(other, Figure)
            said.setdefault(number, []).append(other)
            if sentence is not None:
                heard.add(sentence)
        documents = {number: self._document(number) for number in said}
        return tuple(
            (documents[number], other)
            for number, others in said.items()
            if own is None or share(own.shingles, shingles(documents[number].text)) < _COPY
            for other in others
        )

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """Tidy rows of `documents`, `figures`, `relations`, `events` or `findings`, all with the same keys."""
        if kind not in sql.ROWS:
            raise UsageError(f"the record has no table `{kind}`", hint=f"one of {', '.join(sql.ROWS)}")
        return self._dicts(sql.ROWS[kind])

    def _dicts(self, statement: str) -> Iterator[dict[str, Any]]:
        with speaking(self._where), self._cursor() as cursor:
            cursor.execute(statement)
            keys = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from (dict(zip(keys, row, strict=True)) for row in rows)

    def _add_batch(self, batch: list[Report], replace: bool) -> list[bool]:
        name = batch[0].reading.document.name
        try:
            with speaking(self._where, name), self._cursor(write=True) as cursor:
                return write(cursor, batch, self._readable if replace else None)
        except RecordError as error:
            if len(batch) == 1:
                raise RecordError(error.what, where=error.where or name, hint=error.hint) from error
        # one of them can't be stored: those before it are, and the error names it
        return [self.add(report, replace=replace) for report in batch]

    def _cursor(self, *, write: bool = False) -> duckdb.DuckDBPyConnection:
        if write and not self._writes:
            for reader in [other for other in _READERS if other is self or other.path == self.path]:
                reader.close()
        if self._connection is None:
            self._connection = connect(self.path, write=write)
            self._writes = write or self.path is None
            if not self._writes:
                _READERS.add(self)
        return self._connection.cursor()

    def _stream(self, statement: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        with speaking(self._where), self._cursor() as cursor:
            cursor.execute(statement, list(parameters))
            while rows := cursor.fetchmany(_ROWS_AT_ONCE):
                yield from rows

    def _numbered(self, name: str) -> int:
        digits = name.lower()
        asked = [(sql.NAMED, name), (sql.TAILED, name)]
        if len(digits) >= _SHORTEST_PREFIX and set(digits) <= set("0123456789abcdef"):
            asked.append((sql.PREFIXED, digits))
        for statement, value in asked:
            found = list(self._stream(statement, [value]))
            if len(found) > 1:
                prefixes = ", ".join(f"`{sha256[:12]}`" for _, sha256 in found[:3])
                raise RecordError(
                    f"`{name}` names {len(found)} documents",
                    where=self._where,
                    hint=f"name one by its SHA-256: {prefixes}",
                )
            if found:
                return found[0][0]
        raise RecordError(f"no document `{name}`", where=self._where, hint="`karvan record list` names them all")

    def _report(self, number: int) -> Report:
        [(reading, text, checks)] = self._stream(sql.DOCUMENT, [number])
        claims = [noun for (noun,) in self._stream(sql.CLAIMS, [number])]
        findings = [noun for (noun,) in self._stream(sql.FINDINGS, [number])]
        return tidy.thaw_report(reading, text, checks, claims, findings)

    def _readable(self, number: int) -> Report | None:
        """The report; None where another version wrote it in a form that this one can't read."""
        try:
            return self._report(number)
        except RecordError:
            return None

    def _document(self, number: int) -> Document:
        [(reading, text, checks)] = self._stream(sql.DOCUMENT, [number])
        return tidy.thaw_report(reading, text, checks, [], []).reading.document

    def _marks(self, document: Document) -> _Marks:
        # asked once for every figure of a document in turn
        if self._own is None or self._own[0] is not document:
            self._own = document, _Marks(document)
        return self._own[1]
