"""similarity: how alike the exports of two countries are by product, and so how far they compete.

Formula: S(a,b) = sum over k of min(x(k,a), x(k,b)), x shares of product k in exports

Paper: Finger, J. M. and Kreinin, M. E. (1979), A Measure of 'Export Similarity' and Its Possible Uses, The Economic
Journal 89 (356), 905-912.

One: the shares are the same; zero: no product in common. Shares of 0.7 and 0.3 beside 0.2 and 0.8:

>>> similarity(np.array([[70.0, 30.0], [20.0, 80.0]]))
array([[1. , 0.5],
       [0.5, 1. ]])
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, overlap, shares
from karvan.statistics.table import Table


def similarity(exports: Array) -> Array:
    """Of exports (country, product, …): (country, country, …)."""
    parts = shares(exports, axis=1)
    return overlap(parts, parts)


def over(panel: Panel) -> Table:
    """Similarity of the exports of every two reporters."""
    panel.need_products("similarity")
    alike = similarity(panel.exported)
    own = np.eye(len(panel.countries), dtype=bool)
    alike[own] = np.nan
    return panel.table("reporter partner period", similarity=alike)
