-- Applications of all programs; temporary aid brings its own register.
select
  person_key, name, program, application_no, applied_on, received_on, forwarded_on, accepted_on, surveyed_on, surveyors, notice_from, notice_to, decided_on,
  first_paid_on, outcome, reason, cause, cast(null as string) as aid_kind, division, 'applications' as ledger, batch, source_row
from ledger_applications
union all
select
  person_key, name, 'temporary_aid', application_no, applied_on, cast(null as date), cast(null as date), accepted_on, cast(null as date), cast(null as string), notice_from, notice_to, decided_on,
  paid_on, case when paid_on is not null or decided_on is not null then 'approved' end, cast(null as string), cause, aid_kind, division, 'temporary_aid', batch, source_row
from aid_register
