-- Persons found in the street in a month for which the town paid their keep in an institution.
select
  'person' as subject_kind, s.person_key, m.program, s.division, m.month, s.name, s.found_on, s.returned_on, m.own_fen as concerned,
  m.roster_ledger, m.roster_batch, m.roster_row, m.payment_ledger, m.payment_batch, m.payment_row, s.ledger as list_ledger, s.batch as list_batch, s.source_row as list_row
from (select r.*, coalesce(r.entered_on, r.returned_on) as found_on from street_return r) s
join person_month m
  on m.person_key = s.person_key and same_name(m.name, s.name) and m.month between month_of(s.found_on) and month_of(coalesce(s.returned_on, s.found_on))
where m.program = 'tekun' and m.support = 'institution' and m.counts
  -- Who was brought home into the institution in that month came in from the street.
  and coalesce(m.first_month, '0000-00') <> m.month
