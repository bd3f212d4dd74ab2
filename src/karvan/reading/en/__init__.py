"""English: its lexicon, its cues and its levels of rules, in the order in which they are applied."""

from __future__ import annotations

from karvan.reading.en import counts, numbers, periods, quantities, ranges, ratios
from karvan.reading.en.cues import cues
from karvan.reading.en.events import event_words
from karvan.reading.en.lexicon import lexicon
from karvan.reading.language import Language

AMOUNT_RULES = (quantities, counts, ratios)
"""The modules whose rules fill the level of amounts."""

LANGUAGE = Language(
    code="en",
    lexicon=lexicon,
    cues=cues,
    comma_is_decimal=numbers.comma_is_decimal,
    number_levels=(numbers.LEVEL, numbers.SCALED),
    levels=(*periods.LEVELS, quantities.AMOUNTS, ranges.RANGES, ranges.HEDGED),
    event_words=event_words,
)
