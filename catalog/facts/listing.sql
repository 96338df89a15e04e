-- Whoever one of our own lists names with an id column, as written there: one row per row and role (the person, the head).
with listed as (
  select ledger, program, 'citizen_id' as role, person_key, citizen_id, name, sex, birth_date, division, period as month, 1 as place, batch, source_row from family_person
  union all
  select ledger, program, 'head_citizen_id', head_key, head_citizen_id, head_name, cast(null as string), cast(null as date), division, period, 4, batch, source_row from family_person
  union all
  select ledger, program, 'head_citizen_id', head_key, head_citizen_id, head_name, cast(null as string), cast(null as date), division, period, 2, batch, source_row from family_head
  union all
  select 'tekun_person', 'tekun', 'citizen_id', person_key, citizen_id, name, sex, birth_date, division, period, 1, batch, source_row from ledger_tekun_person
  union all
  select 'tekun_family', 'tekun', 'head_citizen_id', head_key, head_citizen_id, head_name, cast(null as string), cast(null as date), division, period, 2, batch, source_row from ledger_tekun_family
  union all
  select
    'disability_subsidy', case when subsidy = 'care' or (subsidy is null and coalesce(living_amount, 0) = 0) then 'disability_care' else 'disability_living' end, 'citizen_id',
    person_key, citizen_id, name, sex, cast(null as date), division, period, 1, batch, source_row
  from ledger_disability_subsidy
  union all
  select 'orphans', 'orphan', 'citizen_id', person_key, citizen_id, name, sex, birth_date, division, period, 1, batch, source_row from ledger_orphans
  union all
  select 'unattended_children', 'unattended_child', 'citizen_id', person_key, citizen_id, name, sex, birth_date, division, period, 1, batch, source_row from ledger_unattended_children
  union all
  select 'left_behind', 'left_behind', 'citizen_id', person_key, citizen_id, name, sex, cast(null as date), division, period, 1, batch, source_row from ledger_left_behind
  union all
  select 'payments', program, 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, coalesce(for_month, period), 3, batch, source_row from ledger_payments
  union all
  select 'payments', program, 'head_citizen_id', head_key, head_citizen_id, head_name, cast(null as string), cast(null as date), division, coalesce(for_month, period), 4, batch, source_row from ledger_payments
  union all
  select 'temporary_aid', 'temporary_aid', 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, month_of(applied_on), 5, batch, source_row from ledger_temporary_aid
  union all
  select 'applications', program, 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, month_of(applied_on), 5, batch, source_row from ledger_applications
  union all
  select 'street_returns', 'street', 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, month_of(returned_on), 5, batch, source_row from ledger_street_returns
  union all
  select 'stops', program, 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, stop_month, 5, batch, source_row from ledger_stops
  union all
  select 'agreements', cast(null as string), 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, month_of(coalesce(signed_on, from_on)), 6, batch, source_row from ledger_agreements
  union all
  select 'visits', cast(null as string), 'citizen_id', person_key, citizen_id, name, cast(null as string), cast(null as date), division, month_of(visited_on), 6, batch, source_row from ledger_visits
)
select ledger, program, role, person_key, citizen_id, name, plain_name(name) as plain, sex, birth_date, division, month, place, batch, source_row
from listed
where name is not null
