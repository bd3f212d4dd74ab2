"""Shipped tables open, say where they come from, and fail with one sentence."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from karvan import data
from karvan.nouns import DataError
from karvan.vocabulary import products

TABLES = sorted(
    file.name for file in files("karvan.data").joinpath("vocabulary").iterdir() if file.name.endswith(".tsv")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_source_and_the_bytes_it_was_written_with(name):
    told = data.provenance(f"vocabulary/{name}")
    assert {"producer", "title", "version", "address", "licence", "use", "sha256", "made_by"} <= told.keys()
    assert told["sha256"] == hashlib.sha256(data.text(f"vocabulary/{name}").encode()).hexdigest()
    cited = data.source(f"vocabulary/{name}")
    assert (cited.address, cited.version, cited.licence) == (told["address"], told["version"], told["licence"])
    # what others made was fetched some day; what is kept by hand was not
    assert (cited.retrieved is not None) == (told["producer"] != "karvan") == ("retrieved" in told)


def test_provenance_is_read_as_toml_is():
    assert {name: data.provenance(f"vocabulary/{name}") for name in TABLES} == data.records(
        "vocabulary/provenance.toml"
    )
    with pytest.raises(DataError, match="no provenance"):
        data.provenance("vocabulary/phrases.json")


def test_provenance_names_no_table_that_is_not_shipped():
    assert sorted(data.records("vocabulary/provenance.toml")) == TABLES


def test_no_table_lies_outside_the_room_of_data():
    package = Path(data.__file__).parents[1]
    tables = {path for kind in ("*.tsv", "*.csv", "*.json", "*.toml") for path in package.rglob(kind)}
    assert {path.relative_to(package).parts[0] for path in tables} == {"data"}


def test_a_missing_table_is_a_sentence_with_a_hint():
    with pytest.raises(DataError, match="can't be read") as raised:
        data.text("vocabulary/unicorns.tsv")
    assert raised.value.hint


@pytest.mark.parametrize("body", ["a\tb\n1\t2\t3\n", "a\tb\n1\n", "a\tb\n1\t2\n3\n"])
def test_a_damaged_table_is_refused(monkeypatch, body):
    monkeypatch.setattr(data, "text", lambda _: body)
    with pytest.raises(DataError, match="2 columns"):
        data.rows("vocabulary/groups.tsv")


def recipe(plant):
    return next(recipe for recipe in data.recipes() if recipe.plant == plant)


def test_a_smelter_needs_alumina_and_makes_aluminium():
    smelter = recipe("aluminium smelter")
    assert smelter.makes == ("aluminium",)
    assert {"alumina", "cryolite", "aluminium fluoride", "carbon anodes", "petroleum coke"} <= set(smelter.needs)
    assert smelter.energy == ("electricity",)
    assert {"aluminum plant", "aluminium company"} <= set(smelter.names)


@pytest.mark.parametrize("told", data.recipes(), ids=lambda told: told.plant)
def test_recipes_speak_in_canonical_products_and_never_need_what_they_make(told):
    known = {name.product for name in products.products()}
    assert told.makes
    assert {*told.makes, *told.needs, *told.energy} <= known
    assert not set(told.makes) & set(told.needs)
    assert told.source == data.source("vocabulary/recipes.tsv")
    assert told.cites
    assert told.names


def test_no_two_plants_share_a_name():
    names = [name for told in data.recipes() for name in told.names]
    assert len(names) == len(set(names))
