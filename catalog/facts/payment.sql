-- Every payment once, also when files overlap; a payment without a month counts for the month of its list. What a list of subsidies
-- says was paid (实发金额) counts where no payment list speaks; what it adds for other months or pays for several is not the month's own.
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
union all
select
  s.program, s.person_key, s.program || ':' || coalesce(cast(s.person_key as string), s.batch || '/' || cast(s.source_row as string)),
  cast(null as bigint), s.name, cast(null as string), s.citizen_id, s.period, cast(null as date), s.fen, 'paid', 'regular',
  cast(null as string), cast(null as string), cast(null as string), cast(null as string), cast(null as string), cast(null as bigint), birth_of(s.person_key),
  s.division, 'disability_subsidy', s.batch, s.source_row
from (
  select 'disability_living' as program, coalesce(living_amount, amount - coalesce(arrears, 0)) as fen, person_key, name, citizen_id, period, division, batch, source_row
  from ledger_disability_subsidy
  where (subsidy = 'living' or (subsidy is null and living_amount is not null)) and coalesce(months, 1) = 1
  union all
  select 'disability_care', coalesce(care_amount, amount - coalesce(arrears, 0)), person_key, name, citizen_id, period, division, batch, source_row
  from ledger_disability_subsidy
  where (subsidy = 'care' or (subsidy is null and care_amount is not null)) and coalesce(months, 1) = 1
) s
where s.fen > 0 and s.period is not null
  and not exists (select 1 from coverage v where v.ledger = 'payments' and v.program = s.program and v.month = s.period and v.division = s.division)
  and not exists (
    select 1 from ledger_payments p
    where p.program = s.program and p.person_key = s.person_key and coalesce(p.for_month, p.period, month_of(p.paid_on)) = s.period)
