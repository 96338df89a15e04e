-- Farm machines bought with a subsidy, by price, and what was paid for tilled land in a year.
select
  person_key, name, 'machine' as kind, coalesce(kind, model) as what, price as fen, month_of(bought_on) as from_month, '9999-12' as to_month,
  'farm_machines' as ledger, batch, source_row
from ledger_farm_machines
union all
select
  person_key, name, 'land', area, subsidy, cast(year as string) || '-01', cast(year as string) || '-12', 'land', batch, source_row
from ledger_land
