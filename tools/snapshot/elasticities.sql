-- Trade elasticity and its deviation as printed; empty where the paper finds none (not significant).
select
    level, code, description, coalesce(paper_elasticity::varchar, '') as elasticity,
    coalesce(paper_sd::varchar, '') as deviation, n_hs6 as products
from elasticity_sectors_fgo2022
order by level, (paper_elasticity is null), code
