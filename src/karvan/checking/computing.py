"""A judged tie as a finding: the computation in one line, and line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from karvan.checking.ties import (
    PARTS,
    Change,
    Complement,
    Difference,
    Ends,
    Outcome,
    Rate,
    Ratio,
    Same,
    Tie,
    Total,
    Values,
    Within,
    ends,
    outcome,
    values_of,
)  # fmt: skip
from karvan.checking.writing import amount, named, percent, percent_digits, percents, plain, portions, span, times, when
from karvan.nouns import Figure, Finding, Quantity, Reading, Verdict

VERDICTS = {
    Outcome.HOLDS: Verdict.CONSISTENT,
    Outcome.UNKNOWN: Verdict.UNVERIFIABLE,
    Outcome.STRAINED: Verdict.DOUBTFUL,
    Outcome.FAILS: Verdict.CONTRADICTED,
}
_END = {Outcome.STRAINED: ", unless a last digit was cut off or a hedge is taken generously", Outcome.FAILS: ""}
_WHY = {
    Outcome.HOLDS: "The numbers agree within rounding.",
    Outcome.UNKNOWN: "The computation can't be done: the base can be zero, or the amounts leave no base.",
    Outcome.STRAINED: "The numbers agree only if a last digit was cut off or a hedge is taken generously.",
    Outcome.FAILS: "Nothing inside the rounding makes the numbers agree.",
}


def judged(ties: Iterable[Tie], reading: Reading) -> Iterator[Finding]:
    """The findings on some ties of a reading; a bound that is kept is no finding."""
    values = values_of(reading)
    figures: dict[str, Figure] = {}
    for tie in ties:
        stands = outcome(tie, reading)
        if stands >= Outcome.STRAINED or (tie.proves and stands is Outcome.HOLDS) or tie.relations:
            if stands >= Outcome.STRAINED and not figures:
                figures = {figure.id: figure for figure in reading.figures}
            yield _finding(tie, stands, values, figures)


def _finding(tie: Tie, stands: Outcome, values: Values, figures: Mapping[str, Figure]) -> Finding:
    return Finding(
        id=f"{tie.check}-{tie.first}",
        check=tie.check,
        verdict=VERDICTS[stands],
        figures=tie.figures,
        relations=tie.relations,
        computation=computation(tie, values),
        why=_reason(tie, values, figures) + _END[stands] if stands >= Outcome.STRAINED else _WHY[stands],
    )


def _reason(tie: Tie, values: Values, known: Mapping[str, Figure]) -> str:
    """Why the numbers can't stand beside each other, in a sentence without its end."""
    figures = [known[name] for name in tie.figures]
    texts = [figure.text or written(values[figure.id]) for figure in figures]
    match tie:
        case Within():
            return _of_part(*figures)
        case Same():
            return f"{_capital(named(figures[0]))} can't be both {texts[0]} and {texts[1]}"
        case Rate():
            return f"{_capital(texts[0])} and {texts[1]} make another exchange rate than {texts[2]} and {texts[3]}"
        case Complement():
            shares = " and ".join(written(values[share]) for share in tie.shares)
            return f"Exports and imports make up the whole turnover, but {shares} don't make 100 percent"
        case Change():
            said = written(values[tie.percent])
            return f"{_amount_of(tie, values)} to {texts[0]} is {_possible(tie, values)}, not {said}"
        case Total(parts=parts):
            listed = f"{', '.join(texts[1:-1])} and {texts[-1]}" if len(parts) > 1 else texts[-1]
            return f"{_capital(listed)} add up to {_possible(tie, values)}, not to {texts[0]}"
        case Ratio(check="share"):
            return f"{_capital(texts[0])} of {texts[1]} is {_possible(tie, values)}, not {written(values[tie.stated])}"
        case Ratio(stated=stated) | Difference(stated=stated):
            return f"{_capital(texts[0])} against {texts[1]} is {_possible(tie, values)}, not {written(values[stated])}"
        case _:
            return "The numbers don't agree"


def _of_part(part: Figure, whole: Figure) -> str:
    said = _capital(named(part))
    by_time = part.period and whole.period and structs.replace(part, period=whole.period) == structs.replace(
        whole, id=part.id, span=part.span, text=part.text, quantity=part.quantity, inferred=part.inferred,
        attribution=part.attribution,
    )  # fmt: skip
    if by_time and whole.period:
        return f"{said} can't be more than that {when(whole.period)}"
    verb, them = "include" if _is_plural(whole) else "includes", "them" if _is_plural(part) else "it"
    return f"{said} can't be more than {named(whole)}, which {verb} {them}"


def _is_plural(figure: Figure) -> bool:
    return figure.indicator.endswith("s")


