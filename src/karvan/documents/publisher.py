"""Who publishes, where a line says so: `Source: Statistics Office`."""

from __future__ import annotations

import re

from karvan.vocabulary.agencies import known_agency

_LABEL = re.compile(r"(?:source|publisher|источник|mənbə|kaynak|fuente|quelle)\s*[::]\s*", re.IGNORECASE)
_TAIL = 400


def stated_source(text: str, start: int, end: int) -> str | None:
    """The publisher that a line names after `Source:`."""
    label = _LABEL.match(text, start, end)
    if label is None:
        return None
    name = text[label.end() : end].strip(" \t.,;*")
    return (known_agency(name) or name) if 2 <= len(name) <= 80 and not name.startswith("http") else None


def closing_source(text: str) -> str | None:
    """The publisher that the last lines name."""
    at = max(0, len(text) - _TAIL)
    for line in text[at:].splitlines()[-3:]:
        if found := stated_source(line, 0, len(line)):
            return found
    return None
