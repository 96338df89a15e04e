-- Obligors outside the household who agreed that their means are compared (社会救助法第四十一条).
select person_key, name, relation, applicant_key, applicant_name, signed_on, ends_on, division, 'consents' as ledger, batch, source_row
from ledger_consents
