-- Left-behind children on the newest roster one of whose parents, said to be away, has a job on the county's lists in that month.
with newest as (
  select c.*, row_number() over (partition by c.person_key order by coalesce(c.month, '') desc, c.batch desc, c.source_row) as copy_no
  from child c
  where c.program = 'left_behind'
),
registered as (
  select p.*, row_number() over (partition by p.person_key order by p.batch desc, p.source_row) as copy_no
  from parents p
  where p.ledger = 'household_register'
),
asked as (
  select n.*, n.father_key as stated_key, n.father_name as parent_name, n.father_place as place, '父亲' as who from newest n
  union all
  select n.*, n.mother_key, n.mother_name, n.mother_place, '母亲' from newest n
),
known as (
  select g.person_key, g.father_key as parent_key, g.father_name as parent_name, '父亲' as who, g.copy_no from registered g
  union all
  select g.person_key, g.mother_key, g.mother_name, '母亲', g.copy_no from registered g
),
-- Where the roster names a parent without a number, the household register's number counts for the parent of that name.
away as (
  select a.*, a.stated_key as parent_key from asked a
  union all
  select a.*, k.parent_key
  from asked a
  join known k on k.person_key = a.person_key and k.who = a.who and k.copy_no = 1
  where a.stated_key is null and same_name(a.parent_name, k.parent_name)
)
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.month, a.name, a.who, a.parent_name, a.place, e.unit,
  a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row, e.ledger as list_ledger, e.batch as list_batch, e.source_row as list_row
from away a
join employment e on e.person_key = a.parent_key and same_name(e.name, a.parent_name) and a.month between e.from_month and e.to_month
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
where a.copy_no = 1 and a.parent_name is not null and e.kind <> 'fund'
  -- At home, the roster itself says it; whoever pays for himself or is sent out by an agency may well be away.
  and not has_any(coalesce(a.place, ''), '本地|在家|本村|本镇|本县')
  and not has_any(e.unit || coalesce(e.post, ''), '灵活|个人|代理|人才|劳务|派遣|居民|建筑|建设')
  and not exists (select 1 from deceased d where d.person_key = a.parent_key and d.died_month <= a.month)
