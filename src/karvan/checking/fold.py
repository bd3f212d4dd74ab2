"""Folding: findings about one slip become one finding.

The gravest finding with the fewest claims is kept; what it lacks, the others give: their computations become evidence, their
ids stand in `also`, and the repair that mends them all is its `suggest`. Findings that agree are never folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from karvan.checking.checks import ARITHMETIC
from karvan.checking.repair import Mend
from karvan.checking.ties import place
from karvan.nouns import Claim, Evidence, Finding, Reading, Verdict

_GRAVE = frozenset((Verdict.CONTRADICTED, Verdict.DOUBTFUL, Verdict.DISPUTED))
_NUMBERS = {*ARITHMETIC, "corroboration", "official", "scale"}
_STATISTICS = frozenset(("official", "scale"))
_MOST = 4000
"""Groups are sought among this many findings; a text with more has no single slip."""


def fold(findings: Sequence[Finding], mends: Iterable[Mend], reading: Reading) -> tuple[Finding, ...]:
    """The findings in their order, those about one slip folded into one, with ids of their own and evidence."""
    findings = numbered(findings)
    grave = [finding for finding in findings if finding.verdict in _GRAVE][:_MOST]
    kept: dict[str, Finding] = {}
    gone: set[str] = set()
    places = {place(finding): finding for finding in grave}
    for mend in mends:
        members = [places[place(tie)] for tie in mend.ties if place(tie) in places]
        members = [member for member in members if member.id not in gone and member.id not in kept]
        if members:
            members += _about(mend.suggest, grave, {*gone, *kept, *(member.id for member in members)})
            chief = _mended(_chief(members), mend)
            kept[chief.id] = _joined(chief, members)
            gone.update(member.id for member in members if member.id != chief.id)
    for members in _groups([finding for finding in grave if finding.id not in gone and finding.id not in kept]):
        chief = _chief(members)
        kept[chief.id] = _joined(chief, members)
        gone.update(member.id for member in members if member.id != chief.id)
    claims = {claim.id: claim for claim in reading.claims()}
    return tuple(
        _with_evidence(kept.get(finding.id, finding), claims, reading) for finding in findings if finding.id not in gone
    )


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Every id once: the second `nesting-f4` becomes `nesting-f4-2`."""
    seen: defaultdict[str, int] = defaultdict(int)
    result = []
    for finding in findings:
        seen[finding.id] += 1
        count = seen[finding.id]
        result.append(finding if count == 1 else msgspec.structs.replace(finding, id=f"{finding.id}-{count}"))
    return result


def _about(suggest: Mapping[str, object], grave: list[Finding], taken: set[str]) -> list[Finding]:
    """Findings of other kinds about a figure that the repair changes."""
    changed = set(suggest)
    return [
        finding
        for finding in grave
        if finding.id not in taken
        and finding.check in _NUMBERS
        and (finding.verdict is not Verdict.CONTRADICTED or _agrees(finding, suggest))
        and changed & set(finding.figures)
    ]


def _agrees(finding: Finding, suggest: Mapping[str, object]) -> bool:
    """Whether statistics ask for the same repair as the text's own arithmetic does."""
    own = finding.suggest
    return finding.check in _STATISTICS and own is not None and all(suggest.get(name) == own[name] for name in own)


def _groups(findings: list[Finding]) -> list[list[Finding]]:
    """Findings with those that share a claim with them, each chief before its followers."""
    left = sorted(range(len(findings)), key=lambda at: (*_rank(findings[at]), at))
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for at in left:
        for claim in findings[at].claims:
            sharing[claim].append(at)
    taken: set[int] = set()
    groups = []
    for at in left:
        if at in taken:
            continue
        near = dict.fromkeys(n for claim in findings[at].claims for n in sharing[claim] if n not in taken and n != at)
        members = [at, *(n for n in near if _kin(findings[at], findings[n]))]
        taken.update(members)
        groups.append([findings[n] for n in members])
    return groups


def _kin(one: Finding, other: Finding) -> bool:
    """Whether two findings can be about one slip: numbers with numbers, dates with dates, directions with directions."""
    return one.check == other.check or {one.check, other.check} <= _NUMBERS


def _rank(finding: Finding) -> tuple[int, int]:
    return -finding.verdict.gravity, len(finding.claims)


def _chief(members: list[Finding]) -> Finding:
    return min(members, key=_rank)


def _mended(finding: Finding, mend: Mend) -> Finding:
    changed = [claim for claim in mend.suggest if claim not in finding.relations]
    figures = tuple(dict.fromkeys((*(claim for claim in changed if claim.startswith("f")), *finding.figures)))
    relations = tuple(dict.fromkeys((*finding.relations, *(c for c in mend.suggest if c not in figures))))
    return msgspec.structs.replace(
        finding,
        figures=figures,
        relations=relations,
        suggest=dict(mend.suggest) or None,
        repair=mend.words,
        slip=mend.slip,
    )


def _joined(chief: Finding, members: list[Finding]) -> Finding:
    others = [member for member in members if member.id != chief.id]
    if not others:
        return chief
    events = chief.events
    if chief.check == "direction":  # each finding may see another of the flows that one slip joins
        events = tuple(dict.fromkeys((*events, *(event for other in others for event in other.events))))
    return msgspec.structs.replace(
        chief,
        events=events,
        also=tuple(other.id for other in others),
        evidence=chief.evidence + tuple(row for other in others for row in _told_by(other)),
    )


def _told_by(other: Finding) -> Iterator[Evidence]:
    """What a finding that was folded into another adds: its computation, or the statistics that it rests on."""
    if other.check in _STATISTICS:
        yield from (msgspec.structs.replace(row, text=f"{other.check}: {row.text}") for row in other.evidence)
    else:
        yield Evidence(text=f"{other.check}: {other.computation}")


def _with_evidence(finding: Finding, claims: dict[str, Claim], reading: Reading) -> Finding:
    """The characters that every claim of a finding was read from, before all else."""
    name = reading.document.name
    own = tuple(
        Evidence(text=claim.text, document=name, span=claim.span, claim=claim.id)
        for claim in (claims[claim_id] for claim_id in finding.claims if claim_id in claims)
    )
    return msgspec.structs.replace(finding, evidence=own + finding.evidence)
