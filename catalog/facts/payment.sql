-- Every payment once, also when files overlap; a payment without a month counts for the month of its list.
with member_of as (
  select program, person_key, max_by(household_key, coalesce(month, '') || ' ' || household_key) as household_key
  from household_member
  where person_key is not null
  group by program, person_key
)
select
  p.program,
  p.person_key,
  coalesce(
    p.program || ':' || case when p.program in ('dibao', 'marginal', 'rigid', 'tekun') then coalesce(p.card_no, c.card_no) end,
    m.household_key,
    p.program || ':' || cast(coalesce(case when p.program in ('dibao', 'marginal', 'rigid') then p.head_key end, p.person_key) as string),
    p.program || ':' || p.batch || '/' || cast(p.source_row as string)
  ) as household_key,
  p.head_key, p.name, p.head_name, p.citizen_id,
  coalesce(p.for_month, case when p.kind = 'arrears' then null else coalesce(p.period, month_of(p.paid_on)) end) as for_month,
  p.paid_on,
  p.amount as fen,
  coalesce(p.status, 'paid') as status,
  coalesce(
    p.kind,
    case
      when p.item like '%补发%' then 'arrears'
      when p.item like '%一次性%' or p.item like '%慰问%' or p.item like '%临时补贴%' or p.item like '%丧葬%' then 'one_off'
      else 'regular'
    end
  ) as kind,
  p.item, p.account, p.account_name, p.bank_batch, p.return_reason, p.protected_size,
  birth_of(p.person_key) as birth_date,
  p.division, 'payments' as ledger, p.batch, p.source_row
from ledger_payments p
left join card_of c on c.program = p.program and c.head_key = coalesce(p.head_key, p.person_key)
left join member_of m on m.program = p.program and m.person_key = p.person_key
