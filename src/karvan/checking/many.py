"""check_all: many documents, over a pool of processes, in the order of the input."""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from karvan.checking.facts import Known, Together
from karvan.checking.run import check, chosen, facts_from
from karvan.nouns import Document, Failure, KarvanError, Reading, Report
from karvan.nouns.unbroken import unbroken

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from karvan.record import Record

Source = str | Path | Document
T = TypeVar("T")
_BATCH = 16
_AHEAD = 3
"""Batches in flight for each worker: enough that none waits, few enough that memory stays flat."""
_FEW = 16
"""Fewer documents than this are done before a pool has started."""


def check_all(
    sources: Iterable[Source], *, published: dt.date | str | None = None, checks: Sequence[str] | None = None,
    record: Path | str | None = None, together: bool = False, jobs: int | None = None, official: bool = True,
) -> Iterator[Report | Failure]:  # fmt: skip
    """The reports on many documents, one by one, in the order of the input.

    A document that can't be read gives a `Failure`, and the others go on.

    Parameters
    ----------
    sources
        Paths, addresses or documents.
    published
        The day on which the texts appeared, where they do not say it.
    checks
        Names of checks; all of them where nothing is named.
    record
        The file of a record whose documents may confirm or dispute.
    together
        Whether the documents of this call may confirm or dispute each other: then all are read first.
    jobs
        Processes; one for every core where nothing is said.
    official
        Whether figures are held against official statistics.

    """
    names = chosen(checks)
    if record is not None:
        _usable(record)
    if not together:
        return _each(
            partial(_checked, published=published, checks=names, record=record, official=official), sources, jobs
        )
    return _together(_each(partial(_read, published=published), sources, jobs), names, record, official=official)


def _usable(record: Path | str) -> None:
    """One sentence about a record that can't be read, not one for every document."""
    from karvan.record import Record

    with Record(record) as opened:
        opened.open()


def _together(
    made: Iterator[Reading | Failure], names: tuple[str, ...], record: Path | str | None, *, official: bool
) -> Iterator[Report | Failure]:
    all_made = list(made)
    known = Together(one for one in all_made if isinstance(one, Reading))
    for one in all_made:
        if isinstance(one, Reading):
            facts = known.facts_for(one.document, official=official)
            if record is not None:
                facts = _both(facts, _facts(record, one.document, official=official))
            yield check(one, checks=names, facts=facts)
        else:
            yield one


def _both(one: Known, other: Known) -> Known:
    return Known(elsewhere=lambda figure: one.elsewhere(figure) + other.elsewhere(figure), official=one.official)


def _checked(
    source: Source,
    published: dt.date | str | None,
    checks: tuple[str, ...],
    record: Path | str | None,
    *,
    official: bool,
) -> Report:
    document = _document(source, published)
    facts = None if record is None else _facts(record, document, official=official)
    return check(document, published=published, checks=checks, facts=facts, official=official)


def _read(source: Source, published: dt.date | str | None) -> Reading:
    from karvan.reading import read

    return read(_document(source, published), published=published)


def _document(source: Source, published: dt.date | str | None) -> Document:
    if isinstance(source, Document):
        return source
    from karvan.documents import open_document

    return open_document(source, published=published)


def _facts(record: Path | str, document: Document, *, official: bool) -> Known:
    from karvan.record import Record

    path = str(record)
    if path not in _OPEN:
        _OPEN[path] = Record(path)
    return facts_from(_OPEN[path], document, official=official)


_OPEN: dict[str, Record] = {}


def _each(task: Callable[[Source], T], sources: Iterable[Source], jobs: int | None) -> Iterator[T | Failure]:
    """The task on every source, here or in a pool."""
    jobs = _cores() if jobs is None else max(1, jobs)
    waiting = iter(sources)
    first = list(islice(waiting, _FEW))
    if jobs == 1 or len(first) < _FEW:
        yield from (_safely(task, source) for source in chain(first, waiting))
    else:
        yield from _pooled(task, chain(first, waiting), jobs)


def _pooled(task: Callable[[Source], T], sources: Iterator[Source], jobs: int) -> Iterator[T | Failure]:
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(jobs)
    sources = map(_opened, sources)
    flying: deque[tuple[list[Source], Future[list[T | Failure]]]] = deque()
    try:
        while True:
            while len(flying) < jobs * _AHEAD and (batch := list(islice(sources, _BATCH))):
                with unbroken():  # the first ones fork
                    flying.append((batch, pool.submit(_batch, task, batch)))
            if not flying:
                return
            batch, future = flying.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # a document brought its worker down: whatever was in flight is done again, each alone
                pool.shutdown(wait=False, cancel_futures=True)
                again = [batch, *(waiting for waiting, _ in flying)]
                flying.clear()
                for source in chain.from_iterable(again):
                    yield _alone(task, source)
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _opened(source: Source) -> Source:
    """Standard input belongs to this process: no worker can read it."""
    if source != "-":
        return source
    try:
        return _document(source, None)
    except KarvanError:
        return source  # it fails again in a worker, and becomes a Failure there


def _alone(task: Callable[[Source], T], source: Source) -> T | Failure:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(_batch, task, [source]).result()[0]
        except BrokenProcessPool:
            return Failure(
                document=_name(source), what="reading it brought the program down", hint="leave the file out"
            )


def _pool(jobs: int) -> ProcessPoolExecutor:
    # multiprocessing costs a start that one document does not need
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(max_workers=jobs, initializer=_quietly)


def _quietly() -> None:
    import signal

    # Ctrl-C is the parent's to handle: it takes the workers down without their tracebacks
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _batch(task: Callable[[Source], T], sources: list[Source]) -> list[T | Failure]:
    return [_safely(task, source) for source in sources]


def _safely(task: Callable[[Source], T], source: Source) -> T | Failure:
    try:
        return task(source)
    except KarvanError as error:
        return Failure(document=error.where or _name(source), what=error.what, hint=error.hint)
    except Exception as error:  # noqa: BLE001 - our own fault on one document must not cost the others
        what = f"karvan has a fault here ({type(error).__name__}: {error})"
        return Failure(document=_name(source), what=what, hint="report it together with the document")


def _name(source: Source) -> str:
    return source.name if isinstance(source, Document) else os.fspath(source)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
