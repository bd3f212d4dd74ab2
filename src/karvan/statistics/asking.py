"""Asking a service: politely, within limits, and never twice for what is already kept."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from karvan.nouns import DataError, FetchError
from karvan.statistics.cache import Cache, Told, now
from karvan.statistics.sending import Passing, Reply, Sender
from karvan.statistics.sources import Service

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""What is asked, how many answers there are already, and of how many (0 where that is not known yet)."""

_PASSING = frozenset({408, 429, 500, 502, 503, 504})


class Limits(Struct, frozen=True, kw_only=True):
    """How long, how large, how often."""

    size: int = 256 << 20
    """Bytes of an answer, unpacked."""
    seconds: float = 180.0
    """For a whole answer."""
    tries: int = 4
    backoff: float = 2.0
    """Seconds before the second try; twice as many before every further one, and up to half more or less by chance."""
    patience: float = 90.0
    """Seconds that a service may ask to wait; beyond them the user is told."""
    pause: float | None = None
    """In place of the service's own."""


class Damaged(Exception):  # noqa: N818 - not an error of ours: it is tried again
    """An answer that breaks off or is none: another try may bring it whole."""


class Question(Struct, frozen=True, kw_only=True):
    """One address to ask."""

    target: str
    """Path and query below the service's address."""
    what: str
    """For people: `Tajikistan, 2015 to 2023`."""
    accept: str = "application/json"
    name: str = ""
    """What it is kept under, where the same can be asked at several addresses; else the target."""
    nothing: tuple[int, ...] = ()
    """Statuses by which the service says that it has nothing; the answer is then empty and not kept."""


class Asking:
    """The questions of one fetch. What a module finds out beside the rows, it writes down here."""

    def __init__(
        self, service: Service, folder: Path, *, address: str | None = None, progress: Progress | None = None,
        limits: Limits | None = None, newer_than: dt.datetime | None = None,
    ) -> None:  # fmt: skip
        self.service, self.limits = service, limits or Limits()
        self.published: dict[str, set[str]] = {}
        """Periods that a reporter has published, by its code."""
        self.left_out: Counter[str] = Counter()
        """Rows of areas that are no country."""
        self.version: str | None = None
        self.answers = self.cached = self.expected = 0
        self.retrieved: dt.datetime | None = None
        """When the oldest of the answers came."""
        self._cache, self._progress, self._newer_than = Cache(folder), progress, newer_than
        self._base = (address or service.address).rstrip("/")
        secret = {service.header: self.key} if self.key else {}
        self._sender = Sender(address, secret, size=self.limits.size, seconds=self.limits.seconds)
        self._last = 0.0
        self._new: list[Told] = []

    @property
    def key(self) -> str | None:
        """The user's key for the service."""
        return os.environ.get(self.service.key, "").strip() or None if self.service.key else None

    def ask(self, question: Question, read: Callable[[bytes], T], *, fresh: bool = False) -> T:
        """The answer to a question, as `read` makes it of the bytes; from the cache where it is there, unless `fresh`.

        `read` raises Damaged for an answer that breaks off; only what it has read is kept.
        """
        if self._progress:
            self._progress(question.what, self.answers, max(self.expected, self.answers + 1))
        kept = None if fresh else self._cache.find(self.service.id, question.name or question.target)
        if kept is not None and (self._newer_than is None or _time(kept.told.retrieved) >= self._newer_than):
            self.cached += 1
            self._count(_time(kept.told.retrieved))
            return read(kept.data)
        return self._asked(question, read, 1 if fresh else self.limits.tries)

    def _count(self, when: dt.datetime) -> None:
        self.answers += 1
        self.retrieved = min(self.retrieved or when, when)

    def _asked(self, question: Question, read: Callable[[bytes], T], tries: int) -> T:
        address = f"{self._base}/{question.target}"
        for attempt in range(1, tries + 1):
            self._pause()
            wait = None
            try:
                reply = self._sender.send(address, question.accept)
                if reply.status in _PASSING:
                    wait = self._waiting(reply, address)
                    why = f"the service answers {reply.status}{reply.message}"
                elif reply.status in question.nothing:
                    self._count(now())
                    return read(b"")
                elif reply.status != 200:
                    raise self._refused(reply, address)
                else:
                    return self._taken(question, address, reply, read)
            except Damaged as error:
                why = str(error)
            except Passing as error:
                why, tries = str(error), min(tries, error.tries)
            if attempt >= tries:
                times = f", {attempt} times" if attempt > 1 else ""
                raise FetchError(f"{why}{times}", where=address, hint=self._later())
            time.sleep(wait if wait is not None else self._jitter(attempt))
        raise AssertionError

    def _taken(self, question: Question, address: str, reply: Reply, read: Callable[[bytes], T]) -> T:
        found = read(reply.data)
        when = now()
        told = Told(
            service=self.service.id, question=question.name or question.target, address=address,
            retrieved=when.isoformat(), version=self.version,
        )  # fmt: skip
        self._cache.keep(reply.data, told)
        self._new.append(told)
        self._count(when)
        return found

    def forget(self) -> None:
        """Let go of the answers that came now: they have led to nothing, and may be others another time."""
        for told in self._new:
            self._cache.drop(told)

    def _pause(self) -> None:
        pause = self.service.pause if self.limits.pause is None else self.limits.pause
        wait = self._last + pause - time.monotonic()
        if self._last and wait > 0:
            time.sleep(wait)
        self._last = time.monotonic()

    def _jitter(self, attempt: int) -> float:
        return self.limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret

    def _waiting(self, reply: Reply, address: str) -> float | None:
        """Seconds that the service asks to wait."""
        wait = reply.wait
        if wait is not None and wait > self.limits.patience:
            hint = f"ask again then; {self._kept()}"
            raise FetchError(
                f"the service answers {reply.status} and asks to wait {_long(wait)}", where=address, hint=hint
            )
        return wait

    def _refused(self, reply: Reply, address: str) -> FetchError:
        what = f"the service answers {reply.status}{reply.message}"
        hint = "see the service's documentation: " + self.service.documentation
        if self.service.key and reply.status in {401, 403}:
            named = f"the environment variable `{self.service.key}`"
            quota = "quota" in reply.message.lower()
            if quota:
                hint = f"the key's share of questions is used up; ask again later; {self._kept()}"
            else:
                hint = f"{named} holds a key that is not taken" if self.key else f"set {named} to your key"
        return FetchError(what, where=address, hint=hint)

    def _later(self) -> str:
        return f"ask again later; {self._kept()}"

    def _kept(self) -> str:
        if not self.answers:
            return "nothing was changed"
        return f"nothing was changed, and {self.answers} answers are kept, from which the same command goes on"


def changed(service: Service, what: str) -> DataError:
    """The error of an answer whose form is not the one that is known."""
    hint = "the service has changed its format, or the address is another service's; see " + service.documentation
    return DataError(f"the answer is not in the form that is known: {what}", where=service.title, hint=hint)


def _long(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
