"""A slip of the pen does not hide which figures a text ties."""

from __future__ import annotations

import pytest

from karvan.nouns import Growth, Share, Sum
from karvan.reading import read

# a consistent text, what is slipped in it, and what is written instead
GROWTHS = [
    ("Kenya's exports to Uganda rose 12 percent. They were $1.12 billion in 2023 against $1 billion in 2022.", "$1.12", "$11.2"),
    ("In 1992 Kenya's trade with Uganda was $40 million; in 2023 it was $1.2 billion, a 30-fold increase.", "million", "thousand"),
    ("In 1992 Kenya's trade with Uganda was $40 million; in 2023 it was $1.2 billion, a 30-fold increase.", "$1.2", "$12"),
]  # fmt: skip
SHARES = [
    ("Kenya's exports came to $8.4 billion in 2023. Coffee brought in $2.1 billion, or 25 percent of the total.", "8.4 billion", "8.4 million"),
    ("Kenya's exports came to $8.4 billion in 2023. Coffee brought in $2.1 billion, or 25 percent of the total.", "2.1 billion", "2.1 million"),
    ("The banks lend $2.4 million, about half of the planned cost of $4.8 million.", "$4.8 million", "$4.8 billion"),
    ("Kenya's trade with Uganda was $1.314 billion in 2023, exports $0.862 billion. Exports thus made up 65.6 percent.", "65.6", "15.6"),
]  # fmt: skip
SUMS = [
    ("Kenya traded with Uganda for $1.31 billion in 2023: exports came to $0.86 billion and imports to $0.45 billion.", "0.45 billion", "0.45 million"),
    ("Kenya's exports to Uganda were $863.2 million in 2023 and its imports from there $451.7 million. That left a surplus of $411.5 million.", "411.5 million", "411.5 billion"),
    ("Kenya's exports to Uganda were $863.2 million in 2023 and its imports from there $451.7 million. That left a surplus of $411.5 million.", "863.2 million", "863.2 thousand"),
    ("The port handled 61,482 containers in 2023. Of that number, 40,151 came from Kenya and 21,331 from Uganda.", "40,151", "46,151"),
    ("In 2023 Kenya's exports to Uganda were $863.2 million and its imports $451.7 million. Together they came to $1,314.9 million.", "863.2", "563.2"),
]  # fmt: skip


def told(text: str, kind: type) -> list[tuple[object, ...]]:
    sides = {Growth: ("of", "base"), Share: ("part", "whole"), Sum: ("whole", "parts")}[kind]
    found = read(text, published="2024-05-22").of_kind(kind)
    return [tuple(getattr(relation, side) for side in sides) for relation in found]


@pytest.mark.parametrize(
    ("kind", "text", "old", "new"),
    [(kind, *row) for kind, rows in ((Growth, GROWTHS), (Share, SHARES), (Sum, SUMS)) for row in rows],
)
def test_a_slip_leaves_the_figures_tied(kind: type, text: str, old: str, new: str) -> None:
    assert old in text
    meant = told(text, kind)
    assert meant
    assert all(None not in sides for sides in meant)
    assert told(text.replace(old, new, 1), kind) == meant


def test_a_list_need_not_be_complete() -> None:
    text = "Kenya's exports came to $8.4 billion in 2023, of which $2.1 billion were coffee and $1.7 billion tea."
    assert not told(text, Sum)
