-- Imports by country of origin carry no note, as in other countries' tables; those by country of consignment do.
from stated_by('ARM')
