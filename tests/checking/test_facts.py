"""corroboration, and what other documents may say."""

from __future__ import annotations

from karvan.checking import Together, check
from karvan.nouns import Finding, Reading

from .making import amount, figure, reading

LONG = (
    "The trade of the two countries grew again in the year that has just ended, the customs committee said on Monday. "
)


def spoken(one: Reading, *others: Reading) -> list[Finding]:
    facts = Together([one, *others]).facts_for(one.document, official=False)
    return [finding for finding in check(one, facts=facts).findings if finding.check == "corroboration"]


def test_a_second_document_confirms() -> None:
    here = reading(figure("f1", "5.9 million USD"), text="one", name="here.txt")
    there = reading(figure("f1", "5.93 million USD"), text="two", name="there.txt")
    [finding] = spoken(here, there)
    assert (finding.id, str(finding.verdict)) == ("corroboration-f1", "confirmed")
    assert [evidence.document for evidence in finding.evidence] == ["here.txt", "there.txt"]


def test_the_partners_view_of_the_same_flow_counts() -> None:
    here = reading(figure("f1", "5.0 million USD", "trade.exports"), text="one")
    there = reading(figure("f1", "5.0 million USD", "trade.imports", reporter="TJK", partner="AZE"), text="two")
    assert str(spoken(here, there)[0].verdict) == "confirmed"


def test_a_revision_is_told_from_a_conflict() -> None:
    here = reading(figure("f1", "5.93 million USD"), text="one")
    revised = spoken(here, reading(figure("f1", "5.80 million USD"), text="two"))
    assert str(revised[0].verdict) == "disputed"
    assert "a revision" in revised[0].why
    assert "a revision" not in spoken(here, reading(figure("f1", "7.50 million USD"), text="two"))[0].why


def test_a_slip_of_a_thousand_is_seen_from_outside() -> None:
    here = reading(figure("f1", "1.03 billion USD"), text="one")
    there = reading(figure("f1", amount("1 million USD", "about"), text="1 million"), text="two")
    assert spoken(here, there)[0].suggest == {"f1": 1_030_000}


def test_a_copy_is_no_witness() -> None:
    one = reading(figure("f1", "5.9 million USD"), text=LONG * 3, name="one.txt")
    again = reading(figure("f1", "5.9 million USD"), text="Reprint. " + LONG * 3, name="two.txt")
    assert spoken(one, again) == []
    assert spoken(one, one) == []


def test_other_times_notes_and_documents_alone_say_nothing() -> None:
    one = reading(figure("f1", "5.9 million USD"), text="one")
    assert spoken(one, reading(figure("f1", "5.9 million USD", period="2022"), text="two")) == []
    assert spoken(one, reading(figure("f1", "5.9 million USD", note="plan"), text="two")) == []
    assert spoken(one) == []
