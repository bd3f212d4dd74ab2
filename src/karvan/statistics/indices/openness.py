"""openness: a country's trade in goods against its gross domestic product.

Formula: (X + M) / GDP

Paper: Summers, R. and Heston, A. (1991), The Penn World Table (Mark 5): An Expanded Set of International Comparisons,
1950-1988, Quarterly Journal of Economics 106 (2), 327-368.

Trade counts what crosses the border, product only what is added at home, so that it can be above one. Exports of 30 and
imports of 20 beside a product of 40:

>>> float(openness(np.array(30.0), np.array(20.0), np.array(40.0)))
1.25
"""

from __future__ import annotations

import numpy as np

from karvan.nouns import UsageError
from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, total
from karvan.statistics.table import Table


def openness(exports: Array, imports: Array, gdp: Array) -> Array:
    """Trade over product, all of one shape and unit."""
    return ratio(np.add(exports, imports), gdp)


def over(panel: Panel) -> Table:
    """Openness of every reporter and year of which the product is known, and its two parts."""
    if panel.gdp is None:
        raise UsageError("`openness` needs gross domestic products", hint="fetch or name a dataset that has `gdp`")
    exports, imports = total(panel.exported, axis=1), total(panel.imported, axis=1)
    return panel.table(
        "reporter period",
        openness=openness(exports, imports, panel.gdp),
        exports_to_gdp=ratio(exports, panel.gdp),
        imports_to_gdp=ratio(imports, panel.gdp),
    )
