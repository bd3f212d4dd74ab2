"""The verbs of reading: `read` a document into claims; quantities and periods alone, for tests and the curious."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from karvan.nouns import Document, Period, Quantity, Reading, Span, Trace
from karvan.reading.about import home_of, opens_with, placed, trading_groups
from karvan.reading.amounts import amount_at
from karvan.reading.context import Context, When
from karvan.reading.en import LANGUAGE as ENGLISH
from karvan.reading.events import events
from karvan.reading.figures import FigureReader, quantity
from karvan.reading.language import Language
from karvan.reading.relations import relations
from karvan.reading.scene import Scene
from karvan.reading.sentences import AMOUNT, NUMBER, PERIOD, sentences
from karvan.reading.spotting import mentions
from karvan.reading.story import Story

LANGUAGES: dict[str, Language] = {"en": ENGLISH}


def read(source: str | Document, *, published: dt.date | str | None = None, trace: bool = False) -> Reading:
    """Reads a text into its claims: figures, relations that tie them, and events, in the order of the text.

    Relative times (`last year`) hang on `published`; without one they stay open. Every claim's span slices to what
    was written. With `trace` the reading holds the tree of rules that fired.

    >>> reading = read("Trade between Azerbaijan and Tajikistan reached $6.1 million in 2023.")
    >>> figure = reading.figures[0]
    >>> figure.text, figure.indicator, figure.reporter, figure.partner, figure.period.text
    ('$6.1 million', 'trade.turnover', 'AZE', 'TJK', '2023')
    """
    document = source if isinstance(source, Document) else _document(source, published)
    language = LANGUAGES.get(document.language or "en", ENGLISH)
    text = document.text
    context = Context(published=document.published)
    row = language.nodes(text, context, document.dateline)
    named = [(sentence, mentions(sentence)) for sentence in sentences(row, language)]
    named = [(sentence, placed(found, context)) for sentence, found in named]
    counts = context.counts | trading_groups(named)
    story = Story(sorted(counts, key=lambda code: -counts[code]), published=document.published, text=text)
    top = [counts[code] for code in story.countries[:3]]
    story.bilateral = len(top) > 1 and top[1] >= 3 and (len(top) < 3 or top[2] * 2 <= top[1])
    story.focused = story.bilateral or opens_with(story.countries[:2], named)
    figures = FigureReader(context, story)
    scenes: list[Scene] = []
    story.home = home_of(document, row, context, named)
    for sentence, found in named:
        if (
            document.dateline is not None
            and sentence.start < document.dateline.end <= sentence.end
            and len(sentence.nodes) < 12
        ):
            continue
        scene = figures.scene(sentence, found)
        scenes.append(scene)
    found = [draft.figure for scene in scenes for draft in scene.drafts if draft.figure is not None]
    ties = relations(scenes, story, text)
    told = events(scenes, context.countries, text, context, document, language.event_words())
    traces: tuple[Trace, ...] = tuple(t for node in row for t in node.traces()) if trace else ()
    return Reading(
        document=document,
        countries=tuple(context.countries),
        figures=tuple(found),
        relations=tuple(ties),
        events=tuple(told),
        trace=traces,
    )


def _document(text: str, published: dt.date | str | None) -> Document:
    from karvan.documents import from_text

    return from_text(text, published=published)


def quantities(text: str, *, countries: Sequence[str] = ()) -> list[tuple[Span, Quantity, str]]:
    """Every quantity of a text with its span and kind (amount, count, number, percent, points, fold, fraction).

    >>> [(span.start, str(found.value), found.unit, kind) for span, found, kind in quantities("worth $6.1 million")]
    [(6, '6100000.0', 'USD', 'amount')]
    """
    context = Context(countries=list(countries))
    row = ENGLISH.nodes(text, context)
    story = Story(list(countries), seen=set(countries))
    found = []
    for sentence in sentences(row, ENGLISH):
        for at, node in enumerate(sentence.nodes):
            if node.cat not in (AMOUNT, NUMBER):
                continue
            amount = amount_at(sentence, at, context, story)
            if amount is not None:
                found.append((node.span, quantity(amount), amount.kind))
    return found


def periods(
    text: str, *, published: dt.date | str | None = None, context: str | None = None
) -> list[tuple[Span, Period]]:
    """Every time of a text with its span.

    What hangs on another time is resolved against the last time before it that hangs on none, at first `context`.

    >>> periods("the same period last year", published="2024-05-22", context="2024-01/2024-03")
    [(Span(start=0, end=25), Period(text='2023-01/2023-03'))]
    """
    date = dt.date.fromisoformat(published) if isinstance(published, str) else published
    row = ENGLISH.nodes(text, Context(published=date))
    base = Period(context) if context else None
    found = []
    for node in row:
        if node.cat == PERIOD:
            when: When = node.value
            period = when.resolved(base)
            if period is not None:
                found.append((node.span, period))
                base = period if when.link is None else base
    return found
