"""Text to a row of nodes: one pass of a compiled scanner, each word looked up in the lexicon, sentences divided."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from karvan.reading.grammar import Node, category
from karvan.reading.lexicon import CAPITAL, EXACT, Lexicon

WORD, NAME, DIGITS, DATE, STOP, LABEL, CURRENCY, SCALE, LETTER = (
    category(c) for c in ("WORD", "NAME", "DIGITS", "DATE", "STOP", "LABEL", "CURRENCY", "SCALE", "LETTER")
)
COMMA, SEMICOLON, COLON, HYPHEN, DASH, LPAR, RPAR, QUOTE, SLASH, POSS, SIGN, PUNCT, PERCENT = (
    category(c)
    for c in (
        "COMMA", "SEMICOLON", "COLON", "HYPHEN", "DASH", "LPAR", "RPAR", "QUOTE", "SLASH", "POSS", "SIGN", "PUNCT",
        "PERCENT",
    )
)  # fmt: skip
_BEFORE_DIGITS = frozenset((CURRENCY, *(category(c) for c in ("QMARK", "FY", "FISCAL", "HEDGE", "MONTH", "PERCENTWORD", "ROMAN"))))
"""What digits can follow without a blank and still be a number."""
_PUNCTUATION = {
    ",": COMMA, ";": SEMICOLON, ":": COLON, "(": LPAR, "[": LPAR, ")": RPAR, "]": RPAR, '"': QUOTE, "“": QUOTE,
    "”": QUOTE, "«": QUOTE, "»": QUOTE, "„": QUOTE, "/": SLASH, "+": SIGN, "−": SIGN, "±": SIGN, "–": DASH, "—": DASH,
    "―": DASH, "-": DASH, "%": PERCENT, "‰": PERCENT, "،": COMMA, "、": COMMA, "，": COMMA, "；": SEMICOLON,
}  # fmt: skip
_SPACES = "\u00a0\u202f\u2009\u2007"


WORDS, DIGIT, OTHER, END, LINE, MONEY, SHORT, OWNER, DAY, LINK = range(1, 11)


@lru_cache(maxsize=8)
def _scanner(signs: tuple[str, ...], links: bool) -> re.Pattern[str]:
    """One alternative a kind of piece, in the order of the constants, the commonest first.

    Numbers keep their separators; a sign of currency may hold letters (`US$`), so a word gives way before a sign.
    """
    money = "|".join(re.escape(sign) for sign in sorted(signs, key=lambda s: (-len(s), s)))
    symbols = "".join(sorted({re.escape(char) for sign in signs for char in sign if unicodedata.category(char) == "Sc"}))
    letter = r"[^\W\d_½¼¾⅓⅔⅛]"
    word = rf"(?>{letter}++(?:[\u0300-\u036f\u200d]++{letter}*+)*+(?:['’ʻʼ`‘](?!s\b){letter}++)*+)(?![{symbols}]|\.{letter}\.)"
    spaced = rf"\d{{1,3}}(?:[ {_SPACES}]\d{{3}})+(?![\d,.]*\d{{4}})(?:[.,]\d+)?(?!\d)"
    date = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)|\d{1,2}:\d\d(?!\d)"
    link = r"https?://\S+|www\.\S+|\S{1,64}@\S{1,255}\.\w+"
    pattern = (
        rf"({word})|((?!{date})(?:{spaced}|\d+(?:[.,’'٫٬]\d+)*|(?<![\w.])\.\d+|[½¼¾⅓⅔⅛]))|([^\s\w.!?…。！？'’{symbols}])|([.!?…。！？]+)|(\n)"
        rf"|({money})|((?:{letter}\.){{2,}})|(['’](?:s\b|(?<=s['’])(?!\w)))|({date})|(['’]|[^\W\d_]+)"
    )
    return re.compile(f"(?:({link}))|" + pattern if links else pattern)


_NOT_AN_END = frozenset(
    "mr mrs ms dr prof st no nos tel fax vol fig jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp vs approx est "
    "bln mln bn mn trn tn gen gov sen rep rs art jr sr km sq cu".split()
)


def scan(text: str, lexicon: Lexicon, signs: tuple[str, ...]) -> list[Node]:
    """The row of nodes of a text, with STOP nodes (value `sentence` or `paragraph`) between sentences."""
    nodes: list[Node] = []
    add = nodes.append
    entries, waiting, follow = lexicon.entries, lexicon.waiting, lexicon.follow
    wrapped = _is_wrapped(text)
    pieces = _pieces(text, signs)
    at, count = 0, len(pieces)
    while at < count:
        kind, start, end = pieces[at]
        at += 1
        if kind == WORDS or kind == SHORT:
            written = text[start:end]
            low = written.lower()
            then = follow.get(low)
            if then is not None and at < count:
                most = then.get(_next_word(text, pieces, at, end))
                found = _look_up(text, pieces, at - 1, lexicon, most) if most is not None else None
                if found is not None:
                    add(found[0])
                    at += found[1] - 1
                    continue
            held = entries.get(low)
            if held is None and low in waiting:
                held = lexicon.held(low)
            if held:
                node = _entry(held, written, low, start, end)
                if node is not None:
                    add(node)
                    continue
            add(Node(NAME if written[0].isupper() else WORD, start, end, low))
        elif kind == DIGIT:
            add(Node(LABEL if _is_label(text, start, end, nodes) else DIGITS, start, end, text[start:end]))
        elif kind == OTHER:
            char = text[start]
            cat = _PUNCTUATION.get(char, PUNCT)
            if char == "/" and _is_slashed_sign(text, start, nodes, lexicon):
                continue
            if char == "+" and nodes and nodes[-1].cat == DIGITS and nodes[-1].end == start and not text[end : end + 1].isdigit():
                nodes[-1].value = "at_least"  # `500+ companies`
                continue
            add(Node(_dash(text, start, end) if cat is DASH and char != "—" else cat, start, end, char))
        elif kind == END:
            if _is_in_sign(text, start, end, nodes):
                nodes[-1].end = end
                continue
            stops = _ends_sentence(text, start, end, nodes)
            add(Node(STOP if stops else PUNCT, start, end, ".", "sentence" if stops else None))
        elif kind == LINE:
            if at < count and pieces[at][0] == LINE or not wrapped or _closed(nodes):
                if nodes and nodes[-1].cat == STOP:
                    nodes[-1].value = "paragraph"
                elif nodes:
                    add(Node(STOP, start, end, "\n", "paragraph"))
        elif kind == MONEY:
            sign = text[start:end].lower()
            if nodes and start - nodes[-1].end == 1 and f"{nodes[-1].low} {sign}" in waiting:
                sign, start = f"{nodes[-1].low} {sign}", nodes.pop().start
            entry = lexicon.held(sign)[0]
            add(Node(entry[0], start, end, sign, entry[1]))
        elif kind == DAY:
            add(Node(PUNCT if ":" in text[start:end] else DATE, start, end, text[start:end]))
        else:
            add(Node(POSS if kind == OWNER else PUNCT, start, end, "'s" if kind == OWNER else text[start:end]))
    return nodes


def _pieces(text: str, signs: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Kind, start and end of every piece of the text."""
    if "@" in text or "://" in text or "www." in text:
        found = _scanner(signs, links=True).finditer(text)
        return [((m.lastindex or 1) - 1 or LINK, *m.span()) for m in found]
    return [(m.lastindex or LINK, *m.span()) for m in _scanner(signs, links=False).finditer(text)]


