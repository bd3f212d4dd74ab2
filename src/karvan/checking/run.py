"""check, explain, keep: one document through all checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from karvan.checking.checks import ARITHMETIC, CHECKS
from karvan.checking.computing import steps
from karvan.checking.facts import Known
from karvan.checking.fold import fold
from karvan.checking.footing import Ground
from karvan.checking.repair import Mend, repair
from karvan.checking.ties import Outcome, Tie, outcome, values_of
from karvan.checking.trust import firm, told, weigh, weighed_in_words
from karvan.nouns import Document, Facts, Finding, Reading, Report, UsageError, Verdict

if TYPE_CHECKING:
    from karvan.record import Record

_GRAVE = frozenset((Verdict.CONTRADICTED, Verdict.DOUBTFUL))


def check(
    source: str | Document | Reading, *, published: dt.date | str | None = None, checks: Sequence[str] | None = None,
    facts: Facts | None = None, official: bool = True,
) -> Report:  # fmt: skip
    """Read a text (or take a reading) and say of every claim how it stands.

    Parameters
    ----------
    source
        The text itself, a document, or a reading made before.
    published
        The day on which the text appeared, where the text does not say it: "last year" is told from it.
    checks
        Names of checks; all of them where nothing is named.
    facts
        What is known beside the text; the shipped recipes and official statistics where nothing is given.
    official
        Whether figures are held against official statistics; not asked where `facts` are given.

    """
    names = chosen(checks)
    reading = source if isinstance(source, Reading) else _read(source, published)
    return Report(reading=reading, findings=findings(reading, names, facts or Known(official=official)), checks=names)


def chosen(checks: Sequence[str] | None) -> tuple[str, ...]:
    """The checks that were asked for, in order of report.

    >>> chosen(["sum", "growth"])
    ('growth', 'sum')
    >>> chosen(["grwth"])
    Traceback (most recent call last):
    karvan.nouns.errors.UsageError: no check `grwth`
    """
    if checks is None:
        return CHECKS
    for name in checks:
        if name not in CHECKS:
            near = get_close_matches(name, CHECKS, 1)
            raise UsageError(
                f"no check `{name}`", hint=f"did you mean `{near[0]}`?" if near else f"one of {', '.join(CHECKS)}"
            )
    return tuple(name for name in CHECKS if name in checks)


def findings(reading: Reading, names: tuple[str, ...], facts: Facts) -> tuple[Finding, ...]:
    """What the checks find, repaired and folded."""
    found = [finding for name in names for finding in module(name).check(reading, facts)]
    mends: tuple[Mend, ...] = ()
    if any(finding.verdict in _GRAVE and finding.check in ARITHMETIC for finding in found):
        found, mends = _weighed(found, reading)
    return fold(found, mends, reading)


def _weighed(found: list[Finding], reading: Reading) -> tuple[list[Finding], tuple[Mend, ...]]:
    """The findings that the reading bears, and what mends them: what may be misread neither asks for a repair nor bars one."""
    ties = tuple(ties_of(reading))
    failing = [tie for tie in ties if outcome(tie, reading) >= Outcome.STRAINED]
    ground = Ground(reading)
    weighed = weigh(failing, (tie for tie in ties if outcome(tie, reading) is Outcome.HOLDS), ground)
    sayable = any(one.verdict is not Verdict.UNVERIFIABLE for one in weighed)
    mends = repair(firm(ties, weighed, ground), reading) if sayable else ()
    return told(found, weighed, reading), mends


def ties_of(reading: Reading) -> Iterator[Tie]:
    """Everything that must hold between the numbers of a reading, whichever checks were asked for."""
    return (tie for name in ARITHMETIC for tie in module(name).ties(reading))


@cache
def module(name: str) -> ModuleType:
    """The module of a check; its docstring is the check's page."""
    return import_module(f"karvan.checking.checks.{name}")


def explain(report: Report, finding_id: str) -> str:
    """One computation step by step, with the intervals that it used."""
    finding = next((finding for finding in report.findings if finding.id == finding_id), None)
    if finding is None:
        names = [finding.id for finding in report.findings]
        near = get_close_matches(finding_id, names, 3, 0.4) or names[:3]
        hint = f"nearest: {', '.join(f'`{name}`' for name in near)}" if near else "the document has no findings"
        raise UsageError(f"no finding `{finding_id}`", where=report.reading.document.name, hint=hint)
    return "\n".join((f"{finding.id}: {finding.verdict}", *_explained(finding, report.reading)))


def _explained(finding: Finding, reading: Reading) -> Iterator[str]:
    tie = next(_ties_like(finding, reading), None)
    lines = steps(tie, values_of(reading)) if tie is not None else (finding.computation,)
    texts = {claim.id: claim.text for claim in reading.claims() if claim.text}
    told = {line.partition(":")[0] for line in lines}
    if finding.verdict in _GRAVE and finding.why:
        yield f"{finding.why.rstrip('.')}."
    for name in finding.claims:
        if name in texts and name not in told:
            yield f"{name} “{texts[name]}”"
    for line in lines:
        name, colon, rest = line.partition(":")
        yield f"{name} “{texts[name]}”{rest}" if colon and name in texts else line
    weighing = weighed_in_words(tie, reading) if tie is not None else None
    if weighing:
        yield weighing
    if finding.repair:
        yield f"repair: {finding.repair}"
    yield from (evidence.text for evidence in finding.evidence if evidence.claim is None)


def _ties_like(finding: Finding, reading: Reading) -> Iterator[Tie]:
    """The ties behind a finding: folding may have added the claims of its repair."""
    if finding.check not in ARITHMETIC:
        return
    for tie in module(finding.check).ties(reading):
        if set(tie.claims) <= {*finding.figures, *finding.relations} and finding.id.startswith(
            f"{tie.check}-{tie.first}"
        ):
            yield tie


def keep(report: Report, path: Path | str) -> bool:
    """Keep a report in the record at `path`; False where the document is kept already."""
    from karvan.record import Record

    with Record(path) as record:
        return record.add(report)


def facts_from(record: Record, document: Document, *, official: bool = True) -> Known:
    """What a record says beside one document."""
    return Known(elsewhere=lambda figure: record.elsewhere(figure, besides=document), official=official)


def _read(source: str | Document, published: dt.date | str | None) -> Reading:
    from karvan.reading import read

    return read(source, published=published)
