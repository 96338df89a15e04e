-- Care money of the work injury insurance.
select person_key, name, kind, from_month, coalesce(to_month, '9999-12') as to_month, amount as fen, 'work_injury' as ledger, batch, source_row
from ledger_work_injury
where kind is null or kind like '%护理%'
