"""Times: the levels of rules that read them, in the order in which they are applied.

`years` and `solar_years` find the year that another time stands in, `days` the days of a month, `periods` puts both into months,
quarters, stretches and what hangs on another time, `joined` adds the article and what is said twice.
"""

from __future__ import annotations

from karvan.reading.en import dates, joined, months, part_signs, parts, relative, since, solar_years, whole_years, years
from karvan.reading.en.times import DAYS, JOINED, PERIODS, YEARS

LEVELS = (YEARS, DAYS, PERIODS, JOINED)

RULES = (solar_years, years, dates, months, parts, part_signs, whole_years, relative, since, joined)
"""The modules whose rules fill the levels."""

__all__ = ["DAYS", "JOINED", "LEVELS", "PERIODS", "RULES", "YEARS"]
