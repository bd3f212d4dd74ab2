-- Exports of the 27 members without the United Kingdom, in euros.
from stated_by('EU27')
