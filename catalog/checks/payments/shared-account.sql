-- One account that takes the benefits of people of different households in one year.
with guest as (
  -- Everybody but the one in whose name alone the account stands.
  select account, year, person_key, max(other_name) as other_name, case when count(distinct other_key) > 1 then count(distinct other_key) end as others
  from shared_account
  where is_family_known and (is_in_other_name or not is_other_in_other_name)
  group by account, year, person_key
)
select
  'person' as subject_kind, p.person_key, p.program, p.division, p.for_month as month, p.name, g.other_name, g.others, p.fen as concerned,
  p.ledger as payment_ledger, p.batch as payment_batch, p.source_row as payment_row
from payment p
join guest g on g.person_key = p.person_key and g.account = p.account and g.year = substr(p.for_month, 1, 4)
join rule r on r.program = p.program and r.division = p.division and r.month = p.for_month
where p.status = 'paid'
  -- A member's or official's account is asked about under its own title.
  and not exists (
    select 1 from staff_account s
    where s.account = p.account and p.for_month >= coalesce(s.from_month, '0000-00') and p.for_month <= s.to_month
  )
