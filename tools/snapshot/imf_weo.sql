-- What checks of scale and yearly rates need. A projection is what comes after the country's last actual year; where the
-- fund gives none (groups), 2025 and later are taken as projected.
with wanted (concept, indicator) as (
    values ('NGDPD', 'gdp'), ('NGDP', 'gdp.national'), ('LP', 'population'), ('NGDP_RPCH', 'gdp.growth'),
        ('TXG_RPCH', 'trade.exports.growth'), ('TMG_RPCH', 'trade.imports.growth'), ('BCA', 'current_account')
),
dollars as ( -- countries whose national GDP is given in dollars
    select area from imf_weo_2025_10 as home join imf_weo_2025_10 as abroad using (area, year)
    where home.concept = 'NGDP' and abroad.concept = 'NGDPD'
    group by area having max(abs(home.value / abroad.value - 1)) < 0.001
)
select
    code(area) as reporter, null as partner, indicator, null as product, year::varchar as period,
    round(value::decimal(28, 6) * power10(scale_power10), 3) as "value",
    case unit when 'USD' then 'USD' when 'PT' then 'percent' when 'na' then 'person'
        when 'XDC' then if(area in (from dollars), 'USD', currency(area)) end as unit,
    null as valuation,
    case when coalesce(is_projection, year >= 2025) then 'projection'
        when is_projection is null then 'estimate' else 'reported' end as level,
    case indicator when 'trade.exports.growth' then 'volume of goods' when 'trade.imports.growth' then 'volume of goods'
    end as note
from imf_weo_2025_10 join wanted using (concept)
where is_known(code(area)) and "value" is not null
