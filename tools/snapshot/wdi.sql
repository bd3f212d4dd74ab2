select
    code(iso3) as reporter, null as partner, 'gdp' as indicator, null as product, year::varchar as period,
    gdp_usd as "value", 'USD' as unit, null as valuation, 'reported' as level, null as note
from wdi_gdp_population
where gdp_usd is not null and is_known(code(iso3))
union all
select
    code(iso3), null, 'population', null, year::varchar,
    population, 'person', null, 'reported', null
from wdi_gdp_population
where population is not null and is_known(code(iso3))
