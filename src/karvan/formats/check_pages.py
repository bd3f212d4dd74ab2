"""The pages of the checks: each check's docstring is its documentation."""

from __future__ import annotations

import importlib
import inspect
import re

from msgspec import Struct

_EXAMPLE = re.compile(r"\n(?=(?:Passes|Fails):)")


class Page(Struct, frozen=True):
    """A check's documentation: what it demands in one sentence, then the reason and what it leaves to others."""

    id: str
    sentence: str
    text: str

    def paragraphs(self) -> list[str]:
        """The text without its line breaks; an empty paragraph between those that a blank line parts."""
        blocks = [_EXAMPLE.split(block) for block in self.text.split("\n\n")]
        return [" ".join(line.split()) for block in blocks for line in [*block, ""]][:-1]


def pages() -> list[Page]:
    """All checks in the order of report.

    >>> [page.sentence for page in pages() if page.id == "growth"]
    ['a stated rise or fall must follow from the two figures that it ties']
    """
    checking = importlib.import_module("karvan.checking")
    return [_page(name, inspect.cleandoc(checking.module(name).__doc__ or name)) for name in checking.CHECKS]


def _page(name: str, text: str) -> Page:
    sentence = text.partition("\n")[0].removeprefix(f"{name}:").strip().rstrip(".")
    return Page(name, sentence or name, text)
