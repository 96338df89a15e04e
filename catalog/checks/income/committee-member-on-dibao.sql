-- Committee members and staff who handle benefits counted in 低保 during their term and not in the register of relatives.
with posted as (
  select
    m.*, c.post, c.ledger as list_ledger, c.batch as list_batch, c.source_row as list_row,
    row_number() over (partition by m.household_key, m.person_key, m.month order by c.batch, c.source_row) as copy_no
  from person_month m
  join committee c on c.person_key = m.person_key and same_name(c.name, m.name) and m.month between c.from_month and c.to_month
  where m.program = 'dibao' and m.counts
)
select
  'person' as subject_kind, p.person_key, p.program, p.division, p.month, p.name, p.post, p.concerned_fen as concerned,
  p.roster_ledger, p.roster_batch, p.roster_row, p.list_ledger, p.list_batch, p.list_row
from posted p
join rule r on r.program = p.program and r.division = p.division and r.month = p.month
where p.copy_no = 1
  -- Registered is what the rule asks for.
  and not exists (select 1 from kin k where k.person_key = p.person_key or k.staff_key = p.person_key)
  and exists (
    select 1 from coverage v where v.ledger = 'kin_register' and v.program = '*' and v.month = p.month and v.division = p.division)
