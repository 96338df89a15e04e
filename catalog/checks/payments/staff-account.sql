-- Benefits of others that were paid into the account of a committee member or of staff, in the months of the post.
with into_account as (
  select
    p.person_key, p.name, p.birth_date, p.program, p.division, p.for_month as month, p.fen, p.ledger, p.batch, p.source_row,
    s.person_key as staff_key, s.name as staff_name, s.post, s.ledger as staff_ledger, s.batch as staff_batch, s.source_row as staff_row,
    row_number() over (partition by p.ledger, p.batch, p.source_row, p.person_key order by s.from_month desc, s.batch, s.source_row, s.person_key) as copy_no
  from payment p
  join staff_account s on s.account = p.account and p.for_month >= coalesce(s.from_month, '0000-00') and p.for_month <= s.to_month
  where p.status = 'paid' and length(p.account) > 9 and p.account not like '%*%'
)
select
  case when a.person_key is null then 'row' else 'person' end as subject_kind, a.person_key,
  case when a.person_key is null then a.ledger || '|' || coalesce(plain_name(a.name), '') || '|' || a.division end as row_key,
  a.program, a.division, a.month, a.name, a.staff_name, a.post, a.fen as concerned,
  case when exists (select 1 from child_payee c where c.person_key = a.person_key and c.program = a.program and not c.has_guardian) then '名单上没有写孩子的监护人' end as guardian_gap,
  a.ledger as payment_ledger, a.batch as payment_batch, a.source_row as payment_row, a.staff_ledger, a.staff_batch, a.staff_row
from into_account a
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
where a.copy_no = 1
  -- The money of one's own spouse, household or child.
  and not exists (
    select 1 from family_circle x
    join family_circle y on y.circle = x.circle
    where x.person_key = a.person_key and y.person_key = a.staff_key
  )
