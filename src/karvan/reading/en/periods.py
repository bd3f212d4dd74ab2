"""Times: the levels of rules that read them, in the order in which they are applied.

`years` finds the year that another time stands in, `days` the days of a month, `periods` puts both into months,
quarters, stretches and what hangs on another time, `joined` adds the article and what is said twice.
"""

from __future__ import annotations

from karvan.reading.en import dates, relative, spans, years
from karvan.reading.en.times import DAYS, JOINED, PERIODS, YEARS

LEVELS = (YEARS, DAYS, PERIODS, JOINED)

__all__ = ["DAYS", "JOINED", "LEVELS", "PERIODS", "YEARS", "dates", "relative", "spans", "years"]
