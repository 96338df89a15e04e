-- People on a public payroll with the months in which they are paid; a leaver without a month has no months.
select
  person_key, name, unit, identity, post, status, from_month,
  coalesce(to_month, case when status like '%离%' or status like '%停%' or status like '%死%' or status like '%退%' or status like '%辞%' then '0000-00' else '9999-12' end) as to_month,
  'payroll' as ledger, batch, source_row
from ledger_payroll
