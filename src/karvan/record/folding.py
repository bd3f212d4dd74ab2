"""How text is folded before it is compared: words for the search, sentences and whole texts for copies."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from hashlib import blake2b, sha256
from itertools import islice

from karvan.nouns import Document, Span

LONGEST_WORD = 64
"""Folded words are cut here, so that a text without spaces can't fill the index with itself."""

# A word is letters and digits with their marks. Python's \w leaves out combining marks, so the ranges where they stand
# between letters are named. Chinese and Japanese write no spaces: each of their signs is a word, a word a phrase.
_IDEOGRAPH = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARK = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    r"\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f"
)
_WORD = re.compile(rf"[{_IDEOGRAPH}]|(?:[^\W_{_IDEOGRAPH}]|[{_MARK}])+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
# Letters that Unicode doesn't take apart, with what a person without their keyboard types.
_PLAIN = str.maketrans(
    {"ı": "i", "ə": "e", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t"},
)
# Bounded repeats only: a long run of full stops or spaces is read once. An initial ("U.S.") ends no sentence.
_SENTENCE_END = re.compile(r"\n|(?<!\b\w)[.!?…؟।]{1,4}[\"'”’»)\]]{0,3}\s|[。！？]")
_SPACE = re.compile(r"\s+")
_BLOCK = 100_000
_SHINGLE, _SHINGLED_WORDS = 8, 20_000


def fold_word(word: str) -> str:
    """Case and diacritics off.

    >>> fold_word("Bakı"), fold_word("São"), fold_word("Straße")
    ('baki', 'sao', 'strasse')
    """
    if word.isascii():
        return word[:LONGEST_WORD].lower()
    apart = unicodedata.normalize("NFKD", word[:LONGEST_WORD].casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) and not sign.isspace())
    return bare.casefold().translate(_PLAIN)[:LONGEST_WORD]


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text, each with its first code point and the one after its last.

    >>> [word for word, _, _ in words("Azerbaijan–Tajikistan: $6.1 mln")]
    ['azerbaijan', 'tajikistan', '6', '1', 'mln']
    """
    for match in _WORD.finditer(text):
        folded = fold_word(match[0])
        if folded:
            yield folded, match.start(), match.end()


def word_texts(text: str) -> Iterator[str]:
    """The words alone, several times faster where the text is plain ASCII."""
    if text.isascii():
        return (word[0][:LONGEST_WORD] for word in _ASCII_WORD.finditer(text.lower()))
    return filter(None, (fold_word(word[0]) for word in _WORD.finditer(text)))


def fold_text(text: str) -> str:
    """Runs of white space as one space, case folded: what two copies share."""
    return _SPACE.sub(" ", text).strip().casefold()


def text_hash(text: str) -> str:
    r"""SHA-256 of the folded text: the same for a copy with other line ends, spaces or capitals.

    >>> text_hash("Trade\u00a0grew\r\n") == text_hash("TRADE grew")
    True
    """
    digest, begun, spaced = sha256(), False, False
    for start in range(0, len(text), _BLOCK):  # folding a long text at once takes many times its size
        folded = _SPACE.sub(" ", text[start : start + _BLOCK]).casefold()
        bare = folded.strip(" ")
        spaced = spaced or folded.startswith(" ")
        if not bare:
            continue
        digest.update((" " * (begun and spaced) + bare).encode(errors="surrogatepass"))
        begun, spaced = True, folded.endswith(" ")
    return digest.hexdigest()


def identity(document: Document) -> str:
    """The document's SHA-256; of its text where it did not come as bytes."""
    return document.sha256 or sha256(document.text.encode(errors="surrogatepass")).hexdigest()


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin, well enough to tell whether two documents say the same one.

    >>> text = "Trade grew. It reached $6.1 million in the U.S. market."
    >>> [text[start:start + 5] for start in sentence_starts(text)]
    ['Trade', 'It re']
    """
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    return [0, *(end for end in ends if end < len(text) and not text[end].islower())]


def sentence_hash(sentence: str) -> int:
    """64 bits of a folded sentence, as a signed number that a store can hold."""
    return int.from_bytes(
        blake2b(fold_text(sentence).encode(errors="surrogatepass"), digest_size=8).digest(), signed=True
    )


class Sentences:
    """The sentences of one text; each is hashed once, however many figures it holds."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = sentence_starts(text)
        self._hashes: dict[int, int] = {}

    def around(self, place: int) -> int:
        """The hash of the sentence that holds a code point."""
        return self._hash(bisect_right(self._starts, place) - 1)

    def all(self) -> frozenset[int]:
        """The hashes of all sentences."""
        return frozenset(self._hash(index) for index in range(len(self._starts)))

    def _hash(self, index: int) -> int:
        if index not in self._hashes:
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
            self._hashes[index] = sentence_hash(self._text[self._starts[index] : end])
        return self._hashes[index]


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of eight words at the beginning of a text: what a reprint with a line added or dropped still shares."""
    some = list(islice(word_texts(text), _SHINGLED_WORDS))
    return frozenset(tuple(some[at : at + _SHINGLE]) for at in range(max(1, len(some) - _SHINGLE + 1)))


def share(one: frozenset[object], other: frozenset[object]) -> float:
    """How much of the smaller set lies in the other.

    >>> talks = "Azerbaijan and Tajikistan held talks in the capital on Tuesday"
    >>> share(shingles(talks), shingles("Reprint: " + talks))
    1.0
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def passage(text: str, span: Span, reach: int = 240) -> Span:
    """The sentence that holds the span, at most `reach` code points to either side.

    >>> text = "Talks were held. Trade grew by 40 percent. A flight opened."
    >>> passage(text, Span(31, 33)).of(text)
    'Trade grew by 40 percent.'
    """
    left, right = max(0, span.start - reach), min(len(text), span.end + reach)
    window = text[left:right]
    starts = [left + start for start in sentence_starts(window)]
    index = bisect_right(starts, span.start) - 1
    begin = starts[index]
    if begin == left and left > 0:  # the window cut a sentence: begin at a whole word
        begin = next((m.end() for m in _SPACE.finditer(text, left, span.start)), left)
    after = bisect_right(starts, max(span.start, span.end - 1))
    end = starts[after] if after < len(starts) else right
    if end == right and right < len(text):
        end = max((m.start() for m in _SPACE.finditer(text, span.end, right)), default=right)
    piece = text[begin:end]
    bare = begin + len(piece) - len(piece.lstrip())
    return Span(min(span.start, bare), max(span.end, begin + len(piece.rstrip())))
