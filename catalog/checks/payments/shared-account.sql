-- One account that takes the benefits of people of different households in one year.
with payee as (
  select
    account, substr(for_month, 1, 4) as year, person_key, max(name) as name,
    max(case when not same_name(account_name, name) then 1 else 0 end) = 1 as is_in_other_name
  from payment
  where status = 'paid' and person_key is not null and length(account) > 9 and account not like '%*%'
    -- A home or an office that holds the money of many.
    and not regexp_matches(coalesce(account_name, ''), '(院|中心|站|机构|公司|协会|学校|办公室|委员会|政府|民政)$')
    and not (account_name is null and exists (
      select 1 from household_member h
      where h.program = payment.program and h.person_key = payment.person_key and h.support = 'institution'
    ))
  group by account, substr(for_month, 1, 4), person_key
),
pair as (
  select
    a.account, a.year, a.person_key, b.person_key as other_key, b.name as other_name, a.is_in_other_name, b.is_in_other_name as is_other_in_other_name
  from payee a
  join payee b on b.account = a.account and b.year = a.year
  where not exists (
    select 1 from family_circle x
    join family_circle y on y.circle = x.circle
    where x.person_key = a.person_key and y.person_key = b.person_key
  )
),
-- Everybody but the one in whose name alone the account stands.
guest as (
  select account, year, person_key, max(other_name) as other_name, case when count(distinct other_key) > 1 then count(distinct other_key) end as others
  from pair
  where is_in_other_name or not is_other_in_other_name
  group by account, year, person_key
)
select
  'person' as subject_kind, p.person_key, p.program, p.division, p.for_month as month, p.name, g.other_name, g.others, p.fen as concerned,
  p.ledger as payment_ledger, p.batch as payment_batch, p.source_row as payment_row
from payment p
join guest g on g.person_key = p.person_key and g.account = p.account and g.year = substr(p.for_month, 1, 4)
where p.status = 'paid'
  -- A member's or official's account is asked about under its own title.
  and not exists (
    select 1 from staff_account s
    where s.account = p.account and p.for_month >= coalesce(s.from_month, '0000-00') and p.for_month <= s.to_month
  )
