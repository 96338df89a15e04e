-- Stretches of the patrol schedule in which nobody walked the place, and walked places outside the schedule that nobody came back to in
-- the town's days; inside the months for which the log of patrols speaks.
with walks as (
  select distinct p.division, plain_name(p.point) as point_key, p.walked_on
  from patrol p
),
-- Every day, also of a year whose holidays are not announced yet.
day as (
  select day_add(first_day(m.month), n.days_after) as date
  from month m
  cross join (select distinct days_between(first_day(month_of(date)), date) as days_after from working_day) n
  where month_of(day_add(first_day(m.month), n.days_after)) = m.month
),
stretch as (
  -- The page shows the same stretches: of so many days each, from the schedule's first day on.
  select
    s.division, plain_name(s.point) as point_key, s.source as paper, coalesce(s.every_days, r.patrol_every) as days_allowed,
    w.date as from_on, least(day_add(w.date, coalesce(s.every_days, r.patrol_every) - 1), s.ends_on) as to_on,
    s.ledger as point_ledger, s.batch as point_batch, s.source_row as point_row
  from patrol_point s
  join day w on w.date >= s.from_on and w.date <= coalesce(s.ends_on, as_of())
  join rule r on r.program = 'street' and r.division = s.division and r.month = month_of(w.date)
  where days_between(s.from_on, w.date) % coalesce(s.every_days, r.patrol_every) = 0
  union all
  select
    p.division, p.point_key, cast(null as string), r.patrol_every, day_add(p.walked_on, 1), day_add(p.walked_on, r.patrol_every),
    cast(null as string), cast(null as string), cast(null as bigint)
  from walks p
  join rule r on r.program = 'street' and r.division = p.division and r.month = month_of(p.walked_on)
  where not exists (select 1 from patrol_point s where substr(p.division, 1, length(s.division)) = s.division and plain_name(s.point) = p.point_key)
)
select
  'division' as subject_kind, 'street' as program, t.division, month_of(t.to_on) as month, t.point_key as point,
  t.days_allowed, t.paper, cast(t.from_on as string) || case when t.to_on > t.from_on then '至' || cast(t.to_on as string) else '' end as lapse,
  t.point_ledger, t.point_batch, t.point_row
from stretch t
-- A stretch that is not over is not missed.
where t.to_on < as_of()
  and not exists (select 1 from walks w where substr(w.division, 1, length(t.division)) = t.division and w.point_key = t.point_key and w.walked_on between t.from_on and t.to_on)
  and (
    select count(distinct c.month) from coverage c
    where c.ledger = 'patrols' and c.division = t.division and c.month between month_of(t.from_on) and month_of(t.to_on)
  ) = months_between(month_of(t.from_on), month_of(t.to_on)) + 1
