"""Official statistics: every figure to reach, each part a process of its own.

    uv run --group peers python benchmarks/statistics.py [--quick]

Parts: `keeping.py` (ten million observations kept, a pair found), `official.py` (a claim, a process), `indices.py` (all indices, complexity beside a peer).
"""

# ruff: noqa: A005 - it gives way to Python's own module, see below
from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("keeping.py", "official.py", "indices.py")


def _given_way() -> None:
    """A script of this folder that asks for Python's own module of this name gets that one."""
    import importlib

    before = list(sys.path)
    sys.path[:] = [place for place in before if Path(place or ".").resolve() != HERE.resolve()]
    del sys.modules["statistics"]
    importlib.import_module("statistics")
    sys.path[:] = before


def main() -> int:
    import subprocess

    worst = 0
    for part in PARTS:
        print(f"== {part}", flush=True)
        done = subprocess.run([sys.executable, "-W", "ignore", str(HERE / part), *sys.argv[1:]], check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
if __name__ == "statistics":
    _given_way()
