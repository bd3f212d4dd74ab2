-- Kilometres and zeros or ones as CEPII gives them; former codes are kept.
select
    code(exporter) as exporter, code(importer) as importer,
    contig::tinyint as contig, comlang_off::tinyint as comlang_off, comlang_ethno::tinyint as comlang_ethno,
    colony::tinyint as colony, comcol::tinyint as comcol, curcol::tinyint as curcol, col45::tinyint as col45,
    smctry::tinyint as smctry, dist, distcap, distw, distwces
from cepii_geodist
order by exporter, importer
