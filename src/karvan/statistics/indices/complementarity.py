"""complementarity: how well what one country sells fits what another buys.

Formula: C(i,j) = 1 - sum over k of |m(k,j) - x(k,i)| / 2, m and x shares of product k in j's imports and i's exports

Paper: Michaely, M. (1996), Trade Preferential Agreements in Latin America: An Ex-Ante Assessment, World Bank Policy
Research Working Paper 1583.

One: the shares are the same; zero: nothing that the one sells is bought by the other. One that sells 70 of 100 in the
first product and one that buys 40 of it share 40 there and 30 in the other:

>>> complementarity(np.array([[70.0, 30.0]]), np.array([[40.0, 60.0]]))
array([[0.7]])
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, overlap, shares
from karvan.statistics.table import Table


def complementarity(exports: Array, imports: Array) -> Array:
    """Of exports and imports (country, product, …): (exporter, importer, …)."""
    return overlap(shares(exports, axis=1), shares(imports, axis=1))


def over(panel: Panel) -> Table:
    """How well every reporter's exports fit every other's imports."""
    panel.need_products("complementarity")
    fits = complementarity(panel.exported, panel.imported)
    own = np.eye(len(panel.countries), dtype=bool)
    fits[own] = np.nan
    return panel.table("reporter partner period", complementarity=fits)
