-- Children counted in 低保 whose child benefit was not reduced to the difference (补差), or may not stand beside 低保, two or more months in a row.
with both_months as (
  select
    c.program, c.person_key, c.name, c.division, c.month, c.own_fen as child_fen, d.own_fen as dibao_fen, coalesce(r.amount_orphan, r.amount_child) as amount,
    coalesce(r.overlap_orphan, r.overlap_child) as overlap,
    month_no(c.month) - row_number() over (partition by c.program, c.person_key order by c.month) as run,
    c.roster_ledger, c.roster_batch, c.roster_row, c.payment_ledger, c.payment_batch, c.payment_row,
    coalesce(d.payment_ledger, d.roster_ledger) as other_ledger, coalesce(d.payment_batch, d.roster_batch) as other_batch, coalesce(d.payment_row, d.roster_row) as other_row
  from person_month c
  join rule r on r.program = c.program and r.division = c.division and r.month = c.month
  join (
    select m.*, row_number() over (partition by m.person_key, m.month order by m.household_key) as copy_no
    from person_month m
    where m.program = 'dibao' and m.counts
  ) d on d.person_key = c.person_key and d.month = c.month and d.copy_no = 1
  where c.counts and (
    coalesce(r.overlap_orphan, r.overlap_child) = 0
    -- Both together reach more than the child's standard by more than a rounding of one yuan; without the share in 低保, a full benefit does.
    or (coalesce(r.overlap_orphan, r.overlap_child) = 2 and c.own_fen + coalesce(d.own_fen, 101) > coalesce(r.amount_orphan, r.amount_child) + 100))
),
longer as (
  select b.*, count(*) over (partition by program, person_key, run) as months_in_a_row
  from both_months b
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, l.child_fen as concerned,
  -- What is above the standard; beside an exclusion the smaller of the two. Unknown without the share in 低保.
  case when l.overlap = 0 then lesser(l.dibao_fen, l.child_fen) else lesser(l.child_fen + l.dibao_fen - l.amount, l.child_fen) end as overpaid,
  l.amount as amount_fen, case l.overlap when 0 then '按当地规定不能同时享受' else '没有按差额补发' end as what,
  l.roster_ledger, l.roster_batch, l.roster_row, l.payment_ledger, l.payment_batch, l.payment_row, l.other_ledger, l.other_batch, l.other_row
from longer l
where l.months_in_a_row >= 2
  and not exists (select 1 from deceased x where x.person_key = l.person_key and x.died_month < l.month)
