-- 事实无人抚养 benefit paid for months after a parent whose term was its ground came home, and nothing else keeps that parent from caring.
with newest as (
  select c.*, row_number() over (partition by c.person_key order by coalesce(c.month, '') desc, c.batch desc, c.source_row) as copy_no
  from child c
  where c.program = 'unattended_child'
),
parent_of as (
  select person_key, father_key as parent_key, father_name as parent_name, father_situation as situation, '父亲' as who from newest where copy_no = 1
  union all
  select person_key, mother_key, mother_name, mother_situation, '母亲' from newest where copy_no = 1
),
released as (
  select p.*, u.kind, u.to_date, u.from_month, u.to_month, u.ledger as list_ledger, u.batch as list_batch, u.source_row as list_row,
    row_number() over (partition by p.person_key, p.parent_key order by u.to_date desc, u.batch, u.source_row) as copy_no
  from parent_of p
  join custody u on u.person_key = p.parent_key and same_name(u.name, p.parent_name)
  -- Another ground on the roster is another matter; a roster that states none is taken at the list's word.
  where p.situation is null or has_any(p.situation, '刑|狱|戒毒|羁押|押|拘|限制人身自由')
),
-- Of a parent's terms the last one that ended before the month counts; an earlier one than the newest only where the benefit was drawn in it.
paid_after as (
  select
    m.program, m.person_key, m.name, m.division, m.month, m.own_fen, m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row,
    l.who, l.parent_key, l.parent_name, l.kind, l.to_date, l.list_ledger, l.list_batch, l.list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month, l.who order by l.to_date desc, l.list_batch, l.list_row) as term_no
  from person_month m
  join released l on l.person_key = m.person_key and m.month > l.to_month
  where m.counts and (l.copy_no = 1 or exists (
    select 1 from person_month b where b.program = m.program and b.person_key = m.person_key and b.month between l.from_month and l.to_month))
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, l.who, l.parent_name,
  case l.kind when 'prison' then '服刑' when 'detox' then '强制隔离戒毒' when 'correction' then '社区矫正' else '羁押' end as state, l.to_date as released_on,
  l.own_fen as concerned,
  l.roster_ledger, l.roster_batch, l.roster_row, l.payment_ledger, l.payment_batch, l.payment_row, l.list_ledger, l.list_batch, l.list_row
from paid_after l
join rule r on r.program = l.program and r.division = l.division and r.month = l.month
where l.term_no = 1
  -- Held again, dead or severely disabled: the child's situation goes on.
  and not exists (
    select 1 from custody a where a.person_key = l.parent_key and l.month between a.from_month and a.to_month)
  and not exists (select 1 from unable x where x.person_key = l.parent_key and l.month between x.from_month and x.to_month)
