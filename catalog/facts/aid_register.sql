-- Rows of the register of temporary aid. It comes again while the work goes on: a row not yet paid gives way to the paid one of its application.
select t.*
from ledger_temporary_aid t
where t.paid_on is not null or not exists (
  select 1 from ledger_temporary_aid p
  where p.paid_on is not null and coalesce(cast(p.person_key as string), p.name) = coalesce(cast(t.person_key as string), t.name)
    and (p.application_no = t.application_no or (coalesce(p.application_no, t.application_no) is null and p.applied_on = t.applied_on)))
