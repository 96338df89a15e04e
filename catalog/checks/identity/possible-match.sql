-- A row of our own lists without any number that may be a person whom another list of ours has with one.
with guess as (
  select
    m.*, row_number() over (partition by m.plain, m.division, m.person_key order by m.score desc, m.ledger, m.batch desc, m.source_row) as copy_no
  from possible_match m
  where m.is_own and m.person_is_own and m.code = 'id_missing'
)
select
  'row' as subject_kind, cast(null as bigint) as person_key,
  g.ledger || '|' || g.plain || '|' || coalesce(cast(g.birth_date as string), '') || '|' || g.division as row_key,
  g.name, g.division,
  case g.ledger
    when 'dibao_person' then 'dibao' when 'marginal_person' then 'marginal' when 'rigid_person' then 'rigid' when 'tekun_person' then 'tekun' when 'disability_subsidy' then 'disability_living' when 'orphans' then 'orphan'
    when 'unattended_children' then 'unattended_child' when 'left_behind' then 'left_behind' when 'temporary_aid' then 'temporary_aid' when 'street_returns' then 'street'
    else 'dibao' end as program,
  g.score, g.why,
  g.ledger as roster_ledger, g.batch as roster_batch, g.source_row as roster_row,
  g.person_ledger as other_ledger, g.person_batch as other_batch, g.person_row as other_row
from guess g
where g.copy_no = 1
