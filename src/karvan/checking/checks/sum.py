"""sum: a whole must be the sum of its parts; a balance is a sum, exports = imports + balance.

Parts in different units or of different sources are not added, and a list that need not be complete is no sum.

Passes: "turnover of $7.5 million, exports $7.3 million, imports $185,240".
Fails: "iron for 7.39 billion and fuel for 5 billion, together 14.39 billion".
"""

from __future__ import annotations

from collections.abc import Iterator

from karvan.checking.computing import judged
from karvan.checking.families import collected, one_source
from karvan.checking.ties import Tie, Total
from karvan.nouns import Facts, Finding, Reading, Sum


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    return judged(ties(reading), reading)


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    figures = {figure.id: figure for figure in reading.figures}
    for total in reading.of_kind(Sum):
        sides = (total.whole, *total.parts)
        if len(total.parts) < 2 or len(set(sides)) != len(sides) or any(side not in figures for side in sides):
            continue
        whole = figures[total.whole]
        alike = (
            figures[part].quantity.unit == whole.quantity.unit and one_source(figures[part], whole)
            for part in total.parts
        )
        if all(alike):
            yield Total(
                check="sum", figures=sides, relations=(total.id,), whole=total.whole, parts=total.parts,
            )  # fmt: skip
