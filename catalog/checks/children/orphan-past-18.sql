-- Child benefits paid for months after the last one that the eighteenth birthday leaves, unless school continues it.
with born as (
  select
    m.*, coalesce(m.birth_date, p.birth_date) as born_on,
    exists (
      select 1 from child c
      where c.person_key = m.person_key and c.program = m.program and c.at_school and c.month >= month_of(add_months(coalesce(m.birth_date, p.birth_date), 216))) as says_school,
    exists (
      select 1 from child c
      where c.person_key = m.person_key and c.program = m.program and c.month >= month_of(add_months(coalesce(m.birth_date, p.birth_date), 216))) as is_listed,
    exists (
      select 1 from student s
      where s.person_key = m.person_key and coalesce(s.status, '在读') not like '%毕业%' and coalesce(s.status, '在读') not like '%退学%') as is_student
  from person_month m
  left join person p on p.person_key = m.person_key
  where m.program in ('orphan', 'unattended_child') and m.counts
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.born_on, add_months(b.born_on, 216) as adult_on,
  b.own_fen as concerned, b.own_fen as overpaid,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row
from born b
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
where
  -- After a death all of it is told of by paid-after-death.
  not exists (select 1 from deceased x where x.person_key = b.person_key and same_name(x.name, b.name) and x.died_month < b.month)
  and b.month > month_add(month_of(add_months(b.born_on, 216)), r.last_month_after_18)
  -- A town that has not answered is taken as one that continues; then a roster must tell of school.
  and (r.continues_at_school = 0 or (b.is_listed and not b.says_school and not b.is_student))
