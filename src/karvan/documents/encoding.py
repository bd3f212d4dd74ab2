"""Bytes → characters: BOM, UTF-8, what the document declares, and only then a guess.

Line ends stay as they are, so that an offset into the text is an offset into the file's characters.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from karvan.documents.language import misfit
from karvan.nouns import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1a\x1b"})
_SAMPLE = 1 << 16
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# names that the web uses for a larger set (WHATWG Encoding Standard)
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "x-sjis": "cp932",
    "shift_jis": "cp932", "shift-jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "windows-31j": "cp932",
    "unicode": "utf-16-le", "utf8": "utf-8",
}  # fmt: skip
_TEXT_CODECS = re.compile(
    r"utf-?8|utf-?16(?:[-_]?[lb]e)?|utf-?32(?:[-_]?[lb]e)?|(?:windows|cp)-?\d{3,4}|iso-?8859-\d{1,2}|koi8-[rut]|gb\d+|"
    r"big5(?:-?hkscs)?|euc[-_](?:jp|kr)|iso-2022-jp|cp\d+|x-?mac-?cyrillic|tis-620|ptcp154"
)
_LIKELY = [
    "cp1251", "cp1252", "cp1254", "cp1250", "koi8_r", "koi8_u", "cp866", "iso8859_5", "gb18030", "big5", "cp932", "euc_jp", "cp949",
    "cp1256", "cp1253", "cp1255", "iso8859_2", "cp1257",
]  # fmt: skip
_LATIN = ("cp1252", "cp1254", "cp1250", "iso8859_2", "cp1257")


class Decoded(NamedTuple):
    """The characters, and the encoding they were read with."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str, charset: str | None = None, markup: bool = False) -> Decoded:
    """The characters of a text file; `charset` is what the sender says, `markup` allows the file to say it itself.

    >>> decode("Türkmenabat".encode("cp1252"), name="city.txt", charset="iso-8859-1")
    Decoded(text='Türkmenabat', encoding='windows-1252')
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    if b"\0" in data:
        return _without_bom(data, name)
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 200:
        raise _binary(name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if repaired := _damaged_utf8(data):
        return Decoded(repaired, "utf-8")
    for declared in (charset, _declaration(data) if markup else None):
        if declared and (decoded := _as_declared(data, declared)):
            return decoded
    return _guessed(data, name)


def _without_bom(data: bytes, name: str) -> Decoded:
    """UTF-16 without a BOM: the NULs all stand on one side of the pairs."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and (even == 0) != (odd == 0) and max(even, odd) * 20 > len(sample):
        encoding = "utf-16-le" if odd else "utf-16-be"
        text = data.decode(encoding, "replace")
        strange = sum(not (sign.isprintable() or sign in "\t\n\v\f\r") for sign in text[:_SAMPLE])
        if "\0" not in text and "\ufffd" not in text and strange * 50 <= min(len(text), _SAMPLE):
            return Decoded(text, encoding)
    raise _binary(name)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a broken character here or there: no other encoding makes so many whole ones."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole >= 4 * broken else None


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 4096)
    return (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else None


def _as_declared(data: bytes, charset: str) -> Decoded | None:
    charset = charset.strip().lower()
    encoding = _MEANT.get(charset, charset)
    if not _TEXT_CODECS.fullmatch(encoding) or encoding == "utf-8":
        return None
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return None
    # a few undefined bytes are a slip; many show that the declaration is wrong
    return Decoded(text, _shown(encoding)) if text.count("\ufffd") * 100 <= len(text) else None


def _guessed(data: bytes, name: str) -> Decoded:
    """charset-normalizer names the candidates; the letters of the language that the words show decide among them."""
    from charset_normalizer import from_bytes

    sample = _until_a_line_end(data)
    matches = from_bytes(sample, cp_isolation=_LIKELY)
    candidates = [match.encoding for match in matches]
    if not candidates or candidates[0] in _LATIN:
        # within this family it is hardly better than chance: the most usual first
        candidates = list(dict.fromkeys((*_LATIN, *candidates)))
    fits = [
        (misfit(text), rank, encoding)
        for rank, encoding in enumerate(candidates)
        if (text := _strict(sample, encoding)) is not None
    ]
    if not fits:
        raise DocumentError("the encoding can't be told", where=name, hint="save the file as UTF-8")
    encoding = min(fits)[2]
    return Decoded(data.decode(encoding, "replace"), _shown(encoding))


def _until_a_line_end(data: bytes) -> bytes:
    """A sample that cuts no character in two."""
    if len(data) <= _SAMPLE:
        return data
    cut = max(data.rfind(b"\n", 0, _SAMPLE), data.rfind(b" ", 0, _SAMPLE))
    return data[: cut if cut > 0 else _SAMPLE]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _shown(encoding: str) -> str:
    """The name that the web knows."""
    encoding = encoding.replace("_", "-")
    return f"windows-{encoding[2:]}" if re.fullmatch(r"cp125\d", encoding) else encoding.replace("iso8859", "iso-8859")


def _binary(name: str) -> DocumentError:
    return DocumentError("looks like a binary file", where=name, hint="karvan reads plain text, HTML and PDF")
