"""`python -m karvan`, and the `karvan` command."""

from __future__ import annotations

import sys

from karvan.cli import main

if __name__ == "__main__":
    sys.exit(main())
