"""vollrath: comparative advantage that looks at imports too and counts neither country nor product twice.

Formula: RXA(c,p) = (x(c,p) / x(c,q)) / (x(r,p) / x(r,q)), q all other products, r all other countries; RMA the same of
imports; RTA = RXA - RMA; RC = ln RXA - ln RMA

Paper: Vollrath, T. L. (1991), A Theoretical Evaluation of Alternative Trade Intensity Measures of Revealed Comparative
Advantage, Weltwirtschaftliches Archiv 127 (2), 265-280.

RTA above zero: an advantage in trade. RC is missing where either is zero: nothing can be said of who buys and never
sells. The first country exports 6 of the first product and 4 of the other, the rest of the world 2 and 8:

>>> exports, imports = np.array([[6.0, 4.0], [2.0, 8.0]]), np.array([[2.0, 4.0], [3.0, 3.0]])
>>> rxa, rma = advantage(exports), advantage(imports)
>>> float(rxa[0, 0]), float(rma[0, 0])
(6.0, 0.5)
>>> float((rxa - rma)[0, 0])
5.5
>>> round(float(competitiveness(rxa, rma)[0, 0]), 4)  # ln 12
2.4849
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio
from karvan.statistics.table import Table


def advantage(flows: Array) -> Array:
    """RXA of exports or RMA of imports, (country, product, …), of the same shape."""
    other_products = others(flows, axis=1)
    return ratio(ratio(flows, other_products), ratio(others(flows, axis=0), others(other_products, axis=0)))


def others(values: Array, axis: int) -> Array:
    """The sum of all the others along an axis: of those before and those after, so that no rounding is left over.

    >>> others(np.array([1e20, 1.0, np.nan]), axis=0)
    array([1.e+00, 1.e+20, 1.e+20])
    """
    stated = np.nan_to_num(values).astype(np.float64)
    before = np.cumsum(stated, axis=axis)
    after = np.flip(np.cumsum(np.flip(stated, axis), axis=axis), axis)
    count = values.shape[axis]
    left, right = (
        np.take(part, range(*ends), axis=axis) for part, ends in ((before, (0, count - 1)), (after, (1, count)))
    )
    nothing = np.zeros_like(np.take(stated, [0], axis=axis))
    return np.concatenate([nothing, left], axis=axis) + np.concatenate([right, nothing], axis=axis)


def competitiveness(exports: Array, imports: Array) -> Array:
    """RC, the logarithm of RXA over RMA."""
    return logarithm(exports) - logarithm(imports)


def logarithm(advantages: Array) -> Array:
    """The natural logarithm, missing for zero."""
    return np.log(np.where(advantages > 0, advantages, np.nan))


def over(panel: Panel) -> Table:
    """Vollrath's measures of every reporter in every product."""
    panel.need_products("vollrath")
    world = np.minimum(panel.reporters("vollrath", panel.exported), panel.reporters("vollrath", panel.imported))
    rxa, rma = advantage(panel.exported), advantage(panel.imported)
    return panel.table(
        "reporter product period",
        world,
        relative_trade=rxa - rma,
        log_exports=logarithm(rxa),
        log_imports=logarithm(rma),
        competitiveness=competitiveness(rxa, rma),
    )
