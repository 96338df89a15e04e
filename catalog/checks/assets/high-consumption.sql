-- Clues of a life above the benefit: as many journeys abroad in a year as the town's paper names, or a private school now.
-- A clue asks; it proves nothing about income.
with counted as (
  select * from person_month where program = 'dibao' and counts
),
journey as (
  select
    c.household_key, c.person_key, c.program, c.division, c.month, c.name, c.roster_ledger, c.roster_batch, c.roster_row, t.moved_on, t.ledger, t.batch, t.source_row,
    count(*) over (partition by c.household_key, c.person_key, substr(c.month, 1, 4)) as times
  from (select distinct person_key, name, moved_on, month, direction, reason, min(ledger) over (partition by person_key, moved_on) as ledger, min(batch) over (partition by person_key, moved_on) as batch,
      min(source_row) over (partition by person_key, moved_on) as source_row from trip) t
  join counted c on c.person_key = t.person_key and same_name(c.name, t.name) and c.month = t.month
  where coalesce(t.direction, '出') like '%出%'
    -- Labour, treatment and study abroad are no holiday.
    and coalesce(t.reason, '') not like '%劳务%' and coalesce(t.reason, '') not like '%务工%' and coalesce(t.reason, '') not like '%工作%'
    and coalesce(t.reason, '') not like '%医%' and coalesce(t.reason, '') not like '%学%' and coalesce(t.reason, '') not like '%奔丧%'
),
pupil as (
  select
    c.household_key, c.person_key, c.program, c.division, c.month, c.name, c.roster_ledger, c.roster_batch, c.roster_row, s.school, s.ledger, s.batch, s.source_row,
    row_number() over (partition by c.household_key, c.person_key, c.month order by s.batch, s.source_row) as copy_no
  from counted c
  join student s on s.person_key = c.person_key and same_name(s.name, c.name)
  -- The list tells of now only.
  where c.month >= month_add(month_of(as_of()), -1)
    and (s.school like '%民办%' or s.school like '%私立%' or s.school like '%国际%' or s.school like '%双语%' or s.school like '%贵族%')
    and coalesce(s.status, '') not like '%毕业%' and coalesce(s.status, '') not like '%离校%' and coalesce(s.status, '') not like '%转出%'
),
clue as (
  select j.household_key, j.person_key, j.program, j.division, j.month, j.name, '一年出境' || cast(j.times as string) || '次' as what, j.roster_ledger, j.roster_batch, j.roster_row, j.ledger, j.batch, j.source_row
  from journey j
  join rule r on r.program = j.program and r.division = j.division and r.month = j.month
  where j.times >= r.trips_ask
  union all
  select p.household_key, p.person_key, p.program, p.division, p.month, p.name, '就读' || p.school, p.roster_ledger, p.roster_batch, p.roster_row, p.ledger, p.batch, p.source_row
  from pupil p
  join rule r on r.program = p.program and r.division = p.division and r.month = p.month
  where p.copy_no = 1 and r.asks_private_school = 1
)
select
  'person' as subject_kind, c.person_key, c.program, c.division, c.month, c.name, c.what,
  c.roster_ledger, c.roster_batch, c.roster_row, c.ledger as list_ledger, c.batch as list_batch, c.source_row as list_row
from clue c
