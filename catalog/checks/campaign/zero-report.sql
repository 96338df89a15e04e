-- A community reported zero deaths or new jobs for a month in which lists show one among people on its rosters.
with zero as (
  select kind, month, division, min(ledger) as ledger, min(batch) as batch, min_by(source_row, row_place(batch, source_row)) as source_row
  from report z
  where is_zero and not exists (
    select 1 from report n
    where n.kind = z.kind and n.month = z.month and n.division = z.division and (n.name is not null or coalesce(n.reported, 0) > 0))
  group by kind, month, division
),
shown as (
  select 'death' as kind, d.person_key, d.name, d.died_month as month, d.died_on as event_on, d.ledger, d.batch, d.source_row from deceased d
  -- The month in which a registration was cancelled is not that of the death.
  where coalesce(d.source, '') <> 'cancelled'
  union all
  select 'employment', e.person_key, e.name, e.from_month, first_day(e.from_month), e.ledger, e.batch, e.source_row from employment e where e.from_month is not null
),
served as (
  select person_key, division, month_add(month, -1) as from_month, month_add(month, 1) as to_month from entitlement where person_key in (select person_key from shown)
  union
  -- Rosters come by quarter or year: who stood on one may have died since.
  select person_key, division, month, month_add(month, 12)
  from household_member
  where person_key in (select person_key from shown) and month is not null and is_protected
),
against as (
  select
    z.kind, z.month, z.division, s.person_key, s.name, s.event_on, z.ledger as report_ledger, z.batch as report_batch, z.source_row as report_row,
    s.ledger as list_ledger, s.batch as list_batch, s.source_row as list_row,
    row_number() over (partition by z.kind, z.month, z.division, s.person_key order by s.event_on, s.batch, s.source_row) as copy_no
  from zero z
  join shown s on s.kind = z.kind and s.month = z.month
  where exists (
      select 1 from served v
      where v.person_key = s.person_key and v.division = z.division and z.month between v.from_month and v.to_month)
    -- Reported under another month, or in the next one for its last days.
    and not exists (select 1 from report n where n.kind = z.kind and n.person_key = s.person_key)
    and not exists (
      select 1 from report n
      where n.kind = z.kind and n.division = z.division and n.month = month_add(z.month, 1) and coalesce(n.reported, 0) > 0 and n.person_key is null
        and s.event_on > day_add(month_end(z.month), -7))
)
select
  'division' as subject_kind, cast(null as bigint) as person_key, a.division, a.month, a.kind, substr(a.month, 1, 4) as year, d.name as division_name, a.name as who,
  cast(null as string) as program, case a.kind when 'death' then '死亡' else '入职就业' end as kind_word,
  a.report_ledger, a.report_batch, a.report_row, a.list_ledger, a.list_batch, a.list_row
from against a
join division d on d.code = a.division
where a.copy_no = 1
