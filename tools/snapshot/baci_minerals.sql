-- Thousand dollars and tonnes to three decimals in the source; where BACI has no tonnes there is no row of them.
select
    code(exporter) as reporter, code(importer) as partner, 'trade.exports' as indicator, hs6 as product,
    year::varchar as period, round(value_kusd * 1000) as "value", 'USD' as unit, 'fob' as valuation,
    'reconciled' as level, null as note
from trade_baci_hs6_minerals_energy_2000_2024
union all
select
    code(exporter), code(importer), 'trade.exports', hs6,
    year::varchar, round(quantity_t, 3), 't', null,
    'reconciled', null
from trade_baci_hs6_minerals_energy_2000_2024
where quantity_t is not null
