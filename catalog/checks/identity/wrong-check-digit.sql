-- Id numbers on our own lists that cannot be right: length, date, check digit or lost digits. One lead for the person in a list.
with placed as (
  select f.*, plain_name(f.name) as plain, coalesce(l.program, 'dibao') as program, coalesce(l.place, 9) as place
  from row_flag f
  left join listing l on l.ledger = f.ledger and l.batch = f.batch and l.source_row = f.source_row and l.role = f.role
  where f.code in ('id_length', 'id_check_digit', 'id_precision_lost') and f.name is not null
    -- Carers, parents and relatives are asked about where they are entered, not here.
    and f.role in ('citizen_id', 'head_citizen_id')
),
first_list as (
  select p.*, row_number() over (partition by plain, text, division order by place, batch desc, source_row) as copy_no
  from placed p
),
-- Whom the row may mean, with a valid number on another list of ours.
likely as (
  select batch, source_row, plain, max(score) as score, max_by(why, lpad(cast(score as string), 3, '0') || why) as why
  from possible_match
  where person_is_own
  group by batch, source_row, plain
)
select
  'row' as subject_kind, f.ledger || '|' || f.plain || '|' || coalesce(cast(f.birth_date as string), '') || '|' || f.division as row_key,
  cast(null as bigint) as person_key, f.text as citizen_id, f.name, f.division, f.program,
  case f.code when 'id_length' then '位数不对' when 'id_precision_lost' then '末几位在表格里丢失' else '校验位或日期不对' end as what,
  l.score, l.why,
  f.ledger as roster_ledger, f.batch as roster_batch, f.source_row as roster_row
from first_list f
left join likely l on l.batch = f.batch and l.source_row = f.source_row and l.plain = f.plain
where f.copy_no = 1
