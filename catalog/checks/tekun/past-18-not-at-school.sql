-- Persons taken into 特困 as minors, in months after the eighteenth birthday in which the list of pupils does not have them at a school that continues it.
with grown as (
  select
    m.*, month_of(add_months(p.birth_date, 216)) as adult_month, add_months(p.birth_date, 216) as adult_on,
    coalesce(m.first_month, (select min(e.month) from person_month e where e.program = m.program and e.person_key = m.person_key)) as since
  from person_month m
  join person p on p.person_key = m.person_key
  where m.counts and m.program = 'tekun'
)
select
  'person' as subject_kind, g.person_key, g.program, g.division, g.month, g.name, g.adult_on, g.own_fen as concerned,
  g.roster_ledger, g.roster_batch, g.roster_row, g.payment_ledger, g.payment_batch, g.payment_row
from grown g
join rule r on r.program = g.program and r.division = g.division and r.month = g.month
where g.since <= g.adult_month and g.month > month_add(g.adult_month, coalesce(r.last_month_after_18, 0))
  -- Who is in no list of pupils is not at school only where that list speaks.
  and exists (select 1 from coverage v where v.ledger = 'students' and v.month = g.month and v.division = g.division)
  and not exists (
    select 1 from student s
    where s.person_key = g.person_key
      and coalesce(s.status, '') not like '%毕业%' and coalesce(s.status, '') not like '%退学%'
      -- Compulsory and senior secondary schools continue it; a university only where the town's paper says so.
      and (r.continues_at_school = 1 or not has_any(coalesce(s.school, '') || coalesce(s.grade, ''), '大学|高等专科|本科|大专')))
  -- A certificate of a level that the text names is another ground of 特困.
  and not exists (
    select 1 from card_span c
    where c.person_key = g.person_key and g.month between c.from_month and c.level_to
      and (c.level <= 2 or (c.level = 3 and c.kind in ('intellectual', 'mental', 'multiple'))))
