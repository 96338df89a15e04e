-- Motor vehicles by owner.
select person_key, name, plate, plate_kind, kind, model, registered_on, month_of(registered_on) as from_month, use, status, value as fen, 'vehicles' as ledger, batch, source_row
from ledger_vehicles
