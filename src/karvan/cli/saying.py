"""What the command line says beside its results, on standard error."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable


def say_error(what: str, *, where: str | None = None, hint: str | None = None) -> None:
    """`error:` what and where, `hint:` what to do."""
    from karvan.formats.view import View
    from karvan.formats.wrapping import safe

    view = View(encoding=sys.stderr.encoding or "utf-8")
    place = f"`{where}`: " if where else ""
    print(view.shown(safe(f"error: {place}{what}")), file=sys.stderr)
    if hint:
        print(view.shown(safe(f"hint: {hint}")), file=sys.stderr)


def nearest(word: str, known: Iterable[str], *, all_of: str) -> str:
    """What the user may have meant, else all that there is.

    >>> nearest("grwth", ["growth", "sum"], all_of="checks")
    'did you mean `growth`?'
    >>> nearest("x", ["growth", "sum"], all_of="checks")
    'the checks are growth, sum'
    """
    names = list(known)
    close = difflib.get_close_matches(word, names, n=2, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(f'`{name}`' for name in close)}?"
    return f"the {all_of} are {', '.join(names)}"
