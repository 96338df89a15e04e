-- Children on a roster of the month, with parents and carers.
select
  'left_behind' as program, person_key, name, birth_of(person_key) as birth_date, period as month, left_kind as category, school,
  father_key, father_name, father_place, cast(null as string) as father_situation, mother_key, mother_name, mother_place, cast(null as string) as mother_situation,
  carer_key, carer_name, carer_relation, agreement_signed, agreement_on, agreement_no, cast(null as boolean) as at_school, division, 'left_behind' as ledger, batch, source_row
from ledger_left_behind
union all
select
  program, person_key, name, coalesce(birth_date, birth_of(person_key)), period, category, school,
  father_key, father_name, cast(null as string), father_situation, mother_key, mother_name, cast(null as string), mother_situation,
  guardian_key, guardian_name, guardian_relation, cast(null as boolean), cast(null as date), cast(null as string), at_school, division, ledger, batch, source_row
from roster_child
