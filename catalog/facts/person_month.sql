-- A person's benefit in a month: on the roster or paid, what the household was paid and how much of it is the person's own.
-- Own money: all of a person's benefit; in a household what was paid in this name where each member is paid apart, all where
-- one person is protected, else the stated share; unknown without one.
with listed as (
  select
    program, household_key, person_key, month, max(name) as name, max(division) as division, max(fen) as share, max(protected_size) as protected_size,
    max(birth_date) as birth_date, max(support) as support, max(first_month) as first_month, max(category) as category,
    min(ledger) filter (where ledger <> 'payments') as roster_ledger, min(batch) filter (where ledger <> 'payments') as roster_batch,
    min_by(source_row, row_place(batch, source_row)) filter (where ledger <> 'payments') as roster_row
  from entitlement
  where person_key is not null
  group by program, household_key, person_key, month
),
paid as (
  select * from payment where status = 'paid' and kind <> 'one_off' and for_month is not null
),
household_paid as (
  select
    program, household_key, for_month as month, count(distinct person_key) as payees, max(protected_size) as protected_size, cast(sum(fen) as bigint) as fen,
    min(ledger) as payment_ledger, min(batch) as payment_batch, min_by(source_row, row_place(batch, source_row)) as payment_row
  from paid
  group by program, household_key, for_month
),
own_paid as (
  select
    program, household_key, person_key, for_month as month, cast(sum(fen) as bigint) as fen,
    min(ledger) as payment_ledger, min(batch) as payment_batch, min_by(source_row, row_place(batch, source_row)) as payment_row
  from paid
  where person_key is not null
  group by program, household_key, person_key, for_month
),
joined as (
  select
    l.*, h.payees, h.fen as household_fen, o.fen as paid_fen,
    l.program in ('dibao', 'marginal', 'rigid') and coalesce(h.payees, 1) <= 1 as is_paid_as_one,
    coalesce(h.protected_size, l.protected_size) as counted_persons,
    coalesce(o.payment_ledger, h.payment_ledger) as payment_ledger, coalesce(o.payment_batch, h.payment_batch) as payment_batch,
    coalesce(o.payment_row, h.payment_row) as payment_row
  from listed l
  left join household_paid h on h.program = l.program and h.household_key = l.household_key and h.month = l.month
  left join own_paid o on o.program = l.program and o.household_key = l.household_key and o.person_key = l.person_key and o.month = l.month
)
select
  j.program, j.household_key, j.person_key, j.name, j.month, j.division, j.birth_date, j.support, j.first_month, j.category, j.counted_persons,
  case when j.is_paid_as_one then j.household_fen else j.paid_fen end as concerned_fen,
  case
    when not j.is_paid_as_one then j.paid_fen
    when j.counted_persons = 1 then j.household_fen
    else lesser(j.share, j.household_fen)
  end as own_fen,
  -- Paid, or listed in a month for which no payment list speaks.
  case when j.is_paid_as_one then j.household_fen is not null else j.paid_fen is not null end
    or not exists (
      select 1 from coverage v
      where v.ledger = 'payments' and v.program = j.program and v.month = j.month and v.division = j.division
    ) as counts,
  j.roster_ledger, j.roster_batch, j.roster_row, j.payment_ledger, j.payment_batch, j.payment_row
from joined j
