-- Temporary aid for near relatives of committee members or of the staff who are not in the register of relatives, where the town's paper asks for one.
with tied as (
  select
    a.person_key, a.name, a.division, month_of(a.granted_on) as month, a.granted_on, a.fen, c.name as staff_name, c.post, l.relation_word,
    a.ledger as aid_ledger, a.batch as aid_batch, a.source_row as aid_row, c.ledger as staff_ledger, c.batch as staff_batch, c.source_row as staff_row,
    l.ledger as tie_ledger, l.batch as tie_batch, l.source_row as tie_row,
    row_number() over (partition by a.batch, a.source_row, a.person_key order by c.name, l.relation_word, c.batch, c.source_row) as copy_no
  from aid a
  join relative l on l.relative_key = a.person_key and same_name(l.relative_name, a.name)
  join committee c on c.person_key = l.person_key and same_name(c.name, l.name) and month_of(a.granted_on) between c.from_month and c.to_month
  where coalesce(l.from_month, month_of(a.granted_on)) <= month_of(a.granted_on)
)
select
  'person' as subject_kind, t.person_key, 'temporary_aid' as program, t.division, t.month, t.name, t.granted_on, t.staff_name, t.post, t.relation_word, t.fen as concerned,
  t.aid_ledger, t.aid_batch, t.aid_row, t.staff_ledger, t.staff_batch, t.staff_row, t.tie_ledger, t.tie_batch, t.tie_row
from tied t
join rule r on r.program = 'temporary_aid' and r.division = t.division and r.month = t.month
where t.copy_no = 1 and r.registers_kin = 1
  -- Registered for this benefit, or without saying for which, is recorded.
  and not exists (
    select 1 from kin k where k.person_key = t.person_key and same_name(k.name, t.name) and coalesce(k.program, 'temporary_aid') = 'temporary_aid')
  and exists (
    select 1 from coverage v where v.ledger = 'kin_register' and v.program = '*' and v.month = t.month and v.division = t.division)
order by t.granted_on, t.aid_batch, t.aid_row
