-- Benefits whose first paid month is not the one that the rule gives after the decision (or, for subsidies, the application).
with latest as (
  select x.*, row_number() over (partition by x.program, x.person_key order by x.decided_on desc, x.batch, x.source_row) as place
  from application x
  where x.outcome = 'approved'
),
approved as (
  select
    a.*, r.first_month, month_add(month_of(case when r.first_month = 0 then a.applied_on else a.decided_on end), r.first_month) as due_month,
    -- Paid from before the application on, it is no first month: a change, or an older right.
    month_of(coalesce(a.applied_on, a.accepted_on, a.decided_on)) as asked_month
  from latest a
  join rule r on r.program = a.program and r.division = a.division and r.month = month_of(a.decided_on)
  where a.place = 1
),
-- What the person or the household was paid by month; a household's key begins with its program.
paid as (
  select
    p.household_key, p.for_month as month, cast(sum(p.fen) as bigint) as fen,
    max(p.ledger) as payment_ledger, max(p.batch) as payment_batch, max_by(p.source_row, row_place(p.batch, p.source_row)) as payment_row
  from payment p
  where p.status = 'paid' and p.kind <> 'one_off'
  group by p.household_key, p.for_month
),
home as (
  select distinct program, household_key, person_key from payment
  union
  select distinct program, household_key, person_key from household_member
),
spell as (
  select a.program, a.person_key, a.division, a.name, a.due_month, a.asked_month, a.applied_on, a.decided_on, a.first_month, a.ledger, a.batch, a.source_row, h.household_key, min(p.month) as begun
  from approved a
  join home h on h.program = a.program and h.person_key = a.person_key
  join paid p on p.household_key = h.household_key and p.month >= month_add(a.asked_month, -3)
  group by a.program, a.person_key, a.division, a.name, a.due_month, a.asked_month, a.applied_on, a.decided_on, a.first_month, a.ledger, a.batch, a.source_row, h.household_key
),
-- Months that were not paid though due, where the payment lists of the months speak; and months paid before they were due.
off as (
  select s.*, m.month, 'late' as how, case when f.fen % nullif(n.fen, 0) = 0 then n.fen else f.fen end as fen, f.payment_ledger, f.payment_batch, f.payment_row
  from spell s
  join month m on m.month >= s.due_month
  join paid f on f.household_key = s.household_key and f.month = s.begun
  left join paid n on n.household_key = s.household_key and n.month = month_add(s.begun, 1)
  where
    -- A first payment of several months, told by the next one, pays the months before it.
    m.month <= month_add(s.begun, case when f.fen % nullif(n.fen, 0) = 0 then 0 - idiv(f.fen, nullif(n.fen, 0)) else -1 end)
    and exists (
      select 1 from coverage v where v.ledger = 'payments' and v.program = s.program and v.month = m.month and v.division = s.division)
  union all
  select s.*, f.month, 'early', f.fen, f.payment_ledger, f.payment_batch, f.payment_row
  from spell s
  join paid f on f.household_key = s.household_key and f.month >= s.begun and f.month < s.due_month
  where s.begun >= s.asked_month
)
select
  'person' as subject_kind, o.person_key, o.program, o.division, o.month, o.name, o.begun, o.due_month,
  case o.first_month when 0 then o.applied_on else o.decided_on end as counted_from, case o.first_month when 0 then '申请' else '确认' end as counted_word,
  case o.how when 'early' then o.fen end as overpaid, case o.how when 'late' then o.fen end as underpaid,
  o.ledger as file_ledger, o.batch as file_batch, o.source_row as file_row, o.payment_ledger, o.payment_batch, o.payment_row
from off o
-- The same rule must hold in the month itself.
join rule r on r.program = o.program and r.division = o.division and r.month = o.month and r.first_month = o.first_month
-- A payment whose month is not written may be that of the first months (补发).
where not (o.how = 'late' and exists (
  select 1 from payment a
  where a.household_key = o.household_key and a.status = 'paid' and a.for_month is null))
