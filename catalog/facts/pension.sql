-- Employees' pensions.
select person_key, name, payer, amount as fen, from_month, coalesce(to_month, '9999-12') as to_month, status, 'pensions' as ledger, batch, source_row
from ledger_pensions
