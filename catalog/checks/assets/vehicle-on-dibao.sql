-- Persons counted in 低保 in months in which a car, van, bus or lorry is registered in their name.
with owned as (
  select
    m.*, coalesce(v.kind, v.plate_kind) as vehicle_kind, v.model, v.registered_on, v.ledger as list_ledger, v.batch as list_batch, v.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by v.registered_on, v.batch, v.source_row) as place
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month and r.excludes_vehicle = 1
  join vehicle v
    on v.person_key = m.person_key and same_name(v.name, m.name)
    -- Without a day of registration only what is current counts.
    and m.month >= coalesce(v.from_month, month_add(month_of(as_of()), -1))
  where m.counts
    -- After a death all of it is told of by paid-after-death.
    and not exists (select 1 from deceased x where x.person_key = m.person_key and same_name(x.name, m.name) and x.died_month < m.month)
    and coalesce(v.status, '') not like '%报废%' and coalesce(v.status, '') not like '%注销%' and coalesce(v.status, '') not like '%转移%'
    and coalesce(v.status, '') not like '%过户%' and coalesce(v.status, '') not like '%转出%' and coalesce(v.status, '') not like '%灭失%'
    -- Cars that make up for a disability are none (最低生活保障审核审批办法第十七条); two and three wheels, mopeds, tractors neither.
    -- What class of vehicle it is must be known.
    and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') || coalesce(v.use, '') not like '%残疾%'
    and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%摩托%' and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%三轮%'
    and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%轻便%' and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%自行车%'
    and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%拖拉机%' and coalesce(v.kind, v.plate_kind) || coalesce(v.plate_kind, '') not like '%农用%'
    and coalesce(v.fen, r.vehicle_value_ask, 0) >= coalesce(r.vehicle_value_ask, 0)
)
select
  'person' as subject_kind, o.person_key, o.program, o.division, o.month, o.name,
  -- Several cars are several rows of one month: its money counts once.
  case when o.place = 1 then o.concerned_fen end as concerned, o.vehicle_kind, o.model, o.registered_on,
  o.roster_ledger, o.roster_batch, o.roster_row, o.payment_ledger, o.payment_batch, o.payment_row, o.list_ledger, o.list_batch, o.list_row
from owned o
order by o.month, o.place
