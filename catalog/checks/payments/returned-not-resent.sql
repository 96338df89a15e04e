-- Payments that came back and were not sent again, where the payment lists of the next month speak for the program.
with back as (
  select
    program, household_key, person_key, for_month as month, max(name) as name, max(division) as division, max(return_reason) as return_reason,
    max(paid_on) as paid_on, max(month_of(coalesce(paid_on, first_day(for_month)))) as paid_month, cast(sum(fen) as bigint) as fen, max(fen) as largest,
    min(ledger) as ledger, min(batch) as batch, min_by(source_row, row_place(batch, source_row)) as source_row
  from payment
  where status = 'returned' and person_key is not null and for_month is not null
  group by program, household_key, person_key, for_month
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.largest as underpaid, b.return_reason,
  b.ledger as payment_ledger, b.batch as payment_batch, b.source_row as payment_row
from back b
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
where exists (
    select 1 from coverage v
    where v.ledger = 'payments' and v.program = b.program and v.month = month_add(b.paid_month, 1) and v.division = b.division)
  and not exists (
    select 1 from payment p
    where p.program = b.program and p.household_key = b.household_key and p.status = 'paid'
      and (p.for_month = b.month or (p.kind = 'arrears' and p.fen >= b.largest and p.paid_on >= b.paid_on)))
  and not exists (select 1 from deceased d where d.person_key = b.person_key and d.died_month <= b.month)
  -- The last payment of all may be that of a stopped benefit, unless the register of stops speaks for its month.
  and (
    exists (select 1 from coverage v where v.ledger = 'stops' and v.month = b.month and v.division = b.division)
    or exists (
      select 1 from payment n
      where n.program = b.program and n.household_key = b.household_key and n.for_month > b.month))
  -- A stopped benefit is not sent again.
  and not exists (select 1 from stop s where s.program = b.program and s.person_key = b.person_key and coalesce(s.stop_month, s.month) <= b.month)
