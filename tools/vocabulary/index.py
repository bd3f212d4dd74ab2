"""Makes the index of all phrases out of the tables of a folder."""

from __future__ import annotations

import json
from pathlib import Path

from karvan.vocabulary.phrases import TABLES, gathered


def make(folder: Path) -> None:
    """Writes the index, a phrase a line."""
    tables = {
        kind: (folder / Path(table.name).name).read_text("utf-8").splitlines()[1:] for kind, table in TABLES.items()
    }
    index = gathered(tables)
    parts = {"lines": index.lines, "follow": index.follow, "dotted": index.dotted, "signs": index.signs}
    text = ",\n".join(f"{json.dumps(name)}: {_listed(part)}" for name, part in parts.items())
    (folder / "phrases.json").write_bytes(f"{{{text}}}\n".encode())


def _listed(part: dict[str, object] | list[str]) -> str:
    if isinstance(part, list):
        return json.dumps(part, ensure_ascii=False)
    return "{\n" + ",\n".join(f"{_compact(key)}:{_compact(value)}" for key, value in part.items()) + "\n}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
