-- Members of 低保 households who began a job while counted and whom no monthly report of their community names in time.
-- A community that reported zero is asked by zero-report; here are the months in which it reported others, or nobody by name.
with begun as (
  select
    m.*, e.unit, month_add(m.month, r.job_report_within) as due_month, e.ledger as list_ledger, e.batch as list_batch, e.source_row as list_row
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join employment e on e.person_key = m.person_key and same_name(e.name, m.name) and e.from_month = m.month
  where m.counts
    -- A job of a single month is over before a report is due.
    and e.to_month > e.from_month
    -- Who pays for himself has no employer.
    and e.unit || coalesce(e.post, '') not like '%灵活%' and e.unit || coalesce(e.post, '') not like '%个人%'
    and e.unit || coalesce(e.post, '') not like '%代理%' and e.unit || coalesce(e.post, '') not like '%人才%' and e.unit || coalesce(e.post, '') not like '%居民%'
    -- Another employer before it: a change of job is no new one.
    and not exists (
      select 1 from employment x where x.person_key = e.person_key and x.from_month < e.from_month and x.to_month >= month_add(e.from_month, -1))
),
-- Months of a community for which no report is on file.
gap as (
  select d.code as division, t.month
  from division d
  cross join month t
  where not exists (select 1 from coverage v where v.ledger = 'monthly_reports' and v.program = '*' and v.month = t.month and v.division = d.code)
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.unit, b.due_month,
  b.roster_ledger, b.roster_batch, b.roster_row, b.list_ledger, b.list_batch, b.list_row
from begun b
where b.due_month < month_of(as_of())
  and not exists (
    select 1 from report n
    where n.kind = 'employment' and n.month between month_add(b.month, -3) and b.due_month
      and (n.person_key = b.person_key or (n.person_key is null and n.division = b.division and plain_name(n.name) = plain_name(b.name))))
  and not exists (
    select 1 from report n
    where n.kind = 'employment' and n.division = b.division and n.month between b.month and b.due_month
      -- A number without names may be about him.
      and ((n.is_zero and n.month = b.month) or (n.name is null and n.reported > 0)))
  -- Every month in which he could stand is covered.
  and not exists (select 1 from gap g where g.division = b.division and g.month between b.month and b.due_month)
order by b.month, b.list_batch, b.list_row
