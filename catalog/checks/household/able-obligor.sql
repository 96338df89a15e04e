-- 低保 households of people from 60 on whose grown children, living elsewhere, have a public payroll, a business or a car,
-- as far as the child agreed to be compared. What counts in the end is the 赡养费, not the child's means.
with elder as (
  select m.*, row_number() over (partition by m.household_key, m.month order by m.birth_date, m.person_key) as place
  from person_month m
  where m.program = 'dibao' and m.counts and m.birth_date is not null and age_on(m.birth_date, first_day(m.month)) >= 60
),
child as (
  select e.household_key, e.month, e.division, e.person_key, e.name, l.relative_key as child_key, l.relative_name as child_name, s.ledger as consent_ledger, s.batch as consent_batch, s.source_row as consent_row,
    e.roster_ledger, e.roster_batch, e.roster_row, l.ledger as tie_ledger, l.batch as tie_batch, l.source_row as tie_row
  from elder e
  join relative l on l.person_key = e.person_key and same_name(l.name, e.name) and l.relation = 'child'
  -- Without the child's consent nothing is compared.
  join consent s on s.person_key = l.relative_key and same_name(s.name, l.relative_name)
    and s.signed_on <= as_of() and (s.ends_on is null or s.ends_on >= as_of())
    and (s.applicant_key is null or s.applicant_key in (select h.person_key from household_member h where h.program = 'dibao' and h.household_key = e.household_key))
  where age_on(birth_of(l.relative_key), first_day(e.month)) >= 18
    -- A child on the roster is no obligor outside; a dead one none at all.
    and not exists (select 1 from household_member h where h.program = 'dibao' and h.household_key = e.household_key and h.person_key = l.relative_key)
    and not exists (select 1 from deceased d where d.person_key = l.relative_key and d.died_month <= e.month)
),
means as (
  select person_key, name, '财政供养（' || coalesce(unit, '单位未填') || '）' as what, coalesce(from_month, month_add(month_of(as_of()), -1)) as from_month, to_month, ledger, batch, source_row
  from payroll
  where coalesce(identity, '') || coalesce(post, '') || coalesce(status, '') not like '%公益%' and coalesce(identity, '') || coalesce(post, '') || coalesce(status, '') not like '%临%'
  union all
  select person_key, name, '企业（' || coalesce(enterprise, '名称未填') || '）', coalesce(from_month, month_add(month_of(as_of()), -1)), to_month, ledger, batch, source_row
  from enterprise
  where coalesce(status, '') not like '%销%' and (role is null or role like '%法%' or role like '%经营者%' or role like '%股东%' or role like '%投资%' or role like '%负责人%')
    and coalesce(enterprise, '') not like '%合作社%'
  union all
  select person_key, name, '机动车（' || coalesce(kind, plate_kind) || '）', coalesce(from_month, month_add(month_of(as_of()), -1)), '9999-12', ledger, batch, source_row
  from vehicle
  where coalesce(status, '') not like '%报废%' and coalesce(status, '') not like '%销%' and coalesce(status, '') not like '%转移%' and coalesce(status, '') not like '%过户%'
    and (coalesce(kind, '') like '%小型%' or coalesce(kind, '') like '%轿%' or coalesce(kind, '') like '%大型%' or coalesce(plate_kind, '') like '%小型汽车%' or coalesce(plate_kind, '') like '%大型汽车%' or coalesce(plate_kind, '') like '%新能源%')
),
found as (
  select
    c.*, n.what, n.ledger as list_ledger, n.batch as list_batch, n.source_row as list_row,
    row_number() over (partition by c.household_key, c.month, c.child_key, n.what order by c.consent_batch, c.consent_row, n.batch, n.source_row) as copy_no
  from child c
  join means n on n.person_key = c.child_key and same_name(n.name, c.child_name) and c.month between n.from_month and n.to_month
)
select
  'household' as subject_kind, f.household_key, 'dibao' as program, f.division, f.month, f.name, f.child_name, f.what,
  f.roster_ledger, f.roster_batch, f.roster_row, f.consent_ledger, f.consent_batch, f.consent_row, f.tie_ledger, f.tie_batch, f.tie_row, f.list_ledger, f.list_batch, f.list_row
from found f
join rule r on r.program = 'dibao' and r.division = f.division and r.month = f.month
-- Until the law named the consent only a paper of the place lets the question be asked.
where f.copy_no = 1 and (f.month >= '2026-07' or r.checks_obligor = 1)
