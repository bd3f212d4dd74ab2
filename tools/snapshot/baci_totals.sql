-- One reconciled value per exporter, importer and year, thousand dollars in the source; a zero is not stored there.
select
    code(exporter) as reporter, code(importer) as partner, 'trade.exports' as indicator, null as product,
    year::varchar as period, round(value_kusd * 1000) as "value", 'USD' as unit, 'fob' as valuation,
    'reconciled' as level, null as note
from trade_baci_totals_2000_2020
