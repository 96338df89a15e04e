-- Guardians and carers of children.
select person_key, name, guardian_key, guardian_name, guardian_relation as relation, division, 'orphans' as ledger, batch, source_row
from ledger_orphans
union all
select person_key, name, guardian_key, guardian_name, guardian_relation, division, 'unattended_children', batch, source_row
from ledger_unattended_children
union all
select person_key, name, carer_key, carer_name, carer_relation, division, 'left_behind', batch, source_row
from ledger_left_behind
