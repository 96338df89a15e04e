-- 低保 households with a near relative of a committee member or of the staff that are not in the register of relatives,
-- or are in it with the county's visit marked as not made.
with unregistered as (
  select
    m.program, m.household_key, m.month, m.division, m.person_key, m.name, c.name as staff_name, c.post, l.relation_word, '近亲属备案表里没有这一户' as what,
    m.roster_ledger, m.roster_batch, m.roster_row, c.ledger as staff_ledger, c.batch as staff_batch, c.source_row as staff_row,
    l.ledger as tie_ledger, l.batch as tie_batch, l.source_row as tie_row
  from committee c
  join relative l on l.person_key = c.person_key and same_name(l.name, c.name)
  join person_month m on m.person_key = l.relative_key and same_name(m.name, l.relative_name) and m.month between c.from_month and c.to_month
  where m.counts and coalesce(l.from_month, m.month) <= m.month
    -- The household is registered whoever of it stands in the row.
    and not exists (
      select 1 from household_member h
      join kin k on k.person_key = h.person_key and same_name(k.name, h.name) and coalesce(k.program, 'dibao') = 'dibao'
      where h.household_key = m.household_key)
    -- Where no roster tells who belongs to it, the person's own row.
    and not exists (
      select 1 from kin o where o.person_key = m.person_key and same_name(o.name, m.name) and coalesce(o.program, 'dibao') = 'dibao')
    -- Where the staff member is counted too, committee-member-on-dibao asks.
    and not exists (select 1 from person_month s where s.household_key = m.household_key and s.month = m.month and s.person_key = c.person_key)
    and exists (
      select 1 from coverage v where v.ledger = 'kin_register' and v.program = '*' and v.month = m.month and v.division = m.division)
),
unvisited as (
  select
    m.program, m.household_key, m.month, m.division, m.person_key, m.name, k.staff_name, k.post, k.relation as relation_word, '备案表写明县级没有入户核查' as what,
    m.roster_ledger, m.roster_batch, m.roster_row, k.ledger as staff_ledger, k.batch as staff_batch, k.source_row as staff_row,
    cast(null as string) as tie_ledger, cast(null as string) as tie_batch, cast(null as bigint) as tie_row
  from kin k
  join person_month m on m.person_key = k.person_key and same_name(m.name, k.name)
  where m.counts and coalesce(k.program, 'dibao') = 'dibao' and not k.visited_by_county
    -- Another row of the same person that says yes is enough.
    and not exists (select 1 from kin y where y.person_key = k.person_key and y.visited_by_county)
)
select
  'household' as subject_kind, f.household_key,
  -- Whose page the lead opens, where it is one person.
  case when min(f.person_key) over (partition by f.household_key, substr(f.month, 1, 4)) = max(f.person_key) over (partition by f.household_key, substr(f.month, 1, 4)) then f.person_key end as person_key,
  f.program, f.division, f.month, f.name, f.staff_name, f.post, f.relation_word, f.what,
  f.roster_ledger, f.roster_batch, f.roster_row, f.staff_ledger, f.staff_batch, f.staff_row, f.tie_ledger, f.tie_batch, f.tie_row
from (select * from unregistered union all select * from unvisited) f
join rule r on r.program = f.program and r.division = f.division and r.month = f.month
order by f.month, f.what, f.staff_batch, f.staff_row, f.tie_batch, f.tie_row
