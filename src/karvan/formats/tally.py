"""Tally: what a run of many documents comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Self

from karvan.formats.view import Result, reading_of
from karvan.nouns.finding import Verdict
from karvan.nouns.report import Failure, Report


class Tally:
    """Counts results while they pass by, so that none has to be kept."""

    def __init__(self) -> None:
        self.documents = self.failed = self.figures = self.relations = self.events = 0
        self.verdicts: Counter[Verdict] = Counter()

    @classmethod
    def of(cls, result: Result) -> Self:
        """The tally of one."""
        tally = cls()
        tally.add(result)
        return tally

    def count(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            self.add(result)
            yield result

    def add(self, result: Result) -> None:
        self.documents += 1
        if isinstance(result, Failure):
            self.failed += 1
            return
        reading = reading_of(result)
        self.figures += len(reading.figures)
        self.relations += len(reading.relations)
        self.events += len(reading.events)
        if isinstance(result, Report):
            self.verdicts.update(finding.verdict for finding in result.findings)

    @property
    def worst(self) -> Verdict:
        """The gravest verdict met; consistent where no check spoke."""
        return max(self.verdicts, key=lambda verdict: verdict.gravity, default=Verdict.CONSISTENT)

    def findings(self) -> str:
        """The findings by verdict, the gravest first.

        >>> tally = Tally()
        >>> tally.verdicts.update([Verdict.CONSISTENT, Verdict.CONTRADICTED, Verdict.CONSISTENT])
        >>> tally.findings()
        '1 contradicted, 2 consistent'
        """
        gravest_first = sorted(self.verdicts, key=lambda verdict: -verdict.gravity)
        return ", ".join(f"{self.verdicts[verdict]} {verdict.value}" for verdict in gravest_first) or "no findings"

    def claims(self) -> str:
        return ", ".join(
            counted(many, noun)
            for many, noun in ((self.figures, "figure"), (self.relations, "relation"), (self.events, "event"))
        )

    def sentence(self, *, checked: bool = True) -> str:
        """All of it in one line."""
        said = [counted(self.documents, "document")] if self.documents != 1 or self.failed else []
        if self.failed:
            said[-1] += f" ({self.failed} not read)"
        if checked:
            said.append(self.findings())
        if self.documents > self.failed:
            said.append(self.claims())
        return "; ".join(said)


def counted(many: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "figure"), counted(2000, "figure")
    ('1 figure', '2,000 figures')
    """
    return f"{many:,} {noun}" if many == 1 else f"{many:,} {noun}s"
