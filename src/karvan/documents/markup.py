"""HTML → the main text with its title, and what the page says about itself."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from karvan.documents.metadata import PageMetadata, read_metadata
from karvan.nouns import DocumentError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EXTRACTED_MOST = 3 << 20
"""Above this many characters the boilerplate stays: telling it apart would take minutes."""
_DEPTH_TRUSTED = 200
_SKIPPED_TAGS = (
    "script style noscript template svg math iframe object nav footer aside form button select textarea head"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong "
    "sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_IN_LIST = ("- ", "| ", "|")


class Page(NamedTuple):
    """What an HTML page holds."""

    text: str
    published: dt.date | None
    publisher: str | None
    language: str | None


def read_page(markup: str, *, name: str) -> Page:
    r"""The main text of a page below its title.

    >>> page = read_page("<title>Trade grows</title><p>Turnover rose by 4 percent in May.</p>", name="page.html")
    >>> page.text
    'Trade grows\n\nTurnover rose by 4 percent in May.'
    """
    # XML knows no control characters, and lxml refuses what XML doesn't know
    data = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]", " ", markup).encode("utf-8", "replace")
    tree = _tree(data)
    metadata = read_metadata(tree) if tree is not None else PageMetadata()
    body = _main_text(tree) if tree is not None and len(data) <= _EXTRACTED_MOST else None
    if not body:
        title, body = _all_text(data)
        metadata = metadata if metadata.title else metadata._replace(title=title)
    text = _below_title(metadata.title, body)
    if not text:
        raise DocumentError("no text found in the page", where=name, hint="save the article as plain text")
    return Page(text, metadata.published, metadata.publisher, metadata.language)


def _tree(data: bytes) -> HtmlElement | None:
    """The parsed page; None where it is nested so deeply that the parser gave up or recursion could."""
    from lxml import etree, html  # pyright: ignore[reportAttributeAccessIssue]

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        return None
    return None if _deeper_than(tree, _DEPTH_TRUSTED) else tree


def _deeper_than(tree: HtmlElement, most: int) -> bool:
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def _main_text(tree: HtmlElement) -> str | None:
    """The article without what surrounds it; None where there is nothing that looks like one."""
    import trafilatura

    for logger in ("trafilatura", "htmldate", "justext"):
        if not logging.getLogger(logger).handlers:
            # what it has to say about odd pages is not for the user's screen
            logging.getLogger(logger).addHandler(logging.NullHandler())
    try:
        text = trafilatura.extract(tree, output_format="txt", include_comments=False, include_tables=True)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None  # odd pages find holes in every extractor; the plain way stays open
    return _paragraphs(text.split("\n")) if text else None


class _Collector:
    """A parser target: gathers text as the tags go by, without a tree and so without a limit to its depth."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.title: list[str] = []
        self.skipping = 0
        self.in_title = False

    def start(self, tag: str, _attributes: object) -> None:
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag not in _INLINE:
            self.parts.append("\n")
        self.in_title = tag == "title"

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag not in _INLINE:
            self.parts.append("\n")
        self.in_title = False

    def data(self, text: str) -> None:
        if self.in_title:
            self.title.append(text)
        elif not self.skipping:
            self.parts.append(text.replace("\r", " ").replace("\n", " "))

    def comment(self, text: str) -> None:
        pass

    def close(self) -> tuple[str, str]:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return " ".join("".join(self.title).split()), _paragraphs(lines)


def _all_text(data: bytes) -> tuple[str, str]:
    """Title and text of the whole page, menus and all, however it is nested."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.HTMLParser(target=_Collector(), encoding="utf-8")
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return "", ""


def _paragraphs(lines: Iterable[str]) -> str:
    """Lines set apart by blank ones; rows of a list or table stay together."""
    parts: list[str] = []
    before = ""
    for line in map(str.strip, lines):
        if line:
            together = line.startswith(_IN_LIST) and before.startswith(_IN_LIST)
            parts += ["\n" if together else "\n\n", line]
            before = line
    return "".join(parts[1:])


def _below_title(title: str | None, body: str) -> str:
    first, _, rest = body.partition("\n")
    if not title:
        return body
    if first.strip("# ").casefold() == title.casefold():
        body = rest.lstrip("\n")
    return f"{title}\n\n{body}" if body else title
