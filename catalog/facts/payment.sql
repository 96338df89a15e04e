-- Every payment once, also when files overlap; a payment without a month counts for the month of its list. What a list of subsidies
-- says was paid (实发金额) counts where no payment list speaks; what it adds for other months or pays for several is not the month's own.
-- A sum of a payment list for several months (7-9月) is each month's in equal parts, the last one's with what is left over.
with number as (
  select 0 as no union all select 1 union all select 2 union all select 3 union all select 4 union all select 5
  union all select 6 union all select 7 union all select 8 union all select 9 union all select 10 union all select 11
  union all select 12 union all select 13 union all select 14 union all select 15 union all select 16 union all select 17
  union all select 18 union all select 19 union all select 20 union all select 21 union all select 22 union all select 23
  union all select 24 union all select 25 union all select 26 union all select 27 union all select 28 union all select 29
  union all select 30 union all select 31 union all select 32 union all select 33 union all select 34 union all select 35
),
part as (
  select m.no as more, m.no + 1 as months, p.no as before
  from number m
  join number p on p.no <= m.no
),
member_of as (
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
  coalesce(month_add(p.for_month, s.before), case when p.kind = 'arrears' then null else coalesce(p.period, month_of(p.paid_on)) end) as for_month,
  p.paid_on,
  case when s.before = s.more then p.amount - idiv(p.amount, s.months) * s.before else idiv(p.amount, s.months) end as fen,
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
join part s on s.more = case when months_between(p.for_month, p.to_month) between 1 and 35 then months_between(p.for_month, p.to_month) else 0 end
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
