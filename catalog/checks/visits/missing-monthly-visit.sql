-- People whom the town's rule has visited every n months, in months whose window is covered by the visit records and holds no visit.
with due as (
  select program, person_key, max(name) as name, month, max(division) as division, max(first_month) as first_month,
    min(coalesce(roster_ledger, payment_ledger)) as ledger, min(coalesce(roster_batch, payment_batch)) as batch, min_by(coalesce(roster_row, payment_row), row_place(coalesce(roster_batch, payment_batch), coalesce(roster_row, payment_row))) as source_row
  from person_month
  where program in ('tekun', 'orphan', 'unattended_child')
    -- In an institution its own record shows the care.
    and coalesce(support, 'scattered') <> 'institution'
  group by program, person_key, month
  union all
  select program, person_key, max(name), month, max(division), cast(null as string), min(ledger), min(batch), min_by(source_row, row_place(batch, source_row))
  from child
  where program = 'left_behind' and person_key is not null and month is not null
  group by program, person_key, month
),
ruled as (
  select d.*, r.visit_every, month_add(d.month, 1 - r.visit_every) as window_from, coalesce(r.visit_by_phone, 0) as visit_by_phone
  from due d
  join rule r on r.program = d.program and r.division = d.division and r.month = d.month
  where month_end(d.month) < as_of() and r.visit_every > 0 and (d.first_month is null or d.first_month <= month_add(d.month, 1 - r.visit_every))
),
covered as (
  select u.program, u.person_key, u.month
  from ruled u
  join coverage c on c.ledger = 'visits' and c.program = '*' and c.division = u.division and c.month between u.window_from and u.month
  group by u.program, u.person_key, u.month, u.visit_every
  having count(*) = u.visit_every
)
select
  'person' as subject_kind, u.person_key, u.program, u.division, u.month, u.name,
  case u.program when 'tekun' then '分散供养特困人员' when 'orphan' then '孤儿' when 'unattended_child' then '事实无人抚养儿童' else '留守儿童' end as who,
  case u.visit_every when 1 then '每月' else '每' || cast(u.visit_every as string) || '个月' end as how_often, u.ledger as roster_ledger, u.batch as roster_batch, u.source_row as roster_row
from ruled u
join covered c on c.program = u.program and c.person_key = u.person_key and c.month = u.month
where not exists (
    select 1 from visit v
    where v.person_key = u.person_key and v.month between u.window_from and u.month and (v.kind <> 'phone' or u.visit_by_phone = 1))
  -- A record without a number is the person's own when name and community agree.
  and not exists (
    select 1 from visit v
    where v.person_key is null and plain_name(v.name) = plain_name(u.name) and v.division = u.division
      and v.month between u.window_from and u.month and (v.kind <> 'phone' or u.visit_by_phone = 1))
  and not exists (select 1 from deceased d where d.person_key = u.person_key and d.died_month <= u.month)
