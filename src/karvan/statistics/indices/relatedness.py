"""relatedness: how near the products that a country does not export yet are to those that it does, and what they would bring.

Formula: proximity phi(p,q) = min over both of how often who has the one has the other; density(c,p) = sum over q of
M(c,q) phi(p,q) / sum over q of phi(p,q); outlook(c) = sum over p of (1 - M) density(c,p) PCI(p), less its mean, by its
standard deviation; gain(c,p) = (1 - M(c,p)) sum over q of (1 - M(c,q)) phi(p,q) PCI(q) / sum over r of phi(q,r); PCI
before its mean is taken off

Paper: Hidalgo, C. A., Klinger, B., Barabasi, A.-L. and Hausmann, R. (2007), The Product Space Conditions the Development
of Nations, Science 317 (5837), 482-487; outlook and gain: Hausmann, R., Hidalgo, C. A. et al. (2014), The Atlas of
Economic Complexity, MIT Press.

Two of three countries have the first product, two the second, one of them both; the third product is had by who has the
second only:

>>> presence = np.array([[1, 1, 0], [1, 0, 0], [0, 1, 1]], dtype=bool)
>>> proximity(presence)
array([[1. , 0.5, 0. ],
       [0.5, 1. , 0.5],
       [0. , 0.5, 1. ]])
>>> density(presence, proximity(presence))[1]
array([0.66666667, 0.25      , 0.        ])
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from karvan.statistics.indices.balassa import balassa
from karvan.statistics.indices.complexity import Complexity, complexity, present
from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, Presence, ratio
from karvan.statistics.table import Table, stacked


def proximity(presence: Presence) -> Array:
    """How near products are (product, product), from presence (country, product); missing for what nobody has."""
    matrix = presence.astype(np.float64)
    return ratio(matrix.T @ matrix, np.maximum.outer(matrix.sum(axis=0), matrix.sum(axis=0)))


def density(presence: Presence, near: Array) -> Array:
    """How much of what is near to a product a country has (country, product)."""
    known = np.nan_to_num(near)
    return ratio(presence.astype(np.float64) @ known.T, known.sum(axis=1)[None])


def outlook(presence: Presence, near: Array, found: Complexity) -> tuple[Array, Array]:
    """Complexity outlook (country) and the gain of each product (country, product)."""
    known, absent = np.nan_to_num(near), 1.0 - presence
    raw = np.nan_to_num(found.pci + found.centre)
    ahead = (absent * np.nan_to_num(density(presence, near)) * raw).sum(axis=1)
    ahead[np.isnan(found.eci)] = np.nan
    weights = np.nan_to_num(ratio(raw, known.sum(axis=1)))
    gain = absent * (absent @ (known * weights[:, None]))
    gain[np.isnan(found.eci)[:, None] | np.isnan(found.pci)] = np.nan
    if np.isnan(ahead).all():
        return ahead, gain
    return (ahead - np.nanmean(ahead)) / np.nanstd(ahead), gain


class Relatedness(Struct, frozen=True, eq=False):
    """Density and gain (country, product, …), and outlook (country, …)."""

    density: Array
    gain: Array
    outlook: Array


def relatedness(presence: Presence, found: Complexity) -> Relatedness:
    """All three from presence and the complexity found in it, of every period for itself."""
    if presence.ndim > 2:
        parts = [relatedness(presence[..., t], found.at(t)) for t in range(presence.shape[-1])]
        names = Relatedness.__struct_fields__
        return Relatedness(*(np.stack([getattr(part, name) for part in parts], axis=-1) for name in names))
    near = proximity(presence)
    ahead, gain = outlook(presence, near, found)
    return Relatedness(np.where(np.isnan(found.eci)[:, None], np.nan, density(presence, near)), gain, ahead)


def over(panel: Panel) -> Table:
    """Density and gain of every reporter's products, and the outlook of every reporter."""
    panel.need_products("relatedness")
    world = panel.reporters("relatedness", panel.exported)
    presence = present(balassa(panel.exported))
    found = relatedness(presence, complexity(presence))
    return stacked(
        panel.table("reporter product period", world, density=found.density, gain=found.gain),
        panel.table("reporter period", world, outlook=found.outlook),
    )
