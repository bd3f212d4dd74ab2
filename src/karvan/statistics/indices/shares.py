"""shares: what part of a country's trade a partner takes, or a product.

Formula: x(c,k) / sum over k of x(c,k)

Paper: United Nations ESCAP (2009), Trade Statistics in Policymaking: A Handbook of Commonly Used Trade Indices and
Indicators, chapter 1.

Where a country states its total, the parts are of it; they need not add up to one, since what goes to unknown areas is in
the total only. What is missing has no share, what is zero has one of zero:

>>> import numpy as np
>>> from karvan.statistics.sums import shares
>>> shares(np.array([[30.0, 10.0, 0.0, np.nan]]), axis=1)
array([[0.75, 0.25, 0.  ,  nan]])
"""

from __future__ import annotations

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, total
from karvan.statistics.table import Table, stacked


def over(panel: Panel) -> Table:
    """Shares of partners and of products in every reporter's exports and imports."""
    products = panel.table(
        "reporter product period",
        share_of_exports=_of(panel.exported, panel.exported),
        share_of_imports=_of(panel.imported, panel.imported),
    )
    if not panel.has_pairs:
        return products
    partners = panel.table(
        "reporter partner period",
        share_of_exports=_of(panel.exports_of_pairs, panel.exported),
        share_of_imports=_of(panel.imports_of_pairs, panel.imported),
    )
    return stacked(partners, products) if len(panel.products) > 1 else partners


def _of(parts: Array, flows: Array) -> Array:
    return ratio(parts, total(flows, axis=1)[:, None])
