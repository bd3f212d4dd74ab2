-- A country's whole trade is the sum over its partners: of what it sent, and of what the others sent to it.
select
    code(exporter) as reporter, 'WLD' as partner, 'trade.exports' as indicator, null as product,
    year::varchar as period, round(sum(value_kusd * 1000 order by importer)) as "value", 'USD' as unit,
    'fob' as valuation, 'reconciled' as level, null as note
from trade_baci_totals_2000_2020
group by exporter, year
union all
select
    code(importer), 'WLD', 'trade.imports', null,
    year::varchar, round(sum(value_kusd * 1000 order by exporter)), 'USD',
    'fob', 'reconciled', null
from trade_baci_totals_2000_2020
group by importer, year
