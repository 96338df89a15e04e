-- People brought back again within the town's months: a signal that help is needed.
with again as (
  select
    s.*, r.repeat_window,
    (select max(e.returned_on) from street_return e where e.person_key = s.person_key and e.returned_on < s.returned_on) as earlier_on
  from street_return s
  join rule r on r.program = 'street' and r.division = s.division and r.month = s.month
  where s.person_key is not null and s.returned_on is not null
)
select
  'person' as subject_kind, a.person_key, 'street' as program, a.division, a.month, a.name, a.returned_on, a.earlier_on, a.repeat_window as window_months,
  a.ledger as list_ledger, a.batch as list_batch, a.source_row as list_row
from again a
where a.earlier_on is not null and add_months(a.earlier_on, a.repeat_window) > a.returned_on
