"""The function words, number words and turns of English that the rules are built on.

Each table is `(words, value)`; the category it is added under names the part that the words play.
"""

from __future__ import annotations

from decimal import Decimal

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = [
    ("thousand, thousands, thsd, ths", Decimal(1000)),
    ("hundred, hundreds", Decimal(100)),
    ("million, millions, mln, mn, mio, mil", Decimal(10**6)),
    ("billion, billions, bln, bn, milliard, milliards", Decimal(10**9)),
    ("trillion, trillions, trln, trn, tln, tn", Decimal(10**12)),
    ("lakh, lakhs, lac, lacs", Decimal(10**5)),
    ("crore, crores, cr", Decimal(10**7)),
    ("dozen, dozens", Decimal(12)),
]
SHORT_SCALES = [("k", Decimal(1000)), ("m", Decimal(10**6)), ("b", Decimal(10**9)), ("mm", Decimal(10**6)), ("t", Decimal(10**12))]
FRACTIONS = [
    ("half, halves, ½", Decimal("0.5")), ("third, thirds, ⅓", Decimal(1) / 3), ("quarter, quarters, fourth, fourths, ¼", Decimal("0.25")),
    ("fifth, fifths", Decimal("0.2")), ("sixth, sixths", Decimal(1) / 6), ("eighth, eighths", Decimal("0.125")),
    ("tenth, tenths", Decimal("0.1")),
]  # fmt: skip
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
PERCENT = [("percent, per cent, pct, pc, percents, p c", "percent"), ("percentage point, percentage points, percent points, pp, p p, ppt, ppts", "points"), ("basis point, basis points, bps", "basis")]
FOLD_VERBS = [
    ("doubled, double, doubling, doubles, twofold, twice, two times", Decimal(2)),
    ("tripled, triple, tripling, triples, trebled, treble, trebling, threefold, thrice", Decimal(3)),
    ("quadrupled, quadruple, quadrupling, fourfold", Decimal(4)),
    ("quintupled, quintuple, fivefold", Decimal(5)), ("sixfold", Decimal(6)), ("sevenfold", Decimal(7)), ("eightfold", Decimal(8)),
    ("ninefold", Decimal(9)), ("tenfold", Decimal(10)), ("twelvefold", Decimal(12)), ("twentyfold", Decimal(20)), ("hundredfold", Decimal(100)),
    ("halved, halving, halves", Decimal("0.5")),
]  # fmt: skip
HEDGES = [
    ("about, around, some, roughly, approximately, approx, circa, ca, an estimated, estimated, in the region of, in the order of, "
     "in the vicinity of, or so, ~, nearly about", "about"),
    ("nearly, almost, close to, just under, just below, just short of, close on, approaching, not quite, practically, virtually, "
     "a little less than, slightly less than, slightly under, slightly below, a shade under", "nearly"),
    ("more than, over, above, exceeding, exceeds, exceeded, exceed, surpassed, surpasses, surpassing, surpass, topped, topping, tops, in excess of, "
     "upwards of, just over, a little over, slightly over, slightly more than, a little more than, well over, larger than, higher than, "
     "greater than, north of, topped the, passed, crossed, has exceeded, have exceeded, well above, just above", "more_than"),
    ("at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum", "at_least"),
    ("less than, fewer than, under, below, well under, well below", "less_than"),
    ("up to, as much as, as many as, at most, no more than, not more than, a maximum of, maximum, not exceeding, not to exceed", "at_most"),
]  # fmt: skip
GROW_VERBS = [
    (
        "rose, rise, rises, risen, rising, grew, grow, grows, grown, growing, increased, increases, increasing, climbed, climb, "
        "climbs, climbing, jumped, jumps, jumping, soared, soar, soars, soaring, surged, surges, surging, swelled, swell, swells, swollen, swelling, "
        "expanded, expands, expanding, expand, advanced, advancing, leaped, leapt, leaping, spiked, skyrocketed, gained, gaining, ballooned, mushroomed, "
        "rocketed, shot up, went up, gone up, going up, go up, goes up, moved up, edged up, edged higher, inched up, ticked up, crept up, picked up, "
        "picking up, rebounded, recovered, improved, widened, widening, widen, accelerated, strengthened, multiplied, added, adding, scaled up, boosted, raised, "
        "boomed, escalated, appreciated, edging up, bounced, upped, intensified, augmented, enlarged, hiked, up, plus, higher",
        1,
    ),
    (
        "fell, fall, falls, fallen, falling, dropped, drops, dropping, declined, declines, declining, decreased, decreases, decreasing, shrank, "
        "shrunk, shrink, shrinks, shrinking, contracted, contracting, slumped, slumping, plunged, plunging, plummeted, plummeting, slid, sliding, tumbled, tumbling, "
        "dipped, dipping, slipped, slipping, sank, sunk, eased, easing, reduced, reducing, lost, losing, weakened, narrowed, narrowing, narrow, retreated, crashed, "
        "dwindled, went down, gone down, going down, go down, goes down, diminished, diminishing, lowered, softened, edged down, edged lower, crept down, "
        "was down, were down, backslid, receded, collapsed, cut, down, minus, lower, nosedived, moderated, shed, "
        "slackened, subsided, depreciated, worsened, ebbed",
        -1,
    ),
]
GROW_NOUNS = [
    (
        "increase, growth, rise, gain, gains, jump, surge, uptick, expansion, upturn, increment, upswing, climb, hike, leap, growth rate, "
        "rate of growth, rate of increase, annual growth, spike, boost, uplift, upsurge, improvement, spurt, increases, rises",
        1,
    ),
    ("decline, fall, drop, decrease, reduction, contraction, slump, dip, loss, downturn, plunge, slide, shrinkage, setback, plummet, "
     "fall-off, falloff, slowdown, tumble, retreat, cutback, decreases, declines, drops, losses, negative growth", -1),
]  # fmt: skip
COMPARATIVES = [
    ("more, greater, larger, bigger, above, stronger, faster, better", 1),
    ("less, fewer, smaller, below, short, weaker, worse", -1),
]
COMPARE = (
    "than, against, versus, vs, v, compared to, compared with, as compared to, as compared with, as against, in comparison with, in comparison to, "
    "by comparison with, relative to, in contrast to, as opposed to, when compared to, when compared with, compared, "
    "comparing to, comparing with, in relation to, on"
)
SAME_VALUE = "unchanged from, on par with, on a par with, as in, the same as, level with, flat on"
WORTH = "worth, valued at, to the tune of, in the amount of, amounting to, totalling, totaling, equivalent to, estimated at, to the value of, with a value of, at a value of"
REACH_VERBS = (
    "reached, reach, reaches, reaching, totalled, totaled, totals, totalling, totaling, total, amounted to, amount to, amounts to, amounting to, stood at, "
    "stand at, stands at, standing at, made, hit, hits, hitting, came to, comes to, came in at, comprised, was, were, is, are, has been, had been, have been, "
    "equalled, equaled, equals, accounted to, valued, estimated, recorded, registered, posted, ended, closed, settled at, arrived at, "
    "exceeded, exceeds, surpassed, surpasses, crossed, topped, provided, generated, brought, brought in, yielded, earned, fetched, netted"
)
SHARE_CUES = (
    "share, shares, accounted for, account for, accounts for, accounting for, accounted, made up, make up, makes up, making up, "
    "represented, represents, represent, representing, constituted, constitutes, constitute, constituting, comprised, comprises, comprising, "
    "proportion, portion, contributed, contributes, contributing, consisted of, consists of, composed of, percentage, stake, stakes, owns, own, owned, "
    "holds, hold, held, holding, absorbed, absorbs, absorb, absorbing, covered, covers, cover, covering, supplied, weight, occupied, occupies, occupying, "
    "took, takes, taking, received, receives, fell to, falls to, falls on, fell on, fell within, equal to, equivalent to, corresponds to, corresponding to, corresponded to, "
    "out of, concentrated, concentrates, forms, formed, forming, quota, breakdown, destined, attributable, attributed, ratio"
)
RATE_NOUNS = (
    "interest, interest rate, interest rates, tariff, tariffs, duty, duties, tax, taxes, vat, inflation, unemployment, coupon, yield, "
    "customs duty, customs duties, excise, excise tax, levy, rate, rates, key rate, base rate, discount, surcharge, commission, fee, royalty, royalties, "
    "probability, chance, certainty, accuracy, likelihood, turnout, votes, capacity utilisation, completion, complete, completed, per annum, annum, margin, efficiency, utilization, utilisation"
)
WHOLE_WORDS = (
    "total, overall, entire, whole, all, aggregate, combined, gross, worldwide, global, as a whole, everything, altogether, in all, in total, overall total, general"
)
CONTRAST = "while, whereas, whilst, but, however, though, although, meanwhile, in turn, on the other hand, conversely, by contrast, in contrast"
PLAN_WORDS = (
    "plan, plans, planned, planning, intends, intend, intended, intention, aims, aim, aiming, aimed, target, targets, targeted, targeting, goal, goals, objective, "
    "is expected to, are expected to, expected, expects, expect, expecting, will, would, could, may, might, should, is to, are to, hope, hopes, hoped, hoping, seek, seeks, seeking, "
    "forecast, forecasts, forecasted, projected, projects to, projection, estimate that, set to, is set to, are set to, scheduled, due to, going to, promised, eager, envisaged, envisages, potential, ambition, vision, "
    "wants, want, anticipated, anticipates, anticipating, bring to, ready to, agreed to, in the future, in the coming years, upcoming, future, proposed, proposes, prospective, ahead"
)  # fmt: skip
PER_WORDS = "a, an, per, each, every"
