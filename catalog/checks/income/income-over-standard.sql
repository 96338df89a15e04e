-- 低保 households whose known income per head, recalculated from lists or stated on the roster itself, is not below the standard.
-- What lists name is the least that a family has; 单人保 has another limit and is left out.
with looked_at as (
  select h.*, r.standard_urban, r.standard_rural, coalesce(r.phase_out, 0) as phase_out, coalesce(r.job_deduction, 0) as job_deduction
  from household_month h
  join rule r on r.program = h.program and r.division = h.division and r.month = h.month
  where h.counted_persons > 1 or h.family_size = 1
),
-- Of everybody on the roster behind the month, protected or not; the first months of a job are its 渐退期.
known as (
  select h.household_key, h.month, h.job_deduction, m.person_key, i.kind, i.fen, i.ledger, i.batch, i.source_row
  from looked_at h
  join household_member m on m.household_key = h.household_key and m.month = h.list_month
  join income i on i.person_key = m.person_key and same_name(i.name, m.name) and h.month between i.from_month and i.to_month
  where i.kind not in ('wage', 'tax') or (h.month >= month_add(coalesce(i.since, '0001-01'), h.phase_out) and coalesce(i.payer, '') not like '%公益%')
),
-- A wage that two lists name counts once.
by_person as (
  select
    household_key, month, person_key, job_deduction,
    greatest(sum(case when kind = 'wage' then fen else 0 end), sum(case when kind = 'tax' then fen else 0 end)) as wage_fen,
    sum(case when kind = 'pension' then fen else 0 end) as pension_fen, sum(case when kind in ('wage', 'tax', 'pension') then 0 else fen end) as other_fen
  from known
  group by household_key, month, person_key, job_deduction
),
by_household as (
  select
    household_key, month, sum(wage_fen) as wage_fen, sum(greatest(wage_fen - job_deduction, 0)) as counted_wage_fen,
    sum(pension_fen) as pension_fen, sum(other_fen) as other_fen
  from by_person
  group by household_key, month
),
priced as (
  select
    h.*, b.wage_fen, b.counted_wage_fen, b.pension_fen, b.other_fen,
    case h.category when 'urban' then h.standard_urban when 'rural' then h.standard_rural else greatest(h.standard_urban, h.standard_rural) end as standard
  from looked_at h
  left join by_household b on b.household_key = h.household_key and b.month = h.month
),
-- The fewest kinds of income that reach the standard, the largest first: the others are evidence.
needed as (
  select
    p.*,
    case when p.counted_wage_fen > p.pension_fen then p.counted_wage_fen else 0 end + case when p.other_fen > p.pension_fen then p.other_fen else 0 end
      < p.standard * p.family_size as names_pension,
    case when p.pension_fen >= p.counted_wage_fen then p.pension_fen else 0 end + case when p.other_fen > p.counted_wage_fen then p.other_fen else 0 end
      < p.standard * p.family_size as names_wage,
    case when p.pension_fen >= p.other_fen then p.pension_fen else 0 end + case when p.counted_wage_fen >= p.other_fen then p.counted_wage_fen else 0 end
      < p.standard * p.family_size as names_other
  from priced p
),
judged as (
  select
    n.*, idiv(n.stated_income_year, 12) as stated_fen,
    idiv(
      case when n.names_pension then n.pension_fen else 0 end + case when n.names_wage then n.counted_wage_fen else 0 end
        + case when n.names_other then n.other_fen else 0 end, n.family_size) as listed_fen
  from needed n
),
source as (
  select j.*, coalesce(j.listed_fen >= j.standard, false) as is_listed, k.ledger as list_ledger, k.batch as list_batch, k.source_row as list_row,
    row_number() over (partition by j.household_key, j.month order by k.batch, k.source_row) as place
  from judged j
  left join known k on k.household_key = j.household_key and k.month = j.month
  where j.listed_fen >= j.standard or j.stated_fen >= j.standard
)
select
  'household' as subject_kind, s.household_key, max_by(s.head_key, s.month) over of_year as person_key, s.program, s.division, s.month, s.name,
  -- Several incomes are several rows of one month: its money counts once.
  case when s.place = 1 then s.concerned_fen end as concerned,
  max(s.family_size) over of_year as family_size, cast(max(s.standard) over of_year as bigint) as standard_fen,
  cast(max(case when s.listed_fen >= s.standard then s.listed_fen end) over of_reason as bigint) as listed_per_head_fen,
  case when not s.is_listed then cast(max(s.stated_fen) over of_reason as bigint) end as stated_per_head_fen,
  case when s.is_listed and s.names_pension then cast(nullif(max(s.pension_fen) over of_reason, 0) as bigint) end as pension_fen,
  case when s.is_listed and s.names_wage then cast(nullif(max(s.wage_fen) over of_reason, 0) as bigint) end as wage_fen,
  case when s.is_listed and s.names_other then cast(nullif(max(s.other_fen) over of_reason, 0) as bigint) end as other_fen,
  s.family_ledger, s.family_batch, s.family_row, s.roster_ledger, s.roster_batch, s.roster_row, s.list_ledger, s.list_batch, s.list_row
from source s
window
  of_year as (partition by s.household_key, substr(s.month, 1, 4)),
  of_reason as (partition by s.household_key, substr(s.month, 1, 4), s.is_listed, s.names_pension, s.names_wage, s.names_other)
order by s.month, s.place
