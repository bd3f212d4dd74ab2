"""How nouns are shown: a table that the head of the package fills, so that nouns know no format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

RENDERERS: dict[str, Callable[..., Any]] = {}
"""What a noun is shown as (`html`, `frame`) and the function that does it."""


def render(way: str, noun: object, *options: str) -> Any:
    """What the renderer of that name makes of a noun."""
    if way not in RENDERERS:
        # the head of the package is always imported by now; it fills the table when it is first asked, because
        # `import karvan` alone must not load the nouns
        importlib.import_module("karvan").fill_renderers()
    return RENDERERS[way](noun, *options)
