"""Reading beside other tools, in one run: quantities, times, and documents a second.

    uv run --group peers python benchmarks/reading.py [FOLDER…] [--quick]

Quantities: value and unit of the figures of the truths, F1. What a user would filter out is left out for every tool:
percentages, bare numbers and durations that no figure of the truth overlaps, and repeats of a figure that was found.
A bare number is right for a figure whose unit is no currency and no measure (count, person, TEU): to name the noun is
karvan's job alone. Times: for each figure with a period, whether the tool finds its first and last day anywhere in the
paragraph. Speed: texts of about 3 kB on one core, start-up excluded, median of three; karvan reads and checks.
At the end, whole processes from the start, their bytecode written before.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from peers import Found, Peer, installed
from truths import ROOT, Case, cases, days, folders

COUNTED = {"count", "person", "TEU"}
TIMES = {"day", "week", "month", "year", "hour", "minute", "second"}
SIZE = 3000


def scores(peer: Peer, used: list[Case]) -> tuple[int, int, int]:
    """Right figures, figures of the truth, and what the tool gave."""
    assert peer.quantities is not None
    hits = truths = given = 0
    for case in used:
        found, right, matched = peer.quantities(case.text), set[int](), set[int]()
        for at, one in enumerate(found):
            for row, figure in enumerate(case.figures):
                if row not in right and _same(one, figure):
                    right.add(row)
                    matched.add(at)
                    break
        hits += len(right)
        truths += len(case.figures)
        given += len(matched) + sum(
            _counts(one, case, [found[hit] for hit in matched]) for at, one in enumerate(found) if at not in matched
        )
    return hits, truths, given


def _same(one: Found, figure: dict[str, Any]) -> bool:
    start, end = figure["span"]
    value = float(figure["value"])
    return (
        one.start < end
        and start < one.end
        and abs(one.value - value) <= 1e-6 * max(abs(value), 1)
        and (one.unit == figure["unit"] or (one.unit is None and figure["unit"] in COUNTED))
    )


def _counts(one: Found, case: Case, matched: list[Found]) -> bool:
    """Whether something that is not right counts as wrong."""
    if any(other.value == one.value and other.unit == one.unit for other in matched):
        return False
    overlaps = any(one.start < figure["span"][1] and figure["span"][0] < one.end for figure in case.figures)
    ratios = any("span" in row and one.start < row["span"][1] and row["span"][0] < one.end for row in case.relations)
    if one.unit == "percentage" or (ratios and not overlaps):
        return False
    return overlaps or not (one.unit is None or one.unit in TIMES)


def dated(peer: Peer, used: list[Case]) -> tuple[int, int]:
    """Figures whose first and last day the tool finds in their paragraph, of those that have a period."""
    assert peer.times is not None
    right = total = 0
    for case in used:
        known: dict[int, list[Any]] = {}
        for figure in case.figures:
            wanted = days(figure["period"])
            if wanted is None:
                continue
            start = case.text.rfind("\n", 0, figure["span"][0]) + 1
            if start not in known:
                paragraph = case.text[start:].partition("\n")[0]
                known[start] = peer.times(paragraph, case.published)
            total += 1
            right += wanted in known[start]
    return right, total


def documents(used: list[Case]) -> list[str]:
    """Texts of about 3 kB, put together from whole ones."""
    made, parts = [], list[str]()
    for case in used:
        parts.append(case.text)
        if sum(map(len, parts)) >= SIZE * 0.8:
            made.append("\n\n".join(parts)[: int(SIZE * 1.1)])
            parts = []
    return made or ["\n\n".join(parts)]


def speed(work: Callable[[str], object], texts: list[str], seconds: float) -> float:
    """Documents a second: the median of three runs, each as long as was asked or once over the texts."""
    work(texts[0])
    rates = []
    for _ in range(3):
        start, done = time.perf_counter(), 0
        while (spent := time.perf_counter() - start) < seconds:
            work(texts[done % len(texts)])
            done += 1
        rates.append(done / max(spent, 1e-9))
    return statistics.median(rates)


def lines(used: list[Case], seconds: float) -> Iterator[str]:
    texts = documents(used)
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(used)} texts, {len(texts)} of about 3 kB"
    yield ""
    yield "| tool | version | value and unit, F1 | right, of truth, given | period, right | of | documents/s | karvan is |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    ours = 0.0
    for peer in installed():
        cells = ["–"] * 6
        if peer.quantities:
            hits, truths, given = scores(peer, used)
            cells[0] = f"{2 * hits / (truths + given):.3f}" if truths + given else "–"
            cells[1] = f"{hits}, {truths}, {given}"
        if peer.times:
            right, total = dated(peer, used)
            cells[2:4] = [f"{right / total:.2f}" if total else "–", str(total)]
        if peer.work:
            rate = speed(peer.work, texts, seconds)
            ours = ours or rate
            cells[4:] = [f"{rate:.1f}", f"{ours / rate:.1f} times as fast"]
        yield f"| {peer.name} | {peer.version} | {' | '.join(cells)} |"
    yield ""
    yield f"HTML to text (not in the above): {_html(texts, seconds):.0f} documents/s"
    yield ""
    yield "| whole process | seconds, best of five |"
    yield "| --- | ---: |"
    for words in ("--help", "check examples/azerbaijan-tajikistan-2024-05-22.txt"):
        yield f"| `karvan {words}` | {_start(words.split()):.2f} |"


def _start(words: list[str]) -> float:
    """The seconds of a whole process, its bytecode written before."""
    with tempfile.TemporaryDirectory() as kept:
        surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        surroundings["PYTHONPYCACHEPREFIX"] = kept
        spent = []
        for _ in range(6):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "karvan", *words], cwd=ROOT, env=surroundings, capture_output=True, check=False
            )
            spent.append(time.perf_counter() - start)
    return min(spent[1:])


def _html(texts: list[str], seconds: float) -> float:
    from karvan.documents import from_bytes

    pages = [
        "<html><head><title>News</title></head><body><nav><a href='/'>Home</a></nav><article>"
        + "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        + "</article></body></html>"
        for text in texts
    ]
    return speed(lambda page: from_bytes(page.encode(), name="page.html"), pages, seconds)


def main(arguments: list[str]) -> int:
    quick = "--quick" in arguments
    used = list(cases(folders(arguments)))
    if not used:
        print("no truths in these folders", file=sys.stderr)
        return 2
    for line in lines(used[:2] if quick else used, 0.01 if quick else 2.0):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
