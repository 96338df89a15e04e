-- Persons counted in 低保 with a subsidised machine or a year's land subsidy from the sum on that the town's paper names.
with farms as (
  select
    m.*, f.kind as farm_kind, f.what, f.fen, f.ledger as farm_ledger, f.batch as farm_batch, f.source_row as farm_row,
    row_number() over (partition by m.household_key, m.person_key, m.month, f.kind order by f.fen desc, f.batch, f.source_row) as place
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join farming f on f.person_key = m.person_key and same_name(f.name, m.name) and m.month between f.from_month and f.to_month
  where m.program = 'dibao' and m.counts
    and ((f.kind = 'machine' and f.fen >= r.machine_price_ask) or (f.kind = 'land' and f.fen >= r.land_subsidy_ask))
)
select
  'person' as subject_kind, f.person_key, f.program, f.division, f.month, f.name, max(f.concerned_fen) as concerned,
  max(f.what) filter (where f.farm_kind = 'machine') as machine, max(f.fen) filter (where f.farm_kind = 'machine') as price,
  max(f.what) filter (where f.farm_kind = 'land') as area, max(case when f.farm_kind = 'land' then '是' end) as is_planter,
  max(f.roster_ledger) as roster_ledger, max(f.roster_batch) as roster_batch, max(f.roster_row) as roster_row,
  max(f.payment_ledger) as payment_ledger, max(f.payment_batch) as payment_batch, max(f.payment_row) as payment_row,
  max(f.farm_ledger) filter (where f.farm_kind = 'machine') as machine_ledger, max(f.farm_batch) filter (where f.farm_kind = 'machine') as machine_batch, max(f.farm_row) filter (where f.farm_kind = 'machine') as machine_row,
  max(f.farm_ledger) filter (where f.farm_kind = 'land') as land_ledger, max(f.farm_batch) filter (where f.farm_kind = 'land') as land_batch, max(f.farm_row) filter (where f.farm_kind = 'land') as land_row
from farms f
where f.place = 1
group by f.household_key, f.person_key, f.program, f.division, f.month, f.name
