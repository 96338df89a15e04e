-- Persons counted in 低保 and in 特困 for two or more months in a row; one month is a change of benefit.
with both_months as (
  select
    d.person_key, d.name, d.division, d.month, d.concerned_fen as dibao_fen, d.own_fen as dibao_own, t.own_fen as tekun_fen,
    month_no(d.month) - row_number() over (partition by d.person_key order by d.month) as run,
    d.roster_ledger, d.roster_batch, d.roster_row, d.payment_ledger, d.payment_batch, d.payment_row,
    coalesce(t.payment_ledger, t.roster_ledger) as other_ledger, coalesce(t.payment_batch, t.roster_batch) as other_batch, coalesce(t.payment_row, t.roster_row) as other_row
  from (
    select m.*, row_number() over (partition by m.person_key, m.month order by m.household_key) as copy_no
    from person_month m
    where m.program = 'dibao' and m.counts
  ) d
  join (
    select m.*, row_number() over (partition by m.person_key, m.month order by m.household_key) as copy_no
    from person_month m
    where m.program = 'tekun' and m.counts
  ) t on t.person_key = d.person_key and t.month = d.month and t.copy_no = 1
  where d.copy_no = 1
),
longer as (
  select b.*, count(*) over (partition by person_key, run) as months_in_a_row
  from both_months b
)
select
  'person' as subject_kind, b.person_key, 'dibao' as program, b.division, b.month, b.name,
  -- Both are concerned; the smaller one was too much, unknown where the person's share is.
  case when b.dibao_fen is not null or b.tekun_fen is not null then coalesce(b.dibao_fen, 0) + coalesce(b.tekun_fen, 0) end as concerned,
  lesser(b.dibao_own, b.tekun_fen) as overpaid,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row, b.other_ledger, b.other_batch, b.other_row
from longer b
join rule r on r.program = 'dibao' and r.division = b.division and r.month = b.month
where b.months_in_a_row >= 2 and r.overlap = 0
  -- After a death both are told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = b.person_key and same_name(x.name, b.name) and x.died_month < b.month)
