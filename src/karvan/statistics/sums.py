"""Sums and ratios over values of which some are missing: NaN is missing, zero is a number that somebody stated.

A sum is of what is stated and missing only where nothing is; a ratio is missing where either side is, and where it is
not defined.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Presence = NDArray[np.bool_]

_AT_ONCE = 4_000_000
"""Cells of a comparison that are held at a time: 32 MB."""


def total(values: Array, axis: int) -> Array:
    """The sum along an axis, in double precision.

    >>> total(np.array([[1.0, np.nan], [2.0, np.nan]]), axis=0)
    array([ 3., nan])
    """
    if values.ndim > 3 and axis < values.ndim - 1:
        # a period at a time: the temporary copies of a whole panel would not fit beside it
        return np.stack([total(values[..., t], axis) for t in range(values.shape[-1])], axis=-1)
    missing = np.isnan(values)
    # twice as fast as a sum with `where`
    summed = np.where(missing, values.dtype.type(0), values).sum(axis=axis, dtype=np.float64)
    return np.where(missing.all(axis=axis), np.nan, summed)


def ratio(above: Array, below: Array) -> Array:
    """One by the other; missing where the lower is zero.

    >>> ratio(np.array([6.0, 6.0, 0.0]), np.array([3.0, 0.0, 0.0]))
    array([ 2., nan, nan])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below == 0, np.nan, np.divide(above, below, dtype=np.float64))


def shares(values: Array, axis: int) -> Array:
    """Each value's part of the sum along an axis.

    >>> shares(np.array([1.0, 3.0, np.nan, 0.0]), axis=0)
    array([0.25, 0.75,  nan, 0.  ])
    """
    return ratio(values, np.expand_dims(total(values, axis), axis))


def overlap(left: Array, right: Array) -> Array:
    """How much of two compositions is the same: the sum of the smaller shares, 1 for equal ones, 0 for none in common.

    Both are (who, product, …); the result is (who of the left, who of the right, …), missing for whoever states nothing.
    It is 1 minus half the sum of absolute differences.

    >>> overlap(np.array([[0.7, 0.3], [0.5, 0.5]]), np.array([[0.2, 0.8]]))
    array([[0.5],
           [0.7]])
    """
    if left.ndim > 2:
        return np.stack([overlap(left[..., t], right[..., t]) for t in range(left.shape[-1])], axis=-1)
    known = np.logical_and.outer(~np.isnan(left).all(axis=1), ~np.isnan(right).all(axis=1))
    ours, theirs = np.nan_to_num(left), np.nan_to_num(right)
    rows = max(1, _AT_ONCE // max(1, theirs.size))
    common = [
        np.minimum(ours[start : start + rows, None, :], theirs[None]).sum(axis=-1)
        for start in range(0, len(ours), rows)
    ]
    return np.where(known, np.concatenate(common), np.nan)
