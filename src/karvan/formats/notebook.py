"""Notebook: a report, a reading or observations as a fragment of HTML."""

from __future__ import annotations

from karvan.formats.html_page import anchor, article, style
from karvan.formats.observation_rows import table
from karvan.formats.view import reading_of
from karvan.nouns.observation import Observations
from karvan.nouns.report import Reading, Report


def notebook_html(result: Report | Reading | Observations) -> str:
    """What a notebook shows for the result: long documents cut down to the lines with figures."""
    if isinstance(result, Observations):
        return "".join(table(result))
    body = "".join(article(result, anchor(reading_of(result))))
    return f'<div class="karvan">\n<style>\n{style()}</style>\n{body}</div>\n'
