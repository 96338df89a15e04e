-- Persons counted in 低保, or left out beside several who are, in months in which they stand on a public payroll, where the town's rule excludes that.
-- A matter of income: what was overpaid waits for the household's new assessment.
with counted as (
  select program, household_key, person_key, name, month, division, concerned_fen, roster_ledger, roster_batch, roster_row, payment_ledger, payment_batch, payment_row, cast(null as bigint) as others
  from person_month
  where program = 'dibao' and counts
  union all
  -- Who is left out of several who are counted: the family's income is his too. 单人保 has another limit.
  select h.program, h.household_key, u.person_key, u.name, h.month, h.division, h.concerned_fen, u.ledger, u.batch, u.source_row, cast(null as string), cast(null as string), cast(null as bigint), h.counted_persons
  from household_month h
  join household_member u on u.program = h.program and u.household_key = h.household_key and u.month = h.list_month and not u.is_protected
  where h.program = 'dibao' and h.counted_persons > 1
),
paid_by_state as (
  select
    m.*, p.unit, coalesce(p.identity, p.post) as post, p.from_month as payroll_from, p.ledger as list_ledger, p.batch as list_batch, p.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by coalesce(m.others, 0), p.from_month, p.batch, p.source_row) as copy_no
  from counted m
  join payroll p
    on p.person_key = m.person_key and same_name(p.name, m.name)
    -- Without a first month only what is current counts.
    and m.month between coalesce(p.from_month, month_add(month_of(as_of()), -1)) and p.to_month
  where not has_any(coalesce(p.identity, '') || coalesce(p.post, '') || coalesce(p.status, ''), '公益性|公益岗|临时|临聘|编外|劳务|遗属|退休')
    -- A post of the village is none; a civil servant sent there or its teacher is.
    and (has_any(coalesce(p.identity, ''), '公务员|事业') or not has_any(coalesce(p.identity, '') || coalesce(p.post, '') || coalesce(p.status, ''), '村|社区'))
)
select
  'person' as subject_kind, s.person_key, s.program, s.division, s.month, s.name, s.concerned_fen as concerned, s.unit, s.post,
  case when s.others is null then '本人计入低保保障人口' else '同户' || cast(s.others as string) || '人计入低保保障人口，本人没有计入' end as how,
  s.roster_ledger, s.roster_batch, s.roster_row, s.payment_ledger, s.payment_batch, s.payment_row, s.list_ledger, s.list_batch, s.list_row
from paid_by_state s
join rule r on r.program = s.program and r.division = s.division and r.month = s.month
where s.copy_no = 1 and r.excludes_payroll = 1
  -- After a death all of it is told of by paid-after-death.
  and not exists (select 1 from deceased x where x.person_key = s.person_key and same_name(x.name, s.name) and x.died_month < s.month)
