-- Children of school age on the children's rosters without a school there and without a living record in the list of pupils, where that list speaks.
with listed as (
  select
    c.*, row_number() over (partition by c.person_key, c.month order by c.program, c.batch desc, c.source_row) as copy_no,
    -- Whoever is six at the beginning of the school year goes to school in it.
    cast(substr(month_add(c.month, -8), 1, 4) || '-09-01' as date) as school_year
  from child c
  where c.person_key is not null
)
select
  'person' as subject_kind, l.person_key, l.program, l.division, l.month, l.name, age_on(l.birth_date, month_end(l.month)) as age,
  l.ledger as roster_ledger, l.batch as roster_batch, l.source_row as roster_row
from listed l
join rule r on r.program = l.program and r.division = l.division and r.month = l.month
where l.copy_no = 1
  and age_on(l.birth_date, l.school_year) >= 6 and age_on(l.birth_date, l.school_year) < 15
  and exists (select 1 from coverage v where v.ledger = 'students' and v.month = l.month and v.division = l.division)
  and not exists (
    select 1 from student s
    where s.person_key = l.person_key and not has_any(coalesce(s.status, ''), '退学|辍学|失学|注销|离校'))
  -- A roster that names a school, or says so, knows of one elsewhere.
  and not exists (
    select 1 from child o
    where o.person_key = l.person_key and o.month = l.month and (o.at_school or (o.school is not null and coalesce(o.at_school, true))))
  and not exists (select 1 from deceased d where d.person_key = l.person_key)
