"""Markdown: what a document says is never taken for markup."""

import re

from hypothesis import given
from hypothesis import strategies as st

from karvan.formats.markdown import escaped


@given(st.text())
def test_text_is_one_line_without_markup(text):
    line = escaped(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>|#~]", line)
    assert not re.match(r"(?:[-+]|\d+[.)])(?:\s|$)", line)


def test_an_ampersand_cannot_begin_an_entity():
    assert escaped("R&amp;D") == "R&amp;amp;D"
