-- Temporary aid for one cause again within the town's window and beyond its number; several payments on one approval are one.
with approval as (
  select
    person_key, plain_words(cause) as same_cause, coalesce(application_no, cast(granted_on as string)) as approval,
    min(granted_on) as granted_on, cast(sum(fen) as bigint) as fen, max(name) as name, max(cause) as cause, max(division) as division,
    min(ledger) as ledger, min(batch) as batch, min_by(source_row, granted_on) as source_row
  from aid
  where person_key is not null and granted_on is not null and plain_words(cause) <> ''
  group by person_key, plain_words(cause), coalesce(application_no, cast(granted_on as string))
),
ruled as (
  select a.*, r.repeat_window, r.repeat_max
  from approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = month_of(a.granted_on)
),
counted as (
  select
    a.person_key, a.same_cause, a.approval, count(*) as earlier, max(e.granted_on) as earlier_on,
    max_by(e.ledger, e.granted_on) as earlier_ledger, max_by(e.batch, e.granted_on) as earlier_batch, max_by(e.source_row, e.granted_on) as earlier_row
  from ruled a
  join approval e
    on e.person_key = a.person_key and e.same_cause = a.same_cause and e.approval <> a.approval
    and (e.granted_on < a.granted_on or (e.granted_on = a.granted_on and e.approval < a.approval))
    and add_months(e.granted_on, a.repeat_window) > a.granted_on
  group by a.person_key, a.same_cause, a.approval
)
select
  'person' as subject_kind, a.person_key, 'temporary_aid' as program, a.division, month_of(a.granted_on) as month, a.name, a.same_cause, a.cause,
  a.granted_on, c.earlier_on, a.repeat_window as window_months, a.fen as concerned,
  a.ledger as later_ledger, a.batch as later_batch, a.source_row as later_row, c.earlier_ledger, c.earlier_batch, c.earlier_row
from ruled a
join counted c on c.person_key = a.person_key and c.same_cause = a.same_cause and c.approval = a.approval
where c.earlier + 1 > a.repeat_max
