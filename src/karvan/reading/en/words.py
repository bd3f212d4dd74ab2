"""The function words, number words and turns of English that the rules are built on.

Each table is `(words, value)`; the category it is added under names the part that the words play.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = [
    ("thousand, thousands, thsd, ths", Decimal(1000)),
    ("hundred, hundreds", Decimal(100)),
    ("million, millions, mln, mlns, mn, mio, mil", Decimal(10**6)),
    ("billion, billions, bln, blns, bn, bil, milliard, milliards", Decimal(10**9)),
    ("trillion, trillions, trln, trn, tln, tr", Decimal(10**12)),
    ("quadrillion, quadrillions", Decimal(10**15)),
    ("lakh, lakhs, lac, lacs", Decimal(10**5)),
    ("crore, crores, cr", Decimal(10**7)),
    ("dozen, dozens", Decimal(12)),
]


class Letter(NamedTuple):
    """What a letter beside a number can mean: a scale behind money, a unit, a currency before the number."""

    scale: Decimal
    unit: tuple[str, Decimal, str] | None = None
    currency: Money | None = None


class Money(NamedTuple):
    """What a word for money stands for: the codes of its currencies, the default first, and its part of one."""

    codes: tuple[str, ...]
    factor: Decimal = Decimal(1)
    kind: str = "name"
    weak: bool = False
    """Is also an everyday word, a letter or an abbreviation: money only where the number looks like it."""


LETTERS = {
    "k": Decimal(1000), "m": Decimal(10**6), "mm": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12), "tn": Decimal(10**12),
}  # fmt: skip
FRACTIONS = [
    ("half, halves, ½", Decimal("0.5")), ("third, thirds, ⅓", Decimal(1) / 3), ("quarter, quarters, fourth, fourths, ¼", Decimal("0.25")),
    ("fifth, fifths", Decimal("0.2")), ("sixth, sixths", Decimal(1) / 6), ("seventh, sevenths", Decimal(1) / 7), ("eighth, eighths", Decimal("0.125")),
    ("ninth, ninths", Decimal(1) / 9), ("tenth, tenths", Decimal("0.1")),
]  # fmt: skip
PARTS = {word.strip(): value for words, value in FRACTIONS for word in words.split(",")}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
PERCENT = [
    ("percent, per cent, pct, pc, percents, p c, pct.", "percent"),
    (("percentage point, percentage points, percent point, percent points, per cent point, per cent points, pct point, pct points, "
     "pp, p p, p.p., ppt, ppts, pps"), "points"),
    ("basis point, basis points, bps, bp", "basis"),
]  # fmt: skip
FOLD_VERBS = [
    ("doubled, double, doubling, doubles, twofold, twice, two times", Decimal(2)),
    ("tripled, triple, tripling, triples, trebled, treble, trebles, trebling, threefold, thrice", Decimal(3)),
    ("quadrupled, quadruple, quadruples, quadrupling, fourfold", Decimal(4)),
    ("quintupled, quintuple, quintuples, quintupling", Decimal(5)),
    ("sextupled", Decimal(6)),
    ("halved, halving, halves", Decimal("0.5")),
    ("hundredfold", Decimal(100)), ("thousandfold", Decimal(1000)),
    *((f"{word}fold", Decimal(value)) for word, value in NUMBER_WORDS.items() if value > 2),
]  # fmt: skip
HEDGES = [
    (("about, around, some, roughly, approximately, approx, circa, ca, an estimated, estimated, in the region of, in the order of, "
     "in the vicinity of, in the range of, ~, nearly about, something like, of the order of, on the order of, in the neighbourhood of"), "about"),
    (("nearly, almost, close to, just under, just below, just short of, close on, approaching, not quite, practically, virtually, "
     "a little less than, slightly less than, slightly under, slightly below, a little under, a little below, a shade under, nearly as much as, "
     "almost as much as, just shy of, shy of, neared, nears, nearing"), "nearly"),
    (("more than, over, above, exceeding, exceeds, exceeded, exceed, surpassed, surpasses, surpassing, surpass, topped, topping, tops, in excess of, "
     "upwards of, just over, a little over, slightly over, slightly more than, a little more than, well over, "
     "north of, topped the, passed, crossed, has exceeded, have exceeded, well above, just above, slightly above, a little above, "
     "somewhat more than, somewhat over, far more than, far above, much more than"), "more_than"),
    ("at least, no less than, not less than, no fewer than, not fewer than, a minimum of, minimum, as little as, minimum of", "at_least"),
    ("less than, fewer than, under, below, well under, well below, far less than", "less_than"),
    (("up to, as much as, as many as, at most, no more than, not more than, a maximum of, maximum, not exceeding, not to exceed, maximum of, "
     "no higher than, not higher than"), "at_most"),
]  # fmt: skip
HEDGES_BEHIND = [
    ("or so, or thereabouts, give or take", "about"),
    ("or more, or above, or over, and above, and more, and over", "at_least"),
    ("or less, or fewer, or below", "at_most"),
]
UP_TO_A_VALUE = (
    "rose, risen, rise, rises, rising, grew, grown, grow, climbed, climb, jumped, surged, went, gone, go, increased, increase, raised, raise, brought, bring, brings, "
    "bringing, expand, expanded, expanding, raising, increasing, growing, pushed, push, boost, boosted, ramp, ramped, scale, scaled, moved, soared, taking, take"
)
NOT_STAYS = (
    "plan, plans, programme, program, programmes, programs, strategy, visit, visits, trip, meeting, meetings, talks, summit, conference, forum, tour, "
    "session, exhibition, fair, event, festival, period, roadmap, road map, action plan, mission, stay, workshop, seminar, training, course, "
    "expo, week, term, mandate"
)
LABELS = (
    "hs code, customs code, no, nos, number, numbers, article, articles, resolution, paragraph, section, chapter, clause, decree, law, order, highway, route, line, phase, block, unit, "
    "page, pages, vol, volume, part, class, type, model, boeing, airbus, flight, room, gate, pier, berth, step, stage, version, category, group, appendix, "
    "annex, protocol, covid, agenda, level, title, point, channel, radio, terminal, train, psalm, verse, top, iso, code, hs, box, tel, phone, fax, decision, "
    "regulation, directive, act, bill, item, act, schedule, form, lot, grade, zone, district, school, vision, expo, euro, schengen, road, platform, "
    "industry, convention, section, tier, round, formula, figure, table, chart, track, studio, apartment, building, embraer, antonov, tupolev, ilyushin"
)
GROW_VERBS = [
    (
        (
            "rose, rise, rises, risen, rising, grew, grow, grows, grown, growing, increased, increases, increasing, climbed, climb, "
            "climbs, climbing, jumped, jumps, jumping, soared, soar, soars, soaring, surged, surges, surging, swelled, swell, swells, swollen, swelling, "
            "expanded, expands, expanding, expand, advanced, advancing, leaped, leapt, leaping, spiked, skyrocketed, gained, gaining, ballooned, mushroomed, "
            "rocketed, shot up, went up, gone up, going up, go up, goes up, moved up, edged up, edged higher, inched up, ticked up, crept up, picked up, "
            "picking up, rebounded, recovered, improved, widened, widening, widen, accelerated, strengthened, multiplied, added, adding, add, adds, scaled up, boosted, raised, "
            "boomed, escalated, appreciated, edging up, bounced, upped, intensified, augmented, enlarged, hiked, up, plus, higher"
        ),
        1,
    ),
    (
        (
            "fell, fall, falls, fallen, falling, dropped, drops, dropping, declined, declines, declining, decreased, decreases, decreasing, shrank, "
            "shrunk, shrink, shrinks, shrinking, contracted, contracting, slumped, slumping, plunged, plunging, plummeted, plummeting, slid, sliding, tumbled, tumbling, "
            "dipped, dipping, slipped, slipping, sank, sunk, eased, easing, reduced, reducing, lost, losing, weakened, narrowed, narrowing, narrow, retreated, crashed, "
            "dwindled, went down, gone down, going down, go down, goes down, diminished, diminishing, lowered, softened, edged down, edged lower, crept down, "
            "was down, were down, backslid, receded, collapsed, cut, down, minus, lower, nosedived, moderated, shed, "
            "slackened, subsided, depreciated, worsened, ebbed"
        ),
        -1,
    ),
]
GROW_NOUNS = [
    (
        ("increase, growth, rise, gain, gains, jump, surge, uptick, expansion, upturn, increment, upswing, climb, hike, leap, growth rate, "
        "rate of growth, rate of increase, annual growth, spike, boost, uplift, upsurge, improvement, spurt, increases, rises"),
        1,
    ),
    (("decline, fall, drop, decrease, reduction, contraction, slump, dip, loss, downturn, plunge, slide, shrinkage, setback, plummet, "
     "fall-off, falloff, slowdown, tumble, retreat, cutback, decreases, declines, drops, losses, negative growth"), -1),
]  # fmt: skip
COMPARATIVES = [
    ("more, greater, larger, bigger, above, stronger, faster, better", 1),
    ("less, fewer, smaller, below, short of, weaker, worse", -1),
]
COMPARE = (
    "than, against, versus, vs, v, compared to, compared with, as compared to, as compared with, as against, in comparison with, in comparison to, "
    "by comparison with, relative to, in contrast to, as opposed to, when compared to, when compared with, compared, "
    "comparing to, comparing with, in relation to, on"
)
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
SOLAR_YEARS = (
    "Iranian year, Iranian calendar year, Iranian fiscal year, Iranian solar year, Persian year, Persian calendar year, "
    "solar year, solar years, solar Hijri year, Hijri solar year, Iranian solar Hijri year"
)
RATE_NOUNS = (
    "interest, interest rate, interest rates, tariff, tariffs, duty, duties, tax, taxes, vat, inflation, unemployment, coupon, yield, "
    "customs duty, customs duties, excise, excise tax, levy, rate, rates, key rate, base rate, discount, surcharge, commission, fee, royalty, royalties, "
    "probability, chance, certainty, accuracy, likelihood, turnout, votes, capacity utilisation, completion, per annum, annum, margin, efficiency, utilization, utilisation"
)
WHOLE_WORDS = "total, overall, entire, whole, all, aggregate, combined, gross, worldwide, global, as a whole, everything, altogether, in all, in total, overall total, general"
CONTRAST = "while, whereas, whilst, but, however, though, although, meanwhile, in turn, on the other hand, conversely, by contrast, in contrast"
PLAN_WORDS = (
    "plan, plans, planned, planning, intends, intend, intended, intention, aims, aim, aiming, aimed, target, targets, targeted, targeting, goal, goals, objective, "
    "is expected to, are expected to, expected, expects, expect, expecting, will, would, could, may, might, should, is to, are to, hope, hopes, hoped, hoping, seek, seeks, seeking, "
    "forecast, forecasts, forecasted, projected, projects to, projection, estimate that, set to, is set to, are set to, scheduled, due to, going to, promised, eager, envisaged, envisages, potential, ambition, vision, "
    "wants, want, anticipated, anticipates, anticipating, bring to, ready to, agreed to, in the future, in the coming years, upcoming, future, proposed, proposes, prospective, ahead"
)  # fmt: skip
FUNCTION_WORDS = (
    "is, are, was, were, be, been, being, has, have, had, do, does, did, will, would, can, could, may, might, must, shall, should, that, which, who, whom, whose, "
    "it, its, they, their, them, he, she, his, her, we, our, us, you, your, i, this, these, those, there, here, as, if, than, then, so, or, nor, not, no, when, where, "
    "how, why, what, said, says, say, told, also, only, alone, already, while, because, since, although, though, until, by, at, with, to, for, from, on, in, into, onto, "
    "per, a, an, the, each, every, after, before, during, between, among, via, about, over, under, above, below, versus, against, within, without, across, along, "
    "percent, respectively, now, today, ago, later, earlier, annually, yearly, monthly, daily, weekly, jointly, thus, always, times, plus, perhaps, besides, "
    "including, comprising, such, too, well, both, all, some, any, most, more, less, fewer, further, still, yet, even, just, ever, never, often, once, "
    "worth, according, due, up, down, out, off, away, back, together, apart, whereas, but, and, let, lets, towards, toward, despite, amid, till, upon, "
    "went, came, come, go, goes, gone, made, makes, make, took, take, takes, got, get, gets, gave, give, gives, given, left, arrived, visited, comes, stands, "
    "remains, includes, costs, shows, means, works, lies, needs, amounts, equals, totals, became, become, becomes, began, begun, according to"
)
COUNT_MODIFIERS = (
    "joint, new, foreign, bilateral, mutual, multilateral, direct, additional, other, more, further, different, various, major, large, small, big, main, key, strategic, trade, export, "
    "import, transit, freight, cargo, passenger, tourist, production, investment, credit, loan, container, rail, railway, road, air, sea, cross border, two way, business, "
    "cultural, industrial, agricultural, commercial, economic, local, domestic, national, international, regional, global, public, private, state, government, official, leading, "
    "separate, individual, special, specialised, specialized, modern, existing, current, previous, potential, promising, planned, proposed, signed, completed, ongoing, active, "
    "registered, operating, remaining, weekly, daily, monthly, annual, regular, scheduled, charter, total, combined, loaded, empty, heavy, light, high, top, "
    "export oriented, export import, inter governmental, customs, border, port, energy, gas, oil, power, water, food, health, education, training, technical, financial, bank, "
    "banking, insurance, transport, logistics, construction, textile, mining, chemical, pharmaceutical, automotive, manufacturing, processing, digital, green, solar, wind, "
    "of the largest, largest, biggest, similar, common, shared, joint stock, long, short, full, free, good, positive, priority, exporting, importing, participating, "
    "supply, supplied, purchase, sales, delivery, service, services, goods, product, market, company, firm, capacity, target, transport, transportation, tariff"
)
SINGULAR_IN_S = (
    "business, gas, express, press, access, process, congress, mass, goods, news, series, species, means, plus, less, across, always, perhaps, besides, "
    "towards, ones, afterwards, upwards, whereas, overseas, sometimes, nowadays, his, hers, ours, yours, theirs, does, goes, says, thus, this, yes, "
    "economics, politics, logistics, statistics, headquarters, customs, times, alias, bias, canvas, christmas, texas, atlas, lens, was, has"
)
MACHINES = (
    "planes, aircraft, airplanes, jets, airliners, helicopters, trucks, vehicles, cars, buses, locomotives, wagons, aeroplanes, tanks, tractors, "
    "freighters, series, families"
)
BEFORE_FRACTION = (
    "by, about, nearly, almost, over, roughly, around, than, more than, less than, under, some, only, just, up, down, up to, approximately, at least, "
    "close to, just over, just under, accounting for, accounted for, account for, accounts for, represents, represented, makes up, made up"
)
AFTER_FRACTION = (
    "of, more, less, higher, lower, by, than, its, their, the, as, is, was, are, were, at, which, who, also, with, against, while, but, or, compared, "
    "compared with, compared to, from, to, over, on, since, during, that, this, his, our, came, went, all, year on year, annually, up, down, larger, smaller, greater"
)
TRIPS = "trips, trip, crossings, border crossings, cross border trips, cross border trip, cross border crossings, journeys, rides"
SHORTENED = {
    **dict.fromkeys(
        (
            "mr mrs ms dr prof st no nos tel fax vol fig jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp "
            "vs approx est mn trn tn gen gov sen rep rs art jr sr sq cu"
        ).split(),
        False,
    ),
    **dict.fromkeys(("bln", "mln", "bn", "km"), True),
}
