-- The flows of the ten products between countries that baci_minerals does not cover: none stands in both.
with others as (
    select * from trade_baci_hs6_world_10products_2015_2024
    anti join trade_baci_hs6_minerals_energy_2000_2024 using (exporter, importer, year, hs6)
)
select
    code(exporter) as reporter, code(importer) as partner, 'trade.exports' as indicator, hs6 as product,
    year::varchar as period, round(value_kusd * 1000) as "value", 'USD' as unit, 'fob' as valuation,
    'reconciled' as level, null as note
from others
union all
select
    code(exporter), code(importer), 'trade.exports', hs6,
    year::varchar, round(quantity_t, 3), 't', null,
    'reconciled', null
from others
where quantity_t is not null
