-- People brought back to the town without a visit within the town's days, where the visit records speak for that time.
with due as (
  select
    s.*,
    -- Minors are visited once a quarter by the institution for their protection (事实无人抚养意见 三（四）).
    case when s.category like '%未成年%' or age_on(birth_of(s.person_key), s.returned_on) < 18 then add_months(s.returned_on, 3) else day_add(s.returned_on, r.return_visit_within) end as due_on
  from street_return s
  join rule r on r.program = 'street' and r.division = s.division and r.month = s.month
  where s.returned_on is not null
)
select
  case when d.person_key is null then 'row' else 'person' end as subject_kind, d.person_key,
  case when d.person_key is null then d.ledger || '|' || coalesce(plain_name(d.name), '') || '|' || d.division end as row_key,
  'street' as program, d.division, d.month, d.name, d.returned_on, d.due_on, days_between(d.returned_on, d.due_on) as days_allowed,
  d.ledger as list_ledger, d.batch as list_batch, d.source_row as list_row
from due d
where d.due_on < as_of() and d.name is not null
  -- Every month from the return to the last day must be covered.
  and (
    select count(*) from coverage c
    where c.ledger = 'visits' and c.program = '*' and c.division = d.division and c.month between d.month and month_of(d.due_on)
  ) = months_between(d.month, month_of(d.due_on)) + 1
  and not exists (
    select 1 from visit v
    where v.visited_on between d.returned_on and d.due_on
      and (v.person_key = d.person_key or ((v.person_key is null or d.person_key is null) and plain_name(v.name) = plain_name(d.name) and v.division = d.division)))
  and not exists (select 1 from deceased x where x.person_key = d.person_key and x.died_on <= d.due_on)
  -- Brought back again or gone again before the day: the later return is looked at.
  and not exists (
    select 1 from street_return l
    where l.person_key = d.person_key and l.returned_on > d.returned_on and coalesce(l.entered_on, l.returned_on) <= d.due_on)
