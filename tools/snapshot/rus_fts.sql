-- Months as the service gives them, and years whose twelve months are all there.
from stated_by('RUS')
union all
select
    reporter, partner, indicator, product, left(period, 4), round(sum("value" order by period), 2), unit, valuation, level,
    'sum of twelve months'
from stated_by('RUS')
group by reporter, partner, indicator, product, left(period, 4), unit, valuation, level
having count(*) = 12
