-- Temporary aid for one cause again within the town's window and beyond its number; several payments on one approval are one.
with ruled as (
  select a.*, r.repeat_window, coalesce(r.repeat_max, 1) as repeat_max
  from aid_approval a
  join rule r on r.program = 'temporary_aid' and r.division = a.division and r.month = a.month
  where a.same_cause <> ''
),
counted as (
  -- The last one before, by day and number.
  select a.approval, count(*) as earlier, max(cast(e.granted_on as string) || ' ' || e.approval) as last_before
  from ruled a
  join aid_approval e
    on e.person_key = a.person_key and e.same_cause = a.same_cause
    and (e.granted_on < a.granted_on or (e.granted_on = a.granted_on and e.approval < a.approval))
    and add_months(e.granted_on, a.repeat_window) > a.granted_on
  group by a.approval
)
select
  'person' as subject_kind, a.person_key, 'temporary_aid' as program, a.division, a.month, a.name, a.same_cause, a.cause,
  a.granted_on, b.granted_on as earlier_on, a.repeat_window as window_months, a.fen as concerned,
  a.ledger as later_ledger, a.batch as later_batch, a.source_row as later_row, b.ledger as earlier_ledger, b.batch as earlier_batch, b.source_row as earlier_row
from ruled a
join counted c on c.approval = a.approval
join aid_approval b on b.approval = substr(c.last_before, 12)
where c.earlier + 1 > a.repeat_max
