"""intensity: whether a country sells more to a partner than the partner's place in the world's trade would have it.

Formula: T(i,j) = (x(i,j) / X(i)) / (x(w,j) / X(w))

Paper: Brown, A. J. (1949), Applied Economics: Aspects of the World Economy in War and Peace, Allen and Unwin; Kojima, K.
(1964), The Pattern of International Trade Among Advanced Countries, Hitotsubashi Journal of Economics 5 (1), 16-36.

Above one: more than to be expected. The world is everybody in the panel who reports, and the table says how many those
are. The first of three exporters sends 10 of its 20 to a partner that takes 15 of the world's 60, a quarter: twice as
much as to be expected.

>>> flows = np.array([[0.0, 10.0, 10.0], [15.0, 0.0, 20.0], [0.0, 5.0, 0.0]])
>>> intensity(flows)[0]
array([0., 2., 1.])
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, shares, total
from karvan.statistics.table import Table


def intensity(exports: Array) -> Array:
    """Trade intensity of exports (exporter, importer, …), of the same shape."""
    of_world = shares(total(exports, axis=0), axis=0)
    return ratio(shares(exports, axis=1), of_world[None])


def over(panel: Panel) -> Table:
    """Intensity of every pair's exports and imports."""
    panel.need_pairs("intensity")
    stated = [panel.reporters("intensity", flows) for flows in (panel.exports_of_pairs, panel.imports_of_pairs)]
    return panel.table(
        "reporter partner period",
        np.minimum(*stated),
        exports_intensity=intensity(panel.exports_of_pairs),
        imports_intensity=intensity(panel.imports_of_pairs),
    )
