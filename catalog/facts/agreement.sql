-- Agreements on care.
select person_key, name, carer_key, carer_name, carer_relation, kind, number, signed_on, ends_on, division, 'agreements' as ledger, batch, source_row
from ledger_agreements
