"""Text to a row of nodes: one pass of a compiled scanner, each word looked up in the lexicon, sentences divided."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from karvan.reading.grammar import Node, category
from karvan.reading.lexicon import CAPITAL, EXACT, Lexicon

WORD, NAME, DIGITS, DATE, STOP = (category(c) for c in ("WORD", "NAME", "DIGITS", "DATE", "STOP"))
COMMA, SEMICOLON, COLON, HYPHEN, DASH, LPAR, RPAR, QUOTE, SLASH, POSS, SIGN, PUNCT, PERCENT = (
    category(c)
    for c in (
        "COMMA", "SEMICOLON", "COLON", "HYPHEN", "DASH", "LPAR", "RPAR", "QUOTE", "SLASH", "POSS", "SIGN", "PUNCT",
        "PERCENT",
    )
)  # fmt: skip
_PUNCTUATION = {
    ",": COMMA, ";": SEMICOLON, ":": COLON, "(": LPAR, "[": LPAR, ")": RPAR, "]": RPAR, '"': QUOTE, "“": QUOTE,
    "”": QUOTE, "«": QUOTE, "»": QUOTE, "„": QUOTE, "/": SLASH, "+": SIGN, "−": SIGN, "±": SIGN, "–": DASH, "—": DASH,
    "―": DASH, "-": DASH, "%": PERCENT, "‰": PERCENT, "،": COMMA, "、": COMMA, "，": COMMA, "；": SEMICOLON,
}  # fmt: skip
_SPACES = "\u00a0\u202f\u2009\u2007"


@lru_cache(maxsize=8)
def _scanner(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Numbers keep their separators; a sign of currency may hold letters (`US$`)."""
    money = "|".join(re.escape(sign) for sign in sorted(signs, key=lambda s: (-len(s), s)))
    letter = r"[^\W\d_]"
    return re.compile(
        rf"""
        (?P<link>https?://\S+|www\.\S+|\S{{1,64}}@\S{{1,255}}\.\w+)
        |(?P<date>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d(?!\d))
        |(?P<time>\d{{1,2}}:\d\d(?!\d))
        |(?P<digits>\d{{1,3}}(?:[ {_SPACES}]\d{{3}})+(?![\d,.]*\d{{4}})(?:[.,]\d+)?(?![\d])|\d+(?:[.,’'٫٬]\d+)*|[½¼¾⅓⅔⅛])
        |(?P<money>{money})
        |(?P<short>(?:{letter}\.){{2,}})
        |(?P<poss>['’](?:s\b|(?<=s['’])(?!\w)))
        |(?P<word>{letter}[^\W\d_\u200d]*(?:[\u0300-\u036f]+[^\W\d_]*)*(?:['’ʻʼ`‘](?!s\b){letter}+)*)
        |(?P<line>\n)
        |(?P<ends>[.!?…。！？]+)
        |(?P<other>[^\s\w])
        """,
        re.VERBOSE,
    )


_NOT_AN_END = frozenset(
    "mr mrs ms dr prof st no nos vol fig jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp vs approx est "
    "bln mln bn mn trn tn gen gov sen rep rs art jr sr km sq cu".split()
)


def scan(text: str, lexicon: Lexicon, signs: tuple[str, ...]) -> list[Node]:
    """The row of nodes of a text, with STOP nodes (value `sentence` or `paragraph`) between sentences."""
    nodes: list[Node] = []
    add = nodes.append
    entries, longest = lexicon.entries, lexicon.longest
    wrapped = _is_wrapped(text)
    pieces = [(m.lastgroup, m.start(), m.end()) for m in _scanner(signs).finditer(text)]
    at, count = 0, len(pieces)
    while at < count:
        kind, start, end = pieces[at]
        at += 1
        if kind == "word" or kind == "short":
            written = text[start:end]
            low = written.lower()
            most = longest.get(low)
            if most is not None:
                found = _look_up(text, pieces, at - 1, most, entries)
                if found is not None:
                    node, used = found
                    add(node)
                    at += used - 1
                    continue
            add(Node(NAME if written[0].isupper() else WORD, start, end, low))
        elif kind == "digits":
            add(Node(DIGITS, start, end, text[start:end]))
        elif kind == "other":
            char = text[start]
            cat = _PUNCTUATION.get(char, PUNCT)
            if cat is DASH and char != "—":
                after_digit = end < len(text) and text[end].isdigit()
                tight = start > 0 and not text[start - 1].isspace() and end < len(text) and not text[end].isspace()
                if char in "-–" and after_digit and start and text[start - 1] in "(\n[,; " and (start < 2 or char == "-" or text[start - 1] == "("):
                    cat = SIGN
                elif tight and (char == "-" or text[start - 1].isalnum()):
                    cat = HYPHEN
                elif char == "-" and end < len(text) and text[end].isdigit() and not (start and text[start - 1].isalnum()):
                    cat = SIGN
            add(Node(cat, start, end, char))
        elif kind == "ends":
            if _ends_sentence(text, start, end, nodes):
                add(Node(STOP, start, end, ".", "sentence"))
            else:
                add(Node(PUNCT, start, end, "."))
        elif kind == "line":
            if at < count and pieces[at][0] == "line" or not wrapped or _closed(nodes):
                if nodes and nodes[-1].cat == STOP:
                    nodes[-1].value = "paragraph"
                elif nodes:
                    add(Node(STOP, start, end, "\n", "paragraph"))
        elif kind == "money":
            entry = entries[text[start:end].lower()][0]
            add(Node(entry[0], start, end, text[start:end].lower(), entry[1]))
        elif kind == "date":
            add(Node(DATE, start, end, text[start:end]))
        elif kind == "poss":
            add(Node(POSS, start, end, "'s"))
        else:
            add(Node(PUNCT, start, end, text[start:end]))
    return nodes


