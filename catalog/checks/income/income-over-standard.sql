-- 低保 households whose known income per head, recalculated from lists or stated on the roster itself, is not below the standard.
-- What lists name is the least that a family has; 单人保 has another limit and is left out.
with household_month as (
  select
    m.program, m.household_key, m.month, m.division, max(m.category) as category, max(m.counted_persons) as counted_persons,
    min(m.roster_ledger) as roster_ledger, min(m.roster_batch) as roster_batch, min_by(m.roster_row, m.roster_batch) as roster_row,
    min(m.payment_ledger) as payment_ledger, min(m.payment_batch) as payment_batch, min_by(m.payment_row, m.payment_batch) as payment_row
  from person_month m
  where m.program = 'dibao' and m.counts
  group by m.program, m.household_key, m.month, m.division
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off' and for_month is not null
  group by household_key, for_month
),
-- Everybody on the roster behind the month, protected or not.
member as (
  select distinct h.household_key, h.month as for_month, l.month as list_month, l.person_key, l.name, l.family_size
  from household_month h
  join household_member b on b.program = 'dibao' and b.household_key = h.household_key and b.batch = h.roster_batch and b.source_row = h.roster_row
  join household_member l on l.program = 'dibao' and l.household_key = h.household_key and l.month = b.month
),
size_of as (
  select m.household_key, m.for_month, max(m.list_month) as list_month, greatest(max(coalesce(f.family_size, m.family_size)), count(distinct coalesce(cast(m.person_key as string), m.name))) as family_size,
    max(f.head_name) as head_name, max(f.income_per_head) as stated_year, max(f.category) as category,
    max(f.ledger) as family_ledger, max(f.batch) as family_batch, max(f.source_row) as family_row
  from member m
  left join household f on f.program = 'dibao' and f.household_key = m.household_key and f.month = m.list_month
  group by m.household_key, m.for_month
),
-- The months in which a new job is still in its 渐退期 are left out.
known as (
  select
    m.household_key, m.for_month as month, m.person_key, max(m.name) as name, i.kind, cast(sum(i.fen) as bigint) as fen,
    max(i.ledger) as ledger, max(i.batch) as batch, max_by(i.source_row, i.batch) as source_row
  from member m
  join household_month h on h.household_key = m.household_key and h.month = m.for_month
  join rule r on r.program = 'dibao' and r.division = h.division and r.month = h.month
  join income i on i.person_key = m.person_key and same_name(i.name, m.name) and m.for_month between i.from_month and i.to_month
  where not (i.kind in ('wage', 'tax') and i.since is not null and m.for_month < month_add(i.since, coalesce(r.phase_out, 0)))
    and not (i.kind = 'wage' and coalesce(i.payer, '') like '%公益%')
  group by m.household_key, m.for_month, m.person_key, i.kind
),
-- A wage that two lists name counts once.
by_person as (
  select
    household_key, month, person_key, max(name) as name,
    greatest(coalesce(max(fen) filter (where kind = 'wage'), 0), coalesce(max(fen) filter (where kind = 'tax'), 0)) as wage_fen,
    coalesce(max(fen) filter (where kind = 'pension'), 0) as pension_fen,
    coalesce(cast(sum(fen) filter (where kind in ('unemployment', 'survivor', 'land')) as bigint), 0) as other_fen
  from known
  group by household_key, month, person_key
),
by_household as (
  select
    p.household_key, p.month, cast(sum(p.pension_fen + p.other_fen + greatest(p.wage_fen - coalesce(r.job_deduction, 0), 0)) as bigint) as fen,
    cast(sum(p.wage_fen) as bigint) as wage_fen, cast(sum(p.pension_fen) as bigint) as pension_fen, cast(sum(p.other_fen) as bigint) as other_fen
  from by_person p
  join household_month h on h.household_key = p.household_key and h.month = p.month
  join rule r on r.program = 'dibao' and r.division = h.division and r.month = h.month
  group by p.household_key, p.month
),
source as (
  select
    household_key, month,
    max(ledger) filter (where kind = 'pension') as pension_ledger, max(batch) filter (where kind = 'pension') as pension_batch, max(source_row) filter (where kind = 'pension') as pension_row,
    max(ledger) filter (where kind = 'tax') as tax_ledger, max(batch) filter (where kind = 'tax') as tax_batch, max(source_row) filter (where kind = 'tax') as tax_row,
    max(ledger) filter (where kind = 'wage') as wage_ledger, max(batch) filter (where kind = 'wage') as wage_batch, max(source_row) filter (where kind = 'wage') as wage_row,
    max(ledger) filter (where kind in ('unemployment', 'survivor', 'land')) as other_ledger, max(batch) filter (where kind in ('unemployment', 'survivor', 'land')) as other_batch,
    max(source_row) filter (where kind in ('unemployment', 'survivor', 'land')) as other_row
  from (
    select k.*, row_number() over (partition by household_key, month, case when kind in ('unemployment', 'survivor', 'land') then 'other' else kind end order by fen desc, batch, source_row) as place
    from known k
  ) ranked
  where place = 1
  group by household_key, month
),
judged as (
  select
    h.*, s.family_size, s.head_name, s.family_ledger, s.family_batch, s.family_row, b.wage_fen, b.pension_fen, b.other_fen, p.fen as concerned,
    idiv(b.fen, s.family_size) as listed_fen, idiv(s.stated_year, 12) as stated_fen,
    case coalesce(h.category, s.category) when 'urban' then r.standard_urban when 'rural' then r.standard_rural else greatest(r.standard_urban, r.standard_rural) end as standard
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  join size_of s on s.household_key = h.household_key and s.for_month = h.month and s.family_size > 0
  left join by_household b on b.household_key = h.household_key and b.month = h.month
  left join paid p on p.household_key = h.household_key and p.month = h.month
  where not (coalesce(h.counted_persons, s.family_size) = 1 and s.family_size > 1)
),
over_standard as (
  select j.*, coalesce(j.listed_fen >= j.standard, false) as is_listed, coalesce(j.stated_fen >= j.standard, false) as is_stated
  from judged j
  where j.listed_fen >= j.standard or j.stated_fen >= j.standard
)
select
  'household' as subject_kind, o.household_key, o.program, o.division, o.month, coalesce(o.head_name, max(m.name) over (partition by o.household_key)) as name, o.concerned,
  max(o.family_size) over (partition by o.household_key, substr(o.month, 1, 4)) as family_size,
  max(o.standard) over (partition by o.household_key, substr(o.month, 1, 4)) as standard_fen,
  max(case when o.is_listed then o.listed_fen end) over (partition by o.household_key, substr(o.month, 1, 4)) as listed_per_head_fen,
  max(case when o.is_stated then o.stated_fen end) over (partition by o.household_key, substr(o.month, 1, 4)) as stated_per_head_fen,
  nullif(max(case when o.is_listed then o.pension_fen else 0 end) over (partition by o.household_key, substr(o.month, 1, 4)), 0) as pension_fen,
  nullif(max(case when o.is_listed then o.wage_fen else 0 end) over (partition by o.household_key, substr(o.month, 1, 4)), 0) as wage_fen,
  nullif(max(case when o.is_listed then o.other_fen else 0 end) over (partition by o.household_key, substr(o.month, 1, 4)), 0) as other_fen,
  o.family_ledger, o.family_batch, o.family_row, o.roster_ledger, o.roster_batch, o.roster_row, o.payment_ledger, o.payment_batch, o.payment_row,
  s.pension_ledger, s.pension_batch, s.pension_row, s.tax_ledger, s.tax_batch, s.tax_row, s.wage_ledger, s.wage_batch, s.wage_row, s.other_ledger, s.other_batch, s.other_row
from over_standard o
left join source s on s.household_key = o.household_key and s.month = o.month
left join (select household_key, min(name) as name from member group by household_key) m on m.household_key = o.household_key
