-- Benefits paid into an account in the name of somebody who is neither the person nor family, guardian or carer.
with in_other_name as (
  select p.*
  from payment p
  where p.status = 'paid' and not same_name(p.account_name, p.name) and not same_name(p.account_name, coalesce(p.head_name, p.name))
    -- A home or an office is no other person.
    and not regexp_matches(p.account_name, '(院|中心|站|机构|公司|协会|学校|办公室|委员会|政府|民政)$')
)
select
  case when p.person_key is null then 'row' else 'person' end as subject_kind, p.person_key,
  case when p.person_key is null then p.ledger || '|' || coalesce(plain_name(p.name), '') || '|' || p.division end as row_key,
  p.program, p.division, p.for_month as month, p.name, p.account_name, p.fen as concerned,
  p.ledger as payment_ledger, p.batch as payment_batch, p.source_row as payment_row
from in_other_name p
join rule r on r.program = p.program and r.division = p.division and r.month = p.for_month
where not exists (
    select 1 from family_circle x
    join family_circle y on y.circle = x.circle
    where x.person_key = p.person_key and plain_name(y.name) = plain_name(p.account_name)
  )
  -- A child's money goes to the guardian: where no list names one, nobody knows whose account it is.
  and (p.program not in ('orphan', 'unattended_child')
    or exists (select 1 from child_payee c where c.person_key = p.person_key and c.has_guardian))
  -- Told of under their own titles: the account of a committee member, an account that strangers share.
  and not exists (
    select 1 from staff_account s
    where s.account = p.account and p.for_month >= coalesce(s.from_month, '0000-00') and p.for_month <= s.to_month
  )
  and not exists (
    select 1 from shared_account h
    where h.account = p.account and h.person_key = p.person_key and h.year = substr(p.for_month, 1, 4)
  )
