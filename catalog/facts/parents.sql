-- Children and who their parents are, as the household register or the roster of left-behind children states it.
select
  person_key, name, birth_date, father_key, father_name, mother_key, mother_name, relation, moved_out_on, division, ledger, batch, source_row
from residence
where father_key is not null or mother_key is not null
union all
select
  person_key, name, birth_date, father_key, father_name, mother_key, mother_name, cast(null as string), cast(null as date), division, ledger, batch, source_row
from child
where program = 'left_behind' and (father_key is not null or mother_key is not null)
