"""Reads the hand-kept lists and writes the tables."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent


def lines(name: str) -> Iterator[list[str]]:
    """The rows of a hand-kept list, parted at ` | `; comment lines are left out."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def parts(cell: str) -> list[str]:
    """The texts of a cell, parted at `;`, without an article before them."""
    texts = (text.strip() for text in cell.split(";"))
    return list(dict.fromkeys(text.removeprefix("the ").removeprefix("The ") for text in texts if text))


def unaccented(text: str) -> str:
    """The text in the letters of a plain keyboard."""
    text = text.translate(str.maketrans("ıłđøəŁĐØƏ", "ildoaLDOA"))
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def variants(text: str) -> Iterator[str]:
    """The text, then the same without accents and with each apostrophe in use."""
    for written in dict.fromkeys((text, unaccented(text))):
        yield written
        if "'" in written:
            yield written.replace("'", "’")
        for sign in "ʻ‘":
            if sign in written:
                yield from (written.replace(sign, "'"), written.replace(sign, "’"))


def is_short(text: str) -> bool:
    """Whether the text is an abbreviation that holds only in exactly this writing."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) <= 6 and sum(sign.isupper() for sign in letters) > len(letters) / 2 and " " not in text.strip()


def write(folder: Path, name: str, header: str, rows: Iterable[Iterable[str]]) -> None:
    """A tab-separated table with a header line (columns parted by spaces in `header`)."""
    table = ["\t".join(header.split())]
    for row in rows:
        cells = list(row)
        if any("\t" in cell or "\n" in cell for cell in cells):
            raise ValueError(f"{name}: a tab or line end inside {cells}")
        table.append("\t".join(cells))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(("\n".join(table) + "\n").encode("utf-8"))


def provenance(folder: Path, known: dict[str, dict[str, str]]) -> None:
    """`provenance.toml` for the tables of a folder, with the digest of each."""
    text = "# Written by tools/make_vocabulary.py.\n"
    for name in sorted(known):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        told = known[name] | {"use": "shipped", "sha256": digest, "made_by": "tools/make_vocabulary.py"}
        text += f'\n["{name}"]\n' + "".join(f'{key} = "{value}"\n' for key, value in told.items())
    (folder / "provenance.toml").write_bytes(text.encode("utf-8"))
