-- Inquiries for 低保 signed by one name only.
with signed as (
  -- 张三（签字） is one name.
  select x.*, trim(text_without(x.surveyors, '[（(]?(签字|签名)[）)]?$')) as who
  from application x
  where x.program = 'dibao' and x.surveyors is not null
)
select
  case when a.person_key is null then 'row' else 'person' end as subject_kind, a.person_key,
  case when a.person_key is null then a.ledger || '|' || coalesce(plain_name(a.name), '') || '|' || a.division end as row_key,
  a.program, a.division, month_of(a.surveyed_on) as month, a.name, a.surveyed_on, a.who as surveyors,
  a.ledger as file_ledger, a.batch as file_batch, a.source_row as file_row
from signed a
join rule r on r.program = a.program and r.division = a.division and r.month = month_of(a.surveyed_on)
where
  -- One name: two to four characters, no blank, nothing that separates names, no 等.
  length(a.who) between 2 and 4 and a.who = plain_name(a.who) and not has_any(a.who, '[、，,/;；等和及]')
