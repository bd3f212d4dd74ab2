"""Slips put into consistent texts, one at a time, and edits that change nothing: what `karvan.check` says of them.

    uv run python benchmarks/slips.py [FOLDER…] [--quick] [--misses]

FOLDERs hold texts and truths as tests/truth does; only texts without findings are used. Printed are, by kind, how many
slips were found and how many repaired to what was written before, how many harmless edits stayed silent, and the
precision and recall of contradictions. Never an accuracy: most claims are right, so a checker that is always silent
would look good.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable

import karvan
from harmless import edits
from karvan.nouns import Finding, Report
from mutations import Mutant, slips
from truths import Case, cases, folders

SEED = "slips"
MOST = 4
GRAVE = ("contradicted", "doubtful")


def checked(case: Case, text: str) -> Report:
    return karvan.check(text, published=case.published)


def signature(finding: Finding, report: Report) -> tuple[str, ...]:
    """What a finding says, apart from places and ids, which an edit moves."""
    named = set(finding.claims)
    return (
        finding.check,
        finding.verdict,
        *sorted(claim.text for claim in report.reading.claims() if claim.id in named),
    )


def spans(finding: Finding, report: Report) -> Iterable[tuple[int, int]]:
    named = set(finding.claims)
    return [(c.span.start, c.span.end) for c in report.reading.claims() if c.id in named and c.span is not None]


def touches(finding: Finding, report: Report, tied: Iterable[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in spans(finding, report) for c, d in tied)


def repaired(finding: Finding, report: Report, mutant: Mutant) -> bool:
    """Whether the suggestion writes back what stood in the text before."""
    for claim in report.reading.claims():
        value = (finding.suggest or {}).get(claim.id)
        if value is None or claim.span is None:
            continue
        for (start, end), before in mutant.meant:
            if claim.span.start < end and start < claim.span.end and _equal(value, before):
                return True
    return False


def named(finding: Finding, report: Report, mutant: Mutant) -> bool:
    """Whether what was changed is among the repairs that a finding names as equally likely."""
    words = finding.repair if not finding.suggest else None
    places = [place for place, _ in mutant.meant]
    return words is not None and any(
        f"“{claim.text}” →" in words
        for claim in report.reading.claims()
        if claim.span is not None and any(claim.span.start < end and start < claim.span.end for start, end in places)
    )


def _equal(one: object, other: float | str) -> bool:
    if isinstance(other, str):
        return str(one) == other
    try:
        return abs(float(str(one)) - other) <= 1e-6 * max(abs(other), 1e-9)
    except ValueError:
        return False


def measure(used: list[Case], most: int, *, misses: bool) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    found, quiet = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case in used:
        report = checked(case, case.text)
        known = {signature(finding, report) for finding in report.findings}
        bad = [finding for finding in report.findings if finding.verdict == "contradicted"]
        quiet["as they are", "edits"] += 1
        quiet["as they are", "silent"] += not bad
        quiet["as they are", "doubtful"] += sum(finding.verdict == "doubtful" for finding in report.findings)
        found["", "figures"] += len(case.figures)
        found["", "false"] += len(bad)
        chance = random.Random(f"{SEED} {case.name}")
        for mutant in slips(case, chance, most):
            _slip(mutant, known, found, misses=misses)
        for mutant in edits(case):
            _edit(mutant, known, quiet, misses=misses)
    return found, quiet


def _slip(mutant: Mutant, known: set[tuple[str, ...]], found: Counter[tuple[str, str]], *, misses: bool) -> None:
    report = checked(mutant.case, mutant.text)
    new = [one for one in report.findings if one.verdict in GRAVE and signature(one, report) not in known]
    right = [one for one in new if touches(one, report, mutant.tied)]
    hits = [one for one in right if one.verdict in mutant.verdicts]
    found[mutant.kind, "slips"] += 1
    found[mutant.kind, "found"] += bool(hits)
    found[mutant.kind, "doubtful"] += bool(right) and not hits
    found[mutant.kind, "to repair"] += bool(mutant.meant)
    found[mutant.kind, "repaired"] += any(repaired(one, report, mutant) for one in right)
    if mutant.meant and not any(repaired(one, report, mutant) for one in right):
        found[mutant.kind, "named"] += any(named(one, report, mutant) for one in right)
        found[mutant.kind, "wrongly"] += any(one.suggest for one in right)
    found[mutant.kind, "beside"] += sum(one.verdict == "contradicted" and one not in right for one in new)
    if misses and not hits:
        words = " | ".join(mutant.text[start:end] for start, end in mutant.tied)
        print(f"missed: {mutant.case.name}: {mutant.kind}: {words}", file=sys.stderr)


def _edit(mutant: Mutant, known: set[tuple[str, ...]], quiet: Counter[tuple[str, str]], *, misses: bool) -> None:
    report = checked(mutant.case, mutant.text)
    before = sum("contradicted" in said[:2] for said in known)
    new = [one for one in report.findings if one.verdict == "contradicted"][before:]
    doubted = sum(one.verdict == "doubtful" for one in report.findings) - sum("doubtful" in said[:2] for said in known)
    quiet[mutant.kind, "edits"] += 1
    quiet[mutant.kind, "silent"] += not new
    quiet[mutant.kind, "doubtful"] += max(0, doubted)
    if misses and new:
        print(f"not silent: {mutant.case.name}: {mutant.kind}: {new[-1].computation or new[-1].why}", file=sys.stderr)


def rate(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def tables(found: Counter[tuple[str, str]], quiet: Counter[tuple[str, str]], texts: int) -> str:
    kinds = sorted({kind for kind, _ in found if kind})
    rows = [
        "| slip | slips | found | recall | only doubtful | repaired | repair rate |",
        "| --- " + "| ---: " * 6 + "|",
    ]
    total = Counter[str]()
    for kind in kinds:
        of = {
            name: found[kind, name]
            for name in ("slips", "found", "doubtful", "to repair", "repaired", "beside", "named", "wrongly")
        }
        total.update(of)
        rows.append(_row(kind, of))
    rows.append(_row("**all**", total))
    rows += ["", "| harmless edit | edits | silent | rate | doubtful |", "| --- " + "| ---: " * 4 + "|"]
    for kind in dict.fromkeys(kind for kind, _ in quiet):
        edit, silent = quiet[kind, "edits"], quiet[kind, "silent"]
        rows.append(f"| {kind} | {edit} | {silent} | {rate(silent, edit)} | {quiet[kind, 'doubtful']} |")
    false, figures = found["", "false"], found["", "figures"]
    said = (
        f"Contradictions, over {texts} texts and {total['slips']} slips: "
        f"precision {rate(total['found'], total['found'] + total['beside'] + false)}, "
        f"recall {rate(total['found'], total['slips'])}; "
        f"false ones in the texts as they are: {false} in {figures} figures."
    )
    told = (
        f"Repairs: {total['repaired']} right, {total['wrongly']} wrong, so that "
        f"{rate(total['repaired'], total['repaired'] + total['wrongly'])} of those suggested are right; "
        f"{total['named']} more are named among several that are equally likely."
    )
    rows += ["", said, told]
    return "\n".join(rows)


def _row(kind: str, of: Counter[str] | dict[str, int]) -> str:
    return (
        f"| {kind} | {of['slips']} | {of['found']} | {rate(of['found'], of['slips'])} | {of['doubtful']} "
        f"| {of['repaired'] if of['to repair'] else '–'} | {rate(of['repaired'], of['to repair'])} |"
    )


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    used = [case for case in cases(folders(arguments)) if not case.truth["findings"]]
    used = used[:2] if quick else used
    if not used:
        print("no consistent texts in these folders", file=sys.stderr)
        return 2
    found, quiet = measure(used, 1 if quick else MOST, misses="--misses" in arguments)
    print(tables(found, quiet, len(used)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
