"""What English words say about figures: one table, filled subject by subject."""

from __future__ import annotations

from functools import cache

from karvan.reading.cues import Add, Cue, Cues
from karvan.reading.en import words
from karvan.reading.en.flows import flows
from karvan.reading.en.growth import comparison, growth
from karvan.reading.en.parties import actors, places, prepositions, pronouns, rankings


@cache
def cues() -> dict[str, Cue]:
    """The table of English cues by word or phrase in lower case."""
    table = Cues()
    for fill in (
        growth,
        comparison,
        _shares,
        rankings,
        _sums,
        _telling,
        _numbers,
        flows,
        prepositions,
        pronouns,
        _turns,
        actors,
        places,
    ):
        fill(table.add)
    table.add(", ".join(["had", *(word for word in table.table if word.startswith("had "))]), perfect=True)
    return table.table


def _shares(add: Add) -> None:
    """Parts and their wholes."""
    add(words.SHARE_CUES, share=True)
    add("share, shares, proportion, portion, weight, percentage, stake, contribution", share_noun=True, share=True)
    add(words.WHOLE_WORDS, whole=True)
    add("total, overall, foreign trade, non oil foreign trade, foreign trade turnover, external trade, worldwide, global, all countries, abroad, overseas, everything, "
        "as a whole, grand total, foreign trade volume, the world, rest of the world, foreign markets, foreign sales", total=True)  # fmt: skip
    add("of the total, of this total, of that total, everything", whole=True)
    add("total, overall", entire=True)
    add(
        "abroad, overseas, worldwide, around the world, the rest of the world, rest of the world, foreign markets, international markets, international market, global markets, global market, world markets, world market, other countries",
        abroad=True,
    )


def _sums(add: Add) -> None:
    """What belongs together, and what follows from it."""
    add(
        "that is, i e, or, namely, meaning, which means, equal to, equivalent to, corresponding to, that is to say, amounting to, in other words, i.e.",
        namely=True,
    )
    add(
        "together, combined, altogether, in total, in all, jointly, a total of, in sum, in aggregate, totalling, totaling, add up to, adds up to, added up to, adding up to, taken together",
        together=True,
    )
    add(
        "comprised, comprising, comprises, consisted of, consisting of, made up of, composed of, split into, broken down into, divided into, is divided into, split between, split as, was composed of, is made up of, were made up of, was made up of, consist of, comprise",
        comprises=True,
    )
    add("including, among them, in particular", includes=True)
    add("included, includes, include, were, are, comprised, comprise, consisted of, consist of, featured", lists=True)
    add("remaining, the rest, remainder, the other", remaining=True)
    add(
        "so, so that, thus, hence, therefore, consequently, accordingly, meaning, which means, implying, implies, which implies, thereby, as a result, in other words, that is, i e, i.e.",
        concludes=True,
    )
    add("on top of, in addition to, besides, added to, plus", onto=True)
    add("another, further, additional, an additional", adds=True)


def _telling(add: Add) -> None:
    """How a figure is told: reached, planned, so far, per time."""
    add(words.WORTH, worth=True)
    add(words.RATE_NOUNS, rate=True)
    add(words.REACH_VERBS, reach=True, verb=True)
    add(words.CONTRAST, contrast=True)
    add(words.PLAN_WORDS, plan="plan")
    add("potential", plan="potential")
    add(
        "highest, lowest, largest, biggest, smallest, best, worst, poorest, weakest, slowest, fastest, richest, most, record, peak, any time, strongest, weakest, greatest",
        record=True,
    )
    add("target, targets, targeted, aim, aims, aiming, goal, goals, ambition, objective, aimed", plan="target")
    add(
        "forecast, forecasts, forecasted, projection, projected, anticipated, may, expects, is expected to, are expected to, could",
        plan="forecast",
    )
    add("a, an, per, each, every, weekly, daily, annually", per=True)
    add("every", every=True)
    add("annually, yearly", yearly="year")
    for lasts, named in (("year", "year, annum"), ("month", "month"), ("week", "week"), ("day", "day")):
        add(named, lasts=lasts)
    add("was, is, equals, were, are", equals=True)
    add("have, has, have been, has been", so_far=True)
    add("signed, inked, exchanged, sealed, concluded, initialled, initialed", signs=True)


def _numbers(add: Add) -> None:
    """What tells numbers apart: names, times of day, counts, stretches of time."""
    add(words.LABELS, label=True)
    add("a.m., p.m., am, pm, gmt, utc, o'clock, o’clock", clock=True)
    add("the, these, those, both, all, our, its, their, his, her, such, other", definite=True)
    add("number, numbers, the number, this number, quantity", number_of=True)
    add(
        "ago, earlier, before, later, old, anniversary, prior, after, previously, hence, back, younger, older", ago=True
    )
    add(
        "in, within, over, last, past, next, first, these, those, every, during, same, each, throughout, across, after",
        stretch=True,
    )


def _turns(add: Add) -> None:
    """Who gets what is measured, in what measure, how often, and what begins a clause of its own."""
    add(
        "received, receives, receive, get, gets, got, attracted, attracts, attract, obtained, obtains, secured, borrowed, borrow, drew, won",
        receives=True,
    )
    add("when, in which, during which", when=True)
    add(
        "in value, by value, value terms, in value terms, value wise, in terms of value, in dollar terms, in money terms, in monetary terms",
        measure="money",
    )
    add(
        "in volume, by volume, in weight, by weight, in quantity, volume terms, in volume terms, in terms of volume, in terms of weight, in physical terms, in tonnage",
        measure="mass",
    )
    add(
        "in terms of weight and value, in weight and value, in volume and value, in terms of volume and value, in tonnage and value",
        measure="mass money",
    )
    add(
        "in terms of value and weight, in value and weight, in value and volume, in terms of value and volume",
        measure="money mass",
    )
    add("these, those, all these, of these, of those", several=True)
    add("twice, thrice, two times", often=True)
    add("complete, completed, finished, ready, done, built", complete=True)
    add("doubled, doubling, tripled, tripling, trebled, trebling, quadrupled, quadrupling, halved, halving", verb=True)
    add("as well, well", verb=False)
    add("respectively", respectively=True)
    add("which, whom, who, whose, where", relative=True)
