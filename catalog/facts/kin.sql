-- Declared relatives of staff and committee members.
select staff_key, staff_name, post, relation, person_key, name, program, registered_on, visited_by_county, division, 'kin_register' as ledger, batch, source_row
from ledger_kin_register
