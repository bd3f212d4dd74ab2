"""karvan checks."""

from __future__ import annotations

import sys

from karvan.cli import NOTHING_CONTRADICTED
from karvan.cli.saying import nearest
from karvan.nouns.errors import UsageError


def checks(name: str | None = None, /) -> int:
    """List the checks with their reasons, or print the page of one.

    Parameters
    ----------
    name
        The check whose page to print, such as `growth`.

    Examples
    --------
    karvan checks
    karvan checks growth

    """
    from karvan.cli.output import opened
    from karvan.formats.check_pages import pages
    from karvan.formats.view import View
    from karvan.formats.wrapping import filled

    view = View(encoding=sys.stdout.encoding or "utf-8")
    known = {page.id: page for page in pages()}
    if name is not None and name not in known:
        raise UsageError(f"there is no check `{name}`", hint=nearest(name, known, all_of="checks"))
    with opened(None, text=True) as stream:
        if name is not None:
            for paragraph in known[name].paragraphs():
                stream.write("\n".join(filled(view.shown(paragraph), 80)) + "\n")
            return NOTHING_CONTRADICTED
        margin = max(map(len, known)) + 2
        for page in known.values():
            lines = filled(view.shown(page.sentence), 80 - margin)
            stream.write(f"{page.id:<{margin}}" + f"\n{' ' * margin}".join(lines) + "\n")
    return NOTHING_CONTRADICTED
