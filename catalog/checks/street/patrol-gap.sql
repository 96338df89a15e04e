-- Points that nobody walked for longer than the town's schedule says, inside the months for which the log of patrols speaks.
with walks as (
  select distinct p.division, plain_name(p.point) as point_key, p.walked_on
  from patrol p
),
points as (
  select division, plain_name(point) as point_key, max(point) as point from patrol group by division, plain_name(point)
),
gaps as (
  select w.division, w.point_key, w.walked_on as from_on, coalesce(lead(w.walked_on) over (partition by w.division, w.point_key order by w.walked_on), day_add(as_of(), 1)) as until_on
  from walks w
)
select
  'division' as subject_kind, 'street' as program, g.division, month_of(day_add(g.from_on, r.patrol_every)) as month, p.point, g.from_on, r.patrol_every as days_allowed,
  day_add(g.from_on, r.patrol_every) as due_on
from gaps g
join points p on p.division = g.division and p.point_key = g.point_key
join rule r on r.program = 'street' and r.division = g.division and r.month = month_of(g.from_on)
where days_between(g.from_on, g.until_on) > r.patrol_every
  -- Every month from the last walk to the day on which the next was due must be covered.
  and (
    select count(distinct c.month) from coverage c
    where c.ledger = 'patrols' and c.division = g.division and c.month between month_of(g.from_on) and month_of(day_add(g.from_on, r.patrol_every))
  ) = months_between(month_of(g.from_on), month_of(day_add(g.from_on, r.patrol_every))) + 1
