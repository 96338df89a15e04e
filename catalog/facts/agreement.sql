-- Agreements on care. Where the day of signing is not written, the first day of the term is taken for it.
select person_key, name, carer_key, carer_name, carer_relation, kind, number, coalesce(signed_on, from_on) as signed_on, ends_on, division, 'agreements' as ledger, batch, source_row
from ledger_agreements
