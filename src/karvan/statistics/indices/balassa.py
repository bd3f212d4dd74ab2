"""balassa: in which products a country has a revealed comparative advantage.

Formula: RCA(c,p) = (x(c,p) / X(c)) / (x(w,p) / X(w)); symmetric: RSCA = (RCA - 1) / (RCA + 1)

Paper: Balassa, B. (1965), Trade Liberalisation and Revealed Comparative Advantage, The Manchester School 33 (2), 99-123;
symmetric: Dalum, B., Laursen, K. and Villumsen, G. (1998), Structural Change in OECD Export Specialisation Patterns,
International Review of Applied Economics 12 (3), 423-443.

Above one (symmetric: above zero): the product's part in the country's exports is larger than in the world's. The world
is everybody in the panel who reports, and the table says how many those are. The first country has 6 of 10 in the first
product, the world 8 of 20:

>>> exports = np.array([[6.0, 4.0], [2.0, 8.0]])
>>> balassa(exports)
array([[1.5       , 0.66666667],
       [0.5       , 1.33333333]])
>>> symmetric(balassa(exports))[0]
array([ 0.2, -0.2])
"""

from __future__ import annotations

import numpy as np

from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, ratio, shares, total
from karvan.statistics.table import Table


def balassa(exports: Array) -> Array:
    """Revealed comparative advantage of exports (exporter, product, …), of the same shape."""
    of_world = shares(total(exports, axis=0), axis=0)
    return ratio(shares(exports, axis=1), of_world[None])


def symmetric(advantage: Array) -> Array:
    """The same between -1 and 1, zero where there is neither advantage nor the contrary."""
    return np.divide(advantage - 1, advantage + 1)


def over(panel: Panel) -> Table:
    """Advantage of every reporter in every product."""
    panel.need_products("balassa")
    world, advantage = panel.reporters("balassa", panel.exported), balassa(panel.exported)
    return panel.table("reporter product period", world, advantage=advantage, symmetric=symmetric(advantage))
