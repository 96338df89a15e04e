-- Registered adoptions, with the months in which they count.
select
  person_key, name, former_name, adopter_name, registered_on, month_of(registered_on) as from_month, coalesce(month_of(dissolved_on), '9999-12') as to_month,
  'adoptions' as ledger, batch, source_row
from ledger_adoptions
where registered_on is not null
