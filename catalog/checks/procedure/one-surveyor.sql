-- Inquiries for 低保 signed by one name only.
select
  case when a.person_key is null then 'row' else 'person' end as subject_kind, a.person_key,
  case when a.person_key is null then a.ledger || '|' || coalesce(plain_name(a.name), '') || '|' || a.division end as row_key,
  a.program, a.division, month_of(a.surveyed_on) as month, a.name, a.surveyed_on, a.surveyors,
  a.ledger as file_ledger, a.batch as file_batch, a.source_row as file_row
from application a
join rule r on r.program = a.program and r.division = a.division and r.month = month_of(a.surveyed_on)
where a.program = 'dibao' and a.surveyors is not null
  -- One name: two to four characters, nothing that separates names, no 等.
  and length(plain_name(a.surveyors)) between 2 and 4
  and plain_name(a.surveyors) not like '%、%' and plain_name(a.surveyors) not like '%，%' and plain_name(a.surveyors) not like '%,%'
  and plain_name(a.surveyors) not like '%/%' and plain_name(a.surveyors) not like '%;%' and plain_name(a.surveyors) not like '%；%'
  and plain_name(a.surveyors) not like '%等%' and plain_name(a.surveyors) not like '%和%' and plain_name(a.surveyors) not like '%及%'
  and trim(a.surveyors) = plain_name(a.surveyors)
