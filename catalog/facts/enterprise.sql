-- Registered businesses and the roles in them.
select person_key, name, enterprise, kind, role, capital, founded_on, ended_on, status, month_of(founded_on) as from_month,
  coalesce(month_of(ended_on), '9999-12') as to_month, 'enterprises' as ledger, batch, source_row
from ledger_enterprises
