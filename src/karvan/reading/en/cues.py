"""What English words say about figures: flows of trade, other indicators, growth, shares, comparison, pronouns."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from karvan.reading.cues import Cue, Cues, Flow
from karvan.reading.en import words

Add = Callable[..., None]

_TURNOVER = (
    "turnover, trade turnover, trade, foreign trade, external trade, bilateral trade, mutual trade, commodity turnover, trade exchange, trade exchanges, "
    "commercial exchange, commercial exchanges, two way trade, commerce, trade volume, trade volumes, volume of trade, trade flows, "
    "goods turnover, two way flow, two way flows, flow of trade, trade in goods, merchandise trade, commodity circulation, reciprocal trade, exchange of goods, "
    "goods trade, foreign trade turnover, trading volume, trade relations volume, mutual turnover, bilateral commerce, bilateral turnover, cross border trade, "
    "exchange, exchanges of goods, trade transactions, non oil trade, trade operations, trade value, barter, trade balance turnover, total trade, overall trade, overall volume, foreign trade volume"
)
_SELL_NOUNS = (
    "export, exports, sales, shipments, shipment, deliveries, delivery, supplies, supply, re export, re exports, reexports, outbound shipments, "
    "export volume, export volumes, export value, export turnover, export figures, export shipments, outgoing shipments, "
    "export goods, export trade, export products, export items, exported products, export sales, exports of goods, goods exports, merchandise exports, exportation, exportations, dispatches, overseas sales, overseas shipments, "
    "foreign sales, foreign shipments, outflow of goods, exported goods, domestic exports"
)
_SELL_VERBS = "exported, exporting, sold, sell, sells, selling, shipped, ships, shipping, delivered, delivers, delivering, supplied, supplies, supplying, sent, sends, sending, dispatched, re exported, left for"
_BUY_NOUNS = (
    "import trade, import goods, import products, import items, imported products, import, imports, purchases, purchase, import bill, imports of goods, goods imports, merchandise imports, import volume, import volumes, import turnover, import figures, import spending, import expenditure, "
    "import value, procurement, imported goods, inbound shipments, importation, importations, overseas purchases, incoming shipments, inflow of goods, receipts of goods"
)
_BUY_VERBS = "imported, importing, bought, buy, buys, buying, purchased, purchasing, took, taken, taking, took in, takes in, spent, spends, spending, splashed out, shelled out, forked out, procured, sourced, received, receives, receive, absorbed, absorbs, import"
_BALANCE = (
    "difference between exports and imports, difference between imports and exports, difference in exports and imports, excess of exports over imports, excess of imports over exports, excess of exports, excess of imports, trade loss, trade losses, trade balance, balance of trade, surplus, trade surplus, deficit, trade deficit, trade gap, balance, trade imbalance, imbalance, shortfall, negative balance, "
    "positive balance, foreign trade balance, foreign trade deficit, foreign trade surplus, gap"
)
_TOPICS = [
    (
        "investment",
        (
            "investment, investments, invest, invested, investing, invests, fdi, foreign direct investment, direct investment, direct investments, capital investment, "
            "capital investments, foreign direct investments, fdi stock, stock of investment, capital, funding, financing, fund, "
            "pledged, pledge, pledges, contribution, contributions, contributed to, authorized capital, authorised capital, charter capital, "
            "registered capital, starting capital, grant, grants, budget, portfolio, investment portfolio, capital inflow, allocated, allocate, allocates, earmarked, financed, "
            "cumulative investment, investor, investors, equity, funds, inject, injected, project worth, worth of projects"
        ),
    ),
    (
        "loan",
        "loan, loans, credit, credits, credit line, lending, lend, lends, lent, borrowed, borrow, loan agreement, soft loan, concessional loan, line of credit, credit facility",
    ),
    (
        "freight",
        (
            "cargo, cargoes, freight, transit, transported, transports, transport volume, transportation, transportations, cargo turnover, freight turnover, cargo transportation, freight traffic, "
            "throughput, transshipment, transhipment, transshipped, handled, carried, hauled, cargo traffic, freight volume, cargo volume, transit traffic, transit volume, tonnage, freight transportation, moved, "
            "cargo flow, cargo flows, pumped, tankers, rail freight, road freight, haulage, cargo handling"
        ),
    ),
    (
        "containers",
        "container traffic, container transportation, container shipments, container throughput, containers, container, container flow",
    ),
    ("passengers", "passenger traffic, passenger, passengers, passenger transportation, passenger turnover"),
    (
        "tourists",
        (
            "tourist, tourists, visitors, visitor, tourism, arrivals, tourist arrivals, tourist flow, travelled, traveled, visited, foreign visitors, visitor arrivals, holidaymakers, travellers, travelers, guests, "
            "foreign citizens, citizens visited"
        ),
    ),
    (
        "production",
        "production, produced, produces, produce, output, generated electricity, generated, generation, mined, extracted, extraction, harvest, harvested, manufactured, manufacture, crop, crude production, smelted",
    ),
    (
        "capacity",
        (
            "capacity, capable of, can accommodate, accommodate, accommodates, can handle, can carry, able to move, able to carry, able to transport, throughput capacity, design capacity, annual capacity, can take, able to handle, able to process, "
            "can process, production capacity, transit capacity, carrying capacity, installed capacity, capacities, can pass, handling capacity, can, "
            "designed to handle, designed for, could handle, able to carry, capable"
        ),
    ),
    ("flights", "flights, flight, air service, air services, frequencies, weekly flights, air traffic"),
    ("distance", "length, long, distance, stretch, stretches, kilometre long, kilometer long"),
    ("price", "price, prices, priced, tariff of, at a price, tariff, rate of, unit price, average price"),
    ("gdp", "gdp, gross domestic product, economy grew, gdp growth"),
    (
        "investment",
        "assistance, aid, aid package, development assistance, stimulus package, package, technical assistance, combined value",
    ),
    (
        "other",
        "paid, paid back, pays, pay, debt, debts, owed, owes, owe, arrears, reserves, payment, payments, repaid, transferred, salary, fine, revenue, revenues, profit, profits, population, wages",
    ),
]


@cache
def cues() -> dict[str, Cue]:
    """The table of English cues by word or phrase in lower case."""
    table = Cues()
    for fill in (
        _growth,
        _comparison,
        _shares,
        _sums,
        _telling,
        _numbers,
        _flows,
        _prepositions,
        _pronouns,
        _actors,
        _places,
    ):
        fill(table.add)
    table.add(", ".join(["had", *(word for word in table.table if word.startswith("had "))]), perfect=True)
    return table.table


def _growth(add: Add) -> None:
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


def _comparison(add: Add) -> None:
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


def _shares(add: Add) -> None:
    """Parts and their wholes."""
    add(words.SHARE_CUES, share=True)
    add("share, shares, proportion, portion, weight, percentage, stake, contribution", share_noun=True, share=True)
    add(words.WHOLE_WORDS, whole=True)
    add("total, overall, foreign trade, foreign trade turnover, external trade, worldwide, global, all countries, abroad, overseas, everything, "
        "as a whole, grand total, foreign trade volume, the world, rest of the world, foreign markets, foreign sales", total=True)  # fmt: skip
    add("of the total, of this total, of that total, everything", whole=True)
    add("total, overall", entire=True)
    add(
        "abroad, overseas, worldwide, around the world, the rest of the world, rest of the world, foreign markets, international markets, international market, global markets, global market, world markets, world market, other countries",
        abroad=True,
    )
    add(
        "ranked, ranks, ranking, held, holds, came first, came second, came third, came next, came fourth, comes next, came in second, came in first, came in third, came in fourth, came in fifth, comes in second, comes in third, ranked first, ranked second, ranked third, ranked fourth, ranks first, ranks second, ranks third, ranks fourth, leads, led, heads, headed, topped the list, tops the list, "
        "took first place, took second place, took third place, took fourth place, takes first place, takes second place, takes third place, took the lead, takes the lead, first place, second place, third place, fourth place, top spot, in second place, in third place, in first place, third place is, second place is, first place is, followed by, next came, next is, is next",
        ranks=True,
    )

    add(
        "partner, partners, trading partner, trade partner, economic partner, commercial partner, export market, market, markets, destination, destinations, customer, customers, source, sources, supplier, suppliers, buyer, buyers, importer, importers, exporter, exporters, second largest, third largest, fourth largest, fifth largest",
        partner=True,
    )
    add("exporter, exporters, supplier, suppliers, seller, sellers, source, sources, origin, origins", role="sell")
    add(
        "importer, importers, buyer, buyers, customer, customers, consumer, consumers, destination, destinations, market, markets, purchaser, purchasers",
        role="buy",
    )
    add("top, leading, main, major, largest, biggest, first", foremost=True)
    add(
        "was, were, is, are, became, become, becomes, remained, remain, remains, ranked, ranks, stayed, stays, being, remaining, has been, have been, has become, have become, stood, accounted",
        remains=True,
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
        "highest, lowest, largest, biggest, smallest, best, worst, most, record, peak, any time, strongest, weakest, greatest",
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


def _places(add: Add) -> None:
    """What else stands beside a country, and phrases whose words alone would mislead."""
    add("republic, country, nation, state, neighbour, neighbor, kingdom, economy", realm=True)
    add("origin, made", made=True)
    add("went to, left for, goes to, go to", preposition="to")
    add(
        "took place, takes place, taking place, taken place, took part, takes part, taking part, took over, took effect, took off, takes effect",
        verb=True,
    )
    add(
        "foreign exchange, stock exchange, exchange rate, exchange rates, commodity exchange, exchange of, exchange reserves, foreign exchange reserves, exchange program, exchange programs",
        verb=False,
    )


def _flows(add: Add) -> None:
    for indicator, words_ in _TOPICS:
        add(words_, flow=Flow(indicator, "topic"))
    add(
        "cost, costs, costing, estimated cost, total cost, project cost, price tag, estimated at a cost of, construction cost, project, joint project, venture",
        flow=Flow("investment", "cost"),
    )
    add(_TURNOVER, flow=Flow("trade.turnover", "turnover"))
    add(
        "traded, trades, trading, changed hands, exchanged, did business, do business, doing business",
        flow=Flow("trade.turnover", "turnover", True),
    )
    add(_SELL_NOUNS, flow=Flow("trade.exports", "sell"))
    add("shipments, shipment, dispatches, outbound shipments, outgoing shipments", flow=Flow("trade.exports", "ship"))
    add(
        "receipts, export earnings, export revenue, export revenues, export proceeds, export receipts, earnings, foreign exchange earnings",
        flow=Flow("trade.exports", "earn"),
    )
    add(_SELL_VERBS, flow=Flow("trade.exports", "sell", True), verb=True)
    add(
        "send, ship, deliver, delivered, delivers, delivering, shipped, ships, shipping, sent, sends, sending, dispatched, left for, went to",
        flow=Flow("trade.exports", "ship", True),
        verb=True,
    )
    add(_BUY_NOUNS, flow=Flow("trade.imports", "buy"))
    add(_BUY_VERBS, flow=Flow("trade.imports", "buy", True), verb=True)
    add("paid for, pay for, pays for", flow=Flow("trade.imports", "buy", True), verb=True)
    add(_BALANCE, flow=Flow("trade.balance", "balance"))
    add("remittances, remittance, money transfers, sent home, send home, remitted, remit", flow=Flow("other", "remit"))
    add("lend, lends, lent", flow=Flow("loan", "topic", True))
    add(
        "lend, lends, lent, granted, grants, gave, give, gives, offered, offers, awarded, promised, sold, sells, sell, sent, sends, send, allocated, extended",
        dative=True,
    )
    add("goods", flow=Flow("trade.exports", "goods"))
    add(
        "transit trade, transit imports, transit exports, transit goods, transit cargo, transit consignments, reverse cargo",
        flow=Flow("freight", "transit"),
    )
    add("goods, products, product, commodities, merchandise, wares, items, item, produce, cargoes", goods=True)


def _numbers(add: Add) -> None:
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


def _prepositions(add: Add) -> None:
    for name, words_ in {
        "from": "from, out of, originating in, originating from, of origin from, coming from, starting from, made in, produced in, manufactured in, grown in",
        "to": "to, into, towards, destined for, bound for, for delivery to, heading to, on to, onto, toward",
        "with": "with, alongside, together with, along with",
        "between": "between, among, amongst, linking, connecting, connects, connect, links",
        "of": "of",
        "by": "by, on the part of",
        "in": "in, inside, within, at, across",
        "for": "for, in favour of, in favor of",
        "via": "via, through, across, along, by way of, over, bypassing",
        "and": "and, as well as, &, plus",
    }.items():
        add(words_, preposition=name)


def _pronouns(add: Add) -> None:
    add("the two countries, two countries, both countries, the two sides, both sides, the two nations, both nations, two nations, the two neighbours, the two neighbors, the two states, both states, "
        "the sides, the parties, the countries, bilateral, mutual, the two, the two economies, two way, reciprocal, the two capitals, the neighbours, the neighbors, the partners, "
        "both parties, each other, our countries, our two countries, the two peoples, the two republics, both republics, the two governments, both governments, two sides, the two partners, one another, "
        "the two neighbouring countries, the two neighboring countries", pronoun="pair")  # fmt: skip
    add("the neighbouring country, the neighbour, the neighbor, the neighboring country, neighbouring country, neighboring country, the neighbouring state, the neighbouring republic, "
        "the neighboring state, the partner country, the other country, the other side, its neighbour, its neighbor, its partner, the other way, the opposite direction, "
        "its largest partner, its main partner, its biggest partner, its largest trading partner, its main trading partner, its biggest trading partner, its top trading partner, that country, the eastern neighbour, the western neighbour, the northern neighbour, the southern neighbour, that market, this market, this country, the partner, that nation", pronoun="other")  # fmt: skip
    add(
        "the country, the republic, home, the domestic, the nation, domestic, the government",
        pronoun="home",
    )
    add(
        "countries, neighbours, neighbors, states, nations, partners",
        pronoun="many",
    )
    add("members, group, bloc, grouping, community, member", bloc=True)
    add("that country, this country, that market, this market, that nation", that=True)
    add(
        "the other way, the other way round, the other way around, the opposite way, the opposite direction, the other direction, vice versa",
        reverses=True,
    )
    add("that of, those of", pronoun="that_of")
    add("ones, one", pronoun="ones")
    add("our country, our, ours", pronoun="ours")
    add("its, their", pronoun="own")
    add("there", pronoun="there")
    add("the former", pronoun="former")
    add("the latter", pronoun="latter")
    add("the kingdom, the sultanate, the emirate, the federation, the islamic republic", pronoun="styled")
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
    add("this figure, that figure, the figure, this amount, that amount, the amount, this number, that number, the number, it, they, this volume, that volume, the volume, the total, this sum, the sum, "
        "this, that, these, those, the indicator, this indicator, the value, its value, the quantity, that quantity", pronoun="this")  # fmt: skip
    add("of this, of that, of which, of these, of those, of the total, of this amount, of this figure, of this total, of them, of this volume, of that total, of that amount, of that number, of that quantity, "
        "of this number, including, among them, out of this, out of which, of the amount, of it, in which, comprising", pronoun="part")  # fmt: skip


def _actors(add: Add) -> None:
    add("companies, company, firms, firm, buyers, importers, exporters, sellers, side, businesses, enterprises, consumers, traders, entrepreneurs, authorities, government, investors, "
        "manufacturers, producers, suppliers, farmers, plants, factories, customers, banks, citizens, residents, nationals, tourists, carriers, shippers, hauliers", actor=True)  # fmt: skip
    add("market, markets, soil, territory, economy, port, ports, border", market=True)
    add("customs, customs committee, state customs committee, statistics, statistics committee, state statistics committee, statistical committee, bureau of statistics, national statistics, "
        "bureau of national statistics, statistics agency, statistics office, national statistics office, ministry, ministry of economy, ministry of trade, agency, committee, central bank, "
        "customs service, federal customs service, customs authority, customs administration, statistical agency, census bureau, department of commerce, chamber of commerce, "
        "embassy, ambassador, media, press, data, statistics institute, bureau, general administration of customs, customs department, commerce department, trade ministry, economy ministry, finance ministry, foreign ministry, interior ministry, commerce ministry, department, trade department, census, office, institute, association, federation, commission, council, chamber, statistics authority, statistical office, statistics department, statistics bureau, tourism ministry, transport ministry, energy ministry", body=True)  # fmt: skip
    add("said, says, told, according to, reported, reports, announced, noted, stated, declared, added, showed, shows, show, as per, citing, revealed, reveals, disclosed, "
        "stressed, emphasized, emphasised, underlined, recalled, recalls, wrote, informed, mentioned, indicated, pointed out", says=True)  # fmt: skip
