-- What the queries of all datasets share. Codes of the sources become those of the vocabulary: S19 is what BACI writes for
-- Other Asia not elsewhere specified, in practice Taiwan; TMP was East Timor; G… and three letters are groups of the fund
-- and of the bank.
create macro code(text) as case text when 'S19' then 'TWN' when 'TMP' then 'TLS' when 'KOS' then 'XKX' when 'WBG' then 'PSE'
    when 'EU27' then 'EU' when 'G998' then 'EU' when 'EUU' then 'EU' when 'G163' then 'Eurozone' when 'EMU' then 'Eurozone'
    when 'G119' then 'G7' when 'G001' then 'WLD' else text end;
create macro is_known(code) as code in (select known.code from known);
create macro power10(exponent) as case exponent when 0 then 1 when 6 then 1000000 when 9 then 1000000000 end;
-- The one currency in which a country's accounts are kept, where several are legal tender or the fund still uses a former one.
create macro currency(area) as case area when 'SLE' then 'SLL' when 'HTI' then 'HTG' when 'LSO' then 'LSL' when 'NAM' then 'NAD'
    when 'WBG' then 'ILS' when 'ZWE' then 'ZWG' when 'BTN' then 'BTN' when 'PAN' then 'PAB'
    else (select any_value(currencies) from legal_tender where country = code(area)) end;
create macro stated_by(office) as table
    select
        code(reporter) as reporter, code(partner) as partner,
        case when flow = 'export' then 'trade.exports' else 'trade.imports' end as indicator, null as product,
        year || coalesce('-' || lpad(month::varchar, 2, '0'), '') as period, round("value", 2) as "value",
        currency as unit, null as valuation, 'reported' as level,
        case when superseded then 'superseded' when flow = 'import_consignment' then 'by country of consignment' end as note
    from trade_national_reporters_1994_2023 where reporter = office;
