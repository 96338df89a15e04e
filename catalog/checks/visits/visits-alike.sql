-- Visit records of a community that repeat one text for as many people in a month as the town's paper asks about, or show one visitor in as many homes on a day.
with kept as (
  select
    v.*, case
      when v.category like '%特困%' then 'tekun' when v.category like '%孤儿%' then 'orphan' when v.category like '%事实无人%' then 'unattended_child'
      when v.category like '%留守%' then 'left_behind' when v.category like '%流%' or v.category like '%送返%' then 'street' else 'tekun' end as program,
    coalesce(cast(v.person_key as string), plain_name(v.name)) as whom, plain_words(v.content) as text, plain_name(v.visited_by) as visitor
  from visit v
  -- A call is soon made, and an institution's carers are with all of its people each day.
  where v.kind <> 'phone' and coalesce(v.place, '') not like '%院%' and coalesce(v.place, '') not like '%中心%'
),
-- Short words (情况正常) are alike by nature.
copied as (
  select division, month, text, count(distinct whom) as copies
  from kept
  where length(text) >= 15
  group by division, month, text
),
walked as (
  select division, visited_on, visitor, count(distinct whom) as homes
  from kept
  group by division, visited_on, visitor
),
asked as (
  select
    k.*, case when c.copies >= r.same_text_ask then c.copies end as copies, case when w.homes >= r.visits_a_day_ask then w.homes end as homes
  from kept k
  join rule r on r.program = k.program and r.division = k.division and r.month = k.month
  left join copied c on c.division = k.division and c.month = k.month and c.text = k.text
  left join walked w on w.division = k.division and w.visited_on = k.visited_on and w.visitor = k.visitor
)
select
  'division' as subject_kind, cast(null as bigint) as person_key, a.program, a.division, a.month, d.name as division_name,
  case a.program when 'tekun' then '特困人员等' when 'orphan' then '孤儿' when 'unattended_child' then '事实无人抚养儿童' when 'left_behind' then '留守儿童' else '送返人员' end as who,
  max(a.copies) over (partition by a.program, a.division, a.month) as copies,
  max(a.homes) over (partition by a.program, a.division, a.month) as homes,
  case when a.homes is not null then a.visitor end as visitor,
  a.ledger as visit_ledger, a.batch as visit_batch, a.source_row as visit_row
from asked a
join division d on d.code = a.division
where a.copies is not null or a.homes is not null
order by a.visitor, a.visited_on, a.batch, a.source_row
