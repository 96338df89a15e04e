-- Carers on a child's or 特困 person's newest roster who are dead or in prison by now, and no agreement names another since: look at once.
with cared as (
  select
    c.program, c.person_key, c.name, c.carer_key, c.carer_name, c.month, c.birth_date, c.division, c.ledger, c.batch, c.source_row,
    row_number() over (partition by c.program, c.person_key order by c.month desc, c.batch desc, c.source_row) as copy_no
  from child c
  where c.person_key is not null and c.month is not null
  union all
  select
    'tekun', t.person_key, t.name, t.carer_key, t.carer_name, t.month, cast(null as date), t.division, t.ledger, t.batch, t.source_row,
    row_number() over (partition by t.person_key order by t.month desc, t.batch desc, t.source_row)
  from carer t
  where t.person_key is not null and t.month is not null
),
gone as (
  select c.*, '已于' || cast(d.died_on as string) || '死亡' as state, d.died_month as since, d.ledger as list_ledger, d.batch as list_batch, d.source_row as list_row
  from cared c
  join deceased d on d.person_key = c.carer_key and same_name(d.name, c.carer_name)
  where c.copy_no = 1
  union all
  select c.*, case when u.is_open then '从' || cast(u.from_date as string) || '起服刑（名单没有写到什么时候）' else '正在服刑' end, u.from_month, u.ledger, u.batch, u.source_row
  from cared c
  join custody_term u on u.person_key = c.carer_key and same_name(u.name, c.carer_name) and u.kind = 'prison'
    and u.from_date <= as_of() and u.to_month > month_of(as_of())
  where c.copy_no = 1
)
select
  'person' as subject_kind, g.person_key, g.program, g.division, g.month, g.name, g.carer_name, g.state,
  case g.program when 'tekun' then '特困人员' when 'left_behind' then '留守儿童' when 'orphan' then '孤儿' else '事实无人抚养儿童' end as who,
  g.ledger as roster_ledger, g.batch as roster_batch, g.source_row as roster_row, g.list_ledger, g.list_batch, g.list_row
from gone g
join rule r on r.program = g.program and r.division = g.division and r.month = g.month
where not exists (select 1 from deceased x where x.person_key = g.person_key)
  -- A grown-up has no carer any more; what was agreed on later says who cares now.
  and (g.birth_date is null or age_on(g.birth_date, as_of()) < 18)
  and not exists (
    select 1 from agreement a
    where a.person_key = g.person_key and month_of(a.signed_on) >= g.since and a.carer_key <> g.carer_key)
