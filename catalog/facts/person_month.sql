-- A person's benefit in a month: on the roster or paid, what the household was paid and how much of it is the person's own.
-- Own money: all of a person's benefit; in a household what was paid in this name where each member is paid apart, all where
-- one person is protected, else the stated share; unknown without one.
with listed as (
  select
    program, household_key, person_key, month, max(name) as name, max(division) as division, max(fen) as share, max(protected_size) as protected_size,
    max(birth_date) as birth_date, max(support) as support, max(first_month) as first_month, max(category) as category,
    min(ledger) filter (where ledger <> 'payments') as roster_ledger, min(row_place(batch, source_row)) filter (where ledger <> 'payments') as roster_place
  from entitlement
  where person_key is not null
  group by program, household_key, person_key, month
),
-- What was paid in one name alone is the household's payment; only of others each one's own is added up.
own_paid as (
  select
    p.program, p.household_key, p.person_key, p.for_month as month, cast(sum(p.fen) as bigint) as fen,
    min(p.ledger) as ledger, min(row_place(p.batch, p.source_row)) as place
  from payment p
  join household_payment h on h.program = p.program and h.household_key = p.household_key and h.month = p.for_month and not h.is_of_one
  where p.status = 'paid' and p.kind <> 'one_off' and p.person_key is not null
  group by p.program, p.household_key, p.person_key, p.for_month
),
joined as (
  select
    l.*, h.fen as household_fen, case when h.is_of_one and h.person_key = l.person_key then h.fen else o.fen end as paid_fen,
    l.program in ('dibao', 'marginal', 'rigid') and coalesce(h.payees, 1) <= 1 as is_paid_as_one,
    coalesce(h.protected_size, l.protected_size) as counted_persons,
    coalesce(o.ledger, h.ledger) as payment_ledger, coalesce(place_batch(o.place), h.batch) as payment_batch, coalesce(place_row(o.place), h.source_row) as payment_row
  from listed l
  left join household_payment h on h.program = l.program and h.household_key = l.household_key and h.month = l.month
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
  -- Paid, or listed in a month for which no payment list speaks. Nobody is paid for being 低保边缘 or in 刚性支出困难: the list is enough.
  j.program in ('marginal', 'rigid') or case when j.is_paid_as_one then j.household_fen is not null else j.paid_fen is not null end
    or not exists (
      select 1 from coverage v
      where v.ledger = 'payments' and v.program = j.program and v.month = j.month and v.division = j.division
    ) as counts,
  j.roster_ledger, place_batch(j.roster_place) as roster_batch, place_row(j.roster_place) as roster_row,
  -- Where a list of subsidies says what was paid, its row stands there once.
  case when j.payment_ledger <> 'disability_subsidy' then j.payment_ledger end as payment_ledger,
  case when j.payment_ledger <> 'disability_subsidy' then j.payment_batch end as payment_batch,
  case when j.payment_ledger <> 'disability_subsidy' then j.payment_row end as payment_row
from joined j