def _amount_of(tie: Change, values: Values) -> str:
    quantity = values[tie.amount]
    return f"A change by {amount(abs(quantity.value), values[tie.of].unit)}"


def _possible(tie: Tie, values: Values) -> str:
    """What the figures make possible, as short as it can be said."""
    sides = tie.sides(values, loose=False)
    if sides is None:
        return "something else"
    possible = sides[0]
    match tie:
        case Total() | Difference():
            return span(possible, values[tie.figures[0]].unit)
        case Ratio(check="share"):
            return portions(possible, percent_digits(values[tie.stated].value))
        case Ratio(less=less) if less:
            return percents(possible, percent_digits(values[tie.stated].value))
        case Change():
            return percents(possible, percent_digits(values[tie.percent].value))
        case _:
            return times(possible)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def computation(tie: Tie, values: Values, *, loose: bool = False) -> str:
    """The tie in one line that a person can redo."""
    try:
        sides = tie.sides(values, loose=loose)
    except ArithmeticError:
        sides = None
    if sides is None:
        return "; ".join(f"{claim}: {written(values[claim])}" for claim in tie.claims if claim in values)
    return _line(tie, values, sides[0], loose=loose)


def steps(tie: Tie, values: Values) -> tuple[str, ...]:
    """The same line by line: every number with what it can mean, the computation under both rules, the outcome."""
    lines = [_meaning(claim, values[claim]) for claim in (*tie.figures, *tie.relations) if claim in values]
    lines.append(_capital(computation(tie, values)) + ".")
    if tie.judge(values) >= Outcome.STRAINED:
        lines.append("Read generously: " + computation(tie, values, loose=True) + ".")
    lines.append(_WHY[tie.judge(values)])
    return tuple(lines)


def written(quantity: Quantity) -> str:
    """A quantity as stated: amount, percent or ratio."""
    if quantity.unit in PARTS:
        return percent(quantity.value).removeprefix("+")
    if quantity.unit == "fold":
        return f"{plain(quantity.value)} times"
    return amount(quantity.value, quantity.unit)


def _meaning(claim: str, quantity: Quantity) -> str:
    if quantity.unit in PARTS or quantity.unit == "fold":
        show = portions if quantity.unit in PARTS else times
        digits = percent_digits(quantity.value) + 1
        strict, loose = (show(ends(quantity, loose=lax), digits) for lax in (False, True))
    else:
        strict, loose = (span(ends(quantity, loose=lax), quantity.unit) for lax in (False, True))
    hedge = f", {quantity.hedge.replace('_', ' ')}," if quantity.hedge else ""
    return f"{claim}:{hedge} can mean {strict}; read generously, {loose}"


def _line(tie: Tie, values: Values, possible: Ends, *, loose: bool) -> str:
    def of(claim: str) -> str:
        return span(ends(values[claim], loose=loose), values[claim].unit)

    match tie:
        case Ratio(check="share"):
            value = values[tie.stated].value
            share = portions(possible, percent_digits(value))
            return f"{of(tie.of)} of {of(tie.base)} is {share}; the text says {percent(value).lstrip('+')}"
        case Ratio(less=less) if less:
            value = values[tie.stated].value
            change = percents(possible, percent_digits(value))
            return f"{of(tie.of)} against {of(tie.base)} is {change}; the text says {percent(value)}"
        case Ratio():
            one, other = (tie.base, tie.of) if tie.inverse else (tie.of, tie.base)
            value = plain(abs(values[tie.stated].value)) if tie.inverse else plain(values[tie.stated].value)
            return f"{of(one)} divided by {of(other)} is {times(possible)}; the text says {value} times"
        case Difference():
            value, unit = values[tie.stated].value, values[tie.of].unit
            return f"{of(tie.of)} less {of(tie.base)} is {span(possible, unit)}; the text says {amount(value, unit)}"
        case Change():
            value = values[tie.percent].value
            change = percents(possible, percent_digits(value))
            return f"a change by {of(tie.amount)} to {of(tie.of)} is {change}; the text says {percent(value)}"
        case Total():
            sum_ = " + ".join(of(part) for part in tie.parts)
            return f"{sum_} is {span(possible, values[tie.whole].unit)}; the text says {of(tie.whole)}"
        case Within():
            return f"the part is {of(tie.part)}, the whole {of(tie.whole)}"
        case Same():
            return f"{of(tie.one)} in one place, {of(tie.other)} in another"
        case Rate(one=one, other=other):
            said = [f"{of(pair[0])} for {of(pair[1])}" for pair in (one, other)]
            return f"{said[0]} is {times(possible)} the rate of {said[1]}"
        case Complement():
            sum_ = " + ".join(percent(values[share].value).lstrip("+") for share in tie.shares)
            return f"{sum_} is {portions(possible, 2)}; the shares of one whole make 100 percent"
        case _:
            return ""
