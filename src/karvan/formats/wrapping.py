"""Lines no wider than the terminal, in which a marked figure never breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

Style = str | None
"""A verdict or an ANSI code; the view knows what it looks like."""
Run = tuple[str, Style]
"""Some characters in one style."""
Word = list[Run]
"""What stays together on a line."""

_SPACES = re.compile(r"[ \t\r\n\f\v\u3000]+")
# what could move a terminal's cursor, change its colours or turn its text round is never passed on
_UNSAFE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd"),
    **dict.fromkeys(
        (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xD800, 0xE000))
    ),
    **dict.fromkeys((*map(ord, "\t\r\n\f\v"), 0x85, 0x2028, 0x2029), " "),
}


def safe(text: str) -> str:
    r"""The text without control characters and without marks that turn its direction round.

    >>> safe("one\x1b[31mtwo\tthree")
    'one\ufffd[31mtwo three'
    """
    return text.translate(_UNSAFE)


def display_width(text: str) -> int:
    r"""Columns that a terminal gives the text.

    >>> display_width("naïve"), display_width("nai\u0308ve"), display_width("贸易")
    (5, 5, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if letter < "\u0300":
        return 1
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def words(runs: Iterable[tuple[str, Style, bool]]) -> list[Word]:
    """Words out of runs of text, each with its style and whether it may break at its spaces."""
    made: list[Word] = []
    glue = False
    for text, style, breaks in runs:
        if not text:
            continue
        pieces = _SPACES.split(text) if breaks else [text]
        for position, piece in enumerate(pieces):
            if position:
                glue = False
            if piece:
                if glue:
                    made[-1].append((piece, style))
                else:
                    made.append([(piece, style)])
                glue = True
    return made


def lines(text: Iterable[Word], width: int) -> Iterator[Word]:
    """Fills lines with words; a word wider than a line is broken between its runs, at spaces, else anywhere."""
    line: Word = []
    used = 0
    for word in text:
        whole = _wide(word) <= width
        for part, apart in [(word, True)] if whole else _broken(word, width):
            size = _wide(part)
            if line and used + apart + size > width:
                yield line
                line, used = [], 0
            if line and apart:
                line.append((" ", None))
                used += 1
            line.extend(part)
            used += size
    if line:
        yield line


def filled(text: str, width: int) -> list[str]:
    """Plain text in lines of at most that width.

    >>> filled("Turnover of the two countries rose by a third", 20)
    ['Turnover of the two', 'countries rose by a', 'third']
    """
    return ["".join(run for run, _ in line) for line in lines(words([(safe(text), None, True)]), width)]


def _wide(word: Word) -> int:
    return sum(display_width(run) for run, _ in word)


def _broken(word: Word, width: int) -> Iterator[tuple[Word, bool]]:
    """Parts no wider than a line, each with whether a space stands before it."""
    apart = True
    for run, style in word:
        if display_width(run) <= width:
            yield [(run, style)], apart
            apart = False
            continue
        for place, piece in enumerate(_SPACES.split(run)):
            apart = apart or place > 0
            for cut in _cut(piece, width):
                yield [(cut, style)], apart
                apart = False


def _cut(text: str, width: int) -> Iterator[str]:
    start, room = 0, width
    for place, letter in enumerate(text):
        size = 1 if letter < "\u0300" else _letter_width(letter)
        if size > room:
            yield text[start:place]
            start, room = place, width
        room -= size
    if text[start:]:
        yield text[start:]
