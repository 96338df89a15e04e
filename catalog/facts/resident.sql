-- People on the household register, with parents, guardian and household.
select
  person_key, name, coalesce(birth_date, birth_of(person_key)) as birth_date, household_no, relation, head_key, head_name,
  father_key, father_name, mother_key, mother_name, guardian_key, guardian_name, moved_in_on, moved_out_on, marriage, former_name, died_on,
  division, 'household_register' as ledger, batch, source_row
from ledger_household_register
