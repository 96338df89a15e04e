-- The payment list against the bank's receipts, month by month: listed as paid and not credited, another sum, credited and not listed.
with
-- Accounts are often a guardian's: everybody who is paid into one is looked at as one payee.
holder as (
  select account, min(person_key) as payee
  from payment
  where length(account) > 9 and account not like '%*%'
  group by account
),
listed as (
  select p.*, month_of(p.paid_on) as paid_month, coalesce(h.payee, p.person_key) as payee
  from payment p
  left join holder h on h.account = p.account
),
known as (
  select program, person_key, min(payee) as payee
  from listed
  group by program, person_key
),
-- Of several the one with the lowest number stands for them.
shown as (
  select l.*, row_number() over (partition by program, payee order by person_key, paid_month desc, batch, source_row) as place
  from listed l
),
list_side as (
  select
    program, payee, paid_month as month, max(paid_on) as paid_on, cast(sum(fen) as bigint) as list_fen,
    min(batch) as list_batch, min_by(source_row, row_place(batch, source_row)) as list_row
  from listed
  where status = 'paid'
  group by program, payee, paid_month
),
answered as (
  select r.*, coalesce(h.payee, k.payee) as payee
  from receipt r
  left join holder h on h.account = r.account
  left join known k on k.program = r.program and k.person_key = r.person_key
),
bank_side as (
  select
    program, payee, month, cast(sum(case when status = 'paid' then fen else 0 end) as bigint) as bank_fen,
    min(batch) as bank_batch, min_by(source_row, row_place(batch, source_row)) as bank_row
  from answered
  group by program, payee, month
),
compared as (
  select
    program, payee, month, max(paid_on) as paid_on, max(list_fen) as list_fen, max(bank_fen) as bank_fen, coalesce(max(bank_fen), 0) - coalesce(max(list_fen), 0) as more_fen,
    max(list_batch) as list_batch, max(list_row) as list_row, max(bank_batch) as bank_batch, max(bank_row) as bank_row
  from (
    select program, payee, month, paid_on, list_fen, cast(null as bigint) as bank_fen, list_batch, list_row, cast(null as string) as bank_batch, cast(null as bigint) as bank_row
    from list_side
    union all
    select program, payee, month, cast(null as date), cast(null as bigint), bank_fen, cast(null as string), cast(null as bigint), bank_batch, bank_row
    from bank_side
  ) sides
  where payee is not null
  group by program, payee, month
),
-- Receipts speak for a month of a benefit when they answer for at least nine of ten payments of its list.
spoken as (
  select program, month
  from compared
  group by program, month
  having count(bank_fen) filter (where list_fen is not null) * 10 >= count(list_fen) * 9
),
off as (
  select c.*, k.person_key, k.name, k.division
  from compared c
  join shown k on k.program = c.program and k.payee = c.payee and k.place = 1
  join spoken s on s.program = c.program and s.month = c.month
  where c.more_fen <> 0
    -- Credited a few days later, in the next month, or booked in the one before.
    and not exists (
      select 1 from compared n
      where n.program = c.program and n.payee = c.payee and n.month in (month_add(c.month, -1), month_add(c.month, 1)) and n.more_fen = 0 - c.more_fen)
    -- What was paid in the last days of a month is looked for in the next one's receipts too.
    and (c.paid_on <= day_add(month_end(c.month), -5) or c.more_fen > 0
      or exists (select 1 from spoken x where x.program = c.program and x.month = month_add(c.month, 1)))
    -- What is on no list of a month is missing there only where the list speaks.
    and (c.list_fen is not null
      or exists (select 1 from coverage v where v.ledger = 'payments' and v.program = c.program and v.month = c.month and v.division = k.division))
)
select
  'person' as subject_kind, o.person_key, o.program, o.division, o.month, o.name,
  case
    when o.list_fen is null then '银行发了，明细里没有'
    when o.bank_fen is null then '回执里没有这一笔'
    when o.bank_fen = 0 then '银行退回'
    else '到账的数与明细不同' end as how,
  coalesce(sum(o.list_fen) over (partition by o.program, o.payee, substr(o.month, 1, 4)), 0) as listed_fen,
  coalesce(sum(o.bank_fen) over (partition by o.program, o.payee, substr(o.month, 1, 4)), 0) as banked_fen,
  case when o.list_fen is null then o.bank_fen end as concerned,
  case when o.list_fen is not null then nullif(greatest(o.more_fen, 0), 0) end as overpaid, nullif(greatest(0 - o.more_fen, 0), 0) as underpaid,
  'payments' as list_ledger, o.list_batch, o.list_row, 'bank_receipts' as bank_ledger, o.bank_batch, o.bank_row
from off o
join rule r on r.program = o.program and r.division = o.division and r.month = o.month
