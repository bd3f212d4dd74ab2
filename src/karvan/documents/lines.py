"""The first lines of a document: where headline, byline and dateline stand."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]+")
_MARK = re.compile(r"[\s\ufeff]*(?:#{1,6}[ \t]+|>[ \t]+|\*\*(?=\S))?")
_BLANK = re.compile(r"[ \t\xa0]*(?:\r\n?|\n)?[ \t\xa0]*(?:[\r\n]|\Z)")
_REACH = 900
_MOST = 8


class Line(NamedTuple):
    """A line that holds something, without the blanks and Markdown signs around it."""

    start: int
    end: int
    closes: bool
    """Whether a blank line or the end of the text follows."""


def opening_lines(text: str) -> list[Line]:
    r"""The first lines that hold something.

    >>> [tuple(line) for line in opening_lines("# Trade grows\n\nBAKU, May 22. It grew.")]
    [(2, 13, True), (15, 37, True)]
    """
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        if match.start() > _REACH or len(lines) == _MOST:
            break
        mark = _MARK.match(text, match.start(), match.end())
        start = mark.end() if mark else match.start()
        tail = text[max(start, match.end() - 80) : match.end()]
        end = match.end() - len(tail) + len(tail.rstrip("*# \t\v\f\ufeff\xa0"))
        if start < end:
            lines.append(Line(start, end, _BLANK.match(text, match.end()) is not None))
    return lines
