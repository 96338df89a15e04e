-- Allowances outside the programs.
select person_key, name, item, amount as fen, from_month, coalesce(to_month, '9999-12') as to_month, 'other_benefits' as ledger, batch, source_row
from ledger_other_benefits
