"""Ctrl-C while karvan is loading ends it; it never goes on with half of a library."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# raises Ctrl-C in the middle of whatever msgspec loads while it is loaded itself, in C, where an error is swallowed
INTERRUPTED = """
import signal, sys
sys.modules.pop("{name}", None)

class Pressing:
    def find_spec(self, name, path=None, target=None):
        if name == "{name}":
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Pressing())
from karvan.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["datetime", "_datetime", "msgspec._core", "karvan.nouns.claims"])
def test_ctrl_c_ends_the_loading(name):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(name=name), "record", "list", "-r", "none.duckdb"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
