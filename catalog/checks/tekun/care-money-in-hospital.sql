-- Care money of 特困 for months in which the person lay in hospital from the first day to the last, where the town does not let it go on.
select
  'person' as subject_kind, m.person_key, m.program, m.division, m.month, m.name, b.admitted_on, b.discharged_on, c.care_fen as concerned,
  c.ledger as roster_ledger, c.batch as roster_batch, c.source_row as roster_row, b.ledger as list_ledger, b.batch as list_batch, b.source_row as list_row
from tekun_care c
join person_month m on m.person_key = c.person_key and m.month = c.month and m.counts
join bill b on b.person_key = c.person_key and same_name(b.name, c.name) and b.admitted_on <= first_day(c.month) and b.discharged_on >= month_end(c.month)
join rule r on r.program = m.program and r.division = m.division and r.month = m.month
where c.care_fen > 0 and r.care_in_hospital = 0
