-- A row of our own lists without any number that may be a person whom another list of ours has with one.
with guess as (
  select
    m.*, coalesce(l.program, 'dibao') as program, row_number() over (partition by m.plain, m.division, m.person_key order by m.score desc, m.ledger, m.batch desc, m.source_row) as copy_no
  from possible_match m
  left join listing l on l.ledger = m.ledger and l.batch = m.batch and l.source_row = m.source_row and l.role = 'citizen_id'
  where m.is_own and m.person_is_own and m.code = 'id_missing'
)
select
  'row' as subject_kind, cast(null as bigint) as person_key,
  g.ledger || '|' || g.plain || '|' || coalesce(cast(g.birth_date as string), '') || '|' || g.division as row_key,
  g.name, g.division, g.program,
  g.score, g.why,
  g.ledger as roster_ledger, g.batch as roster_batch, g.source_row as roster_row,
  g.person_ledger as other_ledger, g.person_batch as other_batch, g.person_row as other_row
from guess g
where g.copy_no = 1
