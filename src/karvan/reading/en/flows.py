"""What English words say is measured: flows of trade, and the other things that figures are of."""

from __future__ import annotations

from karvan.reading.cues import Add, Flow

_TURNOVER = (
    "turnover, trade turnover, trade, foreign trade, external trade, bilateral trade, mutual trade, commodity turnover, trade exchange, trade exchanges, "
    "commercial exchange, commercial exchanges, two way trade, commerce, trade volume, trade volumes, volume of trade, trade flows, "
    "goods turnover, two way flow, two way flows, flow of trade, trade in goods, merchandise trade, commodity circulation, reciprocal trade, exchange of goods, "
    "goods trade, foreign trade turnover, trading volume, trade relations volume, mutual turnover, bilateral commerce, bilateral turnover, cross border trade, "
    "exchange, exchanges of goods, trade transactions, non oil trade, non oil foreign trade, non oil trade turnover, non oil external trade, trade operations, trade value, barter, trade balance turnover, total trade, overall trade, overall volume, foreign trade volume"
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
    "difference between exports and imports, difference between imports and exports, difference in exports and imports, excess of exports over imports, excess of imports over exports, excess of exports, excess of imports, trade loss, trade losses, trade gain, trade gains, trade surpluses, trade deficits, surpluses, deficits, trade balance, balance of trade, surplus, trade surplus, deficit, trade deficit, trade gap, balance, trade imbalance, imbalance, shortfall, negative balance, "
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


def flows(add: Add) -> None:
    """Words of flow; a later line has the last word on what a word measures."""
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
