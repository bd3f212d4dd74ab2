"""Trust: when numbers that don't fit are told as a contradiction, and when they show that we misread.

A failing tie has two possible causes: the writer slipped, or the reading ties what the text does not. A slip is rare, perhaps
one in two hundred numbers; a reading errs as seldom where the words stand beside each other, and far more often where what a
number measures is taken from the text around. So two things are weighed: how firm the footing of a tie is (`footing`), and
whether the numbers miss each other as a slip makes them (`traces`): it is unlikely that amounts which have nothing to do with
each other fit to the last digit once a scale word is changed.

| trace  | FIRM         | LIKELY                                    | LOOSE                                     |
|--------|--------------|-------------------------------------------|-------------------------------------------|
| SCALE  | contradicted | contradicted, if the numbers are sharp    | contradicted, if they are very sharp      |
| TURNED | contradicted | contradicted, if the numbers are sharp    | unverifiable                              |
| DIGIT  | contradicted | contradicted, if the numbers are sharp    | contradicted, if a percentage is exact    |
| NEAR   | contradicted | doubtful                                  | unverifiable                              |
| FAR    | doubtful     | unverifiable                              | unverifiable                              |

Some ties are weighed in a way of their own:

- the amount and the percentage of one change stand beside each other by themselves, so orders of magnitude between them tell;
- a part above its whole, or two values of one thing, is told only of figures that each say what they measure and for whom, or
  that stand in one sentence: of others the products, sources or partners may differ in what the text leaves to its reader;
- a headline leaves much out, so its footing is the digits: the same number with another scale word, or with another digit where
  its own stands nowhere in the text and one figure alone tells of the same thing;
- a part of time far above its whole lost its point, if with it the part is what it should be;
- what mends two ties at once is no chance, however the text ties them: then all that it mends is contradicted;
- a change told twice ("by $19 billion, or 62.9 percent") has firm footing if one of the two fits; but figures that another
  statement ties, and rightly, are not those that this one means; a share of a whole that its parts make up is firm as well;
- what fits another figure of the passage (`misreadings`) loses a step: contradicted becomes doubtful, doubtful unverifiable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct, structs

from karvan.checking.footing import Footing, Ground
from karvan.checking.misreadings import meant
from karvan.checking.ties import (
    IN_KIND,
    Complement,
    Difference,
    Outcome,
    Rate,
    Ratio,
    Same,
    Tie,
    Total,
    Values,
    Within,
    outcome,
    place,
    values_of,
)
from karvan.checking.traces import Trace, mended_together, trace, width
from karvan.nouns import Figure, Finding, Reading, Verdict

_STEPS = (Verdict.CONTRADICTED, Verdict.DOUBTFUL, Verdict.UNVERIFIABLE)
_ROUGH, _SHARP, _VERY_SHARP, _ALMOST, _EXACT = (Decimal(part) for part in ("0.5", "0.3", "0.05", "0.02", "0.005"))
"""How wide rounding may leave a tie, as a part of its amounts, for one scale word that mends it not to be chance: a wrong tie
misses by anything between a millionth and a million, and a handful of slips are tried."""
_TIMES = 4
_SHARP_DIGITS, _VERY_SHARP_DIGITS = 3, 4


class Weighed(Struct, frozen=True):
    """A failing tie with what is to be said of it, and the figure that the text may mean instead."""

    tie: Tie
    verdict: Verdict
    other: str | None = None


def weigh(failing: Iterable[Tie], holding: Iterable[Tie], ground: Ground) -> tuple[Weighed, ...]:
    """What each failing tie is worth."""
    failing = tuple(failing)
    if not failing:
        return ()
    values, holding = values_of(ground.reading), tuple(holding)
    taken = {_tied(tie): tie for tie in holding if _tied(tie) is not None}
    taken |= {("part", part, tie.whole): tie for tie in holding if isinstance(tie, Total) for part in tie.parts}
    weighed = [_weighed(tie, ground, values, taken) for tie in failing]
    sure = mended_together([tie for tie in failing if tie.relations], holding, ground.claims, values)
    return tuple(Weighed(one.tie, Verdict.CONTRADICTED) if id(one.tie) in sure else one for one in weighed)


def _weighed(
    tie: Tie, ground: Ground, values: Values, taken: dict[object, Tie]
) -> Weighed:  # fmt: skip
    if outcome(tie, ground.reading) is Outcome.STRAINED:
        sharp = bool(tie.relations) and width(tie, values) <= _ALMOST
        loose = not sharp and ground.footing(tie) is Footing.LOOSE
        return Weighed(tie, Verdict.UNVERIFIABLE if loose else Verdict.DOUBTFUL)
    proof = taken.get(_tied(tie))
    told_twice = proof is not None and ground.one_change(tie, proof)
    proven = told_twice or (isinstance(tie, Ratio) and tie.check == "share" and ("part", *tie.figures) in taken)
    footing = Footing.FIRM if proven else ground.footing(tie)
    loose = footing is Footing.LOOSE
    if loose and isinstance(tie, Within):
        return Weighed(tie, Verdict.UNVERIFIABLE)
    exact = isinstance(tie, Same) or (
        isinstance(tie, Ratio) and _digits(values[tie.stated].value) >= _VERY_SHARP_DIGITS
    )
    mark = trace(tie, ground.claims, values, scale_alone=loose and not exact)
    step = _STEPS.index(_said(tie, footing, mark, values))
    if mark is Trace.SCALE:
        glued = _is_glued(tie, ground)
        return Weighed(tie, _STEPS[2 if glued else step])
    if proof is not None and not told_twice:
        return Weighed(tie, Verdict.UNVERIFIABLE)
    other = meant(tie, ground, values, firm=footing is Footing.FIRM) if step < len(_STEPS) - 1 else None
    if other is not None:
        return Weighed(tie, _STEPS[step + 1], other)
    return Weighed(tie, _STEPS[step])


def _said(tie: Tie, footing: Footing, mark: Trace, values: Values) -> Verdict:
    """The table above."""
    if isinstance(tie, Same):
        return _of_two_values(tie, footing, mark, values)
    if isinstance(tie, Rate):
        return Verdict.CONTRADICTED if mark is Trace.SCALE else Verdict.UNVERIFIABLE
    if mark is Trace.SCALE:
        sure = footing is Footing.FIRM or width(tie, values) <= (_ROUGH if footing is Footing.LIKELY else _VERY_SHARP)
        if isinstance(tie, Within) and footing is not Footing.FIRM:
            return Verdict.CONTRADICTED if footing is Footing.LIKELY and _in_time(tie) else Verdict.UNVERIFIABLE
        return Verdict.CONTRADICTED if sure else Verdict.DOUBTFUL
    if isinstance(tie, Within):
        if footing is not Footing.FIRM:
            lost = footing is Footing.LIKELY and mark is Trace.TURNED and _in_time(tie)
            return Verdict.CONTRADICTED if lost and _is_far_above(tie, values) else Verdict.UNVERIFIABLE
        return Verdict.DOUBTFUL if mark is Trace.FAR else Verdict.CONTRADICTED
    if isinstance(tie, Complement) and mark is Trace.FAR:
        return Verdict.UNVERIFIABLE
    if footing is Footing.FIRM:
        return Verdict.DOUBTFUL if mark is Trace.FAR else Verdict.CONTRADICTED
    if footing is Footing.LOOSE and mark is Trace.DIGIT and isinstance(tie, Ratio):
        exact = _digits(values[tie.stated].value) >= _VERY_SHARP_DIGITS and width(tie, values) <= _EXACT
        return Verdict.CONTRADICTED if exact else Verdict.UNVERIFIABLE
    if footing is Footing.LOOSE or mark is Trace.FAR:
        return Verdict.UNVERIFIABLE
    return Verdict.DOUBTFUL if mark is Trace.NEAR or width(tie, values) > _SHARP else Verdict.CONTRADICTED


def _in_time(tie: Within) -> bool:
    """Whether the part is one of time, so that it can be told how much of the whole it should be."""
    return tie.expected[0] != IN_KIND[0]


def _is_far_above(tie: Within, values: Values) -> bool:
    """Whether a part is so much more than its whole that a point was lost."""
    return values[tie.part].value >= values[tie.whole].value * _TIMES


def _of_two_values(tie: Same, footing: Footing, mark: Trace, values: Values) -> Verdict:
    """The digits alone speak, so the more there are the less is asked of the text."""
    if mark is Trace.FAR or mark is Trace.NEAR:
        return Verdict.DOUBTFUL if footing is Footing.FIRM else Verdict.UNVERIFIABLE
    if tie.alone:
        return Verdict.CONTRADICTED
    digits = _digits(values[tie.one].value) if mark is not Trace.SCALE else 0
    enough = footing is Footing.FIRM or digits >= _VERY_SHARP_DIGITS or (mark is Trace.SCALE and tie.copy)
    if footing is Footing.LIKELY or tie.copy:
        enough = enough or mark is not Trace.DIGIT or digits >= _SHARP_DIGITS
    return Verdict.CONTRADICTED if enough else Verdict.UNVERIFIABLE


def _tied(tie: Tie) -> object:
    """What another tie that holds takes away, by its kind: the pair that grew, the parts that make a whole."""
    match tie:
        case Ratio() | Difference() if tie.check == "growth":
            return "growth", tie.figures
        case Total(parts=parts):
            return "sum", frozenset(parts)
        case _:
            return None


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _is_glued(tie: Tie, ground: Ground) -> bool:
    """Whether a letter hangs on a number that seems to lack its scale word: then we cut it off ("8,334.7]m")."""
    ends = (figure.span.end for name in tie.figures if (figure := ground.figures[name]).span is not None)
    return any(
        ground.text[end : end + 1].isalpha()
        or (ground.text[end : end + 1] in "])" and ground.text[end + 1 : end + 2].isalpha())
        for end in ends
    )


def firm(ties: Iterable[Tie], weighed: Iterable[Weighed], ground: Ground) -> Iterator[Tie]:
    """The ties that a repair has to mend or to keep: none that we may have misread, and no bound of loose footing."""
    misread = {id(one.tie) for one in weighed if one.verdict is Verdict.UNVERIFIABLE or one.other is not None}
    told_so = {id(one.tie) for one in weighed} - misread
    for tie in ties:
        bound = isinstance(tie, Within | Same) and id(tie) not in told_so
        if id(tie) not in misread and not (bound and ground.footing(tie) is Footing.LOOSE):
            yield tie


def weighed_in_words(tie: Tie, reading: Reading) -> str | None:
    """How a failing tie was weighed, for a person; None for one that holds."""
    values = values_of(reading)
    if tie.judge(values) is not Outcome.FAILS:
        return None
    ground = Ground(reading)
    mark = trace(tie, ground.claims, values)
    return f"{_FOOTINGS[ground.footing(tie)]}; {_TRACES[mark]}."


_FOOTINGS = {
    Footing.FIRM: "The text itself ties these numbers",
    Footing.LIKELY: "The text ties these numbers, in part by what it said before",
    Footing.LOOSE: "The text may not tie these numbers",
}
_TRACES = {
    Trace.SCALE: "with another scale word they would fit",
    Trace.TURNED: "with one turn of the pen put right they would fit",
    Trace.DIGIT: "with one other digit they would fit",
    Trace.NEAR: "they miss each other by little",
    Trace.FAR: "they miss each other as two different things do",
}


def told(findings: list[Finding], weighed: Iterable[Weighed], reading: Reading) -> list[Finding]:
    """The findings with what their ties are worth; where no relation of the text is left without a word, none."""
    worth = {place(one.tie): one for one in weighed}
    figures = {figure.id: figure for figure in reading.figures}
    kept = []
    for finding in findings:
        one = worth.get(place(finding))
        if one is None or finding.verdict not in (Verdict.CONTRADICTED, Verdict.DOUBTFUL):
            kept.append(finding)
        elif one.verdict is not Verdict.UNVERIFIABLE or finding.relations:
            kept.append(_retold(finding, one, figures))
    return kept


def _retold(finding: Finding, one: Weighed, figures: dict[str, Figure]) -> Finding:
    why = finding.why
    if one.other is not None:
        why = f"{why}; it would be with “{figures[one.other].text}”, which may be what is meant"
    elif one.verdict is Verdict.UNVERIFIABLE:
        why = f"{why}, but the text may not mean these two together"
    return structs.replace(finding, verdict=one.verdict, why=why)
