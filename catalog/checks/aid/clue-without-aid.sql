-- Clues on people in trouble without an end, help or an application in the town's working days, where the registers of aid and of applications speak.
with working as (
  select no, min(date) as date from working_day group by no
),
due as (
  -- Late on the first day after the town's working days; the calendar ends today, so there is none while the time runs.
  select c.*, month_of(c.found_on) as month, w.date as late_on
  from clue c
  join rule r on r.program = 'temporary_aid' and r.division = c.division and r.month = month_of(c.found_on)
  join working_day s on s.date = c.found_on
  join working w on w.no = s.no + r.clue_within + 1
  where c.concluded_on is null and c.outcome is null
)
select
  case when d.person_key is null then 'row' else 'person' end as subject_kind, d.person_key,
  case when d.person_key is null then d.ledger || '|' || plain_name(d.name) || '|' || d.division end as row_key,
  'temporary_aid' as program, d.division, d.month, d.name, d.found_on, d.late_on,
  case d.ledger when 'complaints' then d.name || '来电来信说有困难（也可能是替别人说的）' else '发现' || d.name || '有困难' end as what, d.ledger as list_ledger, d.batch as list_batch, d.source_row as list_row
from due d
where d.name is not null
  and (
    select count(distinct c.month) from coverage c
    join coverage o on o.ledger = 'applications' and o.month = c.month and o.division = c.division
    where c.program = 'temporary_aid' and c.division = d.division and c.month between d.month and month_of(d.late_on)
  ) = months_between(d.month, month_of(d.late_on)) + 1
  and not exists (
    select 1 from helped a
    where a.day >= d.found_on
      and (a.person_key = d.person_key
        or (coalesce(a.person_key, d.person_key) is null or (a.person_key is null) <> (d.person_key is null))
          and plain_name(a.name) = plain_name(d.name) and a.division = d.division))
  and not exists (select 1 from deceased x where x.person_key = d.person_key and x.died_on <= d.late_on)
