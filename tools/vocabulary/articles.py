"""Makes the tables of products and recipes."""

from __future__ import annotations

from pathlib import Path

from vocabulary.source import lines, parts, write


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


def recipe_rows(products: set[str]) -> list[list[str]]:
    """The rows of recipes, all in canonical product names; what goes in and out under one name is no need."""
    sources = dict(lines("recipe_sources.txt"))
    rows, seen = [], {}
    for plant, makes, needs, energy, names, source in lines("recipes.txt"):
        for text in parts(names):
            if seen.setdefault(text, plant) != plant:
                raise ValueError(f"`{text}` names both {seen[text]} and {plant}")
        told = [parts(makes), [need for need in parts(needs) if need not in parts(makes)], parts(energy)]
        if unknown := {product for cell in told for product in cell} - products:
            raise ValueError(f"recipe of {plant}: no such products: {sorted(unknown)}")
        rows.append([plant, *("; ".join(cell) for cell in (*told, parts(names))), sources[source]])
    return rows


def make(folder: Path) -> None:
    """Writes the tables of products and recipes."""
    products = product_rows()
    write(folder, "products.tsv", "text product hs flags", products)
    write(folder, "recipes.tsv", "plant makes needs energy names source", recipe_rows({row[1] for row in products}))
