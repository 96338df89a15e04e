-- Real estate by owner.
select person_key, name, place, use, registered_on, month_of(registered_on) as from_month, shared, status, 'property' as ledger, batch, source_row
from ledger_property
