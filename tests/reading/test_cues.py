"""The parts that words play go by names: what the engine asks for, some word must be able to play."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import karvan.reading
from karvan.reading import comparing, pronouns
from karvan.reading.cues import NOTHING, PARTS, PRONOUNS, Cue
from karvan.reading.en import LANGUAGE
from karvan.reading.sentences import Sentence

ENGINE = sorted(Path(karvan.reading.__file__).parent.glob("*.py"))


def asked_for() -> Iterator[tuple[str, str]]:
    """Module and name, wherever the engine asks who plays a part or which kind a pronoun is."""
    for path in ENGINE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="plays" | "where"), args=[ast.Constant(value=str(name)), *_]):
                    yield path.stem, name
                case ast.Compare(left=ast.Attribute(attr="pronoun"), comparators=[right]):
                    yield from ((path.stem, leaf.value) for leaf in ast.walk(right) if isinstance(leaf, ast.Constant))


def test_every_part_that_the_engine_asks_for_is_one_that_words_can_play():
    named = [(module, name) for module, name in asked_for() if name is not None]
    assert len(named) > 50
    assert [(module, name) for module, name in named if name not in PARTS] == []
    assert comparing.COMPARING | pronouns.FOR_A_PARTY <= PARTS


def test_every_pronoun_of_the_language_is_of_a_kind_that_the_engine_knows():
    assert {cue.pronoun for cue in LANGUAGE.cues().values()} == {None, *PRONOUNS}
    assert not PRONOUNS & set(Cue.__struct_fields__)  # a kind and a part by the same name could not be told apart


def test_a_part_that_no_word_can_play_is_an_error():
    sentence = Sentence([], [NOTHING], 0, 0, "")
    assert not sentence.plays("flow")
    with pytest.raises(LookupError, match="`flwo`"):
        sentence.plays("flwo")
