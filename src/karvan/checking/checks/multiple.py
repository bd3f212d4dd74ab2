"""multiple: a stated ratio of two different things must follow from the two figures.

"Twelve times what Georgia invested in Azerbaijan" ties two amounts; rounding moves all three numbers. "5 times more" may
mean 6 times and is then doubtful. The same thing at two times is left to `growth`.

Passes: "Kenya sold goods for $900 million, 4.5 times the $200 million of its neighbour".
Fails: "$3.4 billion against $279, 12 times as much".
"""

from __future__ import annotations

from collections.abc import Iterator

from karvan.checking.computing import judged
from karvan.checking.families import collected
from karvan.checking.ties import Ratio, Tie
from karvan.nouns import Facts, Finding, Multiple, Reading


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    return judged(ties(reading), reading)


@collected
def ties(reading: Reading) -> Iterator[Tie]:
    figures = {figure.id: figure for figure in reading.figures}
    for multiple in reading.of_kind(Multiple):
        of, base = figures.get(multiple.of or ""), figures.get(multiple.base or "")
        if of is None or base is None or of.id == base.id or of.quantity.unit != base.quantity.unit:
            continue
        more = multiple.quantity.value >= 2 and any(letter.isdigit() for letter in multiple.text)
        yield Ratio(
            check="multiple", figures=(of.id, base.id), relations=(multiple.id,),
            of=of.id, base=base.id, stated=multiple.id, on_top=more,
        )  # fmt: skip
