"""`python -m karvan`, and the `karvan` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the command of the call; whoever stops it while it is still loading sees no traceback either."""
    try:
        from karvan.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        return 130  # as `karvan.cli` has it, which is not there yet
    return run()


if __name__ == "__main__":
    sys.exit(main())
