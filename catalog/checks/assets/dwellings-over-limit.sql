-- 低保 households whose members own more dwellings than the town's paper allows, or a shop where the paper excludes it.
-- One home of a couple counts once; a share among heirs and a resettlement flat are not counted.
with home as (
  select
    m.program, m.household_key, m.month, m.division, d.place, d.kind, min(m.name) as owner,
    min(d.ledger) as ledger, min(d.batch) as batch, min_by(d.source_row, d.batch) as source_row
  from person_month m
  join dwelling d
    on d.person_key = m.person_key and same_name(d.name, m.name)
    -- Without a day of registration only what is current counts.
    and m.month >= coalesce(d.from_month, month_add(month_of(as_of()), -1))
  where m.program = 'dibao' and m.counts and d.kind in ('dwelling', 'shop') and not d.is_share and not d.is_resettlement
  group by m.program, m.household_key, m.month, m.division, d.place, d.kind
),
numbered as (
  select h.*, row_number() over (partition by household_key, month, kind order by place) as place_no
  from home h
),
owned as (
  select
    household_key, month, count(*) filter (where kind = 'dwelling') as dwellings, count(*) filter (where kind = 'shop') as shops,
    min(owner) as owner,
    max(ledger) filter (where kind = 'dwelling' and place_no = 1) as first_ledger, max(batch) filter (where kind = 'dwelling' and place_no = 1) as first_batch, max(source_row) filter (where kind = 'dwelling' and place_no = 1) as first_row,
    max(ledger) filter (where kind = 'dwelling' and place_no = 2) as second_ledger, max(batch) filter (where kind = 'dwelling' and place_no = 2) as second_batch, max(source_row) filter (where kind = 'dwelling' and place_no = 2) as second_row,
    max(ledger) filter (where kind = 'shop' and place_no = 1) as shop_ledger, max(batch) filter (where kind = 'shop' and place_no = 1) as shop_batch, max(source_row) filter (where kind = 'shop' and place_no = 1) as shop_row
  from numbered
  group by household_key, month
),
household_month as (
  select
    program, household_key, month, division, min(name) as member,
    min(roster_ledger) as roster_ledger, min(roster_batch) as roster_batch, min_by(roster_row, roster_batch) as roster_row
  from person_month
  where program = 'dibao' and counts
  group by program, household_key, month, division
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off' and for_month is not null
  group by household_key, for_month
),
judged as (
  select
    h.*, c.fen as concerned, f.head_name, f.dwellings as stated, f.ledger as family_ledger, f.batch as family_batch, f.source_row as family_row,
    o.dwellings, o.shops, o.first_ledger, o.first_batch, o.first_row, o.second_ledger, o.second_batch, o.second_row, o.shop_ledger, o.shop_batch, o.shop_row,
    coalesce(o.dwellings > r.max_dwellings, false) as is_many, coalesce(r.excludes_shop = 1 and o.shops > 0, false) as is_shop, coalesce(f.dwellings > r.max_dwellings, false) as is_stated
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  left join household f on f.program = 'dibao' and f.household_key = h.household_key and f.month = h.month
  left join paid c on c.household_key = h.household_key and c.month = h.month
  left join owned o on o.household_key = h.household_key and o.month = h.month
)
select
  'household' as subject_kind, j.household_key, j.program, j.division, j.month, coalesce(j.head_name, j.member) as name, j.concerned,
  case when j.is_many then max(j.dwellings) over (partition by j.household_key) end as dwellings, case when j.is_shop then '是' end as has_shop, case when j.is_stated then max(j.stated) over (partition by j.household_key) end as stated,
  case when j.is_shop then max(j.shops) over (partition by j.household_key) end as shops,
  j.family_ledger, j.family_batch, j.family_row, j.roster_ledger, j.roster_batch, j.roster_row,
  j.first_ledger, j.first_batch, j.first_row, j.second_ledger, j.second_batch, j.second_row, j.shop_ledger, j.shop_batch, j.shop_row
from judged j
where j.is_many or j.is_shop or j.is_stated
