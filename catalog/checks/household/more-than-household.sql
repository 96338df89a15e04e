-- 低保 households in which more persons are protected than belong to it: by the roster's own numbers, by the register of residents,
-- or because a counted member moved away or founded a family elsewhere. Living together is not the register: each is a question.
with household_month as (
  select program, household_key, month, division, min(name) as member, max(counted_persons) as counted_persons
  from person_month
  where program = 'dibao' and counts
  group by program, household_key, month, division
),
paid as (
  select household_key, for_month as month, cast(sum(fen) as bigint) as fen
  from payment
  where program = 'dibao' and status = 'paid' and kind <> 'one_off' and for_month is not null
  group by household_key, for_month
),
-- The numbers of the roster's row.
by_numbers as (
  select h.household_key, h.month, '名册写明家庭' || cast(h.family_size as string) || '口人、保障' || cast(h.protected_size as string) || '人' as what,
    h.ledger, h.batch, h.source_row, cast(null as string) as roster_ledger, cast(null as string) as roster_batch, cast(null as bigint) as roster_row
  from household h
  where h.program = 'dibao' and h.protected_size > h.family_size and h.family_size > 0
),
-- Fewer people live in the register's household of the head than are protected. Numbers of households count within a community.
registered as (
  select h.household_key, h.month, max(a.household_no) as household_no, max(coalesce(a.division, '')) as register_division, max(m.counted_persons) as counted_persons, min(m.division) as division
  from household h
  join household_month m on m.household_key = h.household_key and m.month = h.month
  join resident a on a.person_key = h.head_key and same_name(a.name, h.head_name)
  where h.program = 'dibao' and a.household_no is not null
  group by h.household_key, h.month
),
by_register as (
  select g.household_key, g.month, '户籍里这一户有' || cast(count(distinct coalesce(cast(a.person_key as string), a.name)) as string) || '人，保障' || cast(max(g.counted_persons) as string) || '人' as what,
    min(a.ledger) as ledger, min(a.batch) as batch, min_by(a.source_row, a.batch) as source_row, cast(null as string) as roster_ledger, cast(null as string) as roster_batch, cast(null as bigint) as roster_row
  from registered g
  join resident a on a.household_no = g.household_no and coalesce(a.division, '') = g.register_division
    and (a.moved_in_on is null or month_of(a.moved_in_on) <= g.month) and (a.moved_out_on is null or month_of(a.moved_out_on) >= g.month) and (a.died_on is null or month_of(a.died_on) >= g.month)
  where exists (
    select 1 from coverage v where v.ledger = 'household_register' and v.program = '*' and v.month = g.month and v.division = g.division)
  group by g.household_key, g.month
  having count(distinct coalesce(cast(a.person_key as string), a.name)) < max(g.counted_persons)
),
by_move as (
  select m.household_key, m.month, m.name || '的户籍' || cast(a.moved_out_on as string) || '已经迁出' as what, a.ledger, a.batch, a.source_row, m.roster_ledger, m.roster_batch, m.roster_row
  from person_month m
  join resident a on a.person_key = m.person_key and same_name(a.name, m.name) and month_of(a.moved_out_on) < m.month
  where m.program = 'dibao' and m.counts
    -- Back again, or registered in another household of the list.
    and not exists (
      select 1 from resident b
      where b.person_key = m.person_key and (b.moved_out_on is null or b.moved_in_on > a.moved_out_on) and (b.moved_in_on is null or month_of(b.moved_in_on) <= m.month))
),
-- A grown child who is married to somebody who is not on the household's roster.
by_marriage as (
  select m.household_key, m.month, m.name || coalesce('在' || l.from_month, '') || '登记结婚，配偶不在这一户' as what, l.ledger, l.batch, l.source_row, m.roster_ledger, m.roster_batch, m.roster_row
  from person_month m
  join household_member r on r.program = 'dibao' and r.household_key = m.household_key and r.person_key = m.person_key and r.batch = m.roster_batch and r.source_row = m.roster_row
  join relative l on l.person_key = m.person_key and same_name(l.name, m.name) and l.relation = 'spouse' and l.from_month < m.month
  where m.program = 'dibao' and m.counts
    and (r.relation like '%子%' or r.relation like '%女%' or r.relation like '%儿%' or r.relation like '%孙%') and r.relation not like '%媳%' and r.relation not like '%婿%'
    and not exists (select 1 from household_member s where s.program = 'dibao' and s.household_key = m.household_key and s.person_key = l.relative_key)
    and not exists (select 1 from deceased d where d.person_key = l.relative_key and d.died_month <= m.month)
),
reason as (
  select * from by_numbers union all select * from by_register union all select * from by_move union all select * from by_marriage
),
told as (
  select e.*, row_number() over (partition by household_key, month order by what, batch, source_row) as place
  from reason e
)
select
  'household' as subject_kind, h.household_key, h.program, h.division, h.month, coalesce(f.head_name, h.member) as name,
  -- Several reasons are several rows of one month: its money counts once.
  case when t.place = 1 then p.fen end as concerned, t.what,
  t.roster_ledger, t.roster_batch, t.roster_row, t.ledger as list_ledger, t.batch as list_batch, t.source_row as list_row
from told t
join household_month h on h.household_key = t.household_key and h.month = t.month
join rule r on r.program = h.program and r.division = h.division and r.month = h.month
left join household f on f.program = 'dibao' and f.household_key = h.household_key and f.month = h.month
left join paid p on p.household_key = h.household_key and p.month = h.month
