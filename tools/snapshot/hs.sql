-- A code's digits and the heading above it are told by the code itself.
select hscode as code, section, trim(regexp_replace(description, '\s+', ' ', 'g')) as description
from hs_descriptions
where hscode != 'TOTAL'
order by code
