"""Makes the reference pages whose truth stands elsewhere: checks, rounding, sources, the schema of the output.

    python tools/make_reference.py            writes docs/reference/*
    python tools/make_reference.py --check    says whether they are current (exit code 1 where not)

Checks come from the docstrings of `karvan.checking.checks`, rounding from that of `karvan.reading.rounding`, trust from
those of `karvan.checking.trust`, `footing` and `traces`, sources from every `provenance.toml` of the shipped tables, the schema from `tools/output_shape.py`.
"""

from __future__ import annotations

import inspect
import json
import sys
import tomllib
from collections.abc import Iterator

import msgspec

from karvan.checking import footing, slips, traces, trust
from karvan.formats.check_pages import Page, pages
from karvan.reading import rounding
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
        REFERENCE / "output.schema.json": schema(),
    }
    return write_or_check(made)


if __name__ == "__main__":
    sys.exit(main())
