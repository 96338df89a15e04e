-- People brought back to the town.
select person_key, name, citizen_id, category, entered_on, returned_on, month_of(returned_on) as month, times, destination, division, 'street_returns' as ledger, batch, source_row
from ledger_street_returns
