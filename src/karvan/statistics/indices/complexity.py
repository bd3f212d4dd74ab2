"""complexity: how much a country's exports ask of it, told from which countries export which products.

Formula: with M(c,p) = 1 where RCA(c,p) >= 1, diversity d(c) = sum over p of M, ubiquity u(p) = sum over c of M: ECI is the
second eigenvector of sum over p of M(c,p) M(c',p) / (d(c) u(p)), less its mean, by its standard deviation; PCI is in
proportion to the mean of its countries' values, so that a country's ECI is the mean PCI of its products

Paper: Hidalgo, C. A. and Hausmann, R. (2009), The Building Blocks of Economic Complexity, Proceedings of the National
Academy of Sciences 106 (26), 10570-10575; as an eigenvector: Hausmann, R., Hidalgo, C. A. et al. (2014), The Atlas of
Economic Complexity, MIT Press.

Its sign is that of diversity. Who has an advantage in nothing, and what nobody has one in, has no value; nobody has
where the exporters fall into two groups without a product in common, because no single order exists, nor where diversity
gives no sign. Four countries of which each lacks one more product than the one before are evenly apart: 3, 1, -1 and -3
by the root of 5.

>>> nested = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], dtype=bool)
>>> found = complexity(nested)
>>> found.diversity, found.ubiquity
(array([4, 3, 2, 1]), array([4, 3, 2, 1]))
>>> found.eci.round(3)
array([ 1.342,  0.447, -0.447, -1.342])
>>> bool(np.isclose(found.eci[1], found.pci[:3].mean()))
True
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from karvan.statistics.indices.balassa import balassa
from karvan.statistics.panel import Panel
from karvan.statistics.sums import Array, Presence
from karvan.statistics.table import Table, stacked

_SAME = 1e-9
"""Eigenvalues nearer than this are one, and its vectors can be turned at will."""


class Complexity(Struct, frozen=True, eq=False):
    """Economic and product complexity, (country, …) and (product, …), and what they were made from.

    `centre` is the mean that was taken off, in standard deviations: `pci + centre` is the eigenvector itself.
    """

    eci: Array
    pci: Array
    diversity: NDArray[np.integer[Any]]
    ubiquity: NDArray[np.integer[Any]]
    centre: Array

    def at(self, period: int) -> Complexity:
        """One period of several."""
        return Complexity(*(getattr(self, name)[..., period] for name in self.__struct_fields__))


def present(advantage: Array, threshold: float = 1.0) -> Presence:
    """Where an advantage is at least the threshold; what is missing is not present.

    >>> present(np.array([0.5, 1.0, np.nan]))
    array([False,  True, False])
    """
    return np.nan_to_num(advantage) >= threshold


def complexity(presence: Presence) -> Complexity:
    """Complexity from a matrix of presence (country, product, …), of every period for itself."""
    if presence.ndim > 2:
        parts = [complexity(presence[..., t]) for t in range(presence.shape[-1])]
        names = Complexity.__struct_fields__
        return Complexity(*(np.stack([getattr(part, name) for part in parts], axis=-1) for name in names))
    diversity, ubiquity = presence.sum(axis=1), presence.sum(axis=0)
    eci, pci = np.full(len(diversity), np.nan), np.full(len(ubiquity), np.nan)
    rows, columns = diversity > 0, ubiquity > 0
    vectors = _second(presence[np.ix_(rows, columns)].astype(np.float64), diversity[rows], ubiquity[columns])
    if vectors is None:
        return Complexity(eci, pci, diversity, ubiquity, np.array(np.nan))
    of_countries, of_products = vectors
    spread, middle = of_countries.std(), of_countries.mean()
    counted = diversity[rows]
    along = np.mean((counted - counted.mean()) * (of_countries - middle))
    if abs(along) <= _SAME * spread * counted.std():
        return Complexity(eci, pci, diversity, ubiquity, np.array(np.nan))
    spread = np.copysign(spread, along)
    eci[rows], pci[columns] = (of_countries - middle) / spread, (of_products - middle) / spread
    return Complexity(eci, pci, diversity, ubiquity, np.array(middle / spread))


def _second(matrix: Array, diversity: Array, ubiquity: Array) -> tuple[Array, Array] | None:
    """The second eigenvectors of countries and products, None where no single one is second.

    The matrix of means is similar to a symmetric one, whose eigenvectors are found faster and to the last digits, on
    whichever side is smaller.
    """
    if min(matrix.shape) < 2:
        return None
    scaled = matrix / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    if len(diversity) > len(ubiquity):
        values, vectors = np.linalg.eigh(scaled.T @ scaled)
        of_products = vectors[:, -2] / np.sqrt(ubiquity)
        of_countries = matrix @ of_products / diversity
    else:
        values, vectors = np.linalg.eigh(scaled @ scaled.T)
        of_countries = vectors[:, -2] / np.sqrt(diversity)
        # one step to products and one back shrinks by the eigenvalue: without it ECI would not be the mean of PCI
        of_products = of_countries @ matrix / ubiquity / max(values[-2], _SAME)
    gaps = np.diff(values[-3:])
    return None if values[-2] < _SAME or gaps.min() < _SAME else (of_countries, of_products)


def reflections(presence: Presence, steps: int) -> tuple[Array, Array]:
    """The method of reflections: each side becomes the mean of the other's, so many times, starting from the counts.

    The values draw near each other; less their mean and by their spread, the countries' even steps tend to ECI.

    >>> reflections(np.array([[1, 1], [1, 0]], dtype=bool), steps=1)
    (array([1.5, 2. ]), array([1.5, 2. ]))
    """
    matrix = presence.astype(np.float64)
    diversity, ubiquity = matrix.sum(axis=1), matrix.sum(axis=0)
    countries, products = diversity, ubiquity
    for _ in range(steps):
        countries, products = _mean(matrix @ products, diversity), _mean(countries @ matrix, ubiquity)
    return countries, products


def _mean(summed: Array, count: Array) -> Array:
    return np.divide(summed, count, out=np.full(len(count), np.nan), where=count > 0)


def over(panel: Panel) -> Table:
    """Complexity of every reporter, with its diversity, and of every product, with its ubiquity."""
    panel.need_products("complexity")
    world = panel.reporters("complexity", panel.exported)
    found = complexity(present(balassa(panel.exported)))
    return stacked(
        panel.table(
            "reporter period", world, economic_complexity=found.eci, diversity=_where(found.diversity, found.eci)
        ),
        panel.table("product period", world, product_complexity=found.pci, ubiquity=_where(found.ubiquity, found.pci)),
    )


def _where(counts: NDArray[np.integer[Any]], defined: Array) -> Array:
    return np.where(np.isnan(defined), np.nan, counts)
