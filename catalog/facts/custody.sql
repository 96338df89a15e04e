-- Prison, compulsory detox, detention and community correction.
select person_key, name, kind, from_date, to_date, month_of(from_date) as from_month, coalesce(month_of(to_date), '9999-12') as to_month, 'custody' as ledger, batch, source_row
from ledger_custody
