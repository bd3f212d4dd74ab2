"""Events: what sentences tell, who, when, where, and what they don't tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.nouns import Document, Event
from karvan.nouns.claims import EVENT_KINDS
from karvan.reading import read
from karvan.reading.en.events import event_words, summary
from karvan.reading.telling import Memory, states

PUBLISHED = "2024-05-22"


def told(text: str) -> list[Event]:
    return list(read(text, published=PUBLISHED).events)


def one(text: str) -> Event:
    found = told(text)
    assert len(found) == 1, found
    return found[0]


# --- what an event holds --------------------------------------------------------------------------------------


def test_an_agreement_has_its_day_place_and_weekday() -> None:
    event = one("Companies from Ghana and Togo signed a contract in Accra on Wednesday, March 13, 2024, during a fair.")
    assert (event.kind, set(event.parties), event.place, event.status) == (
        "agreement",
        {"GHA", "TGO"},
        "Accra",
        "signed",
    )
    assert event.date is not None
    assert (event.date.text, event.weekday) == ("2024-03-13", 2)


def test_a_weekday_that_is_not_that_of_the_date_is_kept_as_written() -> None:
    event = one("Peru and Chile signed a treaty on Wednesday, March 11, 2024.")
    assert event.date is not None
    assert (event.date.text, event.date.start.weekday(), event.weekday) == ("2024-03-11", 0, 2)


def test_a_weekday_in_apposition_counts_too() -> None:
    event = one("On April 2, a Tuesday, Peru and Chile signed a treaty.")
    assert event.date is not None
    assert (event.date.text, event.weekday) == ("2024-04-02", 1)


def test_a_route_has_its_ends_and_carrier() -> None:
    event = one("Ethiopian Airlines opened a direct route between Addis Ababa and Accra on March 3, 2024.")
    assert (event.kind, event.carrier, event.origin, event.destination) == (
        "route", "Ethiopian Airlines", "Addis Ababa", "Accra",
    )  # fmt: skip
    assert set(event.parties) == {"ETH", "GHA"}


def test_the_bodies_that_sign_are_named() -> None:
    event = one("The Ministry of Energy of Ghana and Exim Bank of Korea signed a loan agreement on Monday in Accra.")
    assert event.organisations == ("Ministry of Energy of Ghana", "Exim Bank of Korea")


def test_the_group_of_a_meeting_is_its_platform_and_no_party() -> None:
    event = one("The ASEAN summit was held in Vientiane on 9 October 2023.")
    assert (event.kind, event.parties, event.platform, event.place) == ("meeting", (), "ASEAN", "Vientiane")


def test_the_count_of_agreements_is_a_figure_of_the_event() -> None:
    reading = read("On May 14, Kenya and Ethiopia signed 13 agreements worth $2 billion.", published=PUBLISHED)
    event = reading.events[0]
    assert {figure.id for figure in reading.figures} == set(event.figures)
    assert len(event.figures) == 2


def test_a_plan_without_a_year_is_still_to_come_and_a_fact_has_happened() -> None:
    planned = one("The president of Chile will visit Peru in February.")
    past = one("The president of Chile visited Peru in November.")
    assert planned.date is not None
    assert past.date is not None
    assert (planned.status, planned.date.text, past.date.text) == ("upcoming", "2025-02", "2023-11")


@pytest.mark.parametrize(
    ("text", "exporter", "importer", "products"),
    [
        ("Chile will import cocoa, coffee and gold from Ghana.", "GHA", "CHL", ("cocoa", "coffee", "gold")),
        ("Alumina is supplied by Guinea to Ghana.", "GIN", "GHA", ("alumina",)),
        ("Aluminum will be exported from Ghana to Chile.", "GHA", "CHL", ("aluminium",)),
        ("Ghana's main exports to Chile are cocoa and gold.", "GHA", "CHL", ("cocoa", "gold")),
    ],
)
def test_goods_flow_from_exporter_to_importer(
    text: str, exporter: str, importer: str, products: tuple[str, ...]
) -> None:
    event = one(text)
    assert (event.kind, event.exporter, event.importer, event.products) == (
        "commodity_flow",
        exporter,
        importer,
        products,
    )


def test_two_flows_of_one_sentence_are_two_events_with_a_span_each() -> None:
    text = "Ghana will import bauxite from Guinea, while alumina will be exported from Guinea to Ghana."
    first, second = told(text)
    assert (first.text, second.text) == (
        "Ghana will import bauxite from Guinea",
        "alumina will be exported from Guinea to Ghana",
    )
    assert (first.exporter, second.exporter) == ("GIN", "GIN")


# --- what a sentence leaves out -------------------------------------------------------------------------------


def test_the_other_party_comes_from_what_the_text_is_about() -> None:
    events = told(
        "Morocco and Spain trade more than ever. Nineteen agreements were signed in Rabat on 2 February 2023."
    )
    assert [set(event.parties) for event in events] == [{"MAR", "ESP"}]


def test_what_is_signed_after_a_meeting_falls_on_its_day() -> None:
    events = told(
        "The presidents of Kenya and Ghana held talks in Accra on 14 May 2024. The sides signed 13 documents."
    )
    assert [(event.kind, event.date and event.date.text) for event in events] == [
        ("meeting", "2024-05-14"), ("agreement", "2024-05-14"),
    ]  # fmt: skip


def test_a_name_stands_for_the_country_that_the_text_gave_it() -> None:
    events = told(
        "Kenya and Ghana trade more. Kenyan President Peter Otieno wants a treaty with Ghana.\n\nOtieno flew to Togo on Tuesday."
    )
    assert [(event.kind, set(event.parties)) for event in events] == [("visit", {"KEN", "TGO"})]


def test_here_is_where_the_report_was_written() -> None:
    events = told(
        "NAIROBI, May 22 (Xinhua) -- Kenya and Ghana trade more, the Ghanaian minister of trade said. The minister arrived here on Monday."
    )
    assert [(event.kind, set(event.parties), event.date and event.date.text) for event in events] == [
        ("visit", {"KEN", "GHA"}, "2024-05-20")
    ]


def test_during_the_visit_is_on_its_day_however_far_off() -> None:
    events = told(
        "Ghana's president visited Kenya on May 14. Trade is small. It may grow.\n\nDuring the visit the two countries signed a treaty."
    )
    assert [(event.kind, event.date and event.date.text) for event in events] == [
        ("visit", "2024-05-14"), ("agreement", "2024-05-14"),
    ]  # fmt: skip


def test_today_in_a_quotation_is_the_day_of_the_talks() -> None:
    events = told(
        'The presidents of Kenya and Ghana held talks in Accra on Tuesday. "We have signed a trade agreement today," one of them said.'
    )
    assert [(event.kind, event.date and event.date.text) for event in events] == [
        ("meeting", "2024-05-21"), ("agreement", "2024-05-21"),
    ]  # fmt: skip


def test_a_contract_to_build_is_one_event() -> None:
    event = one("In May 2024 Ghanaian firms won a contract to build a railway in Togo.")
    assert (event.kind, set(event.parties)) == ("agreement", {"GHA", "TGO"})


def test_the_other_side_of_a_union_is_no_country() -> None:
    events = told(
        "The EU and Ghana trade more. The EU buys cocoa. Togo sells less. The two sides signed an agreement with the EU on May 14."
    )
    assert [event.parties for event in events] == [("GHA",)]


def test_it_is_the_agreement_told_before() -> None:
    events = told("Peru and Chile signed a trade agreement on March 3, 2024. It will come into effect in September.")
    assert [(event.status, event.date and event.date.text) for event in events] == [
        ("signed", "2024-03-03"), ("planned", "2024-09"),
    ]  # fmt: skip


def test_a_headline_tells_no_event() -> None:
    text = (
        "Kenya and Ghana sign trade deal\n\nKenya and Ghana signed a trade deal in Accra on Monday.\n\nTrade is small."
    )
    assert [event.text for event in told(text)] == ["Kenya and Ghana signed a trade deal in Accra on Monday"]


# --- what is no event -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The minister signed a decree on wages in May.",
        "We have met this condition ahead of time.",
        "About 50 thousand Russians visited Türkiye in October.",
        "New lines are to open new markets for both countries.",
        "Ghana's central bank opened an office in Lomé.",
        "The land borders of Kenya have been shut since 2020.",
        "The joint venture opened its doors in March.",
        "Kenya shipped iron and steel for 7.4 billion shillings to Uganda.",
        "There are 76 agreements that link regions of Kenya with partners in Uganda.",
        "Talks on a free trade agreement are under way.",
        "The two countries trade within the framework of the CIS.",
        "Kenya has not signed the agreement.",
        "Kenya joined forces with other producers.",
    ],
)
def test_what_only_looks_like_an_event(text: str) -> None:
    assert told(text) == []


# --- properties -----------------------------------------------------------------------------------------------

_WORDS = (
    sorted(event_words().senses)
    + "Kenya Ghana Accra the of in on to , ; and which May 3 2024 SPECA it its 's .".split()
)


@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_events_hold_whatever_the_words(words: list[str]) -> None:
    reading = read(Document(name="-", text=" ".join(words)), published=PUBLISHED)
    for event in reading.events:
        assert event.span is not None
        assert event.span.of(reading.document.text) == event.text != ""
        assert event.kind in EVENT_KINDS
        assert len(set(event.parties)) == len(event.parties)
        assert event.summary
    assert [event.id for event in reading.events] == [f"e{k + 1}" for k in range(len(reading.events))]


def test_memory_gives_the_other_one_of_the_last_pair() -> None:
    memory = Memory(countries=["KEN", "UGA", "TZA"], named=("KEN", "TZA"))
    assert (memory.counterpart("TZA"), memory.counterpart("UGA"), memory.counterpart("ETH")) == ("KEN", "KEN", "KEN")
    assert states(["KEN", "EAC", "KEN"]) == ("KEN",)


def test_a_summary_names_goods_and_direction() -> None:
    event = Event(
        id="e1", span=None, text="", kind="commodity_flow", parties=("GHA", "CHL"), exporter="GHA", importer="CHL", products=("cocoa",),
    )  # fmt: skip
    assert summary(event) == "flow of goods: cocoa from Ghana to Chile"
