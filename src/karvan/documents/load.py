"""Bytes, text, files and addresses → Document."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import stat
import sys
from pathlib import PurePath
from typing import BinaryIO

from karvan.documents.encoding import decode
from karvan.documents.language import guess_language
from karvan.documents.opening import read_opening
from karvan.documents.published import decide, published_option
from karvan.documents.publisher import closing_source
from karvan.nouns import Document, DocumentError, FetchError

TEXT_LIMIT = 64 << 20
HTML_LIMIT = 8 << 20
"""No page of news is larger; one of fifteen megabytes of empty tags took a minute and a gigabyte."""
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100}|<!--[^>]{0,1000}-->\s{0,100}){0,5}<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def from_text(text: str, *, name: str = "text", published: dt.date | str | None = None) -> Document:
    """A text that is already characters.

    >>> from_text("BAKU, May 22, 2024. Turnover grew.").published
    datetime.date(2024, 5, 22)
    """
    day = published_option(published)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        # half of a surrogate pair is no character; one sign for another keeps the offsets
        text = _SURROGATE.sub("\ufffd", text)
        data = text.encode()
    return _document(text, data, name=name, option=day)


def from_bytes(
    data: bytes, *, name: str, media_type: str | None = None, published: dt.date | str | None = None
) -> Document:
    r"""A document as it lies on disk or comes over the wire; `media_type` may carry a charset.

    >>> from_bytes(b"\xef\xbb\xbfTrade grew.", name="note.txt").text
    'Trade grew.'
    """
    day = published_option(published)
    kind, charset = _media_type(data, name, media_type)
    if len(data) > TEXT_LIMIT:
        raise _too_large(name, len(data))
    if not data.strip():
        raise DocumentError("the file is empty", where=name)
    if kind == "application/pdf":
        return _pdf(data, name, day)
    if kind == "text/html" and len(data) > HTML_LIMIT:
        raise _too_large(name, len(data), HTML_LIMIT)
    text, encoding = decode(data, name=name, charset=charset, markup=kind == "text/html")
    if not text.strip("\ufeff \t\r\n\v\f\xa0\u3000"):
        raise DocumentError("the file is empty", where=name)
    if kind == "text/html":
        return _html(text, encoding, data, name, day)
    return _document(text, data, name=name, option=day, encoding=encoding, media_type=kind)


def open_document(source: str | os.PathLike[str], *, published: dt.date | str | None = None) -> Document:
    """The document at a path, at an http(s) address, or `-` for standard input."""
    day = published_option(published)
    name = os.fspath(source)
    if name == "-":
        return from_bytes(_read(sys.stdin.buffer, name), name=name, published=day)
    if isinstance(source, str) and (address := _ADDRESS.match(source)):
        if address.group(1).lower() not in {"http", "https"}:
            raise FetchError("only http and https addresses are fetched", where=name)
        from karvan.documents.fetch import fetch

        answer = fetch(name)
        return from_bytes(answer.data, name=name, media_type=answer.media_type, published=day)
    return from_bytes(_file(name), name=name, published=day)


def _file(path: str) -> bytes:
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path costs more than the call, a hundred thousand times over
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(
                "the folder holds no documents", where=path, hint="karvan reads .txt, .md, .html and .pdf files"
            )
        if found.st_size > TEXT_LIMIT:
            raise _too_large(path, found.st_size)
        with open(path, "rb") as file:  # noqa: PTH123
            return _read(file, path)
    except FileNotFoundError:
        hint = "no file matches the pattern" if any(sign in path for sign in "*?[") else "check the path"
        raise DocumentError("no such file", where=path, hint=hint) from None
    except PermissionError:
        raise DocumentError("the file may not be read", where=path, hint="check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"the file can't be read: {reason}", where=path) from None


def _read(file: BinaryIO, name: str) -> bytes:
    """All bytes, or an error as soon as there are too many."""
    data = file.read(TEXT_LIMIT + 1)
    if len(data) > TEXT_LIMIT:
        raise _too_large(name, None)
    return data


def _media_type(data: bytes, name: str, stated: str | None) -> tuple[str, str | None]:
    """What the bytes are, and the charset that their sender names."""
    kind, _, rest = (stated or "").partition(";")
    kind = kind.strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
    suffix = "" if stated and "://" in name else PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024] or kind == "application/pdf" or suffix == ".pdf":
        kind = "application/pdf"
    elif kind in {"text/html", "application/xhtml+xml"} or suffix in _HTML_SUFFIXES or _HTML_START.match(data):
        kind = "text/html"
    elif kind != "text/markdown":
        kind = "text/markdown" if suffix == ".md" else "text/plain"
    return kind, charset.group(1) if charset else None


def _document(
    text: str,
    data: bytes,
    *,
    name: str,
    option: dt.date | None,
    encoding: str = "utf-8",
    media_type: str = "text/plain",
    metadata: dt.date | None = None,
    created: dt.date | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Document:
    opening = read_opening(text)
    published = decide(option, metadata, opening, name, created=created)
    agency = opening.dateline.agency if opening.dateline else None
    return Document(
        name=name,
        text=text,
        published=published.day,
        published_from=published.taken_from,
        publisher=publisher or agency or opening.source or closing_source(text),
        language=guess_language(text) or language,
        headline=opening.headline,
        dateline=opening.dateline.span if opening.dateline else None,
        media_type=media_type,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _html(text: str, encoding: str, data: bytes, name: str, option: dt.date | None) -> Document:
    from karvan.documents.markup import read_page

    page = read_page(text, name=name)
    return _document(
        page.text, data, name=name, option=option, encoding=encoding, media_type="text/html",
        metadata=page.published, publisher=page.publisher, language=page.language,
    )  # fmt: skip


def _pdf(data: bytes, name: str, option: dt.date | None) -> Document:
    from karvan.documents.pdf import read_pdf

    paper = read_pdf(data, name=name)
    return _document(paper.text, data, name=name, option=option, media_type="application/pdf", created=paper.created)


def _too_large(name: str, size: int | None, limit: int = TEXT_LIMIT) -> DocumentError:
    what = (
        f"the file is too large: {size / (1 << 20):.0f} MB, the limit is"
        if size
        else "there is too much to read: the limit is"
    )
    return DocumentError(f"{what} {limit >> 20} MB", where=name, hint="split it into its documents")
