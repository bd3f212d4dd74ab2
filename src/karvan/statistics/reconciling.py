"""reconciling: one value of two partners' statements, weighted by how well each is known to count.

After Gaulier & Zignago (2010), "BACI: International Trade Database at the Product-Level", CEPII Working Paper 2010-23:

1. The log of importer's over exporter's value is regressed on log distance, its square and contiguity, each flow weighted
   by the smaller value over the larger: what two sides dispute tells little of freight. The margin is taken off imports.
2. What then remains, |ln(x / m)|, is told apart into the exporter's and the importer's part by a weighted analysis of
   variance. The sum of the two has one free constant; it is shared evenly (ten Cate 2014, "The Identification of Reporting
   Accuracies from Mirror Data"). Reporters of few flows are drawn towards the mean.
3. The value is the mean of both, each weighted by the other's part: w = b / (a + b) for the exporter.

Nothing fitted is shipped. Both originals stay beside the value: it is a model's, with a band that holds nine of ten.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from karvan.nouns import DataError
from karvan.statistics.database import database
from karvan.statistics.holdings import Holdings, shipped
from karvan.statistics.sides import Reconciled, both
from karvan.statistics.statement import Statement

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

FEWEST = 200
"""Flows stated by both, below which nothing is fitted."""
_WIDEST = 100.0
"""Statements further apart than this are slips of unit or partner: they tell nothing of freight or of counting."""
_OUTLYING = 2.0
_PRIOR = 2.0
"""Flows for which the mean of all reporters stands in."""
_LEAST = 0.03
"""No reporter's variance is taken for less than this share of the mean one: nobody counts without error."""
_FAR = 2.3
"""Statements that differ more than this in logs (by a factor of ten) count as differing by it."""
_ROUNDS = 20
_NINE_OF_TEN = 1.645


class Reports(NamedTuple):
    """Flows that both partners state, one a row: places in `countries`, values, and what lies between the two."""

    countries: tuple[str, ...]
    exporter: Whole
    importer: Whole
    exported: Floats
    imported: Floats
    distance: Floats
    """Kilometres."""
    contiguous: Floats
    """1 where the two share a border, else 0."""


class Fit(NamedTuple):
    """What was learnt of freight and of reporters."""

    countries: tuple[str, ...]
    freight: Floats
    """Constant, log distance, its square, contiguity: the log of c.i.f. over f.o.b."""
    as_exporter: Floats
    """The part of each country, as exporter, in |ln(x / m)|."""
    as_importer: Floats
    flows: int
    """Flows that it was learnt from."""

    def margin(self, distance: Floats, contiguous: Floats) -> Floats:
        """C.i.f. over f.o.b., never below one."""
        return np.exp(np.maximum(_regressors(distance, contiguous) @ self.freight, 0.0))

    def reconcile(self, reports: Reports) -> tuple[Floats, Floats, Floats]:
        """Value and both ends of its band for each flow."""
        free = reports.imported / self.margin(reports.distance, reports.contiguous)
        a, b = self.as_exporter[reports.exporter], self.as_importer[reports.importer]
        weight = b / (a + b)
        value = weight * reports.exported + (1 - weight) * free
        reach = np.exp(_NINE_OF_TEN * np.sqrt(a * b / (a + b)))
        return value, value / reach, value * reach


def fit(reports: Reports) -> Fit:
    """Learns the margin of freight and the reliability of reporters.

    >>> at = np.zeros(2, dtype=np.intp)
    >>> learnt = fit(Reports(("AAA",), at, at, np.array([100.0, 10.0]), np.array([106.0, 10.6]), at + 1e3, at * 1.0))
    >>> round(float(learnt.margin(np.array([1e3]), np.zeros(1))[0]), 3)
    1.06
    """
    if min(reports.exported.min(initial=1), reports.imported.min(initial=1)) <= 0:
        raise DataError("a flow to reconcile is not above zero", hint="leave out flows that one side states as zero")
    apart = np.log(reports.imported / reports.exported)
    kept = np.abs(apart) <= np.log(_WIDEST)
    freight = _freight(reports, apart, kept)
    raised = np.maximum(_regressors(reports.distance, reports.contiguous) @ freight, 0.0)
    left = np.abs(apart - raised)
    mine, theirs = _parts(reports, left, kept)
    return Fit(reports.countries, freight, mine, theirs, int(kept.sum()))


def _regressors(distance: Floats, contiguous: Floats) -> Floats:
    far = np.log(np.maximum(distance, 1.0))
    return np.column_stack([np.ones_like(far), far, far**2, contiguous])


def _freight(reports: Reports, apart: Floats, kept: NDArray[np.bool_]) -> Floats:
    """Weighted least squares, a second time without what lies far off."""
    design = _regressors(reports.distance, reports.contiguous)
    weight = np.sqrt(np.exp(-np.abs(apart)))
    first = _least_squares(design, apart, weight, kept)
    left = (apart - design @ first) * weight
    near = np.abs(left) <= _OUTLYING * (float(np.std(left[kept])) or 1.0)
    return _least_squares(design, apart, weight, kept & near)


