"""How English tells that something grew or fell, and what it is compared with."""

from __future__ import annotations

from karvan.reading.cues import Add
from karvan.reading.en import words


def growth(add: Add) -> None:
    """What grows and falls, and what a growth is measured by."""
    for words_, sign in words.GROW_VERBS:
        add(words_, grow=sign, verb=True)
    for words_, sign in words.GROW_NOUNS:
        add(words_, grow_noun=sign)
    for words_, sign in words.COMPARATIVES:
        add(words_, comparative=sign)
    add("up, higher, plus, positive, ahead", comparative=1)
    add("down, lower, minus, negative", comparative=-1)
    add("more than, higher than, greater than, larger than, bigger than, above, over", comparative=1)
    add("less than, fewer than, lower than, smaller than, below, under", comparative=-1)
    add("exceeded, exceeding, exceeds, surpassed, surpassing, surpasses, outstripped", grow=1)
    add("up, down, higher, lower, plus, minus, ahead, positive, negative, below, above", standing=True)
    add(
        "month on month, mom, m o m, month over month, quarter on quarter, quarter over quarter, qoq, q o q, month to month",
        month_before=True,
    )


def comparison(add: Add) -> None:
    """What stands before the value that something is compared with."""
    add(
        "more than, higher than, greater than, larger than, bigger than, less than, fewer than, lower than, smaller than, above, below",
        compare=True,
    )
    add(words.COMPARE, compare=True)
    add(
        "as many as, as much as, as many, as much, as large as, as high as, as big as, as great as, as large, as high, as big, as strong as, the size of",
        as_many=True,
    )
    add("on, over, under, above, below, upon", upon=True)
    add("after, following, succeeding", following=True)
    add(
        "exceeded, exceeding, exceeds, exceed, surpassed, surpassing, surpasses, surpass, outstripped, outpaced, topped, beat, beating, outdid, undershot, missed",
        exceeds=True,
    )
