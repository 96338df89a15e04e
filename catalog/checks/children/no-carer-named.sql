-- Left-behind children under sixteen for whom the newest roster names no carer, in communities whose roster names one for nearly all.
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name,
  l.ledger as roster_ledger, l.batch as roster_batch, l.source_row as roster_row
from child l
-- A column that is blank for many was not asked for: it says nothing about a child.
join named_carer f on f.division = l.division and f.month = l.month and f.named * 100 >= f.children * 95
join rule r on r.program = l.program and r.division = l.division and r.month = l.month
where l.person_key is not null and coalesce(l.carer_name, cast(l.carer_key as string)) is null
  and age_on(l.birth_date, month_end(l.month)) < 16
  -- One parent at home or a boarding school looks after the child.
  and coalesce(l.category, '') not like '%一方%' and coalesce(l.category, '') not like '%单亲%' and coalesce(l.school, '') not like '%寄宿%'
  and not exists (
    select 1 from agreement a
    where coalesce(a.ends_on, as_of()) >= first_day(l.month) and coalesce(a.carer_name, cast(a.carer_key as string)) is not null
      and (a.person_key = l.person_key or (a.person_key is null and plain_name(a.name) = plain_name(l.name) and a.division = l.division)))
  and not exists (select 1 from deceased d where d.person_key = l.person_key)
