"""JSON: one object that holds all documents and what they come to, written document by document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import msgspec

from karvan.formats.jsonl import encoded
from karvan.formats.tally import Tally
from karvan.formats.view import Result, View


def write(results: Iterator[Result], stream: TextIO, _view: View, tally: Tally) -> None:
    """`{"documents": […], "tally": {…}}`, indented for people."""
    stream.write('{\n  "documents": [')
    for position, result in enumerate(results):
        pretty = msgspec.json.format(encoded(result.to_dict()), indent=2)
        stream.write((",\n" if position else "\n") + _indented(pretty, "    "))
    verdicts = {verdict.value: many for verdict, many in sorted(tally.verdicts.items())}
    total = {
        "documents": tally.documents,
        "failed": tally.failed,
        "figures": tally.figures,
        "relations": tally.relations,
        "events": tally.events,
        "findings": verdicts,
    }
    pretty = msgspec.json.format(encoded(total), indent=2)
    stream.write('\n  ],\n  "tally": ' + _indented(pretty, "  ").lstrip() + "\n}\n")


def _indented(text: str, margin: str) -> str:
    # JSON text has no line break inside its strings, so every line can move
    return "\n".join(margin + line for line in text.split("\n"))
