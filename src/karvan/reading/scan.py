"""Text to a row of nodes: each piece of it gets its category, words and phrases that of the lexicon."""

from __future__ import annotations

from karvan.reading.grammar import Node, category
from karvan.reading.lexicon import CAPITAL, EXACT, Entry, Lexicon, Word
from karvan.reading.pieces import DAY, DIGIT, END, LINE, MONEY, OTHER, OWNER, REMEMBERED, SHORT, WORDS, Piece, pieces_of
from karvan.reading.stops import end_line, ends_sentence, is_closed, is_wrapped

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
_SPELLED = frozenset((WORDS, SHORT))


def scan(text: str, lexicon: Lexicon, signs: tuple[str, ...]) -> list[Node]:
    """The row of nodes of a text, with STOP nodes (value `sentence` or `paragraph`) between sentences."""
    nodes: list[Node] = []
    add = nodes.append
    known = lexicon.words.get
    wrapped = is_wrapped(text)
    pieces = pieces_of(text, signs, lexicon.owner)
    count = len(pieces)
    taken = 0  # pieces that a phrase took in
    for at, (kind, start, end, written) in enumerate(pieces, 1):
        if at <= taken:
            continue
        if kind in _SPELLED:
            low, then, cat, value = known(written) or _word(written, lexicon)
            phrase = _phrase(text, pieces, at, then, lexicon) if then is not None and at < count else None
            if phrase is not None:
                add(phrase[0])
                taken = at + phrase[1] - 1
                continue
            add(Node(cat, start, end, low, value))
        elif kind == DIGIT:
            add(Node(LABEL if _is_label(text, start, end, nodes) else DIGITS, start, end, written))
        elif kind == OTHER:
            _add_sign(nodes, text, start, end, lexicon)
        elif kind == END:
            _add_stop(nodes, text, start, end, lexicon)
        elif kind == LINE:
            if (at < count and pieces[at][0] == LINE) or not wrapped or is_closed(nodes):
                end_line(nodes, start, end)
        elif kind == MONEY:
            _add_currency(nodes, start, end, written, lexicon)
        elif kind == OWNER:
            add(Node(POSS, start, end, f"'{lexicon.owner}"))
        else:
            add(Node(DATE if kind == DAY and ":" not in written else PUNCT, start, end, written))
    return nodes


def _add_sign(nodes: list[Node], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    """A sign of punctuation, unless it belongs to the number or currency before it."""
    written = text[start:end]
    if written == "/" and _is_slashed_sign(text, start, nodes, lexicon):
        return
    behind_number = nodes and nodes[-1].cat == DIGITS and nodes[-1].end == start
    if written == "+" and behind_number and not text[end : end + 1].isdigit():
        nodes[-1].value = "at_least"  # `500+ companies`
        return
    cat = _PUNCTUATION.get(written, PUNCT)
    nodes.append(Node(_dash(text, start, end) if cat is DASH and written != "—" else cat, start, end, written))


def _add_stop(nodes: list[Node], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    """A full stop or another mark that ends a sentence, unless it belongs to the sign of currency before it."""
    if _is_in_sign(text, start, end, nodes):
        nodes[-1].end = end
        return
    ends = ends_sentence(text, start, end, nodes, lexicon)
    nodes.append(Node(STOP if ends else PUNCT, start, end, ".", "sentence" if ends else None))


def _add_currency(nodes: list[Node], start: int, end: int, written: str, lexicon: Lexicon) -> None:
    """A sign of currency, with the word before it where both make one: `Can $`."""
    sign = written.lower()
    if nodes and start - nodes[-1].end == 1 and f"{nodes[-1].low} {sign}" in lexicon.waiting:
        sign, start = f"{nodes[-1].low} {sign}", nodes.pop().start
    entry = lexicon.held(sign)[0]
    nodes.append(Node(entry[0], start, end, sign, entry[1]))


def _word(written: str, lexicon: Lexicon) -> Word:
    low = written.lower()
    entry = _entry(lexicon.held(low), written)
    cat, value = entry[:2] if entry is not None else (NAME if written[0].isupper() else WORD, None)
    if len(lexicon.words) >= REMEMBERED:
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


def _phrase(text: str, pieces: list[Piece], at: int, then: dict[str, int], lexicon: Lexicon) -> tuple[Node, int] | None:
    """The longest phrase that begins with the word before a piece, and how many pieces it takes."""
    kind, begin, _, ahead = pieces[at]
    end = pieces[at - 1][2]
    most = then.get(ahead.lower() if kind == WORDS and begin - end <= 1 else _next_word(pieces, at, end))
    return _look_up(text, pieces, at - 1, lexicon, most) if most is not None else None


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


def currency_signs(lexicon: Lexicon) -> tuple[str, ...]:
    """The phrases that hold a sign of currency, which the scanner must keep in one piece."""
    return tuple(written for low in lexicon.index.signs for *_, written in lexicon.held(low))
