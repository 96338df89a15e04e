-- 低保 households whose members own more dwellings than the town's paper allows, or a shop where the paper excludes it.
-- One home of a couple counts once; a share among heirs and a resettlement flat are not counted.
with home as (
  select distinct m.household_key, m.month, d.place, d.kind, d.ledger, d.batch, d.source_row,
    dense_rank() over (partition by m.household_key, m.month, d.kind order by d.place) as place_no
  from person_month m
  join dwelling d
    on d.person_key = m.person_key and same_name(d.name, m.name)
    -- Without a day of registration only what is current counts.
    and m.month >= coalesce(d.from_month, month_add(month_of(as_of()), -1))
  where not d.is_share and not d.is_resettlement
),
seen as (
  select
    h.*, r.max_dwellings, r.excludes_shop, o.kind, o.ledger as list_ledger, o.batch as list_batch, o.source_row as list_row,
    max(case o.kind when 'dwelling' then o.place_no end) over (partition by h.household_key, h.month) as owned,
    max(case o.kind when 'shop' then o.place_no end) over (partition by h.household_key, h.month) as owned_shops,
    row_number() over (partition by h.household_key, h.month order by o.batch, o.source_row) as place
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  left join home o on o.household_key = h.household_key and o.month = h.month
),
judged as (
  select
    s.*, case when s.owned > s.max_dwellings then s.owned end as dwellings, case when s.excludes_shop = 1 then s.owned_shops end as shops,
    case when s.stated_dwellings > s.max_dwellings then s.stated_dwellings end as stated
  from seen s
)
select
  'household' as subject_kind, j.household_key, max_by(j.head_key, j.month) over (partition by j.household_key) as person_key, j.program, j.division, j.month, j.name,
  -- Several homes are several rows of one month: its money counts once.
  case when j.place = 1 then j.concerned_fen end as concerned,
  case when j.kind = 'dwelling' and j.dwellings is not null then max(j.dwellings) over (partition by j.household_key) end as dwellings,
  case when j.kind = 'shop' and j.shops is not null then max(j.shops) over (partition by j.household_key) end as shops,
  case when coalesce(j.dwellings, j.shops) is null then max(j.stated) over (partition by j.household_key) end as stated,
  j.family_ledger, j.family_batch, j.family_row, j.roster_ledger, j.roster_batch, j.roster_row, j.list_ledger, j.list_batch, j.list_row
from judged j
where coalesce(j.dwellings, j.shops, j.stated) is not null
order by j.month, j.place
