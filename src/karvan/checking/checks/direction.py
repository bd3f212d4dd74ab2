"""direction: goods move one way, and a plant does not buy what it makes.

A freight and its opposite on one route contradict, and so does a part that flows into the country where the whole comes
from, or a freight out of a country into which the text says elsewhere that these goods flow. Goods that leave from a place in the importer's country for one in the exporter's are contradicted as well. Doubtful
are: one product that two events send both ways; two flows in one sentence that a contrast word joins and that run the same
way; a country that buys what a plant needs (by the recipes) and also what that plant makes, in a text that names such a
plant. Trade figures may run both ways: countries buy and sell the same goods.

Passes: "A sells alumina to B, while B sells aluminium to A".
Fails: "B will import aluminium and cryolite from A, while alumina will be exported from A to B".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise

from karvan.checking.families import ALL_GOODS, WORLD, one_sentence
from karvan.checking.places import country_of
from karvan.checking.writing import country_name
from karvan.nouns import Event, Evidence, Facts, Figure, Finding, Growth, Reading, Recipe, Sum, Verdict
from karvan.vocabulary.countries import country
from karvan.vocabulary.products import canonical

_MOVED = frozenset(("freight", "capacity", "containers"))
_SOLD = frozenset(("trade.exports", "trade.imports"))
_MOST = 200


def check(reading: Reading, facts: Facts) -> Iterator[Finding]:
    yield from _opposite_figures(reading)
    yield from _against_the_whole(reading)
    yield from _against_the_flow(reading)
    flows = [event for event in reading.events if event.kind == "commodity_flow"][:_MOST]
    if flows:
        yield from _wrong_way(flows)
        yield from _both_ways(flows)
        yield from _buys_what_it_makes(reading, flows, facts)
        yield from _one_way(reading, flows)


def _opposite_figures(reading: Reading) -> Iterator[Finding]:
    """Freight of one product on one route between two countries, both ways."""
    ways: defaultdict[tuple[str, str, frozenset[str]], list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.indicator in _MOVED and figure.product and figure.route and figure.reporter and figure.partner:
            ends = frozenset((figure.reporter, figure.partner))
            ways[figure.product, figure.route, ends].append(figure)
    for (product, route, _), figures in ways.items():
        along = [figure for figure in figures if figure.reporter == figures[0].reporter]
        against = [figure for figure in figures if figure.reporter != figures[0].reporter]
        if against:
            few, many = sorted((against, along), key=len)
            yield Finding(
                id=f"direction-{few[0].id}", check="direction", verdict=Verdict.CONTRADICTED,
                figures=(*(figure.id for figure in few), many[0].id),
                computation=f"{product} on {route}: {_way(few[0])} and {_way(many[0])}",
                why="The same goods can't move both ways on one route; one direction is reversed.",
                slip="direction_slip",
            )  # fmt: skip


def _against_the_flow(reading: Reading) -> Iterator[Finding]:
    """Freight from a country into which the text says that these goods flow, or into one that they leave."""
    tied_to: defaultdict[str, set[str]] = defaultdict(set)
    for growth in reading.of_kind(Growth):
        if growth.of and growth.base:
            tied_to[growth.of].add(growth.base)
            tied_to[growth.base].add(growth.of)
    flows = [figure for figure in reading.figures if figure.indicator in _MOVED | _SOLD][:_MOST]
    told: set[str] = set()
    for moved in flows:
        if moved.indicator != "freight" or moved.id in told or "parties" in moved.inferred or not _is_directed(moved):
            continue
        alike = [other for other in flows if other is not moved and _same_goods(moved, other)]
        apart = [other for other in alike if other.id not in tied_to[moved.id]]
        against = [other for other in apart if _runs(other, moved.partner, moved.reporter)]
        along = [other for other in apart if _runs(other, moved.reporter, moved.partner)]
        # of a sold product what the partner took is often told without its name
        nameless = [other for other in flows if other.product is None and other.quantity.unit == moved.quantity.unit]
        whole_way = against and any(_ends(other) == (moved.partner, moved.reporter) for other in (*against, *nameless))
        if along or not (whole_way or len(against) > 1):
            continue
        group = [moved.id, *(other.id for other in alike if other.id in tied_to[moved.id])]
        told.update(group)
        yield Finding(
            id=f"direction-{moved.id}", check="direction", verdict=Verdict.CONTRADICTED,
            figures=(*group, *(other.id for other in against[:2])),
            computation=f"{moved.product or 'freight'}: {_way(moved)} here, but {_way(against[0])} elsewhere",
            why="The text says elsewhere that these goods flow the other way; one direction is reversed.",
            slip="direction_slip",
        )  # fmt: skip


def _is_directed(figure: Figure) -> bool:
    ends = {figure.reporter, figure.partner}
    return len(ends) == 2 and None not in ends and all(country(code or "") for code in ends)


def _same_goods(one: Figure, other: Figure) -> bool:
    """The same product, or what moves on the same route and is not said to be another one."""
    if one.product is None or one.product in ALL_GOODS:
        return False  # goods of all kinds go both ways
    return one.product == other.product or (
        other.product is None and one.route is not None and one.route == other.route
    )


def _ends(figure: Figure) -> tuple[str | None, str | None]:
    """Where goods come from and where they go."""
    ends = figure.reporter, figure.partner
    return ends[::-1] if figure.indicator == "trade.imports" else ends  # type: ignore[return-value]


def _runs(flow: Figure, origin: str | None, goal: str | None) -> bool:
    """Whether a flow leaves the one country or reaches the other, as far as the text names its ends."""
    start, end = _ends(flow)
    leaves, reaches = start == origin and end in (goal, None, WORLD), end == goal and start in (origin, None, WORLD)
    return leaves or reaches


def _against_the_whole(reading: Reading) -> Iterator[Finding]:
    figures = {figure.id: figure for figure in reading.figures}
    for relation in reading.of_kind(Sum):
        total = figures.get(relation.whole)
        parts = [figures[part] for part in relation.parts if part in figures]
        if not relation.sure or any(part.indicator == "trade.balance" for part in parts):
            continue  # exports are imports and a balance, which run against each other
        if total is None or total.indicator not in _MOVED | _SOLD or total.reporter is None:
            continue
        for part in parts:
            if part.indicator == total.indicator and part.partner == total.reporter != part.reporter and part.reporter:
                yield Finding(
                    id=f"direction-{part.id}", check="direction", verdict=Verdict.CONTRADICTED,
                    figures=(part.id, total.id),
                    computation=f"the whole comes from {country_name(total.reporter)}; the part moves {_way(part)}",
                    why="A part of what leaves a country can't flow into it; the direction is reversed.",
                    slip="direction_slip",
                )  # fmt: skip


def _wrong_way(flows: list[Event]) -> Iterator[Finding]:
    """From a place in the importer's country, or to one in the exporter's."""
    for flow in flows:
        if flow.exporter is None or flow.importer is None or flow.exporter == flow.importer:
            continue
        origin, goal = country_of(flow.origin), country_of(flow.destination)
        wrong = (origin == flow.importer, goal == flow.exporter)
        if not any(wrong):
            continue
        yield Finding(
            id=f"direction-{flow.id}",
            check="direction",
            verdict=Verdict.CONTRADICTED if all(wrong) else Verdict.DOUBTFUL,
            events=(flow.id,),
            figures=flow.figures,
            computation=f"{_line(flow)}, but {_places(flow)}",
            why="Goods leave from the exporter's country; origin and destination are reversed.",
            slip="direction_slip",
        )


def _both_ways(flows: list[Event]) -> Iterator[Finding]:
    ways: dict[tuple[str, str, str], Event] = {}
    for flow in flows:
        if flow.exporter is None or flow.importer is None or flow.exporter == flow.importer:
            continue
        for product in flow.products:
            other = ways.get((product, flow.importer, flow.exporter))
            if other is not None:
                yield Finding(
                    id=f"direction-{other.id}", check="direction", verdict=Verdict.DOUBTFUL, events=(other.id, flow.id),
                    computation=f"{product}: {_line(other)} and {_line(flow)}",
                    why="The same product is said to flow both ways between the same two countries.",
                )  # fmt: skip
            ways.setdefault((product, flow.exporter, flow.importer), flow)


def _one_way(reading: Reading, flows: list[Event]) -> Iterator[Finding]:
    """Two flows that a contrast word sets against each other, and that run the same way."""
    text = reading.document.text
    for one, other in pairwise(flows):
        if one.span is None or other.span is None or (one.exporter, one.importer) != (other.exporter, other.importer):
            continue
        if one.exporter is None or one.importer is None or not one_sentence(text, one.span, other.span):
            continue
        word = _contrast(text[min(one.span.start, other.span.start) : max(one.span.end, other.span.end)], reading)
        if word:
            yield Finding(
                id=f"direction-{one.id}", check="direction", verdict=Verdict.DOUBTFUL, events=(one.id, other.id),
                computation=f"{_line(one)}, {word} {_line(other)}",
                why=f"“{word}” sets two flows against each other, but both run the same way; one is probably reversed.",
                slip="direction_slip",
            )  # fmt: skip


def _buys_what_it_makes(reading: Reading, flows: list[Event], facts: Facts) -> Iterator[Finding]:
    """Who buys what a plant needs, in a text that names such a plant, and what that plant makes as well."""
    bought: defaultdict[str, dict[str, Event]] = defaultdict(dict)
    for flow in flows:
        if flow.importer is not None:
            for product in flow.products:
                bought[flow.importer].setdefault(canonical(product) or product.lower(), flow)
    text = ""
    for importer, products in bought.items():
        for recipe in facts.recipes() if len(products) > 1 else ():
            inputs = [product for product in products if product in recipe.needs]
            outputs = [product for product in products if product in recipe.makes]
            if inputs and outputs:
                text = text or " ".join(reading.document.text.lower().split())
                if any(name in text for name in (recipe.plant, *recipe.names)):
                    yield _odd_purchase(importer, recipe, inputs, outputs, products)


def _odd_purchase(
    importer: str, recipe: Recipe, inputs: list[str], outputs: list[str], products: dict[str, Event]
) -> Finding:
    events = dict.fromkeys(products[product].id for product in (*outputs, *inputs))
    article = "an" if recipe.plant[:1] in "aeiou" else "a"
    return Finding(
        id=f"direction-{next(iter(events))}",
        check="direction",
        verdict=Verdict.DOUBTFUL,
        events=tuple(events),
        computation=f"{country_name(importer)} buys {', '.join(outputs)} and {', '.join(inputs)}; {article} {recipe.plant} needs "
        f"{', '.join(recipe.needs)} and makes {', '.join(recipe.makes)}",
        why=f"Who runs {article} {recipe.plant} and buys what it needs does not import what it makes; "
        f"the flow of {', '.join(outputs)} is probably reversed.",
        slip="direction_slip",
        evidence=(Evidence(text=f"recipe: {recipe.plant}, after {recipe.cites}", source=recipe.source),),
    )


def _way(figure: Figure) -> str:
    """Between which countries something moves, as far as the text says."""
    start, end = _ends(figure)
    said = [f"from {country_name(start)}" if start else "", f"to {country_name(end)}" if end else ""]
    return " ".join(part for part in said if part)


def _places(flow: Event) -> str:
    said = [f"from {flow.origin}" if flow.origin else "", f"to {flow.destination}" if flow.destination else ""]
    return " ".join(part for part in said if part)


def _line(flow: Event) -> str:
    ends = [country_name(code) if code else "somewhere" for code in (flow.exporter, flow.importer)]
    return f"{', '.join(flow.products) or 'goods'} from {ends[0]} to {ends[1]}"


def _contrast(text: str, reading: Reading) -> str | None:
    """The first contrast word of the document's language, of those its reading knows."""
    try:
        words = import_module(f"karvan.reading.{reading.document.language or 'en'}.words").CONTRAST
    except (ImportError, AttributeError):
        return None
    held = f" {' '.join(text.lower().replace(',', ' ').split())} "
    return next((word for word in (w.strip() for w in words.split(",")) if f" {word} " in held), None)
