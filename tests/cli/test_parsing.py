"""What a call means, and what a wrong call is told."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.cli.parsing import bound
from karvan.nouns import UsageError


def many(
    *files: str,
    kind: Annotated[Literal["text", "json"], "-k"] = "text",
    output: Annotated[Path | None, "-o"] = None,
    jobs: int | None = None,
    quiet: Annotated[bool, "-q"] = False,
    verbose: Annotated[bool, "-v"] = False,
    fail_on: str = "never",
) -> int:
    return 0


def two(first: str, second: str = "x", /, *, loud: bool = False) -> int:
    return 0


@pytest.mark.parametrize(
    ("words", "positional", "options"),
    [
        ([], [], {}),
        (["a", "b"], ["a", "b"], {}),
        (["-"], ["-"], {}),
        (["a", "-q", "b"], ["a", "b"], {"quiet": True}),
        (["-qv"], [], {"quiet": True, "verbose": True}),
        (["-q", "--quiet"], [], {"quiet": True}),
        (["--kind", "json"], [], {"kind": "json"}),
        (["--kind=json"], [], {"kind": "json"}),
        (["-kjson"], [], {"kind": "json"}),
        (["-k=json"], [], {"kind": "json"}),
        (["-qk", "json"], [], {"quiet": True, "kind": "json"}),
        (["-o", "-"], [], {"output": Path("-")}),
        (["--jobs", "4"], [], {"jobs": 4}),
        (["--jobs", "-4"], [], {"jobs": -4}),
        (["--fail-on", "a=b"], [], {"fail_on": "a=b"}),
        (["--", "--kind", "-q"], ["--kind", "-q"], {}),
    ],
)
def test_a_call_is_understood(words, positional, options):
    assert bound(many, words, called="many") == (positional, options)


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        (["--kin", "json"], "there is no option `--kin`", "did you mean `--kind`?"),
        (["--kid=json"], "there is no option `--kid`", "did you mean `--kind`?"),
        (["--zzz"], "there is no option `--zzz`", "`karvan many --help` shows how"),
        (["-z"], "there is no option `-z`", "`karvan many --help` shows how"),
        (["-qz"], "there is no option `-z`", "`karvan many --help` shows how"),
        (["--kind", "xml"], "`xml` is no value of `--kind`", "one of text, json"),
        (["--kind"], "`--kind` needs a value", "`karvan many --help` shows how"),
        (["--kind", "--quiet"], "`--kind` needs a value", "`karvan many --help` shows how"),
        (["--quiet=yes"], "`--quiet` takes no value", "`karvan many --help` shows how"),
        (["--jobs", "four"], "`--jobs` takes a whole number, not `four`", None),
        (["--jobs", "1", "--jobs", "2"], "`--jobs` is given twice", "`karvan many --help` shows how"),
    ],
)
def test_a_wrong_call_is_told_what_was_wrong(words, what, hint):
    with pytest.raises(UsageError) as error:
        bound(many, words, called="many")
    assert (error.value.what, error.value.hint) == (what, hint)


def test_positional_arguments_are_counted():
    assert bound(two, ["a"], called="two") == (["a"], {})
    assert bound(two, ["a", "b", "--loud"], called="two") == (["a", "b"], {"loud": True})
    with pytest.raises(UsageError, match="FIRST is missing"):
        bound(two, [], called="two")
    with pytest.raises(UsageError, match="there is no use for `c`"):
        bound(two, ["a", "b", "c"], called="two")


@given(st.lists(st.text()))
def test_any_words_are_a_call_or_a_usage_error(words):
    try:
        positional, options = bound(many, words, called="many")
    except UsageError as error:
        assert error.what  # noqa: PT017  either way is right
    else:
        assert many(*positional, **options) == 0
