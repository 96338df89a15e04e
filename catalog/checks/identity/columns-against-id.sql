-- Sex, birth date or disability card number in a column of a list that is not the one in the valid id beside it.
with written as (
  select
    ledger, program, person_key, name, division, month, batch, source_row, birth_date, 'id' as compared,
    coalesce(sex <> sex_of(person_key), false) as is_other_sex,
    -- A month without its day is written as the first of the month.
    case
      when birth_date is null then false
      else coalesce(
        birth_date <> birth_of(person_key)
          and not (birth_date = first_day(month_of(birth_date)) and month_of(birth_date) = month_of(birth_of(person_key))),
        false
      ) end as is_other_birth,
    cast(null as string) as other_card
  from listing
  where role = 'citizen_id'
  union all
  select ledger, program, person_key, name, division, month, batch, source_row, cast(null as date), 'card', false, false, difference
  from card_number
),
newest as (
  select w.*,
    row_number() over (
      partition by person_key, ledger, program, is_other_sex, is_other_birth, compared order by coalesce(month, '') desc, batch desc, source_row desc) as copy_no
  from written w
  where is_other_sex or is_other_birth or other_card is not null
),
standing as (
  select n.*
  from newest n
  where n.copy_no = 1
    -- A later row of the same list puts it right; of card numbers the newest that differs has only such after it.
    and not exists (
      select 1 from written c
      where c.person_key = n.person_key and c.ledger = n.ledger and c.program = n.program and c.compared = n.compared
        and coalesce(c.month, '') || c.batch > coalesce(n.month, '') || n.batch
        and not c.is_other_sex and not c.is_other_birth
    )
)
select
  'person' as subject_kind, s.person_key, s.program, s.division, s.name,
  case when s.is_other_sex then '性别' end as other_sex,
  case when s.is_other_birth then s.birth_date end as written_birth, case when s.is_other_birth then birth_of(s.person_key) end as id_birth, s.other_card,
  s.ledger as roster_ledger, s.batch as roster_batch, s.source_row as roster_row
from standing s
