-- Who had a benefit in which month: only a roster of the month or a payment for it makes a month; 最初享受月份 makes none.
-- A household payment stands for a member whom the next roster of the household lists and who was in it before.
with listed_head as (
  -- A household that in a month only the roster of families tells of: its head where everybody in it is protected.
  select h.*
  from household h
  where h.program in ('dibao', 'marginal', 'rigid', 'tekun') and h.head_key is not null and h.month is not null
    and coalesce(h.protected_size, 1) >= coalesce(h.family_size, 1)
    and not exists (select 1 from household_member m where m.program = h.program and m.household_key = h.household_key and m.month = h.month)
    and not exists (select 1 from household_member m where m.program = h.program and m.person_key = h.head_key and m.month = h.month)
),
roster as (
  select program, household_key, person_key, name, month, fen, grade, category, protected_size, birth_date, first_month, support, division, ledger, batch, source_row
  from household_member
  where coalesce(is_protected, true) and month is not null
  union all
  select
    program, household_key, head_key, head_name, month, case when coalesce(protected_size, 1) = 1 then fen end, grade, category, protected_size, birth_of(head_key), first_month, cast(null as string),
    division, ledger, batch, source_row
  from listed_head
),
lists as (
  select program, household_key, month from household_member where month is not null
  union
  select h.program, h.household_key, h.month
  from listed_head h
  where not exists (select 1 from household_member m where m.program = h.program and m.household_key = h.household_key)
),
next_list as (
  select p.program, p.household_key, p.month, p.division, min(l.month) as list_month
  from household_payment p
  join lists l on l.program = p.program and l.household_key = p.household_key and l.month >= p.month
  where p.program in ('dibao', 'marginal', 'rigid')
  group by p.program, p.household_key, p.month, p.division
),
last_list as (
  select p.program, p.household_key, p.month, max(l.month) as list_month
  from household_payment p
  join lists l on l.program = p.program and l.household_key = p.household_key and l.month < p.month
  where p.program in ('dibao', 'marginal', 'rigid')
    and not exists (select 1 from next_list n where n.program = p.program and n.household_key = p.household_key and n.month = p.month)
  group by p.program, p.household_key, p.month
)
select
  program, household_key, person_key, name, month, fen, grade, category, protected_size, birth_date, first_month, support, 'roster' as source,
  division, ledger, batch, source_row
from roster
union all
select
  program, household_key, cast(null as bigint), head_name, month, fen, grade, category, protected_size, cast(null as date), first_month, cast(null as string), 'household',
  division, ledger, batch, source_row
from household
where month is not null
union all
select
  r.program, r.household_key, r.person_key, r.name, n.month, r.fen, r.grade, r.category, r.protected_size, r.birth_date, r.first_month, r.support, 'payment',
  r.division, r.ledger, r.batch, r.source_row
from next_list n
join roster r on r.program = n.program and r.household_key = n.household_key and r.month = n.list_month
where n.list_month > n.month
  and (
    r.first_month <= n.month
    or exists (
      select 1 from roster e
      where e.program = r.program and e.household_key = r.household_key and e.person_key = r.person_key and e.month < n.month
    )
  )
union all
select
  r.program, r.household_key, r.person_key, r.name, p.month, r.fen, r.grade, r.category, r.protected_size, r.birth_date, r.first_month, r.support, 'payment',
  p.division, p.ledger, p.batch, p.source_row
from last_list l
join household_payment p on p.program = l.program and p.household_key = l.household_key and p.month = l.month and p.payees = 1
join roster r on r.program = l.program and r.household_key = l.household_key and r.month = l.list_month and r.person_key = p.person_key
union all
select
  p.program, p.household_key, p.person_key, p.name, p.month, p.fen, cast(null as string), cast(null as string), p.protected_size, birth_of(p.person_key), cast(null as string), cast(null as string), 'payment',
  p.division, p.ledger, p.batch, p.source_row
from household_payment p
where (p.program not in ('dibao', 'marginal', 'rigid', 'temporary_aid', 'street')
    or (p.program in ('dibao', 'marginal', 'rigid') and p.protected_size = 1
      and not exists (select 1 from lists l where l.program = p.program and l.household_key = p.household_key)))
  and not exists (
    select 1 from roster r where r.program = p.program and r.person_key = p.person_key and r.month = p.month
  )
