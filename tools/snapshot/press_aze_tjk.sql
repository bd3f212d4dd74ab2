-- What the press quoted from a customs or statistics body of either country, for a period that it names in full. Made by
-- press.py: rows of the list, and values that stand only in the words that were printed.
select
    reporter, partner, indicator, null as product, period, "value", 'USD' as unit, null as valuation,
    'reported by press' as level, 'address=' || address as note
from press
