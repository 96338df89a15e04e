-- Stops, cuts and ends of benefits, with hearing and notice.
select program, person_key, name, action, reason, heard_on, decided_on, month_of(decided_on) as month, notified_on, stop_month, division, 'stops' as ledger, batch, source_row
from ledger_stops
