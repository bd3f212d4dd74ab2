"""Search: claims by words and facets, the best document first, each with its passage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from karvan.nouns import Period, Span, UsageError, Verdict
from karvan.record import sql
from karvan.record.folding import passage, words
from karvan.record.query import Clause, Facets, clauses
from karvan.record.tidy import AnyClaim, thaw_claim

Ask = Callable[[str, Sequence[object]], Iterator[tuple[Any, ...]]]

_DOCUMENTS_AT_ONCE = 50


class Hit(Struct, frozen=True, kw_only=True):
    """A claim that was found, with its passage; `claim` is None where a document holds the words outside its claims."""

    document: str
    sha256: str
    published: dt.date | None
    claim: AnyClaim | None
    verdict: Verdict | None
    snippet: str
    marks: tuple[Span, ...]
    """What was found, in the snippet: the words of the search, or the claim's own."""
    score: float | None = None
    """BM25 of the document for the words."""

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The snippet on one line with its marks written into it.

        >>> hit = Hit(document="talks.txt", sha256="", published=None, claim=None, verdict=None,
        ...           snippet="Trade grew", marks=(Span(6, 10),))
        >>> hit.marked()
        'Trade [grew]'
        """
        pieces, place = list[str](), 0
        for mark in self.marks:
            pieces += [self.snippet[place : mark.start], before, mark.of(self.snippet), after]
            place = mark.end
        return " ".join("".join([*pieces, self.snippet[place:]]).split())


def search(
    ask: Ask, text: str | None, *, country: str | None, indicator: str | None, period: Period | str | None,
    verdict: Verdict | str | None, limit: int | None,
) -> Iterator[Hit]:  # fmt: skip
    """Checks the call at once, finds as the result is read."""
    if limit is not None and limit < 0:
        raise UsageError(f"the limit can't be {limit}", hint="a number from 0 up")
    facets = Facets.asked(country, indicator, period, verdict)
    asked = clauses(text) if text is not None and text.strip() else ()
    return islice(_by_words(ask, asked, facets) if asked else _by_facets(ask, facets), limit)


def _by_facets(ask: Ask, facets: Facets) -> Iterator[Hit]:
    wanted = facets.values()
    last, text = None, ""
    for number, name, sha256, published, noun, verdict in ask(sql.fitting(list(wanted)), list(wanted.values())):
        if number != last:
            [(text,)] = ask(sql.TEXT, [number])
            last = number
        claim = thaw_claim(noun)
        snippet, marks = _claim_snippet(text, claim)
        yield Hit(
            document=name, sha256=sha256, published=published, claim=claim, verdict=Verdict(verdict), snippet=snippet,
            marks=marks,
        )  # fmt: skip


def _by_words(ask: Ask, asked: tuple[Clause, ...], facets: Facets) -> Iterator[Hit]:
    """Claims in whose passage a word stands; with facets, every claim that fits, those nearest to the words first.

    A document that holds the words in none of its claims is a hit of its own, unless something was asked that only
    claims have.
    """
    wanted = facets.values()
    alone = set(wanted) <= {"country"}
    statement = sql.ranking([[beginning for _, beginning in clause] for clause in asked], list(wanted), country=alone)
    parameters = [word for clause in asked for word, _ in clause] + list(wanted.values())
    ranked = ask(statement, [*parameters, facets.country] if alone and wanted else parameters)
    while some := list(islice(ranked, _DOCUMENTS_AT_ONCE)):
        claims: dict[int, list[tuple[str, str]]] = {}
        numbers = [document[0] for document in some]
        for number, _, _, _, noun, verdict in ask(sql.fitting(list(wanted), True), [numbers, *wanted.values()]):
            claims.setdefault(number, []).append((noun, verdict))
        for number, name, sha256, published, score in some:
            [(text,)] = ask(sql.TEXT, [number])
            for claim, verdict, (snippet, marks) in _near(text, claims.get(number, []), asked, alone, bool(wanted)):
                yield Hit(
                    document=name, sha256=sha256, published=published, claim=claim, verdict=verdict, snippet=snippet,
                    marks=marks, score=score,
                )  # fmt: skip


def _near(
    text: str, claims: list[tuple[str, str]], asked: tuple[Clause, ...], alone: bool, faceted: bool,
) -> Iterator[tuple[AnyClaim | None, Verdict | None, tuple[str, tuple[Span, ...]]]]:  # fmt: skip
    found: list[tuple[int, AnyClaim, Verdict, tuple[str, tuple[Span, ...]]]] = []
    for noun, verdict in claims:
        claim = thaw_claim(noun)
        snippet, own = _claim_snippet(text, claim)
        held, marks = _matches(snippet, asked)
        if held or faceted:
            found.append((-held, claim, Verdict(verdict), (snippet, marks or own)))
    for _, claim, verdict, shown in sorted(found, key=lambda row: row[0]):
        yield claim, verdict, shown
    if alone and not found:
        yield None, None, _first_match(text, asked)


def _claim_snippet(text: str, claim: AnyClaim) -> tuple[str, tuple[Span, ...]]:
    if claim.span is None:
        return claim.text, ()
    around = passage(text, claim.span)
    return around.of(text), (Span(claim.span.start - around.start, claim.span.end - around.start),)


def _matches(text: str, asked: tuple[Clause, ...]) -> tuple[int, tuple[Span, ...]]:
    """How many clauses a text holds, and where."""
    there = list(words(text))
    spans, held = set[Span](), 0
    for clause in asked:
        places = [
            place for place in range(len(there) - len(clause) + 1) if _fits(there[place : place + len(clause)], clause)
        ]
        held += bool(places)
        spans |= {Span(there[place][1], there[place + len(clause) - 1][2]) for place in places}
    return held, _apart(sorted(spans))


def _fits(there: Sequence[tuple[str, int, int]], clause: Clause) -> bool:
    return all(
        word.startswith(sought) if beginning else word == sought
        for (word, _, _), (sought, beginning) in zip(there, clause, strict=True)
    )


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Spans that overlap become one."""
    apart = list[Span]()
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(span.end, apart[-1].end))
        else:
            apart.append(span)
    return tuple(apart)


def _first_match(text: str, asked: tuple[Clause, ...]) -> tuple[str, tuple[Span, ...]]:
    """The passage around the first place that holds the first clause."""
    window: list[tuple[str, int, int]] = []
    clause = asked[0]
    for word in words(text):
        window = [*window[-len(clause) + 1 :], word] if len(clause) > 1 else [word]
        if len(window) == len(clause) and _fits(window, clause):
            around = passage(text, Span(window[0][1], word[2])).of(text)
            return around, _matches(around, asked)[1]
    return "", ()
