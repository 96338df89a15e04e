-- Left-behind children on the newest roster one of whose parents, said to be away, has a job on the county's lists in that month.
with newest as (
  select c.*, row_number() over (partition by c.person_key order by coalesce(c.month, '') desc, c.batch desc, c.source_row) as copy_no
  from child c
  where c.program = 'left_behind'
),
-- Where the roster names a parent without a number, the household register's number counts for the parent of that name.
registered as (
  select p.*, row_number() over (partition by p.person_key order by p.batch desc, p.source_row) as copy_no
  from parents p
  where p.ledger = 'household_register'
),
numbered as (
  select
    n.*, coalesce(n.father_key, case when same_name(n.father_name, g.father_name) then g.father_key end) as known_father,
    coalesce(n.mother_key, case when same_name(n.mother_name, g.mother_name) then g.mother_key end) as known_mother
  from newest n
  left join registered g on g.person_key = n.person_key and g.copy_no = 1
  where n.copy_no = 1
),
away as (
  select n.*, n.known_father as parent_key, n.father_name as parent_name, n.father_place as place, '父亲' as who from numbered n where n.father_name is not null
  union all
  select n.*, n.known_mother, n.mother_name, n.mother_place, '母亲' from numbered n where n.mother_name is not null
)
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.month, a.name, a.who, a.parent_name, a.place, e.unit,
  a.ledger as roster_ledger, a.batch as roster_batch, a.source_row as roster_row, e.ledger as list_ledger, e.batch as list_batch, e.source_row as list_row
from away a
join employment e on e.person_key = a.parent_key and same_name(e.name, a.parent_name) and a.month between e.from_month and e.to_month
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
where e.kind <> 'fund'
  -- At home, the roster itself says it; whoever pays for himself or is sent out by an agency may well be away.
  and not has_any(coalesce(a.place, ''), '本地|在家|本村|本镇|本县')
  and not has_any(e.unit || coalesce(e.post, ''), '灵活|个人|代理|人才|劳务|派遣|居民|建筑|建设')
  and not exists (select 1 from deceased d where d.person_key = a.parent_key and d.died_month <= a.month)
