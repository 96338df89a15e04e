-- Employees' pensions; one that was stopped without a month has no months.
select
  person_key, name, payer, amount as fen, from_month,
  coalesce(to_month, case when status like '%停%' or status like '%终止%' or status like '%死%' then '0000-00' else '9999-12' end) as to_month,
  status, 'pensions' as ledger, batch, source_row
from ledger_pensions
