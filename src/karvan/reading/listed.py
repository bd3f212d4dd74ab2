"""Listed: values that are told country by country, `in Kenya (+$2 million)`, `Kenya and Peru lost $2 million and $3 million, respectively`."""

from __future__ import annotations

from collections.abc import Iterator

from karvan.nouns import Figure
from karvan.reading.known import Known
from karvan.reading.sentences import LPAR
from karvan.reading.subjects import is_measured, sides_of
from karvan.reading.values import Value, list_of_amounts


def told_of(value: Value, known: Known) -> Iterator[Figure]:
    """The figures of the country to which a list gives a value, the nearest first."""
    code = _behind_country(value) or _in_turn(value)
    if code is None:
        return
    scene, unit = value.scene, value.amount.unit
    beside = {c for m in scene.mentions if m.part in ("with", "to", "from") for c in m.codes} - {code}
    for figure in reversed(known.figures[: scene.figures_before]):
        if figure.id in known.bases or not is_measured(figure) or code not in sides_of(figure):
            continue
        if (unit and value.measure == "difference" and figure.quantity.unit != unit) or not beside <= sides_of(figure):
            continue
        yield figure


def _behind_country(value: Value) -> str | None:
    """The country right before the parentheses that hold a value and nothing else that is measured."""
    start = value.clause.start
    if value.scene.sentence.nodes[start].cat != LPAR or value.at - start > 2:
        return None
    if any(d.at < start for d in value.scene.drafts):
        return None  # `$2 million of imports from Peru (up 3 percent)`
    return next((m.codes[-1] for m in value.scene.mentions if m.end == start and m.codes and m.part != "body"), None)


def _in_turn(value: Value) -> str | None:
    """The country that takes a value by its place: the first the first, the second the second."""
    if not value.scene.sentence.plays("respectively"):
        return None
    values = list_of_amounts(value)
    for mention in value.scene.mentions:
        if mention.end <= values[0] and len(mention.codes) == len(values) > 1 and mention.part != "body":
            return mention.codes[values.index(value.at)]
    return None


__all__ = ["told_of"]
