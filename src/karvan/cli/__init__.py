"""The command line: a module per command, which parses, calls one function of the package and writes the result.

Help and version are answered from pages made beforehand, before anything slow is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

NOTHING_CONTRADICTED, CONTRADICTED, FAILED, STOPPED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit codes. 2 stands for a wrong call and for documents that can't be read, also when others could."""

_PAGES = Path(__file__).with_name("pages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; whatever goes wrong is a sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # whoever read the output has seen enough; what Python still holds back goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  users get a sentence, never a traceback
        return _failed(error)
    return code


def page_of(given: Sequence[str]) -> str | None:
    """The name of the help page that the call asks for; None where it asks for none.

    >>> page_of(["record", "add", "--help"]), page_of([]), page_of(["check", "talks.txt"])
    ('record-add', 'karvan', None)
    """
    options = list(given[: given.index("--")] if "--" in given else given)
    asks = not {"--help", "-h"}.isdisjoint(options)
    name = "karvan"
    for word in options:
        longer = word if name == "karvan" else f"{name}-{word}"
        if word.startswith("-") or not (_PAGES / f"{longer}.txt").is_file():
            break
        name = longer
    # a bare `karvan` or `karvan record` shows what there is to choose from
    alone = not options or (list(options) == [name] and any(_PAGES.glob(f"{name}-*.txt")))
    return name if asks or alone else None


def _run(given: list[str]) -> int:
    page = page_of(given)
    if page is not None:
        print((_PAGES / f"{page}.txt").read_text(encoding="utf-8"), end="")
        return NOTHING_CONTRADICTED
    if given[0] in {"--version", "-V"}:
        from karvan import __version__

        print(f"karvan {__version__}")
        return NOTHING_CONTRADICTED
    # what a start makes stays: to look through it again and again for garbage takes a twentieth of a check
    gc.set_threshold(50_000, 20, 20)
    from karvan.cli.app import run

    return run(given)


def _failed(error: Exception) -> int:
    from karvan.cli.saying import say_error
    from karvan.nouns.errors import KarvanError

    if isinstance(error, KarvanError):
        say_error(error.what, where=error.where, hint=error.hint)
    elif isinstance(error, OSError):
        say_error((error.strerror or str(error)).lower(), where=str(error.filename) if error.filename else None)
    elif isinstance(error, MemoryError):
        say_error("there is not enough memory", hint="check fewer documents at once, or with `--jobs 1`")
    else:
        if os.environ.get("KARVAN_TRACEBACK"):
            raise error
        say_error(
            f"karvan itself failed: {type(error).__name__}: {error}",
            hint="this is a fault of karvan; KARVAN_TRACEBACK=1 shows where, and we would like to hear of it",
        )
    return FAILED
