"""The pool behind check_all: a document that brings its worker down costs only itself."""

from __future__ import annotations

import os
from itertools import islice

from karvan.checking.many import _pooled
from karvan.nouns import Failure


def _task(source: str) -> str:
    if source == "deadly":
        os._exit(3)
    return source.upper()


def test_a_worker_that_dies_costs_one_document() -> None:
    sources = [f"text {n}" for n in range(60)]
    sources[20] = "deadly"
    made = list(_pooled(_task, iter(sources), 2))  # type: ignore[arg-type]
    assert [one.document for one in made if isinstance(one, Failure)] == ["deadly"]
    assert [one for one in made if not isinstance(one, Failure)] == [s.upper() for s in sources if s != "deadly"]


def test_sources_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield f"text {n}"
            n += 1

    made = _pooled(_task, endless(), 2)  # type: ignore[arg-type]
    assert list(islice(made, 3)) == ["TEXT 0", "TEXT 1", "TEXT 2"]
    assert len(taken) < 200
    made.close()  # type: ignore[attr-defined]
