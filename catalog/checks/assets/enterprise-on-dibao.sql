-- Persons counted in 低保 in months in which a registered business names them as its head, owner or partner.
with running as (
  select
    m.*, e.enterprise, coalesce(e.role, e.kind) as role, e.founded_on, e.ended_on, e.ledger as list_ledger, e.batch as list_batch, e.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by e.enterprise, e.batch, e.source_row) as place
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month and r.excludes_enterprise = 1
  join enterprise e
    on e.person_key = m.person_key and same_name(e.name, m.name)
    -- Without a day of founding only what is current counts.
    and m.month between coalesce(e.from_month, month_add(month_of(as_of()), -1)) and e.to_month
  where m.counts
    -- After a death all of it is told of by paid-after-death.
    and not exists (select 1 from deceased x where x.person_key = m.person_key and same_name(x.name, m.name) and x.died_month < m.month)
    and (e.role is null or e.role like '%法%' or e.role like '%经营者%' or e.role like '%股东%' or e.role like '%投资%' or e.role like '%合伙%' or e.role like '%负责人%')
    -- Villages put their people into a cooperative by the list.
    and not (e.enterprise || coalesce(e.kind, '') like '%合作社%' and coalesce(e.role, '') not like '%法%' and coalesce(e.role, '') not like '%负责人%')
)
select
  'person' as subject_kind, s.person_key, s.program, s.division, s.month, s.name,
  -- Several businesses are several rows of one month: its money counts once.
  case when s.place = 1 then s.concerned_fen end as concerned, s.enterprise, s.role, s.founded_on,
  case when s.ended_on is null then '登记没有注销' else cast(s.ended_on as string) || '才注销' end as standing,
  s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row, s.list_ledger, s.list_batch, s.list_row
from running s
order by s.month, s.place
