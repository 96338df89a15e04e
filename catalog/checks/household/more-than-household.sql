-- 低保 households in which more persons are protected than belong to it: by the roster's own numbers, by the register of residents,
-- or because a counted member moved away or founded a family elsewhere. Living together is not the register: each is a question.
with by_numbers as (
  select household_key, month, '名册写明家庭' || cast(stated_family_size as string) || '口人、保障' || cast(stated_protected_size as string) || '人' as what,
    family_ledger as ledger, family_batch as batch, family_row as source_row
  from household_month
  where stated_protected_size > stated_family_size
),
-- Fewer people live in the register's household of the head than are protected. Numbers of households count within a community.
by_register as (
  select h.household_key, h.month,
    '户籍里这一户有' || cast(count(distinct coalesce(cast(a.person_key as string), a.name)) as string) || '人，保障' || cast(max(h.counted_persons) as string) || '人' as what,
    min(a.ledger) as ledger, min(a.batch) as batch, min_by(a.source_row, row_place(a.batch, a.source_row)) as source_row
  from household_month h
  join residence b on b.person_key = h.head_key and same_name(b.name, h.name)
  join residence a
    on a.household_no = b.household_no and coalesce(a.division, '') = coalesce(b.division, '')
    and coalesce(month_of(a.moved_in_on), h.month) <= h.month and coalesce(month_of(a.moved_out_on), h.month) >= h.month and coalesce(month_of(a.died_on), h.month) >= h.month
  where exists (
    select 1 from coverage v where v.ledger = 'household_register' and v.program = '*' and v.month = h.month and v.division = h.division)
  group by h.household_key, h.month
  having count(distinct coalesce(cast(a.person_key as string), a.name)) < max(h.counted_persons)
),
by_move as (
  select m.household_key, m.month, m.name || '的户籍' || cast(a.moved_out_on as string) || '已经迁出' as what, a.ledger, a.batch, a.source_row
  from person_month m
  join residence a on a.person_key = m.person_key and same_name(a.name, m.name) and month_of(a.moved_out_on) < m.month
  where
    -- Back again, or in another household of the list.
    not exists (
      select 1 from residence b
      where b.person_key = m.person_key and coalesce(b.moved_in_on >= a.moved_out_on, b.moved_out_on is null) and coalesce(month_of(b.moved_in_on), m.month) <= m.month)
),
-- A grown child who is married to somebody who never stood on the household's roster.
by_marriage as (
  select m.household_key, m.month, m.name || '在' || l.from_month || '登记结婚，配偶不在这一户' as what, l.ledger, l.batch, l.source_row
  from person_month m
  join relative l on l.person_key = m.person_key and same_name(l.name, m.name) and l.relation = 'spouse' and l.from_month < m.month
  where exists (
      select 1 from household_member r
      where r.household_key = m.household_key and r.person_key = m.person_key
        and (r.relation like '%子%' or r.relation like '%女%' or r.relation like '%儿%' or r.relation like '%孙%')
        and r.relation not like '%媳%' and r.relation not like '%婿%' and r.relation not like '%妻%')
    and not exists (select 1 from household_member s where s.household_key = m.household_key and s.person_key = l.relative_key)
    and not exists (select 1 from deceased d where d.person_key = l.relative_key and d.died_month <= m.month)
),
told as (
  select e.*, row_number() over (partition by household_key, month order by what, batch, source_row) as place
  from (select * from by_numbers union all select * from by_register union all select * from by_move union all select * from by_marriage) e
)
select
  'household' as subject_kind, h.household_key, max_by(h.head_key, h.month) over (partition by h.household_key, substr(h.month, 1, 4)) as person_key, h.program, h.division, h.month, h.name,
  -- Several reasons are several rows of one month: its money counts once.
  case when t.place = 1 then h.concerned_fen end as concerned, t.what,
  h.roster_ledger, h.roster_batch, h.roster_row, t.ledger as list_ledger, t.batch as list_batch, t.source_row as list_row
from told t
join household_month h on h.household_key = t.household_key and h.month = t.month
join rule r on r.program = h.program and r.division = h.division and r.month = h.month
order by h.month, t.place
