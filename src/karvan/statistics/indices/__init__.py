"""The indices: what is computed from statistics, one module each, named as its index is.

A module's docstring is its page: what the index says, formula, paper, and an example whose number a reader can redo. Its
functions take arrays and give arrays; `over` takes a panel and gives a table. Nothing of them is imported before it is
asked for.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from typing import TYPE_CHECKING

from msgspec import Struct

from karvan.nouns import UsageError

if TYPE_CHECKING:
    from karvan.statistics.panel import Panel
    from karvan.statistics.table import Table

INDICES = (
    "growth",
    "shares",
    "openness",
    "intensity",
    "balassa",
    "vollrath",
    "complementarity",
    "similarity",
    "grubel_lloyd",
    "herfindahl",
    "complexity",
    "relatedness",
)
"""In order of the pages: from a country alone to what its products say of each other."""
WITHOUT_PAIRS = frozenset(
    {"openness", "balassa", "vollrath", "complementarity", "similarity", "complexity", "relatedness"}
)
"""Those that need no trade by partner, so that `assemble(pairs=False)` will do: six digits of all countries fit."""


class Index(Struct, frozen=True):
    """An index: what it says in a sentence, how it is computed, who proposed it, and its page."""

    name: str
    sentence: str
    formula: str
    paper: str
    page: str

    def over(self, panel: Panel) -> Table:
        """The index of everything in a panel, a row where it is defined."""
        return importlib.import_module(f"{__name__}.{self.name}").over(panel)


def need_arrays() -> None:
    """One sentence where NumPy, which only indices need, is not installed."""
    if importlib.util.find_spec("numpy") is None:
        raise UsageError("indices need NumPy", hint="pip install 'karvan[statistics]'")


def index(name: str) -> Index:
    """One index by its name.

    >>> index("openness").formula
    '(X + M) / GDP'
    """
    if name not in INDICES:
        raise UsageError(f"there is no index `{name}`", hint=f"choose from {', '.join(INDICES)}")
    need_arrays()
    page = inspect.cleandoc(importlib.import_module(f"{__name__}.{name}").__doc__ or "")
    return Index(name, _sentence(name, page), _told(page, "Formula"), _told(page, "Paper"), page)


def indices() -> tuple[Index, ...]:
    """All indices.

    >>> [found.name for found in indices()] == list(INDICES)
    True
    """
    return tuple(index(name) for name in INDICES)


def _sentence(name: str, page: str) -> str:
    return " ".join(page.partition("\n\n")[0].split()).removeprefix(f"{name}: ").rstrip(".")


def _told(page: str, what: str) -> str:
    """The paragraph that starts with this word."""
    found = next((block for block in page.split("\n\n") if block.startswith(f"{what}: ")), "")
    return " ".join(found.split()).removeprefix(f"{what}: ")
