-- People brought back to the town who by age or certificate may claim help and are on no roster in a later month, where all rosters speak.
with back as (
  select s.*, p.birth_date, row_number() over (partition by s.person_key order by s.returned_on, s.batch, s.source_row) as copy_no
  from street_return s
  join person p on p.person_key = s.person_key
),
asked as (
  select
    b.*, t.month as looked_at, c.level, c.kind, c.ledger as card_ledger, c.batch as card_batch, c.source_row as card_row,
    age_on(b.birth_date, first_day(t.month)) as age
  from back b
  join month t on t.month > b.month
  left join card_span c
    on c.person_key = b.person_key and same_name(c.name, b.name) and not coalesce(c.is_elsewhere, false)
    and t.month > c.from_month and t.month <= c.valid_to_month
  where b.copy_no = 1
),
open_months as (
  select a.*
  from asked a
  where (a.age >= 60 or a.age < 16 or a.level is not null)
    -- Every roster that could show help must speak for the month; for the young also those of child benefits, for card holders the subsidies.
    and exists (select 1 from coverage v where v.program = 'dibao' and v.month = a.looked_at and v.division = a.division)
    and exists (select 1 from coverage v where v.program = 'tekun' and v.month = a.looked_at and v.division = a.division)
    -- Whoever applied stands in the register of applications only.
    and exists (select 1 from coverage v where v.ledger = 'applications' and v.month = a.looked_at and v.division = a.division)
    and (a.level is null or (
      exists (select 1 from coverage v where v.program = 'disability_living' and v.month = a.looked_at and v.division = a.division)
      and exists (select 1 from coverage v where v.program = 'disability_care' and v.month = a.looked_at and v.division = a.division)))
    and (a.age >= 18 or (
      exists (select 1 from coverage v where v.program = 'orphan' and v.month = a.looked_at and v.division = a.division)
      and exists (select 1 from coverage v where v.program = 'unattended_child' and v.month = a.looked_at and v.division = a.division)))
)
select
  'person' as subject_kind, o.person_key, 'street' as program, o.division, o.looked_at as month, o.name, o.returned_on,
  coalesce(case when o.age >= 60 then '满60周岁' when o.age < 16 then '未满16周岁' end || case when o.level is null then '' else '、' end, '')
    || case when o.level is null then '' else '持' || case o.kind when 'visual' then '视力' when 'hearing' then '听力' when 'speech' then '言语' when 'physical' then '肢体'
      when 'intellectual' then '智力' when 'mental' then '精神' else '多重' end || cast(o.level as string) || '级残疾证' end as why,
  o.ledger as list_ledger, o.batch as list_batch, o.source_row as list_row, o.card_ledger, o.card_batch, o.card_row
from open_months o
join rule r on r.program = 'street' and r.division = o.division and r.month = o.looked_at
where not exists (
    select 1 from entitlement e
    where e.person_key = o.person_key and e.month = o.looked_at
      and e.program in ('dibao', 'tekun', 'disability_living', 'disability_care', 'orphan', 'unattended_child'))
  -- Who applied after coming back is being helped or was answered.
  and not exists (select 1 from application a where a.person_key = o.person_key and a.applied_on >= o.returned_on)
  and not exists (select 1 from deceased d where d.person_key = o.person_key and d.died_month <= o.looked_at)
  -- A pension, wages or a prison cell are another matter.
  and not exists (select 1 from pension p where p.person_key = o.person_key and o.looked_at between p.from_month and p.to_month)
  and not exists (select 1 from employment j where j.person_key = o.person_key and o.looked_at between j.from_month and j.to_month)
  and not exists (select 1 from custody u where u.person_key = o.person_key and o.looked_at between u.from_month and u.to_month)