def _least_squares(design: Floats, apart: Floats, weight: Floats, kept: NDArray[np.bool_]) -> Floats:
    found = np.linalg.lstsq(design[kept] * weight[kept, None], apart[kept] * weight[kept], rcond=None)[0]
    return found.astype(np.float64)


def _parts(reports: Reports, left: Floats, kept: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Variances of the exporter's and the importer's error, whose sum is that of ln(x / m): least squares drawn to the mean.

    What two poor reporters dispute scatters more than what two good ones do: each flow is weighted by the log of its
    value over the square of what the round before expects of it.
    """
    many = len(reports.countries)
    i, j, size = reports.exporter[kept], reports.importer[kept], np.minimum(left[kept], _FAR) ** 2
    trade = np.log1p(reports.exported[kept] + reports.imported[kept])
    trade /= trade.mean() if trade.size else 1.0
    mean = max(float(np.average(size, weights=trade)) if size.size else 0.0, 1e-9)
    part = np.full(2 * many, mean / 2)
    for _ in range(_ROUNDS):
        weight = trade * (mean / (part[i] + part[many + j])) ** 2
        across = np.bincount(i * many + j, weight, many * many).reshape(many, many)
        per = np.concatenate([across.sum(axis=1), across.sum(axis=0)])
        normal = np.block([[np.zeros_like(across), across], [across.T, np.zeros_like(across)]])
        normal[np.diag_indices(2 * many)] = per + _PRIOR
        over = weight * (size - mean)
        target = np.concatenate([np.bincount(i, over, many), np.bincount(j, over, many)])
        part = np.maximum(mean / 2 + np.linalg.solve(normal, target), _LEAST * mean / 2)
    return part[:many], part[many:]


class Fitted(NamedTuple):
    """A fit, and the lie of the countries, by code."""

    fit: Fit
    places: dict[str, int]
    lie: dict[tuple[str, str], tuple[float, float]]

    def of(self, exported: Statement, imported: Statement) -> Reconciled | None:
        """The value of one flow; evenly weighted where one of the two was not learnt of."""
        from karvan.statistics.mirror import evenly

        pair = both(exported, imported)
        if pair is None or exported.said is None or imported.said is None:
            return None
        codes = exported.said.reporter, imported.said.reporter
        if codes not in self.lie or not all(code in self.places for code in codes) or min(pair) <= 0:
            return evenly(exported, imported)
        far, beside = self.lie[codes]
        one = Reports(
            self.fit.countries, np.array([self.places[codes[0]]]), np.array([self.places[codes[1]]]),
            np.array([float(pair[0])]), np.array([float(pair[1])]), np.array([far]), np.array([beside]),
        )  # fmt: skip
        value, low, high = (Decimal(round(float(each[0]))) for each in self.fit.reconcile(one))
        return Reconciled(value=value, low=low, high=high, by="fitted")


def of_holdings(held: Holdings) -> Fitted | None:
    """A fit on all flows in all goods that two reporters state of a year; None where these are too few."""
    with database() as base:
        base.execute(_ROWS, [[str(held.parquet(name)) for name in held.datasets()]])
        base.execute(_LIE, [str(shipped() / "tables" / "geodist.parquet")])
        lie = {(one, other): (far, beside) for one, other, far, beside in base.execute("from lie").fetchall()}
        rows = base.execute(_MIRRORED).fetchall()
    if len(rows) < FEWEST:
        return None
    countries = tuple(sorted({code for row in rows for code in row[:2]}))
    places = {code: place for place, code in enumerate(countries)}
    exporter, importer = (np.array([places[row[side]] for row in rows]) for side in (0, 1))
    exported, imported, distance, beside = (np.array([row[place] for row in rows], float) for place in (2, 3, 4, 5))
    reports = Reports(countries, exporter, importer, exported, imported, distance, beside)
    return Fitted(fit(reports), places, lie)


_ROWS = """
create temp table held as select reporter, partner, indicator, period, value
from read_parquet(?, union_by_name = true)
where indicator in ('trade.exports', 'trade.imports') and partner is not null and partner != 'WLD' and product is null
  and level = 'reported' and unit = 'USD' and length(period) = 4 and note is null and value >= 10000
"""
_LIE = """
create temp table lie as select exporter as reporter, importer as partner, dist::double as far, contig::double as beside
from read_parquet(?) where exporter != importer and dist is not null
"""
_MIRRORED = """
with stated as (select reporter, partner, indicator, period, median(value) as value from held group by all)
select x.reporter, x.partner, x.value, m.value, far, beside
from stated x join stated m on m.reporter = x.partner and m.partner = x.reporter and m.period = x.period
  join lie on lie.reporter = x.reporter and lie.partner = x.partner
where x.indicator = 'trade.exports' and m.indicator = 'trade.imports'
order by all
"""
