-- The newest roster of left-behind children of each community: how many children it lists and for how many it names a carer.
with newest as (
  select division, max(month) as month
  from child
  where program = 'left_behind'
  group by division
)
select c.division, c.month, count(*) as children, count(coalesce(c.carer_name, cast(c.carer_key as string))) as named
from child c
join newest n on n.division = c.division and n.month = c.month
where c.program = 'left_behind'
group by c.division, c.month
