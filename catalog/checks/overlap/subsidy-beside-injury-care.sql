-- Disability subsidies paid in months in which the work injury insurance pays the same person care money, where the town's paper excludes it.
with care as (
  select
    m.program, m.person_key, m.name, m.division, m.month, m.own_fen, i.kind as care_kind, i.from_month as care_from,
    m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row,
    i.ledger as care_ledger, i.batch as care_batch, i.source_row as care_row,
    row_number() over (partition by m.program, m.person_key, m.month order by i.from_month, i.batch, i.source_row) as copy_no
  from person_month m
  join rule r on r.program = m.program and r.division = m.division and r.month = m.month
  join injury_care i
    on i.person_key = m.person_key and same_name(i.name, m.name)
    -- The month in which the care money begins is the change; without a first month it is not known.
    and m.month > i.from_month and m.month <= i.to_month
  where m.counts and r.overlap = 0
    -- A row without its kind may be another benefit of the fund.
    and i.kind is not null
)
select
  'person' as subject_kind, c.person_key, c.program, c.division, c.month, c.name, c.own_fen as concerned, c.own_fen as overpaid, c.care_kind, c.care_from,
  c.roster_ledger, c.roster_batch, c.roster_row, c.payment_ledger, c.payment_batch, c.payment_row, c.care_ledger, c.care_batch, c.care_row
from care c
where c.copy_no = 1
  -- After a death, and beside 特困, paid-after-death and tekun-draws-subsidy ask about the same money.
  and not exists (select 1 from deceased d where d.person_key = c.person_key and d.died_month < c.month)
  and not exists (select 1 from person_month t where t.program = 'tekun' and t.counts and t.person_key = c.person_key and t.month = c.month)
