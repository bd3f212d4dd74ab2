"""herfindahl: how far a country's trade is concentrated on few partners or few products.

Formula: H = sum of s(k)^2, s shares; normalised: (H - 1/n) / (1 - 1/n), n how many are stated

Paper: Hirschman, A. O. (1964), The Paternity of an Index, The American Economic Review 54 (5), 761-762; Herfindahl, O. C.
(1950), Concentration in the Steel Industry, Columbia University.

One: all in one; 1/n (normalised: zero): spread evenly over n. Zeros count among n, what is missing does not, and of one
alone nothing normalised can be said. Half, a quarter and a quarter:

>>> herfindahl(np.array([50.0, 25.0, 25.0]), axis=0)
array(0.375)
>>> float(normalised(np.array([75.0, 25.0]), axis=0))  # (0.625 - 0.5) / (1 - 0.5)
0.25
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, shares, total
from karvan.statistics.table import Table


def herfindahl(values: Array, axis: int) -> Array:
    """Concentration along an axis, between 1/n and 1."""
    return total(np.square(shares(values, axis)), axis)


def normalised(values: Array, axis: int) -> Array:
    """Concentration along an axis, between 0 and 1 however many there are."""
    count = np.asarray(np.sum(~np.isnan(values), axis=axis), dtype=np.float64)
    least = ratio(np.ones_like(count), count)
    return ratio(herfindahl(values, axis) - least, 1 - least)


def over(panel: Panel) -> Table:
    """Concentration of every reporter's exports and imports on products and on partners."""
    columns: dict[str, Array] = {}
    if panel.has_pairs:
        columns |= _both("exports_by_partner", panel.exports_of_pairs) | _both(
            "imports_by_partner", panel.imports_of_pairs
        )
    if len(panel.products) > 1:
        columns |= _both("exports_by_product", panel.exported) | _both("imports_by_product", panel.imported)
    if not columns:
        panel.need_products("herfindahl")
    return panel.table("reporter period", **columns)


def _both(name: str, flows: Array) -> dict[str, Array]:
    return {name: herfindahl(flows, axis=1), f"{name}_normalised": normalised(flows, axis=1)}
