-- Orphans with 基本生活费 who draw the living subsidy for disabled people beside it, two or more months in a row, where the town's paper excludes it.
with both_months as (
  select
    s.program, s.person_key, s.name, s.division, s.month, s.own_fen,
    month_no(s.month) - row_number() over (partition by s.person_key order by s.month) as run,
    s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row,
    coalesce(c.payment_ledger, c.roster_ledger) as other_ledger, coalesce(c.payment_batch, c.roster_batch) as other_batch, coalesce(c.payment_row, c.roster_row) as other_row
  from person_month s
  join rule r on r.program = s.program and r.division = s.division and r.month = s.month
  join person_month c on c.program = 'orphan' and c.person_key = s.person_key and c.month = s.month
  where s.counts and c.counts and r.overlap = 0
    -- Less than the standard is a difference (补差); a town whose standard or payment is not known is asked.
    and (r.child_amount is null or c.own_fen is null or c.own_fen >= r.child_amount)
),
longer as (
  select b.*, count(*) over (partition by person_key, run) as months_in_a_row
  from both_months b
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, l.own_fen as concerned, l.own_fen as overpaid,
  l.roster_ledger, l.roster_batch, l.roster_row, l.payment_ledger, l.payment_batch, l.payment_row, l.other_ledger, l.other_batch, l.other_row
from longer l
where l.months_in_a_row >= 2
  -- After a death and beside 特困 other checks ask about the same money.
  and not exists (select 1 from deceased d where d.person_key = l.person_key and d.died_month < l.month)
  and not exists (select 1 from person_month t where t.program = 'tekun' and t.counts and t.person_key = l.person_key and t.month = l.month)
