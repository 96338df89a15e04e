-- Members counted in 低保 in whole months of a prison term, or of compulsory detox since the text names it. A term without an
-- end is asked about; what was overpaid then waits for the answer.
with held as (
  select
    m.*, c.kind as custody_kind, c.from_date, c.to_date, c.is_open, c.ledger as list_ledger, c.batch as list_batch, c.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by case when c.is_open then 1 else 0 end, c.from_date, c.batch, c.source_row) as copy_no
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join custody_term c on c.person_key = m.person_key and same_name(c.name, m.name)
    -- A town may leave months after the one in which the term began.
    and m.month > month_add(c.from_month, coalesce(r.last_month_after_prison, 0)) and m.month < c.to_month
  where m.program = 'dibao' and m.counts and (c.kind = 'prison' or (c.kind = 'detox' and m.month >= '2021-07'))
)
select
  'person' as subject_kind, h.person_key, h.program, h.division, h.month, h.name, h.concerned_fen as concerned, case when not h.is_open then h.own_fen end as overpaid,
  case h.custody_kind when 'prison' then '服刑' else '强制隔离戒毒' end as state,
  cast(h.from_date as string) || coalesce('至' || cast(h.to_date as string), '起') as term, case when h.is_open then '名单没有写到什么时候' end as unknown_end,
  h.roster_ledger, h.roster_batch, h.roster_row, h.payment_ledger, h.payment_batch, h.payment_row, h.list_ledger, h.list_batch, h.list_row
from held h
where h.copy_no = 1
  -- After a death all of it is told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = h.person_key and same_name(x.name, h.name) and x.died_month < h.month)
