-- Id numbers on our own lists that cannot be right: length, date, check digit or lost digits. One lead for the person in a list.
with placed as (
  select
    f.*, plain_name(f.name) as plain,
    case f.ledger
      when 'dibao_person' then 1 when 'dibao_family' then 2 when 'tekun_person' then 3 when 'tekun_family' then 4 when 'disability_subsidy' then 5
      when 'orphans' then 6 when 'unattended_children' then 7 when 'left_behind' then 8 when 'temporary_aid' then 9 when 'payments' then 10
      when 'marginal_person' then 11 when 'marginal_family' then 12 when 'rigid_person' then 13 when 'rigid_family' then 14 else 15 end as place
  from row_flag f
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
  cast(null as bigint) as person_key, f.text as citizen_id, f.name, f.division,
  case f.ledger
    when 'dibao_person' then 'dibao' when 'dibao_family' then 'dibao' when 'tekun_person' then 'tekun' when 'tekun_family' then 'tekun'
    when 'marginal_person' then 'marginal' when 'marginal_family' then 'marginal' when 'rigid_person' then 'rigid' when 'rigid_family' then 'rigid'
    when 'disability_subsidy' then 'disability_living' when 'orphans' then 'orphan' when 'unattended_children' then 'unattended_child'
    when 'left_behind' then 'left_behind' when 'temporary_aid' then 'temporary_aid' when 'street_returns' then 'street' else 'dibao' end as program,
  case f.code when 'id_length' then '位数不对' when 'id_precision_lost' then '末几位在表格里丢失' else '校验位或日期不对' end as what,
  l.score, l.why,
  f.ledger as roster_ledger, f.batch as roster_batch, f.source_row as roster_row
from first_list f
left join likely l on l.batch = f.batch and l.source_row = f.source_row and l.plain = f.plain
where f.copy_no = 1
