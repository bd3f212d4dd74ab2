"""Notebook: a report or reading as a fragment of HTML, with its style."""

from __future__ import annotations

from karvan.formats.html_page import anchor, article, style
from karvan.formats.view import reading_of
from karvan.nouns.report import Reading, Report


def notebook_html(result: Report | Reading) -> str:
    """What a notebook shows for the result: long documents cut down to the lines with figures."""
    body = "".join(article(result, anchor(reading_of(result))))
    return f'<div class="karvan">\n<style>\n{style()}</style>\n{body}</div>\n'