def _look_up(
    text: str, pieces: list[tuple[str | None, int, int]], at: int, most: int, entries: dict[str, list[tuple[str, object, int, str]]]
) -> tuple[Node, int] | None:
    """The longest phrase of the lexicon that starts at a piece: its node and how many pieces it takes."""
    start = pieces[at][1]
    words = [(text[start : pieces[at][2]], 1, pieces[at][2])]
    piece, last = at + 1, pieces[at][2]
    inner = [words[0][0]]
    while len(words) < most and piece < len(pieces):
        kind, begin, end = pieces[piece]
        if kind == "other" and text[begin] in "-‑–" and begin == last:
            last, piece = end, piece + 1
            continue
        if kind == "poss" and begin == last:
            inner[-1] += "'s"
            last, piece = end, piece + 1
            continue
        if kind not in ("word", "short", "digits") or begin - last > 1 or (begin > last and text[last] not in " \u00a0\n"):
            break
        words.append((text[begin:end], piece - at + 1, end))
        inner.append(text[begin:end])
        last, piece = end, piece + 1
    for size in range(len(words), 0, -1):
        written = " ".join([*inner[: size - 1], words[size - 1][0]])
        for cat, value, case, spelled in entries.get(written.lower(), ()):
            if case == EXACT and written != spelled:
                continue
            if case == CAPITAL and not written[0].isupper():
                continue
            _, used, end = words[size - 1]
            return Node(cat, start, end, written.lower(), value), used
    return None


def _ends_sentence(text: str, start: int, end: int, nodes: list[Node]) -> bool:
    """A full stop ends a sentence unless it belongs to an abbreviation or a decimal."""
    if text[start:end] != ".":
        return True
    after = text[end : end + 3]
    if not after or "\n" in after[:2]:
        return True
    if not after[0].isspace() and after[0] not in "\"”»')’]":
        return False
    following = after.strip().lstrip("\"“«'(‘")[:1]
    if not following:
        return True
    before = nodes[-1] if nodes else None
    if before is not None and before.end == start:
        if before.low in _NOT_AN_END or before.low.endswith("."):
            return following.isupper() and before.low in ("bln", "mln", "bn", "km") and not following.isdigit()
        if len(before.low) == 1 and before.low.isalpha() and text[before.start].isupper():
            return False  # an initial
    return not following.islower()


def _closed(nodes: list[Node]) -> bool:
    return bool(nodes) and nodes[-1].cat == STOP


def _is_wrapped(text: str) -> bool:
    """Whether lines are broken at a fixed width, so that a line's end is not a paragraph's."""
    lines = text[:20000].splitlines()
    full = [line for line in lines if line.strip()]
    if len(full) < 6 or max(map(len, full)) > 110:
        return False
    tight = sum(1 for a, b in zip(lines, lines[1:], strict=False) if len(a) > 50 and b.strip())
    return tight >= len(full) // 3


def currency_signs(lexicon: Lexicon) -> tuple[str, ...]:
    """The phrases that hold a sign of currency, which the scanner must keep in one piece."""
    return tuple(
        spelled for held in lexicon.entries.values() for *_, spelled in held
        if any(unicodedata.category(char) == "Sc" for char in spelled)
    )  # fmt: skip
