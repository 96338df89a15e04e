-- Persons in 特困 whom the roster calls able to care for themselves and pays care money of a higher grade.
select
  'person' as subject_kind, c.person_key, 'tekun' as program, c.division, c.month, c.name, c.care_fen - r.care_self as concerned,
  case when c.care_fen >= r.care_full then '全护理' else '半护理' end as paid_as,
  c.ledger as roster_ledger, c.batch as roster_batch, c.source_row as roster_row
from tekun_care c
join rule r on r.program = 'tekun' and r.division = c.division and r.month = c.month
join person_month m on m.program = 'tekun' and m.person_key = c.person_key and m.month = c.month and m.counts
where c.self_care = 'self_care' and c.care_fen >= r.care_half and c.care_fen > r.care_self
