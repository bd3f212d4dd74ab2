"""growth: how much more a flow is than a year before, and than in the first year, by the year.

Formula: v(t) / v(t-1) - 1; compound, over n years: (v(t) / v(0)) ^ (1/n) - 1

Paper: the compound annual growth rate is that of every handbook, e.g. United Nations ESCAP (2009), Trade Statistics in
Policymaking: A Handbook of Commonly Used Trade Indices and Indicators, chapter 1.

Growth from zero, or from what nobody stated, is missing. Twice doubling in two years is 100 percent a year:

>>> flows = np.array([[5.0, 10.0, 20.0], [0.0, 3.0, np.nan]])
>>> growth(flows)
array([[nan,  1.,  1.],
       [nan, nan, nan]])
>>> compound(flows)
array([[nan,  1.,  1.],
       [nan, nan, nan]])
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, total
from karvan.statistics.table import Table, stacked


def growth(values: Array, lag: int = 1) -> Array:
    """Growth along the last axis, against `lag` periods before."""
    grown = np.full(values.shape, np.nan)
    if lag < values.shape[-1]:
        grown[..., lag:] = ratio(values[..., lag:], values[..., :-lag]) - 1
    return grown


def compound(values: Array, per_year: int = 1) -> Array:
    """Yearly growth since the first period in which anything above zero is stated, along the last axis."""
    above = values > 0
    first = np.argmax(above, axis=-1)[..., None]
    times = ratio(values, np.take_along_axis(values, first, axis=-1))
    years = (np.arange(values.shape[-1]) - first) / per_year
    with np.errstate(divide="ignore", invalid="ignore"):
        yearly = np.power(times, 1 / years) - 1
    return np.where((years > 0) & above.any(axis=-1, keepdims=True), yearly, np.nan)


def over(panel: Panel) -> Table:
    """Growth of every reporter's exports and imports, in all, by product and by partner."""
    parts = [_columns(panel, total(panel.exported, axis=1), total(panel.imported, axis=1), "reporter period")]
    if len(panel.products) > 1:
        parts.append(_columns(panel, panel.exported, panel.imported, "reporter product period"))
    if panel.has_pairs:
        parts.append(_columns(panel, panel.exports_of_pairs, panel.imports_of_pairs, "reporter partner period"))
    return stacked(*parts)


def _columns(panel: Panel, exports: Array, imports: Array, axes: str) -> Table:
    return panel.table(
        axes,
        exports_growth=growth(exports, panel.lag),
        exports_compound=compound(exports, panel.lag),
        imports_growth=growth(imports, panel.lag),
        imports_compound=compound(imports, panel.lag),
    )
