"""Pieces: a text is cut into words, numbers, signs, stops and ends of lines, and nothing is known of them yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_SPACES = "\u00a0\u202f\u2009\u2007"

WORDS, DIGIT, OTHER, END, LINE, MONEY, SHORT, OWNER, DAY, LINK = range(1, 11)
Piece = tuple[int, int, int, str]
"""Kind, start, end, and what is written."""


@lru_cache(maxsize=8)
def scanner(signs: tuple[str, ...], owner: str, links: bool) -> re.Pattern[str]:
    """One alternative a kind of piece, in the order of the constants, the commonest first.

    Numbers keep their separators; a sign of currency may hold letters (`US$`), so a word gives way before a sign.
    """
    money = "|".join(re.escape(sign) for sign in sorted(signs, key=lambda s: (-len(s), s)))
    symbols = "".join(
        sorted({re.escape(char) for sign in signs for char in sign if unicodedata.category(char) == "Sc"})
    )
    letter, owner = r"[^\W\d_½¼¾⅓⅔⅛]", re.escape(owner) or "(?!)"
    word = rf"(?>{letter}++(?:[\u0300-\u036f\u200d]++{letter}*+)*+(?:['’ʻʼ`‘](?!{owner}\b){letter}++)*+)(?![{symbols}]|\.{letter}\.)"
    spaced = rf"\d{{1,3}}(?:[ {_SPACES}]\d{{3}})+(?![\d,.]*\d{{4}})(?:[.,]\d+)?(?!\d)"
    date = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)|\d{1,2}:\d\d(?!\d)"
    link = r"https?://\S+|www\.\S+|\S{1,64}@\S{1,255}\.\w+"
    pattern = (
        rf"({word})|((?!{date})(?:{spaced}|\d+(?:[.,’'٫٬]\d+)*|(?<![\w.])\.\d+|[½¼¾⅓⅔⅛]))|([^\s\w.!?…。！？'’{symbols}])|([.!?…。！？]+)|(\n)"
        rf"|({money})|((?:{letter}\.){{2,}})|(['’](?:{owner}\b|(?<={owner}['’])(?!\w)))|({date})|(['’]|[^\W\d_]+)"
    )
    return re.compile(f"(?:({link}))|" + pattern if links else pattern)


_BETWEEN_DIGITS = re.compile(r" (?=\d)(?<=\d.)")
_BLANK = re.compile(r"(?<!\d) | (?!\d)")


REMEMBERED = 1 << 13
"""So many texts and words are remembered; those of a language's everyday are fewer. Four times as many make reading faster
by a fiftieth, and memory grows for four times as long before it is flat."""


@lru_cache(maxsize=8)
def cutter(signs: tuple[str, ...], owner: str) -> Callable[[str], tuple[Piece, ...]]:
    """A function that cuts a text without blanks into pieces; it remembers the texts that it has seen."""

    @lru_cache(maxsize=REMEMBERED)
    def cut(part: str) -> tuple[Piece, ...]:
        links = "@" in part or "://" in part or "www." in part
        found = scanner(signs, owner, links).finditer(part)
        return tuple((((m.lastindex or 1) - links) or LINK, *m.span(), m[0]) for m in found)

    return cut


def pieces_of(text: str, signs: tuple[str, ...], owner: str) -> list[Piece]:
    """All pieces of the text. None but a number has a blank inside, between digits."""
    cut = cutter(signs, owner)
    pieces: list[Piece] = []
    add = pieces.append
    at = 0
    for line in text.split("\n"):
        for part in _BLANK.split(line) if _BETWEEN_DIGITS.search(line) else line.split(" "):
            for kind, start, end, written in cut(part):
                add((kind, at + start, at + end, written))
            at += len(part) + 1
        add((LINE, at - 1, at, "\n"))
    pieces.pop()  # behind the last line there is no end
    return pieces
