"""direction: goods move one way, and a plant does not buy what it makes."""

from __future__ import annotations

from karvan.checking import check
from karvan.nouns import Reading, Span

from .making import ALONE, SMELTER, event, figure, growth, reading, total

PLANT = "The aluminium smelter is to be rebuilt."
TEXT = "The smelter of aluminium grows. Tajikistan will import aluminum and cryolite from Azerbaijan, while alumina will be exported to Tajikistan."
SOUTH = {"exporter": "AZE", "importer": "TJK"}


def grave(claims: Reading) -> dict[str, str]:
    found = check(claims, facts=ALONE).findings
    return {finding.id: str(finding.verdict) for finding in found if finding.verdict != "consistent"}


def test_a_smelter_does_not_buy_aluminium() -> None:
    buys = event("e1", products=("aluminum", "cryolite"), **SOUTH)
    found = check(reading(buys, text=PLANT), facts=ALONE).findings
    assert [(finding.id, str(finding.verdict), finding.events) for finding in found] == [
        ("direction-e1", "doubtful", ("e1",))
    ]
    assert "an aluminium smelter needs alumina" in found[0].computation
    [evidence] = (each for each in found[0].evidence if each.claim is None)
    assert (evidence.text, evidence.source) == ("recipe: aluminium smelter, after nobody", SMELTER.source)
    assert grave(reading(event("e1", products=("cryolite", "alumina"), **SOUTH), text=PLANT)) == {}
    assert grave(reading(event("e1", products=("aluminum", "cotton"), **SOUTH), text=PLANT)) == {}


def test_a_country_without_such_a_plant_may_buy_both() -> None:
    assert grave(reading(event("e1", products=("aluminum", "cryolite"), **SOUTH), text="Trade grew.")) == {}


def test_two_contrasted_flows_that_run_the_same_way_are_one_finding() -> None:
    one = event("e1", products=("aluminum", "cryolite"), span=Span(32, 92), **SOUTH)
    other = event("e2", products=("alumina",), span=Span(100, 138), **SOUTH)
    [finding] = check(reading(one, other, text=TEXT), facts=ALONE).findings
    assert (str(finding.verdict), finding.events, len(finding.also)) == ("doubtful", ("e1", "e2"), 1)


def test_contrasted_flows_that_run_apart_are_in_order() -> None:
    one = event("e1", products=("cotton",), span=Span(32, 92), **SOUTH)
    other = event("e2", products=("alumina",), span=Span(100, 138), exporter="TJK", importer="AZE")
    assert grave(reading(one, other, text=TEXT)) == {}


def test_one_product_both_ways_is_doubtful() -> None:
    one = event("e1", products=("wheat",), **SOUTH)
    other = event("e2", products=("wheat",), exporter="TJK", importer="AZE")
    assert grave(reading(one, other)) == {"direction-e1": "doubtful"}


def test_goods_leave_from_the_exporters_country() -> None:
    flow = {"products": ("oil",), "exporter": "KAZ", "importer": "AZE"}
    assert grave(reading(event("e1", origin="Port of Baku", destination="Astana", **flow))) == {
        "direction-e1": "contradicted"
    }
    assert grave(reading(event("e1", origin="Astana", destination="Baku", **flow))) == {}
    assert grave(reading(event("e1", origin="Baku", **flow))) == {"direction-e1": "doubtful"}


def test_a_pipeline_flows_one_way() -> None:
    oil = {"product": "oil", "route": "Baku-Tbilisi-Ceyhan", "period": None}
    agreed = figure("f1", "2.2 million t", "capacity", reporter="KAZ", partner="AZE", note="per year", **oil)
    moved = figure("f2", "1.392 million t", "freight", reporter="AZE", partner="KAZ", **oil)
    assert grave(reading(agreed, moved)) == {"direction-f2": "contradicted"}


def pipeline(*ways: str, indicator: str = "freight") -> Reading:
    """Oil on one pipeline, each way as `KAZ AZE`."""
    oil = {"product": "oil", "route": "Baku-Tbilisi-Ceyhan", "period": None}
    moved = [
        figure(f"f{number}", f"{number}.3 million t", indicator, reporter=way[:3], partner=way[4:], **oil)
        for number, way in enumerate(ways, 1)
    ]
    return reading(*moved)


def test_a_third_pair_of_countries_is_no_opposite_flow() -> None:
    two_ways = check(pipeline("KAZ AZE", "AZE TUR", "AZE KAZ", "AZE KAZ", "AZE KAZ"), facts=ALONE).findings
    [finding] = [finding for finding in two_ways if finding.check == "direction"]
    assert (finding.id, finding.figures) == ("direction-f1", ("f1", "f3"))
    assert finding.computation == (
        "oil on Baku-Tbilisi-Ceyhan: from Kazakhstan to Azerbaijan and from Azerbaijan to Kazakhstan"
    )


def test_the_opposite_of_a_later_pair_is_seen_as_well() -> None:
    later = pipeline("KAZ AZE", "AZE TUR", "TUR AZE", "AZE TUR", indicator="capacity")
    assert grave(later) == {"direction-f3": "contradicted"}
    assert grave(pipeline("KAZ AZE", "AZE TUR", "TUR KAZ", indicator="capacity")) == {}


def test_a_part_of_what_leaves_a_country_does_not_flow_into_it() -> None:
    whole = figure("f1", "3.376 million t", "freight", reporter="KAZ", partner=None)
    parts = [
        figure("f2", "1.392 million t", "freight", reporter="AZE", partner="KAZ"),
        figure("f3", "1.984 million t", "freight", reporter="KAZ", partner="RUS"),
    ]
    assert grave(reading(whole, *parts, total("r1", "f1", "f2", "f3"))) == {"direction-f2": "contradicted"}


def test_trade_may_run_both_ways() -> None:
    sold, bought = (
        figure(name, "5 million USD", flow, product="cars")
        for name, flow in (("f1", "trade.exports"), ("f2", "trade.imports"))
    )
    assert grave(reading(sold, bought, growth("r1", "f1", None, "5 percent"))) == {}