def _dash(text: str, start: int, end: int) -> str:
    """A dash is a hyphen inside a word, a sign before a number, else a dash."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if after.isdigit() and (before == "(" or (text[start] == "-" and before in "\n[,; ")):
        return SIGN
    if not before.isspace() and not after.isspace() and (text[start] == "-" or before.isalnum()):
        return HYPHEN
    return DASH


def _next_word(text: str, pieces: list[tuple[int, int, int]], at: int, last: int) -> str:
    """The word that goes on behind a piece: over a hyphen, slash, full stop, `'s` or blank, or tight (`G20`)."""
    kind, start, end = pieces[at]
    if start == last and at + 1 < len(pieces) and kind in (OTHER, OWNER, END) and (kind == OWNER or text[start] in "-‑–/."):
        last = start if kind == OTHER else end
        kind, start, end = pieces[at + 1]
    if kind not in (WORDS, SHORT, DIGIT) or start - last > 1:
        return ""
    return text[start:end].lower()


def _entry(held: Iterable[tuple[str, object, int, str]], written: str, low: str, start: int, end: int) -> Node | None:
    """The first entry that fits how the word is written."""
    for cat, value, case, spelled in held:
        if case == EXACT and written != spelled:
            continue
        if case == CAPITAL and not written[0].isupper():
            continue
        return Node(cat, start, end, low, value)
    return None


def _look_up(text: str, pieces: list[tuple[int, int, int]], at: int, lexicon: Lexicon, most: int) -> tuple[Node, int] | None:
    """The longest phrase of several words, at the most so many, that starts at a piece: its node and how many it takes."""
    _, start, last = pieces[at]
    written = text[start:last]
    found: list[tuple[str, int, int]] = []
    piece, joint, count = at + 1, "", 1
    while count < most and piece < len(pieces):
        kind, begin, end = pieces[piece]
        piece += 1
        if kind == WORDS or kind == DIGIT or kind == SHORT:
            if begin == last:
                written += joint.strip(".") + text[begin:end]
            elif begin - last == 1 and joint in ("", ".") and text[last] in " \u00a0\n":
                written += " " + text[begin:end]
            else:
                break
            found.append((written, piece - at, end))
            joint, count = "", count + 1
        elif begin != last or joint:
            break
        elif kind == OWNER:
            written += "'s"
        elif kind == OTHER and text[begin] in "-‑–/":
            joint = "/" if text[begin] == "/" else " "
        elif kind == END and text[begin:end] == "." and written.rpartition(" ")[2].lower() in lexicon.dotted:
            joint = "."
        else:
            break
        last = end
    for written, used, end in reversed(found):
        low = written.lower()
        node = _entry(lexicon.held(low), written, low, start, end)
        if node is not None:
            return node, used
    return None


def _is_slashed_sign(text: str, start: int, nodes: list[Node], lexicon: Lexicon) -> bool:
    """Whether a slash belongs to a sign of currency before its number (`S/ 45`); the sign takes it in."""
    if not nodes or nodes[-1].end != start or not text[start + 1 : start + 4].lstrip(". ")[:1].isdigit():
        return False
    letter = nodes[-1]
    entry = next((entry for entry in lexicon.held(letter.low + "/") if entry[0] == CURRENCY), None)
    if entry is None or text[letter.start : start + 1] != entry[3]:
        return False
    nodes[-1] = Node(CURRENCY, letter.start, start + 1, letter.low + "/", entry[1])
    return True


def _is_in_sign(text: str, start: int, end: int, nodes: list[Node]) -> bool:
    """Whether a full stop belongs to a sign of currency before its number: `Rs. 500`."""
    if not nodes or nodes[-1].cat != CURRENCY or nodes[-1].end != start or not text[end : end + 2].strip()[:1].isdigit():
        return False
    return len(nodes) < 2 or nodes[-2].cat not in (DIGITS, SCALE)


def _is_label(text: str, start: int, end: int, nodes: list[Node]) -> bool:
    """Whether digits belong to a name: `A320`, `Il-76`, `COVID-19`; a year behind a hyphen stays a number."""
    if not nodes or nodes[-1].end != start:
        return False
    before = nodes[-1]
    if text[start - 1].isalpha():
        if before.cat == LETTER:
            counted = len(nodes) > 1 and nodes[-2].cat == DIGITS and nodes[-2].end == before.start  # `8M2023`
            return not counted and before.value.currency is None
        return before.cat not in _BEFORE_DIGITS
    if text[start - 1] != "-" or len(nodes) < 2 or nodes[-2].cat not in (WORD, NAME) or nodes[-2].end != start - 1:
        return False
    return not (end - start == 4 and text[start:end].isdigit() and text[start : start + 2] in ("19", "20"))


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
    return tuple(written for low in lexicon.index.signs for *_, written in lexicon.held(low))
