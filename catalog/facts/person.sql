-- One row per person on our own lists: the newest roster first, then payments and other lists.
with named as (
  select person_key, citizen_id, name, sex, birth_date, division, coalesce(month, '') as stated, 1 as place, ledger, batch, source_row from household_member
  union all
  select person_key, cast(null as string), name, cast(null as string), birth_date, division, coalesce(month, ''), 1, ledger, batch, source_row from child
  union all
  select person_key, citizen_id, name, cast(null as string), birth_date, division, coalesce(for_month, ''), 2, ledger, batch, source_row from payment
  union all
  select person_key, citizen_id, name, cast(null as string), cast(null as date), division, coalesce(month, ''), 2, ledger, batch, source_row from street_return
  union all
  select person_key, cast(null as string), name, cast(null as string), cast(null as date), division, '', 3, ledger, batch, source_row from application
  union all
  select person_key, citizen_id, name, cast(null as string), cast(null as date), division, '', 4, ledger, batch, source_row from disability
)
select
  person_key, citizen_id, name, coalesce(sex, sex_of(person_key)) as sex, coalesce(birth_date, birth_of(person_key)) as birth_date, division, ledger, batch, source_row
from (
  select n.*, row_number() over (partition by person_key order by place, stated desc, batch, source_row) as copy_no
  from named n
  where person_key is not null
) numbered
where copy_no = 1
