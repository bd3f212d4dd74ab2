"""grubel_lloyd: how much of two partners' trade goes both ways within the same product.

Formula: GL(k) = 1 - |x(k) - m(k)| / (x(k) + m(k)); over products: 1 - sum of |x(k) - m(k)| / sum of (x(k) + m(k))

Paper: Grubel, H. G. and Lloyd, P. J. (1975), Intra-Industry Trade: The Theory and Measurement of International Trade in
Differentiated Products, Macmillan.

One: as much is bought as sold; zero: one way only. Exports f.o.b. and imports c.i.f. differ by the way between, which
makes the index a little smaller. Missing where a side is, or where there is no trade at all; over products, those count
of which both sides are stated. Sold 30 and bought 10 of the first, only bought 10 of the second:

>>> exports, imports = np.array([30.0, 0.0, np.nan]), np.array([10.0, 10.0, 7.0])
>>> grubel_lloyd(exports, imports)
array([0.5, 0. , nan])
>>> float(together(exports, imports, axis=0))
0.4
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, total
from karvan.statistics.table import Table, stacked


def grubel_lloyd(exports: Array, imports: Array) -> Array:
    """Intra-industry trade, element by element."""
    return 1 - ratio(np.abs(exports - imports), exports + imports)


def together(exports: Array, imports: Array, axis: int) -> Array:
    """Intra-industry trade of all products along an axis."""
    if exports.ndim > 3:
        parts = [together(exports[..., t], imports[..., t], axis) for t in range(exports.shape[-1])]
        return np.stack(parts, axis=-1)
    return 1 - ratio(total(np.abs(exports - imports), axis), total(exports + imports, axis))


def over(panel: Panel) -> Table:
    """Intra-industry trade of every reporter with the world by product, and with every partner over all products."""
    panel.need_products("grubel_lloyd")
    products = panel.table("reporter product period", intra_industry=grubel_lloyd(panel.exported, panel.imported))
    if not panel.has_pairs:
        return products
    pairs = together(panel.exports, panel.imports, axis=2)
    return stacked(panel.table("reporter partner period", intra_industry=pairs), products)
