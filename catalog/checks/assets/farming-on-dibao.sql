-- Persons counted in 低保 with a subsidised machine or a year's land subsidy from the sum on that the town's paper names.
with farms as (
  select
    m.*, f.kind as farm_kind, f.what, f.ledger as list_ledger, f.batch as list_batch, f.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by f.kind, f.batch, f.source_row) as place
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join farming f
    on f.person_key = m.person_key and same_name(f.name, m.name) and m.month between f.from_month and f.to_month
    and f.fen >= case f.kind when 'machine' then r.machine_price_ask else r.land_subsidy_ask end
  where m.counts
    -- After a death all of it is told of by paid-after-death.
    and not exists (select 1 from deceased x where x.person_key = m.person_key and same_name(x.name, m.name) and x.died_month < m.month)
)
select
  'person' as subject_kind, f.person_key, f.program, f.division, f.month, f.name,
  -- Several machines are several rows of one month: its money counts once.
  case when f.place = 1 then f.concerned_fen end as concerned,
  case f.farm_kind when 'machine' then f.what end as machine, case f.farm_kind when 'land' then f.what end as area,
  f.roster_ledger, f.roster_batch, f.roster_row, f.payment_ledger, f.payment_batch, f.payment_row, f.list_ledger, f.list_batch, f.list_row
from farms f
order by f.month, f.place
