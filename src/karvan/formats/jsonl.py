"""JSONL: a line for every finished document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from karvan.formats.tally import Tally
from karvan.formats.view import Result, View
from karvan.nouns.errors import KarvanError

_ENCODER = msgspec.json.Encoder()


def write(results: Iterator[Result], stream: TextIO, _view: View, _tally: Tally) -> None:
    """One object a line, written and flushed as soon as its document is finished."""
    for result in results:
        stream.write(encoded(result.to_dict()) + "\n")
        stream.flush()


def encoded(plain: Any) -> str:
    """The JSON text of plain values.

    >>> encoded({"value": 1030000, "hedge": None})
    '{"value":1030000,"hedge":null}'
    """
    try:
        return _ENCODER.encode(plain).decode()
    except UnicodeEncodeError:
        # a text handed in from Python can hold halves of surrogate pairs, which JSON has no characters for
        return _ENCODER.encode(_without_surrogates(plain)).decode()
    except RecursionError:
        raise KarvanError("the result is nested too deeply for JSON", hint="leave out --trace") from None


def _without_surrogates(plain: Any) -> Any:
    if isinstance(plain, str):
        return plain.encode("utf-8", errors="replace").decode()
    if isinstance(plain, dict):
        return {_without_surrogates(key): _without_surrogates(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_without_surrogates(value) for value in plain]
    return plain
