"""The language of a text: its script, its function words and its letters, on the first characters only."""

from __future__ import annotations

from karvan.documents.function_words import LETTERS, WORDS

_SAMPLE = 2400
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)
_CYRILLIC = frozenset({"ru", "uk", "tg", "kk", "ky", "uz"})
_ARABIC = frozenset({"ar", "fa"})
_LATIN = frozenset(WORDS) - _CYRILLIC - _ARABIC | {"uz"}
# letters that only one of the languages of a script uses
_TELLING = {
    "ə": "az", "ğ": "tr az", "ı": "tr az", "ş": "tr az tk ro", "ý": "tk", "ň": "tk", "ʻ": "uz", "ß": "de", "ñ": "es", "ã": "pt",
    "õ": "pt", "ł": "pl", "ę": "pl", "ă": "ro", "đ": "vi", "œ": "fr", "ў": "uz", "ӣ": "tg", "ӯ": "tg", "ҷ": "tg",
    "ҳ": "tg uz", "ә": "kk", "ұ": "kk", "і": "uk kk", "ї": "uk", "є": "uk", "ң": "kk ky", "ө": "kk ky", "ү": "kk ky",
    "қ": "kk tg uz", "ғ": "kk tg uz", "ы": "ru kk ky", "پ": "fa", "چ": "fa", "گ": "fa", "ک": "fa", "ی": "fa", "ي": "ar", "ة": "ar",
    "ك": "ar", "أ": "ar",
}  # fmt: skip
_TELLS = {letter: tuple(languages.split()) for letter, languages in _TELLING.items()}
_SIGNS = frozenset("«»„“”‘’–—…•·€£§°№\xa0،؛؟、。,:;()「」『』《》“”!?・")
_CYRILLIC_LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя")
_ARABIC_LETTERS = frozenset(map(chr, range(0x620, 0x700)))
# scripts of one language: high byte of UTF-16, first and last sign
_BLOCKS = (
    (5, "\u0531", "\u058f", "hy"), (5, "\u0590", "\u05ff", "he"), (0x10, "\u10a0", "\u10ff", "ka"),
    (3, "\u0370", "\u03ff", "el"), (0x0E, "\u0e00", "\u0e7f", "th"), (9, "\u0900", "\u097f", "hi"),
)  # fmt: skip
# the high byte of UTF-16 stands for the block
_HAN = bytes(range(0x4E, 0xA0))
_HANGUL = bytes(range(0xAC, 0xD8))


def guess_language(text: str) -> str | None:
    """ISO 639-1 of the language, as far as the first characters show it.

    >>> guess_language("The turnover of the two countries rose."), guess_language("Товарооборот вырос на 4 процента.")
    ('en', 'ru')
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _by_words(sample.lower().split(), _LATIN, {})
    script = _script(sample)
    if isinstance(script, str):
        return script
    lowered = sample.lower()
    letters: dict[str, int] = {}
    for letter in _TELLS.keys() & set(lowered):
        languages = _TELLS[letter]
        # a letter of one language tells more than a letter of three
        for language in languages:
            letters[language] = letters.get(language, 0) + lowered.count(letter) * 12 // len(languages)
    return _by_words(lowered.split(), script, letters)


def misfit(text: str) -> float:
    """How badly a text's letters beyond ASCII fit the language that its words show: near 0 where they fit.

    >>> misfit("için çalışıyor ve için") < misfit("için çalýþýyor ve için")
    True
    """
    language = guess_language(text)
    beyond = [letter for letter in text.lower() if letter > "\x7f"]
    if not beyond or language is None:
        return float(bool(beyond))
    if language not in WORDS:
        # a script of one language: any bytes look like Chinese in some encoding
        return 0.1 + sum(not letter.isalnum() and letter not in _SIGNS for letter in beyond) / len(beyond)
    known = _SIGNS | set(LETTERS.get(language, ""))
    known |= _CYRILLIC_LETTERS if language in _CYRILLIC else _ARABIC_LETTERS if language in _ARABIC else frozenset()
    wordless = not any(language in _LANGUAGES_OF.get(word, ()) for word in text.lower().split())
    return sum(letter not in known for letter in beyond) / len(beyond) + wordless / 2


def _script(sample: str) -> str | frozenset[str]:
    """A language, where the script says it, or the languages of the script."""
    highs = sample.encode("utf-16-le", "replace")[1::2]
    size = len(highs)
    han, hangul, kana = size - len(highs.translate(None, _HAN)), size - len(highs.translate(None, _HANGUL)), 0
    if han or hangul:
        kana = sum("\u3040" <= sign <= "\u30ff" for sign in sample)
    counts = {
        "ko": hangul,
        "ja": kana and kana * 3 + han,
        "zh": han,
        "cyrillic": highs.count(4),
        "arabic": highs.count(6),
    }
    for block, first, last, language in _BLOCKS:
        counts[language] = sum(first <= sign <= last for sign in sample) if block in highs else 0
    best = max(counts, key=lambda script: counts[script])
    # the first two blocks hold the Latin letters; a Chinese sign says as much as several of them
    latin = highs.count(0) + highs.count(1) - sample.count(" ") - sample.count("\n")
    if not counts[best] or counts[best] * (3 if best in {"zh", "ja", "ko"} else 1) <= latin:
        return _LATIN
    return {"cyrillic": _CYRILLIC, "arabic": _ARABIC}.get(best, best)


def _by_words(words: list[str], among: frozenset[str], scores: dict[str, int]) -> str | None:
    """The language with most words and letters; a function word counts as much as a letter of its own."""
    for word in words:
        for language in _LANGUAGES_OF.get(word, ()):
            scores[language] = scores.get(language, 0) + 12
    ranked = sorted(((score, language) for language, score in scores.items() if language in among), reverse=True)
    if not ranked:
        # Cyrillic without a word of any list is most likely Russian
        return "ru" if among is _CYRILLIC else None
    score, language = ranked[0]
    return language if score >= 12 * max(1, len(words) // 40) else None
