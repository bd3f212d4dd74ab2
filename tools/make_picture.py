"""Makes the picture of the output in the README, as SVG and as plain text, from what karvan says of the example.

    python tools/make_picture.py            writes docs/picture.svg and the block in README.md
    python tools/make_picture.py --check    says whether they are current (exit code 1 where not)

Paragraphs without a marked figure are left out, as `[…]`; every other character is printed by `karvan check`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby

from karvan.checking import check_all
from karvan.formats import write
from writing import ROOT, write_or_check

EXAMPLE = "examples/azerbaijan-tajikistan-2024-05-22.txt"
PICTURE = ROOT / "docs/picture.svg"
README = ROOT / "README.md"
START, END = "<!-- made by tools/make_picture.py -->", "<!-- end -->"
CODE = re.compile(r"\x1b\[([\d;]*)m")
# colours that keep their contrast on the dark page of the picture
STYLES = {
    "1": "font-weight:bold", "2": "fill:#8b949e", "31": "fill:#ff7b72", "32": "fill:#7ee787", "33": "fill:#e3b341",
    "35": "fill:#d2a8ff",
}  # fmt: skip
ADVANCE, LEADING, MARGIN = 8.4, 18, 16


def printed(*, color: bool) -> str:
    """What `karvan check` prints for the example, 80 columns wide."""
    stream = io.StringIO()
    tally = write(check_all([ROOT / EXAMPLE], jobs=1), "text", stream, color=color)
    if tally.failed:
        raise SystemExit(f"the example can't be checked:\n{stream.getvalue()}")
    return stream.getvalue().replace(str(ROOT / EXAMPLE), EXAMPLE)


def shortened(text: str) -> list[str]:
    """The lines without the paragraphs of the document in which nothing is marked."""
    kept = [block if _wanted(block) else None for block in text.rstrip("\n").split("\n\n")]
    parts = [("\n\n".join(filter(None, run)) if wanted else "  […]") for wanted, run in groupby(kept, bool)]
    return "\n\n".join(parts).split("\n")


def _wanted(block: str) -> bool:
    plain = CODE.sub("", block)
    return not plain.startswith("  ") or "[" in plain


def svg(lines: list[str]) -> str:
    """The lines as a picture of a terminal."""
    width = round(80 * ADVANCE + 2 * MARGIN)
    height = len(lines) * LEADING + 2 * MARGIN
    rows = "\n".join(
        f'<text x="{MARGIN}" y="{MARGIN + LEADING * number - 5}">{"".join(_spans(line))}</text>'
        for number, line in enumerate(lines, 1)
        if line
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="What karvan check prints for the example">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n'
        f'<g font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace" '
        f'font-size="14" fill="#e6edf3">\n{rows}\n</g>\n</svg>\n'
    )


def _spans(line: str) -> Iterator[str]:
    """Pieces of one style, each told its place so that no font moves a column."""
    style, column = "", 0
    for at, piece in enumerate(CODE.split(line)):
        if at % 2:
            style = ";".join(STYLES[code] for code in piece.split(";") if code in STYLES)
        elif piece:
            # browsers drop spaces at the ends of a piece: it begins and ends with what can be seen
            seen = piece.strip()
            x = MARGIN + (column + len(piece) - len(piece.lstrip())) * ADVANCE
            css = f' style="{style}"' if style else ""
            if seen:
                text = escape(seen.replace("  ", "\u00a0\u00a0"))
                yield f'<tspan x="{x:.1f}" textLength="{len(seen) * ADVANCE:.1f}"{css}>{text}</tspan>'
            column += len(piece)


def readme(lines: list[str]) -> str:
    """The README with the lines in its block."""
    before, _, rest = README.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    block = "\n".join(CODE.sub("", line) for line in lines)
    return f"{before}{START}\n```text\n{block}\n```\n{END}{after}"


def main() -> int:
    """Writes what has changed, or says what is stale."""
    made = {PICTURE: svg(shortened(printed(color=True))), README: readme(shortened(printed(color=False)))}
    return write_or_check(made)


if __name__ == "__main__":
    sys.exit(main())
