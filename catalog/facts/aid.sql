-- Temporary aid as granted.
select
  'temporary_aid' as program, person_key, name, application_no, cause, aid_kind, family_category, applied_on, accepted_on, decided_on, paid_on, amount as fen,
  coalesce(decided_on, paid_on, applied_on) as granted_on, month_of(coalesce(decided_on, paid_on, applied_on)) as month,
  division, 'temporary_aid' as ledger, batch, source_row
from aid_register
