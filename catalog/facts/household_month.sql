-- A household's benefit in a month: who is counted, what was paid, and the roster's row about the household behind that month
-- (its own, or the next one for a month that only a payment shows).
with grouped as (
  select
    program, household_key, month, division, min(name) as member, count(*) as counted, max(counted_persons) as counted_persons, max(category) as category,
    min(roster_ledger) as roster_ledger, min(row_place(roster_batch, roster_row)) as roster_place
  from person_month
  where counts
  group by program, household_key, month, division
),
counted as (
  select g.*, place_batch(roster_place) as roster_batch, place_row(roster_place) as roster_row
  from grouped g
),
family as (
  select h.*, row_number() over (partition by program, household_key, month order by batch, source_row) as copy_no
  from household h
),
listed as (
  select c.*, coalesce(l.month, f.month) as list_month, l.family_size as listed_size
  from counted c
  left join household_member l
    on l.program = c.program and l.household_key = c.household_key and l.batch = c.roster_batch and l.source_row = c.roster_row
  -- A roster of families alone.
  left join family f
    on f.program = c.program and f.household_key = c.household_key and f.ledger = c.roster_ledger and f.batch = c.roster_batch and f.source_row = c.roster_row and f.copy_no = 1
)
select
  l.program, l.household_key, l.month, l.division, l.list_month, l.counted, coalesce(l.counted_persons, l.counted) as counted_persons,
  coalesce(f.head_name, l.member) as name, f.head_key, coalesce(l.category, f.category) as category,
  -- Never fewer than the persons counted.
  greatest(coalesce(f.family_size, l.listed_size, l.counted), l.counted) as family_size,
  -- What a roster states of the household, it states for its own month only.
  case when l.list_month = l.month then f.family_size end as stated_family_size, case when l.list_month = l.month then f.protected_size end as stated_protected_size,
  case when l.list_month = l.month then f.income_per_head end as stated_income_year, case when l.list_month = l.month then f.dwellings end as stated_dwellings,
  p.fen as concerned_fen, f.ledger as family_ledger, f.batch as family_batch, f.source_row as family_row, l.roster_ledger, l.roster_batch, l.roster_row
from listed l
left join family f on f.program = l.program and f.household_key = l.household_key and f.month = l.list_month and f.copy_no = 1
left join household_payment p on p.program = l.program and p.household_key = l.household_key and p.month = l.month
