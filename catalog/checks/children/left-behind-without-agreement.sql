-- Left-behind children under sixteen on the newest roster who have no agreement on care there or in the register.
with newest as (
  select person_key, max(month) as month
  from child
  where program = 'left_behind' and person_key is not null and month is not null
  group by person_key
),
listed as (
  select
    c.*, row_number() over (partition by c.person_key order by c.batch desc, c.source_row) as copy_no,
    exists (
      select 1 from coverage v where v.ledger = 'agreements' and v.program = '*' and v.month = c.month and v.division = c.division) as is_register_known
  from child c
  join newest n on n.person_key = c.person_key and n.month = c.month
  where c.program = 'left_behind'
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, l.carer_name, l.carer_relation,
  l.ledger as roster_ledger, l.batch as roster_batch, l.source_row as roster_row
from listed l
join rule r on r.program = l.program and r.division = l.division and r.month = l.month
where l.copy_no = 1 and r.agreement_required = 1
  and age_on(l.birth_date, month_end(l.month)) < 16
  and not coalesce(l.agreement_signed, false) and l.agreement_on is null and l.agreement_no is null
  -- A blank column says nothing unless the register speaks for this community; a No is asked about where a register is kept.
  and (l.is_register_known or (l.agreement_signed = false and exists (select 1 from agreement)))
  and not exists (
    select 1 from agreement a
    where coalesce(a.kind, 'entrust') in ('entrust', 'care') and coalesce(a.ends_on, as_of()) >= first_day(l.month)
      and (a.person_key = l.person_key or (a.person_key is null and plain_name(a.name) = plain_name(l.name) and a.division = l.division)))
