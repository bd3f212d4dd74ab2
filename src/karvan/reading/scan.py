"""Text to a row of nodes: the text is cut into pieces, each word looked up in the lexicon, sentences divided."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from karvan.reading.grammar import Node, category
from karvan.reading.lexicon import CAPITAL, EXACT, Entry, Lexicon, Word

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
_BEFORE_DIGITS = frozenset(
    (CURRENCY, *(category(c) for c in ("QMARK", "FY", "FISCAL", "HEDGE", "MONTH", "PERCENTWORD", "ROMAN")))
)
"""What digits can follow without a blank and still be a number."""
_PUNCTUATION = {
    ",": COMMA, ";": SEMICOLON, ":": COLON, "(": LPAR, "[": LPAR, ")": RPAR, "]": RPAR, '"': QUOTE, "“": QUOTE,
    "”": QUOTE, "«": QUOTE, "»": QUOTE, "„": QUOTE, "/": SLASH, "+": SIGN, "−": SIGN, "±": SIGN, "–": DASH, "—": DASH,
    "―": DASH, "-": DASH, "%": PERCENT, "‰": PERCENT, "،": COMMA, "、": COMMA, "，": COMMA, "；": SEMICOLON,
}  # fmt: skip
_SPACES = "\u00a0\u202f\u2009\u2007"


WORDS, DIGIT, OTHER, END, LINE, MONEY, SHORT, OWNER, DAY, LINK = range(1, 11)
_SPELLED = frozenset((WORDS, SHORT))
Piece = tuple[int, int, int, str]
"""Kind, start, end, and what is written."""


@lru_cache(maxsize=8)
def _scanner(signs: tuple[str, ...], owner: str, links: bool) -> re.Pattern[str]:
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


_REMEMBERED = 1 << 13
"""So many texts and words are remembered; those of a language's everyday are fewer. Four times as many make reading faster
by a fiftieth, and memory grows for four times as long before it is flat."""


@lru_cache(maxsize=8)
def _cutter(signs: tuple[str, ...], owner: str) -> Callable[[str], tuple[Piece, ...]]:
    """A function that cuts a text without blanks into pieces; it remembers the texts that it has seen."""

    @lru_cache(maxsize=_REMEMBERED)
    def cut(part: str) -> tuple[Piece, ...]:
        links = "@" in part or "://" in part or "www." in part
        found = _scanner(signs, owner, links).finditer(part)
        return tuple((((m.lastindex or 1) - links) or LINK, *m.span(), m[0]) for m in found)

    return cut


def _pieces(text: str, signs: tuple[str, ...], owner: str) -> list[Piece]:
    """All pieces of the text. None but a number has a blank inside, between digits."""
    cut = _cutter(signs, owner)
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


def scan(text: str, lexicon: Lexicon, signs: tuple[str, ...]) -> list[Node]:
    """The row of nodes of a text, with STOP nodes (value `sentence` or `paragraph`) between sentences."""
    nodes: list[Node] = []
    add = nodes.append
    known = lexicon.words.get
    wrapped = _is_wrapped(text)
    pieces = _pieces(text, signs, lexicon.owner)
    count = len(pieces)
    taken = 0  # pieces that a phrase took in
    for at, (kind, start, end, written) in enumerate(pieces, 1):
        if at <= taken:
            continue
        if kind in _SPELLED:
            low, then, cat, value = known(written) or _word(written, lexicon)
            if then is not None and at < count:
                kind, begin, _, ahead = pieces[at]
                tight = kind == WORDS and begin - end <= 1
                most = then.get(ahead.lower() if tight else _next_word(pieces, at, end))
                found = _look_up(text, pieces, at - 1, lexicon, most) if most is not None else None
                if found is not None:
                    add(found[0])
                    taken = at + found[1] - 1
                    continue
            add(Node(cat, start, end, low, value))
        elif kind == DIGIT:
            add(Node(LABEL if _is_label(text, start, end, nodes) else DIGITS, start, end, written))
        elif kind == OTHER:
            cat = _PUNCTUATION.get(written, PUNCT)
            if written == "/" and _is_slashed_sign(text, start, nodes, lexicon):
                continue
            if (
                written == "+"
                and nodes
                and nodes[-1].cat == DIGITS
                and nodes[-1].end == start
                and not text[end : end + 1].isdigit()
            ):
                nodes[-1].value = "at_least"  # `500+ companies`
                continue
            add(Node(_dash(text, start, end) if cat is DASH and written != "—" else cat, start, end, written))
        elif kind == END:
            if _is_in_sign(text, start, end, nodes):
                nodes[-1].end = end
                continue
            stops = _ends_sentence(text, start, end, nodes, lexicon)
            add(Node(STOP if stops else PUNCT, start, end, ".", "sentence" if stops else None))
        elif kind == LINE:
            if (at < count and pieces[at][0] == LINE) or not wrapped or _closed(nodes):
                if nodes and nodes[-1].cat == STOP:
                    nodes[-1].value = "paragraph"
                elif nodes:
                    add(Node(STOP, start, end, "\n", "paragraph"))
        elif kind == MONEY:
            sign = written.lower()
            if nodes and start - nodes[-1].end == 1 and f"{nodes[-1].low} {sign}" in lexicon.waiting:
                sign, start = f"{nodes[-1].low} {sign}", nodes.pop().start
            entry = lexicon.held(sign)[0]
            add(Node(entry[0], start, end, sign, entry[1]))
        elif kind == DAY:
            add(Node(PUNCT if ":" in written else DATE, start, end, written))
        else:
            add(Node(POSS if kind == OWNER else PUNCT, start, end, f"'{lexicon.owner}" if kind == OWNER else written))
    return nodes


def _word(written: str, lexicon: Lexicon) -> Word:
    low = written.lower()
    entry = _entry(lexicon.held(low), written)
    cat, value = entry[:2] if entry is not None else (NAME if written[0].isupper() else WORD, None)
    if len(lexicon.words) >= _REMEMBERED:
        lexicon.words.clear()
    word = lexicon.words[written] = (low, lexicon.follow.get(low), cat, value)
    return word


def _dash(text: str, start: int, end: int) -> str:
    """A dash is a hyphen inside a word, a sign before a number, else a dash."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if after.isdigit() and (before == "(" or (text[start] == "-" and before in "\n[,; ")):
        return SIGN
    if not before.isspace() and not after.isspace() and (text[start] == "-" or before.isalnum()):
        return HYPHEN
    return DASH


def _next_word(pieces: list[Piece], at: int, last: int) -> str:
    """The word that goes on behind a piece: over a hyphen, slash, full stop, `'s` or blank, or tight (`G20`)."""
    kind, start, end, written = pieces[at]
    if (
        start == last
        and at + 1 < len(pieces)
        and kind in (OTHER, OWNER, END)
        and (kind == OWNER or written[0] in "-‑–/.")
    ):
        last = start if kind == OTHER else end
        kind, start, end, written = pieces[at + 1]
    if kind not in (WORDS, SHORT, DIGIT) or start - last > 1:
        return ""
    return written.lower()


def _entry(held: tuple[Entry, ...], written: str) -> Entry | None:
    """The first entry that fits how the word is written."""
    for entry in held:
        case = entry[2]
        if (case == EXACT and written != entry[3]) or (case == CAPITAL and not written[0].isupper()):
            continue
        return entry
    return None


def _look_up(text: str, pieces: list[Piece], at: int, lexicon: Lexicon, most: int) -> tuple[Node, int] | None:
    """The longest phrase of several words, at the most so many, that starts at a piece: its node and how many it takes."""
    _, start, last, written = pieces[at]
    found: list[tuple[str, int, int]] = []
    piece, joint, count = at + 1, "", 1
    while count < most and piece < len(pieces):
        kind, begin, end, part = pieces[piece]
        piece += 1
        if kind in (WORDS, DIGIT, SHORT):
            if begin == last:
                written += joint.strip(".") + part
            elif begin - last == 1 and joint in ("", ".") and text[last] in " \u00a0\n":
                written += " " + part
            else:
                break
            found.append((written, piece - at, end))
            joint, count = "", count + 1
        elif begin != last or joint:
            break
        elif kind == OWNER:
            written += f"'{lexicon.owner}"
        elif kind == OTHER and part in "-‑–/":
            joint = "/" if part == "/" else " "
        elif kind == END and part == "." and written.rpartition(" ")[2].lower() in lexicon.dotted:
            joint = "."
        else:
            break
        last = end
    for written, used, end in reversed(found):
        low = written.lower()
        entry = _entry(lexicon.held(low), written)
        if entry is not None:
            return Node(entry[0], start, end, low, entry[1]), used
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
    if (
        not nodes
        or nodes[-1].cat != CURRENCY
        or nodes[-1].end != start
        or not text[end : end + 2].strip()[:1].isdigit()
    ):
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


def _ends_sentence(text: str, start: int, end: int, nodes: list[Node], lexicon: Lexicon) -> bool:
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
        if before.low in lexicon.shortened or before.low.endswith("."):
            return following.isupper() and lexicon.shortened.get(before.low, False)
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
    tight = sum(1 for a, b in itertools.pairwise(lines) if len(a) > 50 and b.strip())
    return tight >= len(full) // 3


def currency_signs(lexicon: Lexicon) -> tuple[str, ...]:
    """The phrases that hold a sign of currency, which the scanner must keep in one piece."""
    return tuple(written for low in lexicon.index.signs for *_, written in lexicon.held(low))
