-- 低保 households whose financial assets, stated on the roster or found by a report of the county, exceed the town's limit per person.
with household_month as (
  select
    program, household_key, month, division, min(name) as member, count(distinct person_key) as counted,
    min(roster_ledger) as roster_ledger, min(roster_batch) as roster_batch, min_by(roster_row, roster_batch) as roster_row
  from person_month
  where program = 'dibao' and counts
  group by program, household_key, month, division
),
found as (
  select
    m.household_key, m.month, s.source, cast(sum(s.fen) as bigint) as fen, min(s.ledger) as ledger, min(s.batch) as batch, min_by(s.source_row, s.batch) as source_row
  from (select distinct household_key, month, person_key, name from person_month where program = 'dibao' and counts) m
  join (
    select s.*, row_number() over (partition by person_key, month, source order by fen desc, batch, source_row) as copy_no
    from savings s
  ) s on s.copy_no = 1 and s.person_key = m.person_key and same_name(s.name, m.name) and s.month = m.month
  group by m.household_key, m.month, s.source
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off' and for_month is not null
  group by household_key, for_month
),
judged as (
  select
    h.*, c.fen as concerned, f.head_name, greatest(coalesce(f.family_size, h.counted), h.counted) as family_size, r.max_savings,
    p.fen as report_fen, s.fen as stated_fen, greatest(coalesce(p.fen, 0), coalesce(s.fen, 0)) as fen,
    p.ledger as report_ledger, p.batch as report_batch, p.source_row as report_row, s.ledger as family_ledger, s.batch as family_batch, s.source_row as family_row
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  left join household f on f.program = 'dibao' and f.household_key = h.household_key and f.month = h.month
  left join paid c on c.household_key = h.household_key and c.month = h.month
  left join found p on p.household_key = h.household_key and p.month = h.month and p.source = 'report'
  left join found s on s.household_key = h.household_key and s.month = h.month and s.source = 'roster'
)
select
  'household' as subject_kind, j.household_key, j.program, j.division, j.month, coalesce(j.head_name, j.member) as name, j.concerned,
  max(j.family_size) over (partition by j.household_key, substr(j.month, 1, 4)) as family_size,
  max(j.report_fen) over (partition by j.household_key, substr(j.month, 1, 4)) as report_fen,
  max(j.stated_fen) over (partition by j.household_key, substr(j.month, 1, 4)) as stated_fen,
  max(j.max_savings) over (partition by j.household_key, substr(j.month, 1, 4)) as limit_fen,
  j.report_ledger, j.report_batch, j.report_row, j.family_ledger, j.family_batch, j.family_row, j.roster_ledger, j.roster_batch, j.roster_row
from judged j
where j.fen > j.max_savings * j.family_size
