"""The picture of both sides: the same bytes, readable by everybody, in light and dark."""

import sys
import xml.etree.ElementTree as ET

import pytest

from karvan.formats.mirror_chart import chart, svg, told
from karvan.nouns import UsageError
from karvan.statistics.holdings import Holdings, shipped
from karvan.statistics.mirror import mirror

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made():
    return mirror("KAZ", "KGZ", first=2012, holdings=Holdings(shipped()))


@pytest.fixture(scope="module")
def drawn(made):
    return svg(made)


def test_the_same_data_give_the_same_bytes(made, drawn):
    assert svg(made) == drawn


def test_it_is_an_svg_that_tells_what_it_shows(drawn):
    root = ET.fromstring(drawn)
    assert root.tag == f"{SPACE}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SPACE}title").text == "Kazakhstan and Kyrgyzstan: trade as both state it"
    said = root.find(f"{SPACE}desc").text
    assert "Kyrgyzstan's imports, 2012 to 2023: from 699 million to 862 million USD." in said


def test_series_are_named_at_their_ends_and_the_gap_is_a_band(drawn):
    for name in ("KAZ exports", "KGZ imports", "KGZ exports", "KAZ imports"):
        assert f">{name}</text>" in drawn
    assert "mark-area" in drawn
    assert "role-legend" not in drawn


def test_colours_are_variables_with_a_dark_value(drawn):
    for name in ("exporter", "importer", "gap", "reconciled", "text", "grid", "page"):
        assert drawn.count(f"var(--karvan-{name},") == 4  # fill and stroke, light and dark
    assert "prefers-color-scheme:dark" in drawn


def test_a_side_that_is_silent_is_not_drawn():
    one_sided = mirror("AZE", "TJK", first=2015, holdings=Holdings(shipped()))
    drawn = svg(one_sided)
    assert ">AZE exports</text>" in drawn
    assert "TJK imports" not in drawn
    assert "Tajikistan's imports" not in told(one_sided)


def test_nothing_is_no_picture():
    nothing = mirror("TUV", "BTN", first=2022, last=2023, holdings=Holdings(shipped()))
    with pytest.raises(UsageError, match="nothing to draw"):
        svg(nothing)


@pytest.mark.parametrize("library", ["altair", "vl_convert"])
def test_a_missing_library_says_how_to_get_it(made, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError) as error:
        svg(made)
    assert error.value.hint == "pip install 'karvan[charts]'"


def test_a_notebook_can_go_on_with_the_chart(made):
    assert len(chart(made).to_dict()["vconcat"]) == 2
