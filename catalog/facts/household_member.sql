-- Who stands on which roster in which month: one row per person, program and month, with the share that the roster states.
with headed as (
  select p.*, coalesce(p.head_key, case when p.relation is null or p.relation in ('本人', '户主', '申请人') then p.person_key end) as own_head
  from family_person p
),
keyed as (
  select
    h.program || ':' || coalesce(h.card_no, c.card_no, cast(h.own_head as string), h.batch || '/' || cast(h.source_row as string)) as household_key,
    h.*
  from headed h
  left join card_of c on c.program = h.program and c.head_key = h.own_head
),
counted as (
  select
    k.*,
    count(*) over (partition by household_key, period) as listed,
    count(case when coalesce(protected, true) then 1 end) over (partition by household_key, period) as listed_protected
  from keyed k
)
select
  program, household_key, person_key, name, citizen_id, relation, coalesce(protected, true) as is_protected, period as month, first_month,
  case when coalesce(protected_size, listed_protected) = 1 and coalesce(protected, true) then coalesce(amount, household_amount, total_amount) else amount end as fen,
  coalesce(protected_size, listed_protected) as protected_size, coalesce(family_size, listed) as family_size,
  grade, category, coalesce(birth_date, birth_of(person_key)) as birth_date, sex, disability_card, disability_kind, disability_level, illness,
  cast(null as string) as support, cast(null as string) as self_care, cast(null as boolean) as at_school,
  division, ledger, batch, source_row
from counted
union all
select
  'tekun', 'tekun:' || coalesce(card_no, cast(person_key as string), batch || '/' || cast(source_row as string)), person_key, name, citizen_id, '本人', true, period, coalesce(first_month, month_of(decided_on)),
  coalesce(amount, living_amount + coalesce(care_amount, 0)), 1, 1,
  cast(null as string), cast(null as string), coalesce(birth_date, birth_of(person_key)), sex, cast(null as string), cast(null as string), cast(null as bigint), cast(null as string),
  support, self_care, cast(null as boolean), division, 'tekun_person', batch, source_row
from ledger_tekun_person
union all
select
  'disability_living', 'disability_living:' || coalesce(cast(person_key as string), batch || '/' || cast(source_row as string)), person_key, name, citizen_id, '本人', true, period, first_month,
  coalesce(living_amount, standard, amount), 1, 1,
  cast(null as string), cast(null as string), birth_of(person_key), sex, disability_card, disability_kind, disability_level, cast(null as string),
  cast(null as string), cast(null as string), cast(null as boolean), division, 'disability_subsidy', batch, source_row
from ledger_disability_subsidy
where subsidy = 'living' or (subsidy is null and coalesce(living_amount, 0) > 0)
union all
select
  'disability_care', 'disability_care:' || coalesce(cast(person_key as string), batch || '/' || cast(source_row as string)), person_key, name, citizen_id, '本人', true, period, first_month,
  coalesce(care_amount, standard, amount), 1, 1,
  cast(null as string), cast(null as string), birth_of(person_key), sex, disability_card, disability_kind, disability_level, cast(null as string),
  cast(null as string), cast(null as string), cast(null as boolean), division, 'disability_subsidy', batch, source_row
from ledger_disability_subsidy
where subsidy = 'care' or (subsidy is null and coalesce(care_amount, 0) > 0)
union all
select
  program, program || ':' || coalesce(cast(person_key as string), batch || '/' || cast(source_row as string)), person_key, name, citizen_id, '本人', true, period, first_month, amount, 1, 1,
  cast(null as string), cast(null as string), coalesce(birth_date, birth_of(person_key)), sex, cast(null as string), cast(null as string), cast(null as bigint), health,
  cast(null as string), cast(null as string), at_school, division, ledger, batch, source_row
from roster_child
