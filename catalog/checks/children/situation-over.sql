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
  select p.*, u.kind, u.to_date, u.to_month, u.ledger as list_ledger, u.batch as list_batch, u.source_row as list_row,
    row_number() over (partition by p.person_key, p.parent_key order by u.to_date desc, u.batch, u.source_row) as copy_no
  from parent_of p
  join custody u on u.person_key = p.parent_key and same_name(u.name, p.parent_name)
  -- Another ground on the roster is another matter; a roster that states none is taken at the list's word.
  where p.situation is null or has_any(p.situation, '刑|狱|戒毒|羁押|押|拘|限制人身自由')
)
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, l.who, l.parent_name,
  case l.kind when 'prison' then '服刑' when 'detox' then '强制隔离戒毒' when 'correction' then '社区矫正' else '羁押' end as state, l.to_date as released_on,
  m.own_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, l.list_ledger, l.list_batch, l.list_row
from person_month m
join released l on l.person_key = m.person_key and l.copy_no = 1 and m.month > l.to_month
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
where m.counts
  -- Held again, dead or severely disabled: the child's situation goes on.
  and not exists (
    select 1 from custody a where a.person_key = l.parent_key and m.month between a.from_month and a.to_month)
  and not exists (select 1 from unable x where x.person_key = l.parent_key and m.month between x.from_month and x.to_month)
