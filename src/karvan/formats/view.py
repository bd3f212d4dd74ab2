"""View: how much is shown, how wide, and with which signs."""

from __future__ import annotations

import codecs
import unicodedata

from msgspec import Struct

from karvan.nouns.finding import Verdict
from karvan.nouns.report import Failure, Reading, Report

Result = Report | Reading | Failure


def reading_of(result: Report | Reading) -> Reading:
    """The document with its claims, whether or not it was checked."""
    return result if isinstance(result, Reading) else result.reading


SIGNS = {
    Verdict.CONTRADICTED: "✗",
    Verdict.DOUBTFUL: "?",
    Verdict.DISPUTED: "≠",
    Verdict.UNVERIFIABLE: "·",
    Verdict.CONSISTENT: "✓",
    Verdict.CONFIRMED: "★",
}
MEANINGS = {
    Verdict.CONTRADICTED: "contradicted",
    Verdict.DOUBTFUL: "doubtful",
    Verdict.DISPUTED: "disputed",
    Verdict.UNVERIFIABLE: "nothing to check it against",
    Verdict.CONSISTENT: "consistent",
    Verdict.CONFIRMED: "confirmed elsewhere",
}
_COLORS = {
    Verdict.CONTRADICTED: "1;31",
    Verdict.DOUBTFUL: "33",
    Verdict.DISPUTED: "35",
    Verdict.UNVERIFIABLE: "2",
    Verdict.CONSISTENT: "32",
    Verdict.CONFIRMED: "1;32",
}
# what a terminal without Unicode shows in place of our own signs and of the commonest typography
_ASCII = {
    "✗": "x", "≠": "!", "·": ".", "✓": "=", "★": "*", "→": "->", "─": "-", "–": "-", "—": "-", "‑": "-", "…": "...",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "×": "x", "−": "-", "≤": "<=", "≥": ">=",
    "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
    "├": "|", "│": "|", "└": "`", "€": "EUR", "£": "GBP", "¥": "JPY", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "ə": "e", "Ə": "E", "ı": "i", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
}  # fmt: skip


class View(Struct, frozen=True, kw_only=True):
    """What the user asked to see, and what the stream can show."""

    verbose: bool = False
    quiet: bool = False
    color: bool = False
    width: int = 80
    encoding: str = "utf-8"

    def shown(self, text: str) -> str:
        """The text with every character that the stream can show, and the nearest ASCII for the others.

        >>> View(encoding="ascii").shown("Şirvan → “6.1” ✗")
        'Sirvan -> "6.1" x'
        """
        if text.isascii() or self.encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-16", "utf-32"}:
            return text
        return text.encode(self.encoding, errors="karvan-nearest").decode(self.encoding)

    def painted(self, text: str, style: Verdict | str | None) -> str:
        """The text in the colour of a verdict (or an ANSI code), where colour is wanted."""
        if not self.color or style is None or not text:
            return text
        return f"\x1b[{_COLORS.get(style, style) if isinstance(style, Verdict) else style}m{text}\x1b[0m"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = "".join(_nearest_letter(letter) for letter in error.object[error.start : error.end])
    return letters, error.end


def _nearest_letter(letter: str) -> str:
    if letter in _ASCII:
        return _ASCII[letter]
    base = unicodedata.normalize("NFKD", letter).encode("ascii", errors="ignore").decode()
    return base if base or unicodedata.combining(letter) else "?"


codecs.register_error("karvan-nearest", _nearest)
