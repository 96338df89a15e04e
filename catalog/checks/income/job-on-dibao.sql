-- Persons counted in 低保 in months in which an employer insured them or paid into the housing fund, after the 渐退期.
-- Wages that a list states are recalculated by income-over-standard; here the wage is what nobody knows.
with job as (
  select
    m.*, e.unit, e.kind, e.ledger as list_ledger, e.batch as list_batch, e.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by e.kind, e.batch, e.source_row) as place
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join employment e
    on e.person_key = m.person_key and same_name(e.name, m.name)
    -- Without a first month only the last one is known, of what still goes on what is current.
    and m.month between coalesce(month_add(e.from_month, r.phase_out), case when e.to_month > month_of(as_of()) then month_add(month_of(as_of()), -1) else e.to_month end) and e.to_month
  where m.counts
    -- After a death all of it is told of by paid-after-death.
    and not exists (select 1 from deceased x where x.person_key = m.person_key and same_name(x.name, m.name) and x.died_month < m.month)
    -- Who pays for himself has no employer (灵活就业); a public-welfare post is help, and its pay is looked at in the interview.
    and not has_any(coalesce(e.unit, '') || coalesce(e.post, ''), '灵活|个人|代理|人才|职业介绍|公益|居民')
    -- A wage on a list is recalculated, where a standard is named.
    and not (
      coalesce(r.standard_rural, r.standard_urban) is not null and exists (
        select 1 from income i
        where i.person_key = m.person_key and i.kind in ('wage', 'tax') and same_name(i.name, m.name) and m.month between i.from_month and i.to_month))
    -- Who stands on a public payroll is asked about there.
    and not exists (
      select 1 from employment p
      where p.person_key = m.person_key and p.kind = 'payroll' and same_name(p.name, m.name) and m.month between p.from_month and p.to_month)
)
select
  'person' as subject_kind, j.person_key, j.program, j.division, j.month, j.name,
  -- Several lists are several rows of one month: its money counts once.
  case when j.place = 1 then j.concerned_fen end as concerned,
  case j.kind when 'insurance' then j.unit end as insured_by, case j.kind when 'fund' then j.unit end as fund_by, case j.kind when 'employment' then j.unit end as registered_by,
  case when j.unit is null then '名单没有写单位，可能是自己缴的' end as unit_gap,
  j.roster_ledger, j.roster_batch, j.roster_row, j.payment_ledger, j.payment_batch, j.payment_row, j.list_ledger, j.list_batch, j.list_row
from job j
order by j.month, j.place
