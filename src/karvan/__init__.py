"""karvan reads what documents say about the trade and ties of two countries, and checks every figure.

>>> import karvan
>>> report = karvan.check("Turnover rose 12 percent to $6.1 million, from $5.9 million.")
>>> report.worst.value
'contradicted'
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing and importlib take most of the time that this import takes
if TYPE_CHECKING:
    from typing import Any

    from karvan.checking import check, check_all, explain, keep
    from karvan.reading import read
    from karvan.record import find
    from karvan.statistics.observing import observe

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_all", "explain", "find", "keep", "observe", "read"]

_VERBS = {
    "read": "karvan.reading",
    "check": "karvan.checking",
    "check_all": "karvan.checking",
    "explain": "karvan.checking",
    "keep": "karvan.checking",
    "find": "karvan.record",
    "observe": "karvan.statistics.observing",
}
_RENDERERS = {"html": "karvan.formats.notebook:notebook_html", "frame": "karvan.formats.frames:frame"}


def __getattr__(name: str) -> Any:
    room = _VERBS.get(name)
    if room is None:
        raise AttributeError(f"module `karvan` has no `{name}`")
    from importlib import import_module

    fill_renderers()
    verb = getattr(import_module(room), name)
    globals()[name] = verb
    return verb


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def fill_renderers() -> None:
    """Tells the nouns how they are shown: by functions of `karvan.formats`, imported when first called."""
    from karvan.nouns.renderers import RENDERERS

    for way, path in _RENDERERS.items():
        RENDERERS.setdefault(way, _called_later(path))


def _called_later(path: str) -> Any:
    room, _, name = path.partition(":")

    def call(*args: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(room), name)(*args)

    return call
