-- Child benefits paid for months after the registration of an adoption.
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, a.name as listed_name, a.registered_on, m.own_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, a.ledger as list_ledger, a.batch as list_batch, a.source_row as list_row
from person_month m
join adoption a on a.person_key = m.person_key and m.month > a.from_month and m.month <= a.to_month
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
-- A child often takes a new name; where the list states the old one, one of both must fit.
where m.counts and (a.former_name is null or same_name(a.former_name, m.name) or same_name(a.name, m.name))
