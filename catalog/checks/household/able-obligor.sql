-- 低保 households of people from 60 on whose grown children, living elsewhere, have a public payroll, a business or a car,
-- as far as the child agreed to be compared. What counts in the end is the 赡养费, not the child's means.
with child as (
  select
    m.program, m.household_key, m.month, m.division, m.person_key, m.name, l.relative_key as child_key, l.relative_name as child_name,
    m.roster_ledger, m.roster_batch, m.roster_row, l.ledger as tie_ledger, l.batch as tie_batch, l.source_row as tie_row
  from person_month m
  join relative l on l.person_key = m.person_key and same_name(l.name, m.name) and l.relation = 'child'
  where m.counts and age_on(m.birth_date, first_day(m.month)) >= 60 and age_on(birth_of(l.relative_key), first_day(m.month)) >= 18
    -- A child on the roster is no obligor outside; a dead one none at all.
    and not exists (select 1 from household_member h where h.household_key = m.household_key and h.person_key = l.relative_key)
    and not exists (select 1 from deceased d where d.person_key = l.relative_key and d.died_month <= m.month)
),
-- Without the child's consent, for this household where it names one, nothing is compared.
agreed as (
  select c.*, s.ledger as consent_ledger, s.batch as consent_batch, s.source_row as consent_row
  from child c
  join consent s on s.person_key = c.child_key and same_name(s.name, c.child_name) and s.signed_on <= as_of() and coalesce(s.ends_on, as_of()) >= as_of()
  where s.applicant_key is null or exists (select 1 from household_member h where h.household_key = c.household_key and h.person_key = s.applicant_key)
),
means as (
  select person_key, name, '财政供养工作（' || coalesce(unit, '单位未填') || '）' as what, from_month, to_month, ledger, batch, source_row
  from payroll
  where not has_any(coalesce(identity, '') || coalesce(post, '') || coalesce(status, ''), '公益性|公益岗|临时|临聘|编外|劳务|遗属|退休')
    and (has_any(coalesce(identity, ''), '公务员|事业') or not has_any(coalesce(identity, '') || coalesce(post, '') || coalesce(status, ''), '村|社区'))
  union all
  select person_key, name, '登记的企业（' || coalesce(enterprise, '名称未填') || '）', from_month, to_month, ledger, batch, source_row
  from enterprise
  where coalesce(enterprise, '') not like '%合作社%'
    and (role is null or role like '%法%' or role like '%经营者%' or role like '%股东%' or role like '%投资%' or role like '%负责人%')
  union all
  select person_key, name, '登记的机动车（' || coalesce(kind, plate_kind) || '）', from_month, '9999-12', ledger, batch, source_row
  from vehicle
  where coalesce(status, '') not like '%报废%' and coalesce(status, '') not like '%销%' and coalesce(status, '') not like '%转移%' and coalesce(status, '') not like '%过户%'
    and (coalesce(kind, plate_kind) like '%小型%' or coalesce(kind, plate_kind) like '%轿%' or coalesce(kind, plate_kind) like '%大型%' or coalesce(kind, plate_kind) like '%汽车%')
)
select
  'household' as subject_kind, a.household_key,
  -- Whose page the lead opens, where it is one person.
  case when min(a.person_key) over (partition by a.household_key, substr(a.month, 1, 4)) = max(a.person_key) over (partition by a.household_key, substr(a.month, 1, 4)) then a.person_key end as person_key,
  a.program, a.division, a.month, a.name, a.child_name, n.what,
  a.roster_ledger, a.roster_batch, a.roster_row, a.consent_ledger, a.consent_batch, a.consent_row, a.tie_ledger, a.tie_batch, a.tie_row,
  n.ledger as list_ledger, n.batch as list_batch, n.source_row as list_row
from agreed a
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
-- Without a first month only what is current counts.
join means n on n.person_key = a.child_key and same_name(n.name, a.child_name) and a.month between coalesce(n.from_month, month_add(month_of(as_of()), -1)) and n.to_month
-- Until the law named the consent only a paper of the place lets the question be asked.
where a.month >= '2026-07' or r.checks_obligor = 1
order by a.month, a.child_key, n.batch, n.source_row, a.consent_batch, a.consent_row
