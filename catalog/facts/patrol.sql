-- Walked patrols.
select point, walked_on, walked_by, division, 'patrols' as ledger, batch, source_row
from ledger_patrols
