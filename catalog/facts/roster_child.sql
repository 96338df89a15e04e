-- Children on the rosters of 孤儿 and 事实无人抚养儿童. One list often holds both: its 儿童类别 says which, in words or by the codes of the
-- child-welfare system.
select
  case when category like '%事实无人%' or category in ('120', '121') then 'unattended_child' else 'orphan' end as program,
  person_key, name, citizen_id, sex, birth_date, period, category, father_key, father_name, father_situation, mother_key, mother_name, mother_situation,
  guardian_key, guardian_name, guardian_relation, first_month, amount, school, health, at_school, division, 'orphans' as ledger, batch, source_row
from ledger_orphans
union all
select
  case when category like '%孤%' and category not like '%事实无人%' or category in ('201', '202', '203', '205') then 'orphan' else 'unattended_child' end,
  person_key, name, citizen_id, sex, birth_date, period, category, father_key, father_name, father_situation, mother_key, mother_name, mother_situation,
  guardian_key, guardian_name, guardian_relation, first_month, amount, school, health, at_school, division, 'unattended_children', batch, source_row
from ledger_unattended_children
