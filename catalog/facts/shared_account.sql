-- Pairs of people of different families whose benefits one account took in one year; homes and offices left out.
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
-- Whose family may be anybody: payees for several in 低保 whom no roster names, and children whose guardian no list names.
of_unknown_family as (
  select p.person_key
  from payment p
  where p.program = 'dibao' and p.person_key is not null and coalesce(p.protected_size, 2) > 1
    and not exists (select 1 from household_member m where m.household_key = p.household_key)
  union
  select c.person_key
  from child_payee c
  where not c.has_guardian
)
select
  a.account, a.year, a.person_key, b.person_key as other_key, b.name as other_name, a.is_in_other_name, b.is_in_other_name as is_other_in_other_name,
  not exists (select 1 from of_unknown_family u where u.person_key = a.person_key) and not exists (select 1 from of_unknown_family u where u.person_key = b.person_key) as is_family_known
from payee a
join payee b on b.account = a.account and b.year = a.year
where not exists (
  select 1 from family_circle x
  join family_circle y on y.circle = x.circle
  where x.person_key = a.person_key and y.person_key = b.person_key
)
