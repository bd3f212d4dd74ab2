"""What English words say about parties: how they are tied in, pronouns, who acts, who is ranked."""

from __future__ import annotations

from karvan.reading.cues import Add


def rankings(add: Add) -> None:
    """Who is named as a partner, and as which of several."""
    add(
        "ranked, ranks, ranking, held, holds, came first, came second, came third, came next, came fourth, comes next, came in second, came in first, came in third, came in fourth, came in fifth, comes in second, comes in third, ranked first, ranked second, ranked third, ranked fourth, ranks first, ranks second, ranks third, ranks fourth, leads, led, heads, headed, topped the list, tops the list, lion's share, climbed to first place, climbed to second place, climbed to third place, climbed to fourth place, climbed to fifth place, "
        "took first place, took second place, took third place, took fourth place, takes first place, takes second place, takes third place, took the lead, takes the lead, was taken by, is taken by, was held by, is held by, was occupied by, is occupied by, was left to, goes to, first place, second place, third place, fourth place, top spot, in second place, in third place, in first place, third place is, second place is, first place is, followed by, next came, next is, is next",
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
    add("ahead of, just ahead of", plan=None)
    add("top, leading, main, major, largest, biggest, first", foremost=True)
    add(
        "was, were, is, are, became, become, becomes, remained, remain, remains, ranked, ranks, stayed, stays, being, remaining, has been, have been, has become, have become, stood, accounted, emerged, emerged as, maintained, retained, kept, secured",
        remains=True,
    )


def prepositions(add: Add) -> None:
    """What ties a party in, each named by the first of its group."""
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


def pronouns(add: Add) -> None:
    """What stands for a party, or for a figure: the kinds are those of `Cue.pronoun`."""
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
    add("the world, the globe", pronoun="world")
    add("the former", pronoun="former")
    add("the latter", pronoun="latter")
    add("the kingdom, the sultanate, the emirate, the federation, the islamic republic", pronoun="styled")
    add("this figure, that figure, the figure, this amount, that amount, the amount, this number, that number, the number, it, they, this volume, that volume, the volume, the total, this sum, the sum, "
        "this, that, these, those, the indicator, this indicator, the value, its value, the quantity, that quantity", pronoun="this")  # fmt: skip
    add("of this, of that, of which, of these, of those, of the total, of this amount, of this figure, of this total, of them, of this volume, of that total, of that amount, of that number, of that quantity, "
        "of this number, including, among them, out of this, out of which, of the amount, of it, in which, comprising", pronoun="part")  # fmt: skip


def actors(add: Add) -> None:
    """Who acts, where, and who says so."""
    add("companies, company, firms, firm, buyers, importers, exporters, sellers, side, businesses, enterprises, consumers, traders, entrepreneurs, authorities, government, investors, "
        "manufacturers, producers, suppliers, farmers, plants, factories, customers, banks, citizens, residents, nationals, tourists, carriers, shippers, hauliers", actor=True)  # fmt: skip
    add("market, markets, soil, territory, economy, port, ports, border", market=True)
    add("customs, customs committee, state customs committee, statistics, statistics committee, state statistics committee, statistical committee, bureau of statistics, national statistics, "
        "bureau of national statistics, statistics agency, statistics office, national statistics office, ministry, ministry of economy, ministry of trade, agency, committee, central bank, "
        "customs service, federal customs service, customs authority, customs administration, statistical agency, census bureau, department of commerce, chamber of commerce, "
        "embassy, ambassador, media, press, data, statistics institute, bureau, general administration of customs, customs department, commerce department, trade ministry, economy ministry, finance ministry, foreign ministry, interior ministry, commerce ministry, department, trade department, census, office, institute, association, federation, commission, council, chamber, statistics authority, statistical office, statistics department, statistics bureau, tourism ministry, transport ministry, energy ministry, revenue authority, revenue service, national bank", body=True)  # fmt: skip
    add("said, says, told, according to, reported, reports, announced, noted, stated, declared, added, showed, shows, show, as per, citing, revealed, reveals, disclosed, "
        "stressed, emphasized, emphasised, underlined, recalled, recalls, wrote, informed, mentioned, indicated, pointed out, should be noted, should be added, should be mentioned, must be noted, should be emphasized, should be stressed", says=True)  # fmt: skip


def places(add: Add) -> None:
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
