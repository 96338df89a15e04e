-- Persons in 特困 who draw a disability subsidy that the town's paper excludes, two or more months in a row.
with both_months as (
  select
    s.program, s.person_key, s.name, s.division, s.month, s.own_fen,
    month_no(s.month) - row_number() over (partition by s.program, s.person_key order by s.month) as run,
    s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row,
    coalesce(t.payment_ledger, t.roster_ledger) as other_ledger, coalesce(t.payment_batch, t.roster_batch) as other_batch, coalesce(t.payment_row, t.roster_row) as other_row
  from person_month s
  join (
    select m.*, row_number() over (partition by m.person_key, m.month order by m.household_key) as copy_no
    from person_month m
    where m.program = 'tekun' and m.counts
  ) t on t.person_key = s.person_key and t.month = s.month and t.copy_no = 1
  where s.program in ('disability_living', 'disability_care') and s.counts
),
longer as (
  select b.*, count(*) over (partition by program, person_key, run) as months_in_a_row
  from both_months b
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.own_fen as concerned, b.own_fen as overpaid,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row, b.other_ledger, b.other_batch, b.other_row
from longer b
join rule r on r.program = b.program and r.division = b.division and r.month = b.month
where b.months_in_a_row >= 2 and coalesce(r.overlap_living, r.overlap_care) = 0
  -- After a death all of it is told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = b.person_key and same_name(x.name, b.name) and x.died_month < b.month)
