"""Products: what is traded, with its heading in the Harmonized System."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from karvan import data


class ProductName(Struct, frozen=True, gc=False):
    """One writing of a product, in lower case but for abbreviations; a capital at a sentence's start is no matter."""

    text: str
    product: str
    """The canonical name: `aluminium` for `aluminum`."""
    hs: str
    """Chapter or heading of the Harmonized System, 2 or 4 digits; empty where there is none."""
    ambiguous: bool
    """Has other common readings (`power`): believe it only beside an amount or a flow."""


def _product_name(text: str, product: str, heading: str, flags: str) -> ProductName:
    return ProductName(text, product, heading, flags == "a")


NAMES = data.Table("vocabulary/products.tsv", _product_name)


@cache
def products() -> tuple[ProductName, ...]:
    """Every writing of every product; each text occurs once.

    >>> next(name for name in products() if name.text == "aluminum")
    ProductName(text='aluminum', product='aluminium', hs='76', ambiguous=False)
    """
    return NAMES.all()


@cache
def _canonical() -> dict[str, str]:
    return {name.text: name.product for name in products()}


def canonical(text: str) -> str | None:
    """The product's canonical name, whatever its spelling or case; None where it is no known product.

    >>> canonical("Aluminum oxide"), canonical("happiness")
    ('alumina', None)
    """
    known = _canonical()
    return known.get(text) or known.get(text.lower())
