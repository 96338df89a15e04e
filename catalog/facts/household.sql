-- One row per household and month of a roster; from the persons' roster where the families' roster lacks the household.
with family as (
  select
    f.program || ':' || coalesce(f.card_no, c.card_no, cast(f.head_key as string), f.batch || '/' || cast(f.source_row as string)) as household_key,
    f.*
  from family_head f
  left join card_of c on c.program = f.program and c.head_key = f.head_key
),
persons as (
  select
    program, household_key, month,
    max(name) filter (where relation in ('本人', '户主', '申请人')) as head_name,
    max(person_key) filter (where relation in ('本人', '户主', '申请人')) as head_key,
    max(family_size) as family_size, max(protected_size) as protected_size, max(grade) as grade, max(category) as category,
    max(first_month) as first_month,
    case when count(*) filter (where is_protected) = count(fen) filter (where is_protected) then cast(sum(fen) filter (where is_protected) as bigint) end as fen,
    max(division) as division, min(ledger) as ledger, max(batch) as batch, max_by(source_row, row_place(batch, source_row)) as source_row
  from household_member
  where program in ('dibao', 'marginal', 'rigid')
  group by program, household_key, month
)
select
  program, household_key, head_key, head_name, period as month, amount as fen, family_size, protected_size, grade, category, first_month,
  income_per_head, family_extra, person_extra, base_amount, calc_method, reason, dwellings, division, ledger, batch, source_row
from family
union all
select
  program, household_key, head_key, head_name, month, fen, family_size, protected_size, grade, category, first_month,
  cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as string), cast(null as string), cast(null as bigint), division, ledger, batch, source_row
from persons p
where not exists (select 1 from family f where f.household_key = p.household_key and f.period = p.month)
union all
select
  'tekun', 'tekun:' || coalesce(card_no, cast(head_key as string), batch || '/' || cast(source_row as string)), head_key, head_name, period, amount, persons, persons,
  cast(null as string), category, first_month, cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as bigint), cast(null as string), cast(null as string), cast(null as bigint), division, 'tekun_family', batch, source_row
from ledger_tekun_family
