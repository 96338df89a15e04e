-- The household register: who is, or was, registered where, under which number and former name.
select
  person_key, name, former_name, household_no, moved_in_on, moved_out_on, address, died_on, division, 'household_register' as ledger, batch, source_row
from ledger_household_register
