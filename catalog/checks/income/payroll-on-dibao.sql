-- Persons counted in 低保 in months in which they stand on a public payroll, where the town's rule excludes that.
-- A matter of income: what was overpaid waits for the household's new assessment.
with paid_by_state as (
  select
    m.*, p.unit, coalesce(p.identity, p.post) as post, p.from_month as payroll_from, p.ledger as list_ledger, p.batch as list_batch, p.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by p.from_month, p.batch, p.source_row) as copy_no
  from person_month m
  join payroll p
    on p.person_key = m.person_key and same_name(p.name, m.name)
    -- Without a first month only what is current counts.
    and m.month between coalesce(p.from_month, month_add(month_of(as_of()), -1)) and p.to_month
  where m.program = 'dibao' and m.counts
    and not has_any(coalesce(p.identity, '') || coalesce(p.post, '') || coalesce(p.status, ''), '公益性|公益岗|临时|临聘|编外|劳务|遗属|退休')
    -- A post of the village is none; a civil servant sent there or its teacher is.
    and (has_any(coalesce(p.identity, ''), '公务员|事业') or not has_any(coalesce(p.identity, '') || coalesce(p.post, '') || coalesce(p.status, ''), '村|社区'))
)
select
  'person' as subject_kind, s.person_key, s.program, s.division, s.month, s.name, s.concerned_fen as concerned, s.unit, s.post,
  s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row, s.list_ledger, s.list_batch, s.list_row
from paid_by_state s
join rule r on r.program = s.program and r.division = s.division and r.month = s.month
where s.copy_no = 1 and r.excludes_payroll = 1
