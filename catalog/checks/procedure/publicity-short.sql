-- Publicity that was short by either way of counting: the day of posting counted in, still fewer days than ordered.
with posted as (
  select a.*, days_between(notice_from, notice_to) + 1 as days_posted
  from application a
  where program in ('dibao', 'tekun', 'temporary_aid') and notice_from is not null and notice_to is not null and notice_to >= notice_from
)
select
  case when p.person_key is null then 'row' else 'person' end as subject_kind, p.person_key,
  case when p.person_key is null then p.ledger || '|' || coalesce(plain_name(p.name), '') || '|' || p.division end as row_key,
  p.program, p.division, month_of(p.notice_from) as month, p.name, p.notice_from, p.notice_to, p.days_posted, r.publicity_days as days_ordered,
  case p.program when 'dibao' then '低保' when 'tekun' then '特困供养' else '临时救助' end as matter,
  p.ledger as file_ledger, p.batch as file_batch, p.source_row as file_row
from posted p
join rule r on r.program = p.program and r.division = p.division and r.month = month_of(p.notice_from)
-- Urgent and small aid is not posted before.
where p.days_posted < r.publicity_days and coalesce(p.aid_kind, 'ordinary') not in ('urgent', 'small')
