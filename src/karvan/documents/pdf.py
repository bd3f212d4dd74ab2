"""PDF → running text: lines joined into paragraphs, words mended that were parted at the end of a line."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from karvan.documents.dates import iso_day
from karvan.nouns import DocumentError

if TYPE_CHECKING:
    import pypdfium2

_TEXT_MOST = 64 << 20
_PAGES_MOST = 5000
# pdfium glues a parted word together with one of its signs for the hyphen: the line ends there
_LINE = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?|- ?)?\d{1,4}(?:(?: of |/)\d{1,4})?(?: ?-)?", re.IGNORECASE)
_PARTED = ("\x02", "\ufffe", "\xad")
# second halves that a hyphen joins rather than parts
_COMPOUNDS = re.compile(
    r"(?:led|based|made|wide|owned|backed|related|run|built|funded|friendly|fold|year|term|scale|to|in|on)\b"
)
_ENDS = (".", "!", "?", ":", ".”", '."', "…")
_BULLET = re.compile(r"[•▪–—*-] |\(?\d{1,2}[.)] ")
_STRANGE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Paper(NamedTuple):
    """What a PDF holds."""

    text: str
    created: dt.date | None
    """When the file was made: near the day of publication, but not that day's word."""


class _Row(NamedTuple):
    """A line as it stands on the page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def read_pdf(data: bytes, *, name: str) -> Paper:
    """The text layer of all pages."""
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error, name) from None
    try:
        return _read(paper, name)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error, name) from None
    finally:
        paper.close()


def _read(paper: pypdfium2.PdfDocument, name: str) -> Paper:
    pages: list[list[_Row]] = []
    size = 0
    if len(paper) > _PAGES_MOST:
        raise DocumentError(f"the PDF has {len(paper)} pages, the limit is {_PAGES_MOST}", where=name, hint="split it")
    for number in range(len(paper)):
        pages.append(_rows(paper, number))
        size += sum(len(row.text) for row in pages[-1])
        if size > _TEXT_MOST:
            raise DocumentError("there is too much text in the PDF", where=name, hint="split it into its documents")
    paragraphs: list[str] = []
    for rows in _without_margins(pages):
        _add(paragraphs, rows)
    text = "\n\n".join(part for part in map(str.strip, paragraphs) if part)
    if not text:
        hint = "the pages are images: run text recognition (OCR) over them first"
        raise DocumentError("no text layer", where=name, hint=hint)
    created = paper.get_metadata_value("CreationDate")
    return Paper(text, iso_day(created.removeprefix("D:")[:8]))


def _rows(paper: pypdfium2.PdfDocument, number: int) -> list[_Row]:
    """The lines of one page with their places."""
    from pypdfium2 import raw

    page = paper[number]
    layer = page.get_textpage()
    try:
        text = layer.get_text_range()
        rows: list[_Row] = []
        for match in _LINE.finditer(text):
            line = match.group()
            stripped = line.strip()
            if not stripped:
                continue
            first = match.start() + len(line) - len(line.lstrip())
            last = match.start() + len(line.rstrip()) - 1
            boxes = [
                layer.get_charbox(raw.FPDFText_GetCharIndexFromTextIndex(layer, at), loose=True) for at in (first, last)
            ]
            (left, bottom, _, top), (_, _, right, _) = boxes
            rows.append(_Row(_STRANGE.sub(_kept, stripped), left, right, bottom, abs(top - bottom)))
        return rows
    finally:
        layer.close()
        page.close()


def _kept(match: re.Match[str]) -> str:
    """A hyphen's sign becomes a soft hyphen, anything else that is no character goes."""
    return "\xad" if match.group() in _PARTED else ""


def _without_margins(pages: list[list[_Row]]) -> list[list[_Row]]:
    """The pages without page numbers and without the running heads that three pages share."""
    seen: dict[str, int] = {}
    for rows in pages:
        for line in {re.sub(r"\d+", "0", row.text) for row in (*rows[:1], *rows[-1:])}:
            seen[line] = seen.get(line, 0) + 1
    bare: list[list[_Row]] = []
    for rows in pages:
        for edge in (0, -1):
            while len(rows) > 1 and (
                _PAGE_NUMBER.fullmatch(rows[edge].text)
                or (len(pages) > 2 and seen.get(re.sub(r"\d+", "0", rows[edge].text), 0) > 2)
            ):
                rows = rows[1:] if edge == 0 else rows[:-1]
        bare.append(rows)
    return bare


def _add(paragraphs: list[str], rows: list[_Row]) -> None:
    """Adds the rows of a page; its first one may go on with the last paragraph of the page before."""
    if not rows:
        return
    margin = max(row.right for row in rows)
    steps = [above.bottom - below.bottom for above, below in pairwise(rows) if above.bottom > below.bottom]
    step = median(steps) if steps else 0.0
    before: _Row | None = None
    for row in rows:
        if paragraphs and _goes_on(before, row, margin, step, paragraphs[-1]):
            paragraphs[-1] = _joined(paragraphs[-1], row.text)
        else:
            paragraphs.append(row.text)
        before = row


def _goes_on(before: _Row | None, row: _Row, margin: float, step: float, text: str) -> bool:
    """Whether a line goes on with the paragraph above.

    The line above is full when the first word of this one would not have fitted into it.
    """
    if text.endswith(_PARTED) or (before and text.endswith("-") and text[-2:-1].isalnum()):
        return True
    if _BULLET.match(row.text):
        return False
    if before is None or row.bottom > before.bottom + row.height:
        # a new page or column
        return not text.endswith(_ENDS) and row.text[0].islower()
    if before.bottom - row.bottom > 1.35 * step or abs(row.height - before.height) > 0.2 * before.height:
        return False
    if row.left > before.left + 0.8 * row.height and text.endswith(_ENDS):
        return False
    letter = (row.right - row.left) / max(len(row.text), 1)
    return before.right + letter * (len(row.text.split(None, 1)[0]) + 1) > margin - letter


def _joined(text: str, line: str) -> str:
    """Text and line as one; a hyphen goes where it parts a word and stays where it joins two."""
    if not text.endswith((*_PARTED, "-")):
        return f"{text} {line}"
    before, after = text[-2:-1], line[:1]
    if text.endswith("-") and not before.strip():
        return f"{text} {line}"  # a dash
    parts = before.islower() and after.islower() and not _COMPOUNDS.match(line)
    return text[:-1] + ("" if parts else "-") + line


def _unreadable(error: Exception, name: str) -> DocumentError:
    if "assword" in str(error) or "ecurity" in str(error):
        hint = "save a copy without the password, or pipe the text in: `karvan check -`"
        return DocumentError("the text is encrypted", where=name, hint=hint)
    return DocumentError("the PDF is damaged", where=name, hint="open it in a viewer and save a copy")
