"""Makes the table of products."""

from __future__ import annotations

from pathlib import Path

from vocabulary.source import lines, write


def product_rows() -> list[list[str]]:
    """The rows of products: a text belongs to the product that lists it first."""
    rows: dict[str, list[str]] = {}
    kept = list(lines("products.txt"))
    for marked, heading, _ in kept:
        product = marked.removesuffix("?")
        rows[product] = [product, product, heading, "a" if marked.endswith("?") else ""]
    for marked, heading, further in kept:
        product = marked.removesuffix("?")
        for told in filter(None, (part.strip() for part in further.split(";"))):
            text = told.removesuffix("?")
            rows.setdefault(text, [text, product, heading, "a" if told.endswith("?") else ""])
    order = {product: place for place, product in enumerate(row[0].removesuffix("?") for row in kept)}
    return sorted(rows.values(), key=lambda row: order[row[1]])


def make(folder: Path) -> None:
    """Writes the table of products."""
    write(folder, "products.tsv", "text product hs flags", product_rows())
