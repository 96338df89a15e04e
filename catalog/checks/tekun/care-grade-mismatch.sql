-- Grades of care on the roster of 特困 that differ from the newest assessment before the month, with the money between both standards.
with known as (
  select
    c.*, a.grade, a.assessed_on, a.lost, a.ledger as list_ledger, a.batch as list_batch, a.source_row as list_row,
    row_number() over (partition by c.person_key, c.month, c.batch, c.source_row order by a.assessed_on desc, a.batch desc, a.source_row desc) as copy_no
  from tekun_care c
  -- A grade that changed in the month counts from the next one.
  join assessment a on a.person_key = c.person_key and same_name(a.name, c.name) and a.month < c.month
),
priced as (
  select
    k.*, c.own_fen,
    case k.grade when 'full_care' then r.care_full when 'half_care' then r.care_half when 'self_care' then r.care_self end as due_fen
  from known k
  join rule r on r.program = 'tekun' and r.division = k.division and r.month = k.month
  join person_month c on c.program = 'tekun' and c.person_key = k.person_key and c.month = k.month and c.counts
  where k.copy_no = 1 and k.self_care <> k.grade
)
select
  'person' as subject_kind, p.person_key, 'tekun' as program, p.division, p.month, p.name, p.assessed_on, p.lost,
  case p.grade when 'full_care' then '完全丧失生活自理能力' when 'half_care' then '部分丧失生活自理能力' else '具备生活自理能力' end as assessed,
  case p.self_care when 'full_care' then '全护理' when 'half_care' then '半护理' else '全自理' end as listed,
  case when p.care_fen > p.due_fen then p.care_fen - p.due_fen end as concerned,
  case when p.care_fen < p.due_fen then p.due_fen - p.care_fen end as underpaid,
  p.ledger as roster_ledger, p.batch as roster_batch, p.source_row as roster_row, p.list_ledger, p.list_batch, p.list_row
from priced p
