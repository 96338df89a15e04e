-- What the bank says of each payment order: credited or returned. The program is told by the words of the item; an account is one
-- that is written whole.
select
  person_key, name, case when length(account) > 9 and account not like '%*%' then account end as account, item, batch_no,
  case
    -- Whom a benefit is for comes before its kind: 事实无人抚养儿童基本生活补贴, 特困人员护理补贴.
    when item like '%特困%' then 'tekun'
    when item like '%事实无人%' then 'unattended_child'
    when item like '%孤儿%' then 'orphan'
    when item like '%护理补贴%' then 'disability_care'
    when item like '%生活补贴%' then 'disability_living'
    when item like '%低保%' or item like '%最低生活保障%' then 'dibao'
  end as program,
  amount as fen, paid_on, month_of(paid_on) as month, coalesce(status, 'paid') as status, return_reason,
  'bank_receipts' as ledger, batch, source_row
from ledger_bank_receipts
