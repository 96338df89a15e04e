-- Persons counted in 低保 in months in which an employer insured them or paid into the housing fund, after the 渐退期.
-- Wages that a list states are recalculated by income-over-standard; here the wage is what nobody knows.
with job as (
  select
    m.*, e.unit, e.kind, e.from_month as job_from, e.to_month as job_to, e.ledger as job_ledger, e.batch as job_batch, e.source_row as job_row,
    row_number() over (partition by m.household_key, m.person_key, m.month, e.kind order by e.from_month, e.batch, e.source_row) as copy_no
  from person_month m
  join employment e
    on e.person_key = m.person_key and same_name(e.name, m.name)
    -- Without a first month only the last one is known.
    and m.month between coalesce(e.from_month, e.to_month) and e.to_month
  where m.program = 'dibao' and m.counts and e.kind in ('insurance', 'fund', 'employment')
    -- Who pays for himself has no employer (灵活就业); a public-welfare post is help, and its pay is looked at in the interview.
    and e.unit is not null
    and e.unit || coalesce(e.post, '') not like '%灵活%' and e.unit || coalesce(e.post, '') not like '%个人%'
    and e.unit || coalesce(e.post, '') not like '%代理%' and e.unit || coalesce(e.post, '') not like '%人才%'
    and e.unit || coalesce(e.post, '') not like '%职业介绍%' and e.unit || coalesce(e.post, '') not like '%公益%'
    and e.unit || coalesce(e.post, '') not like '%居民%'
),
late as (
  select j.*
  from job j
  join rule r on r.program = j.program and r.division = j.division and r.month = j.month
  where j.copy_no = 1 and (j.job_from is null or j.month >= month_add(j.job_from, r.phase_out))
    -- A wage on a list is recalculated, where a standard is named.
    and not (
      coalesce(r.standard_rural, r.standard_urban) is not null and exists (
        select 1 from income i
        where i.person_key = j.person_key and i.kind in ('wage', 'tax') and same_name(i.name, j.name) and j.month between i.from_month and i.to_month))
    -- Who stands on a public payroll is asked about there.
    and not exists (
      select 1 from employment p
      where p.person_key = j.person_key and p.kind = 'payroll' and same_name(p.name, j.name) and j.month between p.from_month and p.to_month)
),
by_month as (
  select
    household_key, person_key, program, division, month, max(name) as name, max(concerned_fen) as concerned,
    max(unit) filter (where kind = 'insurance') as insured_by, max(unit) filter (where kind = 'fund') as fund_by, max(unit) filter (where kind = 'employment') as registered_by,
    max(roster_ledger) as roster_ledger, max(roster_batch) as roster_batch, max(roster_row) as roster_row,
    max(payment_ledger) as payment_ledger, max(payment_batch) as payment_batch, max(payment_row) as payment_row,
    max(job_ledger) filter (where kind = 'insurance') as insurance_ledger, max(job_batch) filter (where kind = 'insurance') as insurance_batch, max(job_row) filter (where kind = 'insurance') as insurance_row,
    max(job_ledger) filter (where kind = 'fund') as fund_ledger, max(job_batch) filter (where kind = 'fund') as fund_batch, max(job_row) filter (where kind = 'fund') as fund_row,
    max(job_ledger) filter (where kind = 'employment') as contract_ledger, max(job_batch) filter (where kind = 'employment') as contract_batch, max(job_row) filter (where kind = 'employment') as contract_row
  from late
  group by household_key, person_key, program, division, month
)
select
  'person' as subject_kind, b.person_key, b.program, b.division, b.month, b.name, b.concerned, b.insured_by, b.fund_by, b.registered_by,
  b.roster_ledger, b.roster_batch, b.roster_row, b.payment_ledger, b.payment_batch, b.payment_row,
  b.insurance_ledger, b.insurance_batch, b.insurance_row, b.fund_ledger, b.fund_batch, b.fund_row, b.contract_ledger, b.contract_batch, b.contract_row
from by_month b
