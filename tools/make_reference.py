"""Makes the reference pages whose truth stands elsewhere: checks, rounding, indices, sources, the schema of the output.

    python tools/make_reference.py            writes docs/reference/*
    python tools/make_reference.py --check    says whether they are current (exit code 1 where not)

Checks come from the docstrings of `karvan.checking.checks`, rounding from that of `karvan.reading.rounding`, trust from
those of `karvan.checking.trust`, `footing` and `traces`, indices from those of `karvan.statistics.indices`, sources
from every `provenance.toml` of the shipped tables, the schema from `tools/output_shape.py`.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
import tomllib
from collections.abc import Iterator

import msgspec

from karvan.checking import footing, slips, traces, trust
from karvan.formats.check_pages import Page, pages
from karvan.reading import rounding
from karvan.statistics.indices import Index, indices
from output_shape import Failure, Report
from writing import ROOT, write_or_check

REFERENCE = ROOT / "docs/reference"
DATA = ROOT / "src/karvan/data"


def checks() -> str:
    """Every check's page, in the order of report."""
    head = (
        "# The checks\n\n"
        "Made from the checks' own docstrings by `tools/make_reference.py`; `karvan checks NAME` prints the same. A check\n"
        "takes what a document states and says of some claims how they stand. Every one compares intervals (see\n"
        "[rounding](rounding.md)): a claim is contradicted only when nothing inside the rounding works.\n"
    )
    return "\n".join([head, *(f"## {page.id}\n\n{_marked(page)}\n" for page in pages())])


def _marked(page: Page) -> str:
    """The page as Markdown: its sentence in bold, and its examples as a list."""
    lines = [f"**{page.sentence[0].upper()}{page.sentence[1:]}.**"]
    for line in page.text.split("\n")[1:]:
        example = line.startswith(("Passes:", "Fails:"))
        lines.append(f"- {line}" if example else line)
    return "\n".join(lines).rstrip()


def rounding_page() -> str:
    """The table of rounding and the table of slips, as their modules have them."""
    return "\n".join(
        [
            "# Rounding and slips\n",
            "Made from `karvan.reading.rounding` and `karvan.checking.slips` by `tools/make_reference.py`.\n",
            f"## {_docstring(rounding)}\n",
            f"## {_docstring(slips)}\n",
        ]
    )


def trust_page() -> str:
    """When what does not fit is told as a contradiction: the three tables of the checking room."""
    return "\n".join(
        [
            "# When a mismatch is a contradiction\n",
            "Made from `karvan.checking.trust`, `footing` and `traces` by `tools/make_reference.py`.\n",
            *(f"## {_docstring(module)}\n" for module in (trust, footing, traces)),
        ]
    )


def indices_page() -> str:
    """Every index's page, and what its table holds."""
    head = (
        "# The indices\n\n"
        "Made from the indices' own docstrings by `tools/make_reference.py`. `karvan.statistics.assembling.assemble` makes a\n"
        "panel of datasets, and `karvan.statistics.indices.index(name).over(panel)` the table of an index.\n\n"
        "What nobody stated is missing and stays missing; zero is a number that somebody stated. A sum is of what is stated,\n"
        "a ratio is missing where it is not defined. Shares and indices are parts of one, not percentages. The world is\n"
        "everybody in the panel who reports; tables of what is set against it say how many those are (`reporters`).\n"
    )
    return "\n".join([head, *(_index(found) for found in indices())])


def _index(found: Index) -> str:
    """A page as Markdown; the example with the imports that it needs, so that it runs as it stands."""
    module = importlib.import_module(f"karvan.statistics.indices.{found.name}")
    blocks = [block for block in found.page.split("\n\n")[1:] if not block.startswith(("Formula: ", "Paper: "))]
    text = [block for block in blocks if not block.startswith(">>> ")]
    example = "\n".join(block for block in blocks if block.startswith(">>> "))
    own = sorted(
        name
        for name, held in vars(module).items()
        if inspect.isfunction(held) and held.__module__ == module.__name__ and re.search(rf"\b{name}\(", example)
    )
    needs = [] if "import numpy" in example else [">>> import numpy as np"]
    needs += [f">>> from {module.__name__} import {', '.join(own)}"] if own else []
    return "\n\n".join(
        [
            f"## {found.name}",
            f"**{found.sentence[0].upper()}{found.sentence[1:]}.**",
            f"*Formula*: {found.formula}",
            f"*Paper*: {found.paper}",
            *text,
            "\n".join(["```python", *needs, example, "```"]),
            f"*Table*: {inspect.getdoc(module.over)}\n",
        ]
    )


def _docstring(module: object) -> str:
    sentence, _, rest = (inspect.getdoc(module) or "").partition("\n")
    return f"{sentence.rstrip('.')}\n{rest}"


def sources() -> str:
    """Every shipped table with where it comes from."""
    head = "# Sources\n\nMade from the `provenance.toml` beside the shipped tables by `tools/make_reference.py`.\n\n"
    parts = [head + "| table | what | from | version | licence |\n| --- | --- | --- | --- | --- |"]
    for folder, table, row in _tables():
        cells = (f"`{folder}/{table}`", row["title"], row["producer"], row.get("version", ""), row["licence"])
        parts.append(f"| {' | '.join(cells)} |")
    return "\n".join(parts) + "\n"


def _tables() -> Iterator[tuple[str, str, dict[str, str]]]:
    for path in sorted(DATA.rglob("provenance.toml")):
        for table, row in sorted(tomllib.loads(path.read_text("utf-8")).items()):
            yield path.parent.relative_to(DATA).as_posix(), table, row


def schema() -> str:
    """JSON Schema (2020-12) of a line of JSONL."""
    either, parts = msgspec.json.schema_components((Report, Failure), ref_template="#/$defs/{name}")
    made = {"anyOf": list(either), "$defs": parts}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of `karvan check --format jsonl`",
    }
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Writes what has changed, or says what is stale."""
    made = {
        REFERENCE / "checks.md": checks(),
        REFERENCE / "rounding.md": rounding_page(),
        REFERENCE / "trust.md": trust_page(),
        REFERENCE / "sources.md": sources(),
        REFERENCE / "indices.md": indices_page(),
        REFERENCE / "output.schema.json": schema(),
    }
    return write_or_check(made)


if __name__ == "__main__":
    sys.exit(main())
