"""What official statistics cost a check: a claim after the first, and a fresh process.

    uv run python benchmarks/official.py [--quick]

A claim is a figure of trade in the texts of tests/truth; the pairs of countries that a text names are looked up when their
first claim is checked, and that look-up counts. A process is `karvan check` of the example, with and without
`--no-official`, in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples/azerbaijan-tajikistan-2024-05-22.txt"


def claims(quick: bool) -> tuple[int, float, float]:
    """How many claims, and milliseconds a claim: in the first run over the texts, and in a second one."""
    from karvan.checking import Known
    from karvan.checking.checks import official, scale
    from karvan.documents import open_document
    from karvan.reading import read

    paths = sorted(ROOT.glob("tests/truth/*/*.txt"))
    readings = [read(open_document(str(path))) for path in paths[: 3 if quick else None]]
    count = sum(figure.indicator.startswith("trade.") for reading in readings for figure in reading.figures)
    times = []
    for _ in range(2):
        facts = Known()
        start = time.perf_counter()
        for reading in readings:
            list(official.check(reading, facts))
            list(scale.check(reading, facts))
        times.append((time.perf_counter() - start) * 1000 / count)
    return count, times[0], times[1]


def processes(times: int) -> tuple[float, float]:
    """Median seconds of `karvan check` with and without official statistics."""
    took: dict[bool, list[float]] = {True: [], False: []}
    command = [sys.executable, "-m", "karvan", "check", str(EXAMPLE), "--quiet"]
    with tempfile.TemporaryDirectory() as kept:
        # compiled as it is on a user's machine, wherever this one forbids that
        surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        surroundings["PYTHONPYCACHEPREFIX"] = kept
        for _ in range(times + 1):
            for official in (True, False):
                words = command if official else [*command, "--no-official"]
                start = time.perf_counter()
                subprocess.run(words, capture_output=True, check=False, env=surroundings)
                took[official].append(time.perf_counter() - start)
    return statistics.median(took[True][1:]), statistics.median(took[False][1:])


def main() -> int:
    quick = "--quick" in sys.argv[1:]
    count, first, again = claims(quick)
    print(
        f"{count} claims of trade: {first:.2f} ms a claim with its pairs looked up, {again:.2f} ms where they are known"
    )
    with_, without = processes(2 if quick else 15)
    print(f"a fresh process: {with_:.3f} s, with --no-official {without:.3f} s, {(with_ - without) * 1000:.0f} ms more")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
