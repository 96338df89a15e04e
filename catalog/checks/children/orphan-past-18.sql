-- Child benefits paid for months after the last one that the eighteenth birthday leaves, unless school continues it. Where rosters
-- since then leave blank whether there is school, it is a question without a sum.
with born as (
  select m.*, coalesce(m.birth_date, p.birth_date) as born_on, month_of(add_months(coalesce(m.birth_date, p.birth_date), 216)) as adult_month
  from person_month m
  left join person p on p.person_key = m.person_key
  where m.program in ('orphan', 'unattended_child') and m.counts
),
listed as (
  select b.person_key, b.program, b.month, max(case when c.at_school then 1 else 0 end) as says_school, max(case when not c.at_school then 1 else 0 end) as says_none
  from born b
  join child c on c.person_key = b.person_key and c.program = b.program and c.month >= b.adult_month
  group by b.person_key, b.program, b.month
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.born_on, add_months(b.born_on, 216) as adult_on,
  b.own_fen as concerned,
  case when l.says_none = 1 or r.continues_at_school = 0 then b.own_fen end as overpaid,
  case when l.says_none = 0 and coalesce(r.continues_at_school, 1) <> 0 then '满18周岁以后是否在校，名册和学籍都没有写' end as untold,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row
from born b
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
left join listed l on l.person_key = b.person_key and l.program = b.program and l.month = b.month
where
  -- After a death all of it is told of by paid-after-death.
  not exists (select 1 from deceased x where x.person_key = b.person_key and same_name(x.name, b.name) and x.died_month < b.month)
  and b.month > month_add(b.adult_month, r.last_month_after_18)
  -- A town that has not answered is taken as one that continues; then a roster must tell of school.
  and (r.continues_at_school = 0 or (l.says_school = 0 and not exists (
    select 1 from student s
    where s.person_key = b.person_key and coalesce(s.status, '在读') not like '%毕业%' and coalesce(s.status, '在读') not like '%退学%')))
