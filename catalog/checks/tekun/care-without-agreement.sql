-- People in 特困 who by the newest roster of their community live outside an institution, without an agreement on care that runs, in the newest month of theirs for which the register speaks.
with listed as (
  select
    m.*, max(m.month) over (partition by m.person_key) as newest_month,
    first_value(m.support) over (partition by m.person_key order by m.month desc, m.batch desc, m.source_row) as newest_support
  from household_member m
  where m.program = 'tekun' and m.person_key is not null
),
judged as (
  select l.*, row_number() over (partition by l.person_key order by l.month desc, l.batch desc, l.source_row) as copy_no
  from listed l
  where exists (select 1 from coverage v where v.ledger = 'agreements' and v.month = l.month and v.division = l.division)
),
care as (
  select a.person_key, plain_name(a.name) as plain, a.division, month_of(coalesce(a.ends_on, as_of())) as to_month
  from agreement a
  where coalesce(a.kind, 'care') in ('care', 'entrust')
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name,
  l.ledger as roster_ledger, l.batch as roster_batch, l.source_row as roster_row
from judged l
join rule r on r.program = l.program and r.division = l.division and r.month = l.month
where l.copy_no = 1 and r.agreement_required = 1 and coalesce(l.newest_support, 'scattered') <> 'institution'
  -- Whom a newer roster of the community leaves out is in 特困 no more.
  and not exists (select 1 from coverage n where n.ledger = 'tekun_person' and n.month > l.newest_month and n.division = l.division)
  and not exists (select 1 from care a where a.person_key = l.person_key and a.to_month >= l.month)
  and not exists (
    select 1 from care a
    where a.person_key is null and a.plain = plain_name(l.name) and a.division = l.division and a.to_month >= l.month)
  and not exists (select 1 from deceased x where x.person_key = l.person_key)
