-- The same sum of temporary aid granted on one day to as many families of one community as the town's paper asks about, but for a disaster.
with granted as (
  select
    a.*, r.even_ask,
    coalesce(h.household_key, 'person:' || cast(a.person_key as string), 'name:' || plain_name(a.name)) as family
  from aid a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = month_of(a.granted_on)
  left join dibao_home h on h.person_key = a.person_key
  where a.fen > 0
    -- A batch after a disaster is alike by nature.
    and coalesce(a.cause, '') not like '%灾%' and coalesce(a.cause, '') not like '%火%' and coalesce(a.cause, '') not like '%洪%'
    and coalesce(a.cause, '') not like '%涝%' and coalesce(a.cause, '') not like '%震%' and coalesce(a.cause, '') not like '%台风%'
    and coalesce(a.cause, '') not like '%疫%'
),
alike as (
  select division, granted_on, fen, count(distinct family) as families
  from granted
  group by division, granted_on, fen
)
select
  'division' as subject_kind, cast(null as bigint) as person_key, 'temporary_aid' as program, g.division, month_of(g.granted_on) as month, d.name as division_name,
  g.granted_on, cast(g.fen as string) as sum_key, g.fen as each_fen, l.families, g.name as who, g.fen as concerned,
  g.ledger as aid_ledger, g.batch as aid_batch, g.source_row as aid_row
from granted g
join alike l on l.division = g.division and l.granted_on = g.granted_on and l.fen = g.fen
join division d on d.code = g.division
where l.families >= g.even_ask
order by g.name, g.ledger, g.batch, g.source_row
