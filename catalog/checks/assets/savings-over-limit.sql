-- 低保 households whose financial assets, stated on the roster or found by a report of the county, exceed the town's limit per person.
with once as (
  select s.*, row_number() over (partition by person_key, month, source order by fen desc, batch, source_row) as copy_no
  from savings s
),
found as (
  select m.household_key, m.month, s.source, s.fen, s.ledger, s.batch, s.source_row, sum(s.fen) over (partition by m.household_key, m.month, s.source) as sum_fen
  from person_month m
  join once s on s.copy_no = 1 and s.person_key = m.person_key and same_name(s.name, m.name) and s.month = m.month
),
over_limit as (
  select
    h.*, r.max_savings, f.source, f.sum_fen, f.ledger as list_ledger, f.batch as list_batch, f.source_row as list_row,
    row_number() over (partition by h.household_key, h.month order by f.source, f.batch, f.source_row) as place
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  join found f on f.household_key = h.household_key and f.month = h.month
  where f.sum_fen > r.max_savings * h.family_size
)
select
  'household' as subject_kind, o.household_key, max_by(o.head_key, o.month) over of_year as person_key, o.program, o.division, o.month, o.name,
  -- Several accounts are several rows of one month: its money counts once.
  case when o.place = 1 then o.concerned_fen end as concerned, max(o.family_size) over of_year as family_size, max(o.max_savings) over of_year as limit_fen,
  case o.source when 'report' then cast(max(case o.source when 'report' then o.sum_fen end) over of_year as bigint) end as report_fen,
  case o.source when 'roster' then cast(max(case o.source when 'roster' then o.sum_fen end) over of_year as bigint) end as stated_fen,
  o.roster_ledger, o.roster_batch, o.roster_row,
  case o.source when 'report' then o.list_ledger end as report_ledger, case o.source when 'report' then o.list_batch end as report_batch, case o.source when 'report' then o.list_row end as report_row,
  case o.source when 'roster' then o.list_ledger end as family_ledger, case o.source when 'roster' then o.list_batch end as family_batch, case o.source when 'roster' then o.list_row end as family_row
from over_limit o
window of_year as (partition by o.household_key, substr(o.month, 1, 4))
order by o.month, o.place
