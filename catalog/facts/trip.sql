-- Journeys abroad, by day of leaving.
select person_key, name, moved_on, month_of(moved_on) as month, direction, reason, 'travel' as ledger, batch, source_row
from ledger_travel
