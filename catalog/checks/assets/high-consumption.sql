-- Clues of a life above the benefit: as many journeys abroad in a year as the town's paper names, or a private school now.
-- A clue asks; it proves nothing about income.
with journey as (
  select
    m.*, t.ledger as list_ledger, t.batch as list_batch, t.source_row as list_row,
    dense_rank() over (partition by m.household_key, m.person_key, substr(m.month, 1, 4) order by t.moved_on) as journey_no
  from trip t
  join person_month m on m.person_key = t.person_key and same_name(m.name, t.name) and m.month = t.month
  where m.counts and coalesce(t.direction, '出') like '%出%'
    -- Labour, treatment and study abroad are no holiday.
    and coalesce(t.reason, '') not like '%务%' and coalesce(t.reason, '') not like '%工%'
    and coalesce(t.reason, '') not like '%医%' and coalesce(t.reason, '') not like '%学%' and coalesce(t.reason, '') not like '%丧%'
),
travelled as (
  select j.*, max(j.journey_no) over (partition by j.household_key, j.person_key, substr(j.month, 1, 4)) as times
  from journey j
),
clue as (
  select
    t.program, t.person_key, t.division, t.month, t.name, '一年出境' || cast(t.times as string) || '次' as what, t.roster_ledger, t.roster_batch, t.roster_row,
    t.list_ledger, t.list_batch, t.list_row
  from travelled t
  join rule r on r.program = t.program and r.division = t.division and r.month = t.month
  where t.times >= r.trips_ask
  union all
  select m.program, m.person_key, m.division, m.month, m.name, '就读' || s.school, m.roster_ledger, m.roster_batch, m.roster_row, s.ledger, s.batch, s.source_row
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month and r.asks_private_school = 1
  join student s on s.person_key = m.person_key and same_name(s.name, m.name)
  -- The list tells of now only.
  where m.counts and m.month >= month_add(month_of(as_of()), -1)
    and (s.school like '%民办%' or s.school like '%私立%' or s.school like '%国际%' or s.school like '%双语%' or s.school like '%贵族%')
    and coalesce(s.status, '') not like '%毕业%' and coalesce(s.status, '') not like '%离校%' and coalesce(s.status, '') not like '%转出%'
)
select
  'person' as subject_kind, c.person_key, c.program, c.division, c.month, c.name, c.what, c.roster_ledger, c.roster_batch, c.roster_row, c.list_ledger, c.list_batch, c.list_row
from clue c
order by c.month, c.list_batch, c.list_row
