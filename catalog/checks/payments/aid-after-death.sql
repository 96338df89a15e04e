-- Temporary aid applied for in the name of a person who had died before.
select
  'person' as subject_kind, a.person_key, a.program, a.division, a.month, a.name, a.fen as concerned, a.fen as overpaid, a.applied_on, d.died_on, d.source_title as death_list,
  a.ledger as aid_ledger, a.batch as aid_batch, a.source_row as aid_row, d.ledger as death_ledger, d.batch as death_batch, d.source_row as death_row
from aid a
join deceased d on d.person_key = a.person_key and same_name(d.name, a.name)
join rule r on r.program = a.program and r.division = a.division and r.month = a.month
where a.applied_on > d.died_on and coalesce(a.cause, '') not like '%丧葬%' and coalesce(a.cause, '') not like '%安葬%' and coalesce(a.cause, '') not like '%死亡%'
