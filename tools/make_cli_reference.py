"""Makes the help pages of the command line, and the reference in docs/, from the commands' own docstrings.

    python tools/make_cli_reference.py            writes src/karvan/cli/pages/*.txt and docs/reference/cli.md
    python tools/make_cli_reference.py --check    says whether they are current (exit code 1 where not)

The pages ship, because building them takes longer than a user should wait for `--help`.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from karvan.cli.app import COMMANDS, Entry
from karvan.cli.parsing import Command, Parameter, parameters
from writing import ROOT, write_or_check

PAGES = ROOT / "src/karvan/cli/pages"
REFERENCE = ROOT / "docs/reference/cli.md"
WIDTH, COLUMN = 80, 24

HEAD = """\
karvan reads what documents say about the trade and ties of two countries, and
checks every figure.

Usage: karvan COMMAND [OPTIONS]

Try it:
  karvan check talks.txt
      the text with its figures marked, each finding with its computation and
      the repair that would mend it
  karvan check news/ --format jsonl > findings.jsonl
      a folder of documents, one line of JSON for each as it is finished
  karvan check report.pdf --format html --output report.html
      one page that opens from disk
  karvan explain talks.txt 1
      redo the first computation step by step, with the intervals it used

Commands:
"""
TAIL = """
Verdicts:
  contradicted    cannot be true as written, whatever rounding allows
  doubtful        possible, but at odds with what is known
  disputed        sources disagree with each other
  consistent      the document's own arithmetic agrees
  confirmed       independent evidence agrees
  unverifiable    there is nothing to check it against

Exit codes:
  0  nothing is contradicted
  1  something is (see `karvan check --help`: --fail-on)
  2  the call was wrong, or a document could not be read; the others were done

`karvan COMMAND --help` tells more about a command. Nothing is fetched from the
network but the addresses that you name. NO_COLOR and pipes are respected.
"""


def pages() -> dict[str, str]:
    """Every page by its name: `karvan`, `check`, `record`, `record-add`."""
    head = HEAD + "".join(_rows([*_sentences(COMMANDS), ("--version", "Print the version")], 14))
    made = {"karvan": head + TAIL}
    for name, entry in COMMANDS.items():
        if entry.commands is None:
            made[name] = _page(name, entry.load())
            continue
        rows = "".join(_rows(_sentences(entry.commands), 12))
        made[name] = (
            f"{entry.sentence}.\n\nUsage: karvan {name} COMMAND [OPTIONS]\n\nCommands:\n{rows}"
            f"\n`karvan {name} COMMAND --help` tells more about a command.\n"
        )
        for inner, below in entry.commands.items():
            made[f"{name}-{inner}"] = _page(f"{name} {inner}", below.load())
    return made


def reference(made: dict[str, str]) -> str:
    """All pages on one, as `--help` prints them."""
    parts = ["# The command line\n\nAs `--help` prints it; made by `tools/make_cli_reference.py`.\n"]
    for name, text in made.items():
        call = "karvan" if name == "karvan" else f"karvan {name.replace('-', ' ')}"
        parts.append(f"## {call}\n\n```text\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def _sentences(commands: dict[str, Entry]) -> Iterator[tuple[str, str]]:
    return ((name, entry.sentence) for name, entry in commands.items())


def _page(called: str, command: Command) -> str:
    doc = inspect.getdoc(command) or ""
    intro, _, rest = doc.partition("\nParameters\n----------\n")
    described, _, examples = rest.partition("\nExamples\n--------\n")
    short, _, long = intro.strip().partition("\n\n")
    texts = _descriptions(described)
    takes = parameters(command)
    positional = [(_usage(each), texts.pop(each.name).rstrip(".")) for each in takes if each.positional]
    options = [(_option(each), _described(each, texts.pop(each.name))) for each in takes if not each.positional]
    if texts:
        raise SystemExit(f"karvan {called}: no such parameter: {', '.join(texts)}")
    shown = [f"[{name}]" if _optional(each) else name for each, (name, _) in zip(takes, positional, strict=False)]
    usage = " ".join(["Usage: karvan", called, *shown, *(["[OPTIONS]"] if options else [])])
    parts = [short, *([textwrap.fill(" ".join(long.split()), WIDTH)] if long else []), usage]
    for title, rows in (("Arguments", positional), ("Options", options)):
        if rows:
            parts.append(f"{title}:\n{''.join(_rows(rows))}".rstrip())
    if examples:
        parts.append(f"Examples:\n{textwrap.indent(examples.strip(), '  ')}")
    return "\n\n".join(parts) + "\n"


def _descriptions(section: str) -> dict[str, str]:
    """Names and texts of a numpydoc section."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", section.strip()):
        name, _, text = block.partition("\n")
        found[name] = " ".join(text.split())
    return found


def _optional(parameter: Parameter) -> bool:
    # `*documents` may be empty for Python, not for us; the words of a search may
    return not parameter.required and (not parameter.many or parameter.name == "words")


def _usage(parameter: Parameter) -> str:
    return f"{parameter.names[0]}..." if parameter.many else parameter.names[0]


def _option(parameter: Parameter) -> str:
    names = ", ".join(parameter.names)
    return names if parameter.flag else f"{names} {_placeholder(parameter)}"


def _placeholder(parameter: Parameter) -> str:
    known = {"published": "DATE", "checks": "NAMES", "country": "NAME", "indicator": "NAME", "period": "PERIOD"}
    return (
        "WHAT"
        if parameter.choices
        else known.get(parameter.name) or {Path: "FILE", int: "N"}.get(parameter.kind, "TEXT")
    )


def _described(parameter: Parameter, text: str) -> str:
    parts = [text.rstrip(".")]
    if parameter.choices:
        parts.append(f"({', '.join(parameter.choices)})")
    if parameter.default not in {None, False}:
        parts.append(f"[default: {parameter.default}]")
    return " ".join(parts)


def _rows(rows: Any, column: int = COLUMN) -> Iterator[str]:
    for name, text in rows:
        lines = textwrap.wrap(" ".join(text.split()), WIDTH - column, break_on_hyphens=False)
        lead = f"  {name}"
        if len(lead) >= column:
            yield f"{lead}\n"
            lead = ""
        for position, line in enumerate(lines):
            yield f"{lead if not position else '':<{column}}{line}\n"


def main() -> int:
    """Writes what has changed, or says what is stale."""
    made = pages()
    gone: dict[Path, str | None] = dict.fromkeys(PAGES.glob("*.txt"))
    return write_or_check(
        gone | {PAGES / f"{name}.txt": text for name, text in made.items()} | {REFERENCE: reference(made)}
    )


if __name__ == "__main__":
    sys.exit(main())
