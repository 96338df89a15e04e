-- 低保 households that roster or payments mark as being phased out (渐退) for more months than the 渐退期 has.
with marked as (
  select household_key, month, max(head_name) as name, max(division) as division, max(ledger) as roster_ledger, max(batch) as roster_batch, max_by(source_row, row_place(batch, source_row)) as roster_row,
    cast(null as string) as payment_ledger, cast(null as string) as payment_batch, cast(null as bigint) as payment_row
  from household
  where program = 'dibao' and coalesce(calc_method, '') || coalesce(reason, '') || coalesce(grade, '') || coalesce(category, '') like '%渐退%'
  group by household_key, month
  union all
  select household_key, for_month, max(coalesce(head_name, name)), max(division), null, null, null, max(ledger), max(batch), max_by(source_row, row_place(batch, source_row))
  from payment
  where program = 'dibao' and status = 'paid' and item like '%渐退%'
  group by household_key, for_month
),
by_month as (
  select
    household_key, month, max(name) as name, max(division) as division, max(roster_ledger) as roster_ledger, max(roster_batch) as roster_batch, max(roster_row) as roster_row,
    max(payment_ledger) as payment_ledger, max(payment_batch) as payment_batch, max(payment_row) as payment_row
  from marked
  group by household_key, month
),
-- Rosters come by the quarter: a mark that returns within three months is one 渐退.
chained as (
  select b.*, sum(case when months_between(before_month, month) <= 3 then 0 else 1 end) over (partition by household_key order by month) as chain
  from (select m.*, lag(month) over (partition by household_key order by month) as before_month from by_month m) b
),
begun as (
  select c.*, min(month) over (partition by household_key, chain) as since
  from chained c
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off'
  group by household_key, for_month
)
select
  'household' as subject_kind, b.household_key, 'dibao' as program, b.division, b.month, b.name, b.since, r.phase_out as allowed, p.fen as concerned,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row
from begun b
join rule r on r.program = 'dibao' and r.division = b.division and r.month = b.month
left join paid p on p.household_key = b.household_key and p.month = b.month
where b.month >= month_add(b.since, r.phase_out)
