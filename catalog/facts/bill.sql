-- Hospital stays with what the person paid.
select
  person_key, name, coalesce(admitted_on, discharged_on) as admitted_on, coalesce(discharged_on, admitted_on) as settled_on, discharged_on,
  month_of(coalesce(discharged_on, admitted_on)) as month, self_paid as fen, division, 'medical_bills' as ledger, batch, source_row
from ledger_medical_bills
where coalesce(discharged_on, admitted_on) is not null
